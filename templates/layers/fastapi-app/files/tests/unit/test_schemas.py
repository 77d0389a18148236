"""What all schemas share."""

import typing as t

import pydantic
import pytest

from src.kit import inputs, schemas


class Thing(schemas.WriteSchema):
    """A body with a name that Python keeps for itself."""

    class_: t.Annotated[str, inputs.Text(min_length=1, trim=True)]
    size: t.Annotated[t.Annotated[int, inputs.Integer()] | None, pydantic.Field(default=7)]


class PartOfThing(Thing, schemas.Versioned, schemas.Partial):
    """A change of it."""


class ThingQuery(schemas.ListQuery):
    """A list of them."""

    sort: t.Annotated[str, inputs.SortKeys(("class", "size"))]
    class__eq: t.Annotated[str, inputs.Text()]
    size__in: t.Annotated[list[int], inputs.Array(inputs.QueryInteger())]


def test_json_has_the_name_without_the_underscore() -> None:
    assert schemas.values_of(Thing.model_validate({"class": " a "})) == {"class_": "a", "size": 7}
    with pytest.raises(pydantic.ValidationError):
        Thing.model_validate({"class_": "a"})


def test_a_part_holds_what_was_sent_and_nothing_else() -> None:
    assert schemas.values_of(PartOfThing.model_validate({})) == {}
    assert schemas.values_of(PartOfThing.model_validate({"size": None, "version": 2})) == {"size": None, "version": 2}
    with pytest.raises(pydantic.ValidationError):
        PartOfThing.model_validate({"class": None})


def test_a_part_says_that_nothing_is_required_and_nothing_has_a_default() -> None:
    schema = PartOfThing.model_json_schema()
    assert "required" not in schema
    assert all("default" not in definition for definition in schema["properties"].values())
    assert Thing.model_json_schema()["required"] == ["class"]


def test_parameters_have_names_that_no_field_can_have() -> None:
    query = ThingQuery.model_validate({"filter[class][eq]": "a", "filter[size][in]": ["1"], "sort": "-size,class"})
    assert list(query.filters()) == [("class", "eq", "a"), ("size", "in", [1])]
    assert query.sort_keys() == ["-size", "class"]


def test_a_page_has_twenty_items_unless_said_otherwise() -> None:
    query = ThingQuery.model_validate({})
    assert (query.limit, query.offset, query.sort_keys(), list(query.filters())) == (20, 0, (), [])
    assert schemas.VersionQuery.model_validate({}).expected() is None
    assert schemas.VersionQuery.model_validate({"version": "3"}).expected() == 3


def test_attributes_are_told_from_the_keys_that_they_stand_for() -> None:
    names = {"size": "size", "class_": "class", "n2nd_line_": "2nd_line", "n2nd_line": "n2nd_line", "name_": "name"}
    assert {name: schemas.json_name(name) for name in names} == names
    assert schemas.parameter_name("n2nd_line___eq") == "filter[2nd_line][eq]"
