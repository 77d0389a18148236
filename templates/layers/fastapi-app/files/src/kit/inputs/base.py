"""What every check of a value shares."""

import abc
import re
import typing as t

import pydantic
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema


def refuse(code: str, message: str) -> t.NoReturn:
    raise PydanticCustomError(code, "{message}", {"message": message})


class Input[T](abc.ABC):
    """A check from JSON to a Python value, and the JSON schema that says the same."""

    @abc.abstractmethod
    def parse(self, value: object) -> T:
        """Returns the value to store, or refuses it."""

    @abc.abstractmethod
    def schema(self) -> JsonSchemaValue:
        """Returns the JSON schema of what `parse` accepts."""

    def __get_pydantic_core_schema__(self, _source: object, _handler: pydantic.GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.parse)

    def __get_pydantic_json_schema__(
        self, _schema: CoreSchema, _handler: pydantic.GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return self.schema()


def plain_text(value: object) -> str:
    """Returns the value if it is a string that can be stored."""
    if not isinstance(value, str):
        refuse("string_type", "must be a string")
    require_storable(value)
    return value


def require_storable(text: str) -> None:
    """Refuses what UTF-8 and PostgreSQL cannot hold: NUL and lone surrogates."""
    if any(char == "\x00" or "\ud800" <= char <= "\udfff" for char in text):
        refuse("string_unstorable", "must hold no NUL character and no lone surrogate")


def matching_text(value: object, pattern: str, code: str, message: str) -> str:
    """Returns the value if it is a string that matches as a whole."""
    text = plain_text(value)
    if re.fullmatch(pattern, text) is None:
        refuse(code, message)
    return text
