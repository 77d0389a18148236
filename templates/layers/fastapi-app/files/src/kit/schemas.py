"""Base classes of what clients send and receive.

A Python name that had to avoid a keyword ends in an underscore (`class_`); in JSON it does not (`class`). One that must
not begin with a digit has a letter before it, too: `n2nd_line_` is `2nd_line`.
"""

import datetime as dt
import typing as t
import uuid
from collections.abc import Iterable, Iterator, Sequence

import pydantic
from pydantic.fields import FieldInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticUndefined

from src.kit import inputs, outputs

DEFAULT_LIMIT, MAX_LIMIT = 20, 100
MAX_FILTER_VALUES = 100
MAX_LINKS = 100


def json_name(name: str) -> str:
    """The JSON key of a Python attribute."""
    bare = name.rstrip("_")
    return bare.removeprefix("n") if bare != name and bare[1:2].isdigit() else bare


def parameter_name(name: str) -> str:
    """The query parameter of an attribute: `price__gte` is `filter[price][gte]`, which no field can be called."""
    field, _, operator = name.rpartition("__")
    return f"filter[{json_name(field)}][{operator}]" if field else name


class Schema(pydantic.BaseModel):
    """Leaves titles out of the JSON schema, where they would only repeat the names of the properties."""

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: pydantic.GetJsonSchemaHandler, /
    ) -> JsonSchemaValue:
        schema = handler(core_schema)
        for definition in handler.resolve_ref_schema(schema).get("properties", {}).values():
            definition.pop("title", None)
        return schema


class WriteSchema(Schema):
    """What a client sends: exactly the known keys, each of exactly the right type."""

    model_config = pydantic.ConfigDict(
        extra="forbid",
        validate_default=True,
        protected_namespaces=(),
        alias_generator=pydantic.AliasGenerator(validation_alias=json_name),
    )


class Versioned(WriteSchema):
    """A change that may name the version it is based on."""

    version: t.Annotated[
        t.Annotated[int, inputs.Integer(minimum=1)] | None,
        pydantic.Field(
            description="The version that the change is based on. If the item has moved on, the answer is 409.",
            examples=[1],
        ),
    ] = None


class Partial(WriteSchema):
    """Makes every field of a subclass optional: what is not sent stays as it is. List it last among the bases."""

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: t.Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        make_optional(cls, cls.model_fields.values())


def values_of(body: WriteSchema) -> dict[str, t.Any]:
    """The values by attribute name; of a partial schema only those that were sent."""
    names = type(body).model_fields
    return {
        name: getattr(body, name) for name in names if name in body.model_fields_set or not isinstance(body, Partial)
    }


def make_optional(schema: type[pydantic.BaseModel], fields: Iterable[FieldInfo]) -> None:
    """Lets fields be absent though null is not among their values; whoever reads them asks `model_fields_set` first."""
    for field in fields:
        field.default = PydanticUndefined
        field.default_factory = lambda: None
        field.validate_default = False
    schema.model_rebuild(force=True)


class ReadSchema(Schema):
    """What a client receives: read from a row, so nothing is checked a second time."""

    model_config = pydantic.ConfigDict(
        from_attributes=True,
        protected_namespaces=(),
        alias_generator=pydantic.AliasGenerator(serialization_alias=json_name),
    )


class ItemSchema(ReadSchema):
    """What every item has without being asked."""

    id: t.Annotated[uuid.UUID, pydantic.Field(description="Identifies the item; sorts by the time of its making.")]
    created_at: t.Annotated[outputs.Timestamp, pydantic.Field(description="When the item was made.")]
    updated_at: t.Annotated[outputs.Timestamp, pydantic.Field(description="When the item was last changed.")]
    version: t.Annotated[int, pydantic.Field(description="Counts the changes; send it back to change safely.")]


class PageMetadata(ReadSchema):
    """Where a page stands in the whole list."""

    total: t.Annotated[int, pydantic.Field(description="How many items match.")]
    limit: t.Annotated[int, pydantic.Field(description="The most items a page holds.")]
    offset: t.Annotated[int, pydantic.Field(description="How many items come before this page.")]


class Page[Item](ReadSchema):
    """A part of a list. Subclass it for each item, which gives it a name in the OpenAPI document."""

    data: list[Item]
    metadata: PageMetadata


class StatusHistoryEntry(ReadSchema):
    """A change of a status."""

    field: t.Annotated[str, pydantic.Field(description="The field that changed.")]
    from_value: t.Annotated[str | None, pydantic.Field(description="What it was.")]
    to_value: t.Annotated[str | None, pydantic.Field(description="What it became.")]
    changed_at: t.Annotated[outputs.Timestamp, pydantic.Field(description="When it changed.")]


class StatusHistory(Page[StatusHistoryEntry]):
    """A part of the history of an item."""


class PageQuery(WriteSchema):
    """The query parameters that choose a page."""

    model_config = pydantic.ConfigDict(alias_generator=pydantic.AliasGenerator(validation_alias=parameter_name))

    limit: t.Annotated[
        int, inputs.QueryInteger(minimum=1, maximum=MAX_LIMIT), pydantic.Field(description="How many items at most.")
    ] = DEFAULT_LIMIT
    offset: t.Annotated[
        int, inputs.QueryInteger(minimum=0), pydantic.Field(description="How many items to leave out first.")
    ] = 0


class ListQuery(PageQuery):
    """The query parameters of a list of items. What a subclass adds is optional: `sort`, and `<field>__<operator>`."""

    sort: str
    created_at__gte: t.Annotated[dt.datetime, inputs.Timestamp(), pydantic.Field(description="At least this.")]
    created_at__lt: t.Annotated[dt.datetime, inputs.Timestamp(), pydantic.Field(description="Less than this.")]
    updated_at__gte: t.Annotated[dt.datetime, inputs.Timestamp(), pydantic.Field(description="At least this.")]
    updated_at__lt: t.Annotated[dt.datetime, inputs.Timestamp(), pydantic.Field(description="Less than this.")]

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: t.Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        make_optional(cls, [field for field in cls.model_fields.values() if field.is_required()])

    def sort_keys(self) -> Sequence[str]:
        """The keys to sort by, in the order of their weight."""
        return self.sort.split(",") if "sort" in self.model_fields_set else ()

    def filters(self) -> Iterator[tuple[str, str, t.Any]]:
        """The field, the operator and the value of each filter that was sent."""
        for name in type(self).model_fields:
            field, _, operator = name.rpartition("__")
            if field and name in self.model_fields_set:
                yield field, operator, getattr(self, name)


class VersionQuery(Partial):
    """The version that a deletion is based on."""

    version: t.Annotated[
        int,
        inputs.QueryInteger(minimum=1),
        pydantic.Field(description="The version last read. If the item has moved on, the answer is 409."),
    ]

    def expected(self) -> int | None:
        """The version, if one was sent."""
        return self.version if "version" in self.model_fields_set else None
