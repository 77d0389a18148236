"""Lists and JSON values."""

import dataclasses
import math
import typing as t

import pydantic
from pydantic.json_schema import JsonSchemaValue

from src.kit.inputs.base import Input, refuse, require_storable

MAX_JSON_DEPTH = 32


@dataclasses.dataclass(frozen=True)
class Json(Input[pydantic.JsonValue]):
    """Any JSON value but null, as deep and as plain as PostgreSQL's jsonb can store it."""

    def parse(self, value: object) -> pydantic.JsonValue:
        if value is None:
            refuse("json_null", "must not be null")
        pending: list[tuple[object, int]] = [(value, 1)]
        while pending:
            item, depth = pending.pop()
            if depth > MAX_JSON_DEPTH:
                refuse("json_depth", f"must not be nested deeper than {MAX_JSON_DEPTH} levels")
            if isinstance(item, str):
                require_storable(item)
            if isinstance(item, float) and not math.isfinite(item):
                refuse("finite_number", "must hold finite numbers only")
            if isinstance(item, dict):
                pending.extend((part, depth + 1) for pair in item.items() for part in pair)
            if isinstance(item, list):
                pending.extend((part, depth + 1) for part in item)
        return t.cast(pydantic.JsonValue, value)

    def schema(self) -> JsonSchemaValue:
        return {"type": ["object", "array", "string", "number", "boolean"]}


@dataclasses.dataclass(frozen=True)
class Array[T](Input[list[T]]):
    """A list whose items are all checked the same way."""

    items: Input[T]
    min_items: int = 0
    max_items: int | None = None
    unique_items: bool = False

    def parse(self, value: object) -> list[T]:
        if not isinstance(value, list):
            refuse("list_type", "must be a list")
        if len(value) < self.min_items:
            refuse("too_short", f"must have at least {self.min_items} items")
        if self.max_items is not None and len(value) > self.max_items:
            refuse("too_long", f"must have at most {self.max_items} items")
        parsed = [self.items.parse(item) for item in value]
        if self.unique_items and any(item in parsed[:index] for index, item in enumerate(parsed)):
            refuse("unique_items", "must not hold an item twice")
        return parsed

    def schema(self) -> JsonSchemaValue:
        schema: JsonSchemaValue = {"type": "array", "items": self.items.schema()}
        if self.min_items > 0:
            schema["minItems"] = self.min_items
        if self.max_items is not None:
            schema["maxItems"] = self.max_items
        if self.unique_items:
            schema["uniqueItems"] = True
        return schema
