"""The checks of values."""

import datetime as dt
import decimal
import enum
import re
import typing as t
import uuid

import pytest
from pydantic_core import PydanticCustomError

from src.kit import inputs


class Color(enum.StrEnum):
    """Some values."""

    RED = "red"
    BLUE = "dark 'blue'"


ACCEPTED: list[tuple[inputs.Input[t.Any], object, object]] = [
    (inputs.Text(), "", ""),
    (inputs.Text(min_length=3, max_length=5, trim=True), " abc ", "abc"),
    (inputs.Text(pattern="^[A-Z]+$"), "AB", "AB"),
    (inputs.Text(blank=False), " x ", " x "),
    (inputs.Email(), "a@b.example", "a@b.example"),
    (inputs.Url(), "https://example.com/a?b=c#d", "https://example.com/a?b=c#d"),
    (inputs.Email(), "o'neil+shop@mail.example.com", "o'neil+shop@mail.example.com"),
    (inputs.Url(), "http://localhost:8000", "http://localhost:8000"),
    (inputs.Integer(), -(2**31), -(2**31)),
    (inputs.Integer(exclusive_minimum=0), 1, 1),
    (inputs.Integer(), 2.0, 2),
    (inputs.Number(minimum=0), 0, 0.0),
    (inputs.Number(exclusive_maximum=1.5), 1.25, 1.25),
    (inputs.BigInteger(), "-9223372036854775808", -(2**63)),
    (inputs.BigInteger(minimum="0"), "0", 0),
    (inputs.BigInteger(), "9223372036854775807", 2**63 - 1),
    (inputs.BigInteger(exclusive_minimum="0"), "9007199254740993", 9007199254740993),
    (inputs.DecimalString(precision=4, scale=2), "-12.30", decimal.Decimal("-12.30")),
    (inputs.DecimalString(precision=4, scale=2, minimum="0"), "0.00", decimal.Decimal(0)),
    (inputs.DecimalString(precision=4, scale=2, exclusive_minimum="0"), "0.01", decimal.Decimal("0.01")),
    (inputs.DecimalString(precision=2, scale=2), "0.5", decimal.Decimal("0.5")),
    (inputs.DecimalString(precision=3, scale=0, maximum="100"), "100", decimal.Decimal(100)),
    (inputs.Boolean(), True, True),
    (inputs.Date(), "2024-02-29", dt.date(2024, 2, 29)),
    (inputs.Timestamp(), "2026-01-31t23:00:00.5-01:00", dt.datetime(2026, 2, 1, 0, 0, 0, 500_000, dt.UTC)),
    (inputs.Time(), "23:59:59.000001", dt.time(23, 59, 59, 1)),
    (inputs.Identifier(), "0190A5C8-7e00-7000-8000-000000000001", uuid.UUID("0190a5c8-7e00-7000-8000-000000000001")),
    (inputs.Choice(Color), "dark 'blue'", Color.BLUE),
    (inputs.Json(), {"a": [1, None, {"b": "c"}]}, {"a": [1, None, {"b": "c"}]}),
    (inputs.Json(), False, False),
    (inputs.Array(inputs.Integer(), min_items=1, max_items=2, unique_items=True), [1, 2], [1, 2]),
    (inputs.QueryInteger(), "-12", -12),
    (inputs.QueryNumber(), "-1.5e3", -1500.0),
    (inputs.QueryBoolean(), "false", False),
    (inputs.SortKeys(("a", "b")), "-b,a", "-b,a"),
]

