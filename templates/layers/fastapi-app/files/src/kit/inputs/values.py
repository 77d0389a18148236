"""Values that are one of a set."""

import dataclasses
import enum
import uuid

from pydantic.json_schema import JsonSchemaValue

from src.kit.inputs.base import Input, matching_text, refuse

UUID_PATTERN = r"^[0-9A-Fa-f]{8}-([0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}$"


@dataclasses.dataclass(frozen=True)
class Boolean(Input[bool]):
    """True or false, and nothing that merely looks like it."""

    def parse(self, value: object) -> bool:
        if not isinstance(value, bool):
            refuse("bool_type", "must be true or false")
        return value

    def schema(self) -> JsonSchemaValue:
        return {"type": "boolean"}


@dataclasses.dataclass(frozen=True)
class Identifier(Input[uuid.UUID]):
    """A UUID in its canonical form."""

    def parse(self, value: object) -> uuid.UUID:
        return uuid.UUID(matching_text(value, UUID_PATTERN, "uuid", "must be a UUID"))

    def schema(self) -> JsonSchemaValue:
        return {"type": "string", "format": "uuid"}


@dataclasses.dataclass(frozen=True)
class Choice[E: enum.StrEnum](Input[E]):
    """One of the values of an enumeration."""

    values: type[E]

    def parse(self, value: object) -> E:
        found = next((member for member in self.values if member.value == value), None)
        if found is None:
            refuse("choice", "must be one of: " + ", ".join(member.value for member in self.values))
        return found

    def schema(self) -> JsonSchemaValue:
        return {"type": "string", "enum": [member.value for member in self.values]}
