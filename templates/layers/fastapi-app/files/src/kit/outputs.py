"""How values leave the service where JSON has no type of its own for them, or pydantic's is not ours."""

import dataclasses
import datetime as dt
import decimal
import enum
import typing as t

import pydantic
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

DecimalString = t.Annotated[
    decimal.Decimal,
    pydantic.PlainSerializer(lambda value: format(value, "f"), return_type=str, when_used="json"),
    pydantic.WithJsonSchema({"type": "string", "format": "decimal"}),
]

BigInteger = t.Annotated[
    int,
    pydantic.PlainSerializer(str, return_type=str, when_used="json"),
    pydantic.WithJsonSchema({"type": "string", "format": "int64"}),
]

Timestamp = t.Annotated[
    dt.datetime,
    pydantic.PlainSerializer(
        lambda value: value.astimezone(dt.UTC).isoformat().replace("+00:00", "Z"), return_type=str, when_used="json"
    ),
    pydantic.WithJsonSchema({"type": "string", "format": "date-time"}),
]

Time = t.Annotated[
    dt.time,
    pydantic.PlainSerializer(lambda value: value.isoformat(), return_type=str, when_used="json"),
    pydantic.WithJsonSchema({"type": "string", "format": "time-local"}),
]

Json = t.Annotated[t.Any, pydantic.WithJsonSchema({"type": ["object", "array", "string", "number", "boolean"]})]


@dataclasses.dataclass(frozen=True)
class Choice:
    """A value of an enumeration, whose values the schema writes out where it is used."""

    values: type[enum.StrEnum]

    def __get_pydantic_core_schema__(self, _source: object, _handler: pydantic.GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.is_instance_schema(self.values, serialization=core_schema.to_string_ser_schema())

    def __get_pydantic_json_schema__(
        self, _schema: CoreSchema, _handler: pydantic.GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string", "enum": [member.value for member in self.values]}
