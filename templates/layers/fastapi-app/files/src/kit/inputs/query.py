"""What a query string holds: numbers and truth values as text, and the order of a list."""

import dataclasses
import re

from pydantic.json_schema import JsonSchemaValue

from src.kit.inputs.base import Input, matching_text
from src.kit.inputs.numbers import Integer, Number
from src.kit.inputs.values import Boolean


@dataclasses.dataclass(frozen=True)
class QueryInteger(Integer):
    """A whole number in a query string."""

    def parse(self, value: object) -> int:
        is_number = isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,10}", value)
        return super().parse(int(str(value)) if is_number else value)


@dataclasses.dataclass(frozen=True)
class QueryNumber(Number):
    """A floating-point number in a query string."""

    def parse(self, value: object) -> float:
        is_number = isinstance(value, str) and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?", value)
        return super().parse(float(str(value)) if is_number else value)


@dataclasses.dataclass(frozen=True)
class QueryBoolean(Boolean):
    """`true` or `false` in a query string."""

    def parse(self, value: object) -> bool:
        words: dict[object, bool] = {"true": True, "false": False}
        return super().parse(words.get(value, value) if isinstance(value, str) else value)


@dataclasses.dataclass(frozen=True)
class SortKeys(Input[str]):
    """Keys to sort by, separated by commas, each with a minus in front for descending order."""

    keys: tuple[str, ...]

    def parse(self, value: object) -> str:
        message = "must be a list, separated by commas, of: " + ", ".join(self.keys)
        return matching_text(value, self._pattern(), "sort", message)

    def schema(self) -> JsonSchemaValue:
        return {"type": "string", "pattern": self._pattern()}

    def _pattern(self) -> str:
        key = f"-?({'|'.join(self.keys)})"
        return f"^{key}(,{key})*$"