REFUSED: list[tuple[inputs.Input[t.Any], object]] = [
    (inputs.Text(), 1),
    (inputs.Text(), None),
    (inputs.Text(min_length=1, trim=True), "\ufeff"),
    (inputs.Text(min_length=1, trim=True), " \x1d"),
    (inputs.Text(), "a\x00b"),
    (inputs.Text(), "\ud800"),
    (inputs.Text(min_length=3, trim=True), " ab "),
    (inputs.Text(max_length=3, trim=True), "  a  "),
    (inputs.Text(pattern="^[A-Z]+$"), "a"),
    (inputs.Text(blank=False), " \n\t"),
    (inputs.Email(), "a b@c.example"),
    (inputs.Email(), "a@b"),
    (inputs.Url(), "ftp://example.com"),
    (inputs.Url(), "https://"),
    (inputs.Url(), "https://example.com/a b"),
    (inputs.Url(), "https://user:secret@example.com"),
    (inputs.Integer(), True),
    (inputs.Integer(), "1"),
    (inputs.Integer(), 1.5),
    (inputs.Integer(), 2**31),
    (inputs.Integer(minimum=3), 2),
    (inputs.Integer(maximum=3), 4),
    (inputs.Integer(exclusive_minimum=3), 3),
    (inputs.Integer(exclusive_maximum=3), 3),
    (inputs.Number(), "1"),
    (inputs.Number(), False),
    (inputs.Number(), float("nan")),
    (inputs.Number(), 10**400),
    (inputs.Number(minimum=0.5), 0.25),
    (inputs.BigInteger(), 1),
    (inputs.BigInteger(), "9223372036854775808"),
    (inputs.BigInteger(), "01"),
    (inputs.BigInteger(minimum="0"), "-1"),
    (inputs.BigInteger(maximum="5"), "6"),
    (inputs.DecimalString(precision=4, scale=2), 1.5),
    (inputs.DecimalString(precision=4, scale=2), "123.4"),
    (inputs.DecimalString(precision=4, scale=2), "1.234"),
    (inputs.DecimalString(precision=4, scale=2), "1e1"),
    (inputs.DecimalString(precision=4, scale=2), "NaN"),
    (inputs.DecimalString(precision=4, scale=2), "٣"),
    (inputs.DecimalString(precision=4, scale=2, exclusive_minimum="0"), "0.00"),
    (inputs.DecimalString(precision=4, scale=2, maximum="1.5"), "1.51"),
    (inputs.DecimalString(precision=3, scale=0), "1.0"),
    (inputs.Boolean(), 1),
    (inputs.Boolean(), "true"),
    (inputs.Date(), "2023-02-29"),
    (inputs.Date(), "2024-02-29T00:00:00Z"),
    (inputs.Date(), 0),
    (inputs.Timestamp(), "2026-01-31T12:00:00"),
    (inputs.Timestamp(), "2026-01-31T25:00:00Z"),
    (inputs.Timestamp(), "9999-12-31T23:59:59-23:59"),
    (inputs.Time(), "24:00:00"),
    (inputs.Time(), "12:00:00Z"),
    (inputs.Identifier(), "0190a5c87e0070008000000000000001"),
    (inputs.Identifier(), 7),
    (inputs.Choice(Color), "RED"),
    (inputs.Choice(Color), None),
    (inputs.Json(), None),
    (inputs.Json(), {"a": "\x00"}),
    (inputs.Json(), {"\x00": 1}),
    (inputs.Json(), [float("inf")]),
    (inputs.Json(), [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]),
    (inputs.Array(inputs.Integer()), {"0": 1}),
    (inputs.Array(inputs.Integer(), min_items=1), []),
    (inputs.Array(inputs.Integer(), max_items=1), [1, 2]),
    (inputs.Array(inputs.Integer(), unique_items=True), [1, 1]),
    (inputs.Array(inputs.Integer()), ["1"]),
    (inputs.QueryInteger(), "1.0"),
    (inputs.QueryNumber(), "NaN"),
    (inputs.QueryBoolean(), "1"),
    (inputs.SortKeys(("a", "b")), "a,,b"),
    (inputs.SortKeys(("a", "b")), "c"),
]


@pytest.mark.parametrize(("check", "value", "parsed"), ACCEPTED)
def test_accepts(check: inputs.Input[t.Any], value: object, parsed: object) -> None:
    result = check.parse(value)
    assert result == parsed
    assert type(result) is type(parsed)


@pytest.mark.parametrize(("check", "value"), REFUSED)
def test_refuses(check: inputs.Input[t.Any], value: object) -> None:
    with pytest.raises(PydanticCustomError):
        check.parse(value)


@pytest.mark.parametrize(("check", "value", "parsed"), ACCEPTED)
def test_the_schema_does_not_forbid_what_is_accepted(check: inputs.Input[t.Any], value: object, parsed: object) -> None:
    schema = check.schema()
    pattern = schema.get("pattern")
    assert schema
    assert pattern is None or re.search(pattern, str(value))
    assert "enum" not in schema or value in schema["enum"]


def test_the_schema_tells_lengths_bounds_and_counts() -> None:
    assert inputs.Text(min_length=2, max_length=9).schema().items() >= {"minLength": 2, "maxLength": 9}.items()
    assert inputs.Integer(maximum=5).schema() == {"type": "integer", "minimum": -(2**31), "maximum": 5}
    assert inputs.DecimalString(precision=4, scale=2, maximum="9.50").schema()["x-maximum"] == "9.50"
    assert inputs.Array(inputs.Boolean(), min_items=1, max_items=2, unique_items=True).schema() == {
        "type": "array",
        "items": {"type": "boolean"},
        "minItems": 1,
        "maxItems": 2,
        "uniqueItems": True,
    }
    assert inputs.Text(trim=True, min_length=1).schema()["pattern"] == r"^[^\x00]*[^\s\x00-\x1f\x85\ufeff][^\x00]*$"
