"""What a value in a request must look like: one class a type, each the single source of its check and of its JSON schema.

Attach one to a type: `price: Annotated[Decimal, inputs.DecimalString(precision=12, scale=2)]`.
A body and a query string are checked by the same classes; the `Query…` ones also read numbers and booleans from text.
"""

import abc
import dataclasses
import datetime as dt
import decimal
import enum
import math
import re
import typing as t
import uuid

import pydantic
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

INT32_MIN, INT32_MAX = -(2**31), 2**31 - 1
INT64_MIN = -(2**63)
MAX_JSON_DEPTH = 32

EMAIL_PATTERN = (
    r"^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+$"
)
URL_PATTERN = (
    r"^https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?"
    r"(/([A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*)?"
    r"(\?([A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?"
    r"(#([A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?$"
)
# What is no white space to any of the engines that may read a pattern.
SOLID = r"[^\s\x00-\x1f\x85\ufeff]"
# From 1 to 2**63 - 1, digit by digit.
INT64_DIGITS = (
    r"[1-9][0-9]{0,17}|[1-8][0-9]{18}|9[0-1][0-9]{17}|92[0-1][0-9]{16}|922[0-2][0-9]{15}|"
    r"9223[0-2][0-9]{14}|92233[0-6][0-9]{13}|922337[0-1][0-9]{12}|92233720[0-2][0-9]{10}|"
    r"922337203[0-5][0-9]{9}|9223372036[0-7][0-9]{8}|92233720368[0-4][0-9]{7}|922337203685[0-3][0-9]{6}|"
    r"9223372036854[0-6][0-9]{5}|92233720368547[0-6][0-9]{4}|922337203685477[0-4][0-9]{3}|9223372036854775[0-7][0-9]{2}|922337203685477580[0-7]"
)
DATE_PATTERN = r"^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}$"
TIMESTAMP_PATTERN = (
    r"^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})$"
)
TIME_PATTERN = r"^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,6})?$"
UUID_PATTERN = r"^[0-9A-Fa-f]{8}-([0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}$"


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


def _text(value: object) -> str:
    if not isinstance(value, str):
        refuse("string_type", "must be a string")
    _storable(value)
    return value


def _storable(text: str) -> None:
    """Refuses what UTF-8 and PostgreSQL cannot hold: NUL and lone surrogates."""
    if any(char == "\x00" or "\ud800" <= char <= "\udfff" for char in text):
        refuse("string_unstorable", "must hold no NUL character and no lone surrogate")


def _matching(value: object, pattern: str, code: str, message: str) -> str:
    text = _text(value)
    if re.fullmatch(pattern, text) is None:
        refuse(code, message)
    return text


@dataclasses.dataclass(frozen=True)
class Text(Input[str]):
    """A string. Lengths of a trimmed one count what is left, except that the maximum also binds what was sent."""

    min_length: int = 0
    max_length: int | None = None
    pattern: str | None = None
    trim: bool = False
    blank: bool = True

    def parse(self, value: object) -> str:
        text = _text(value)
        if self.max_length is not None and len(text) > self.max_length:
            refuse("string_too_long", f"must have at most {self.max_length} characters")
        if self.trim:
            text = text.strip()
        if len(text) < self.min_length:
            refuse("string_too_short", f"must have at least {self.min_length} characters")
        if self.pattern is None and re.search(self._default_pattern(), text) is None:
            refuse("string_blank", "must not be blank")
        if self.pattern is not None and re.search(self.pattern, text) is None:
            refuse("string_pattern_mismatch", f"must match {self.pattern}")
        return text

    def schema(self) -> JsonSchemaValue:
        schema: JsonSchemaValue = {"type": "string", "pattern": self.pattern or self._default_pattern()}
        if self.min_length > 0:
            schema["minLength"] = self.min_length
        if self.max_length is not None:
            schema["maxLength"] = self.max_length
        return schema

    def _default_pattern(self) -> str:
        """No NUL; where it counts, something to see; where it is trimmed, enough between the first and the last of it."""
        if self.trim and self.min_length > 1:
            return rf"^[^\x00]*{SOLID}[^\x00]{{{self.min_length - 2},}}{SOLID}[^\x00]*$"
        if not self.blank or (self.trim and self.min_length == 1):
            return rf"^[^\x00]*{SOLID}[^\x00]*$"
        return r"^[^\x00]*$"


@dataclasses.dataclass(frozen=True)
class Email(Text):
    """An e-mail address: something, an at sign, something with a dot."""

    max_length: int | None = 254
    pattern: str | None = EMAIL_PATTERN

    def schema(self) -> JsonSchemaValue:
        return super().schema() | {"format": "email"}


@dataclasses.dataclass(frozen=True)
class Url(Text):
    """An absolute http or https URL."""

    max_length: int | None = 2048
    pattern: str | None = URL_PATTERN

    def schema(self) -> JsonSchemaValue:
        return super().schema() | {"format": "uri"}


@dataclasses.dataclass(frozen=True)
class Bounds[N: (int, float, decimal.Decimal)]:
    """The least and the greatest value, each itself allowed or not."""

    minimum: N | None = None
    maximum: N | None = None
    exclusive_minimum: N | None = None
    exclusive_maximum: N | None = None

    def check(self, number: N) -> N:
        if self.minimum is not None and number < self.minimum:
            refuse("greater_than_equal", f"must be at least {self.minimum}")
        if self.maximum is not None and number > self.maximum:
            refuse("less_than_equal", f"must be at most {self.maximum}")
        if self.exclusive_minimum is not None and number <= self.exclusive_minimum:
            refuse("greater_than", f"must be greater than {self.exclusive_minimum}")
        if self.exclusive_maximum is not None and number >= self.exclusive_maximum:
            refuse("less_than", f"must be less than {self.exclusive_maximum}")
        return number

    def schema(self) -> JsonSchemaValue:
        """The bounds as JSON schema's keywords."""
        bounds = {
            "minimum": self.minimum,
            "maximum": self.maximum,
            "exclusiveMinimum": self.exclusive_minimum,
            "exclusiveMaximum": self.exclusive_maximum,
        }
        return {key: value for key, value in bounds.items() if value is not None}

    @property
    def sign(self) -> t.Literal["any", "non-negative", "positive"]:
        if (self.exclusive_minimum is not None and self.exclusive_minimum >= 0) or (
            self.minimum is not None and self.minimum > 0
        ):
            return "positive"
        return "non-negative" if self.minimum is not None and self.minimum >= 0 else "any"


@dataclasses.dataclass(frozen=True)
class Integer(Input[int]):
    """A whole number that fits 32 bits."""

    minimum: int | None = None
    maximum: int | None = None
    exclusive_minimum: int | None = None
    exclusive_maximum: int | None = None

    def parse(self, value: object) -> int:
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool):
            refuse("int_type", "must be a whole number")
        return self._bounds().check(value)

    def schema(self) -> JsonSchemaValue:
        return {"type": "integer", **self._bounds().schema()}

    def _bounds(self) -> Bounds[int]:
        no_minimum = self.minimum is None and self.exclusive_minimum is None
        no_maximum = self.maximum is None and self.exclusive_maximum is None
        return Bounds(
            INT32_MIN if no_minimum else self.minimum,
            INT32_MAX if no_maximum else self.maximum,
            self.exclusive_minimum,
            self.exclusive_maximum,
        )


@dataclasses.dataclass(frozen=True)
class Number(Input[float]):
    """A finite floating-point number."""

    minimum: float | None = None
    maximum: float | None = None
    exclusive_minimum: float | None = None
    exclusive_maximum: float | None = None

    def parse(self, value: object) -> float:
        if not isinstance(value, int | float) or isinstance(value, bool):
            refuse("float_type", "must be a number")
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
        if not math.isfinite(number):
            refuse("finite_number", "must be a finite number")
        return self._bounds().check(number)

    def schema(self) -> JsonSchemaValue:
        return {"type": "number", **self._bounds().schema()}

    def _bounds(self) -> Bounds[float]:
        return Bounds(self.minimum, self.maximum, self.exclusive_minimum, self.exclusive_maximum)


@dataclasses.dataclass(frozen=True)
class BigInteger(Input[int]):
    """A whole number that fits 64 bits, as a string: JSON numbers lose digits beyond 2⁵³. Bounds are strings too."""

    minimum: str | None = None
    maximum: str | None = None
    exclusive_minimum: str | None = None
    exclusive_maximum: str | None = None

    def parse(self, value: object) -> int:
        message = "must be a whole number of 64 bits as a string"
        return self._bounds().check(int(_matching(value, self._pattern(), "int_string", message)))

    def schema(self) -> JsonSchemaValue:
        return {"type": "string", "format": "int64", "pattern": self._pattern(), **_exact_bounds(self)}

    def _pattern(self) -> str:
        return {
            "any": f"^(0|-?({INT64_DIGITS})|{INT64_MIN})$",
            "non-negative": f"^(0|{INT64_DIGITS})$",
            "positive": f"^({INT64_DIGITS})$",
        }[self._bounds().sign]

    def _bounds(self) -> Bounds[int]:
        bounds = (self.minimum, self.maximum, self.exclusive_minimum, self.exclusive_maximum)
        return Bounds(*(None if bound is None else int(bound) for bound in bounds))


def _exact_bounds(rules: "BigInteger | DecimalString") -> JsonSchemaValue:
    """Bounds of a number that travels as a string: JSON schema has no keywords for them, so they are extensions."""
    bounds = {
        "x-minimum": rules.minimum,
        "x-maximum": rules.maximum,
        "x-exclusiveMinimum": rules.exclusive_minimum,
        "x-exclusiveMaximum": rules.exclusive_maximum,
    }
    return {key: value for key, value in bounds.items() if value is not None}


@dataclasses.dataclass(frozen=True)
class DecimalString(Input[decimal.Decimal]):
    """An exact decimal as a string, with at most `precision` digits of which `scale` follow the point."""

    precision: int
    scale: int
    minimum: str | None = None
    maximum: str | None = None
    exclusive_minimum: str | None = None
    exclusive_maximum: str | None = None

    def parse(self, value: object) -> decimal.Decimal:
        message = f"must be a decimal as a string, with at most {self.scale} of {self.precision} digits after the point"
        text = _matching(value, self._pattern(), "decimal_string", message)
        return self._bounds().check(decimal.Decimal(text))

    def schema(self) -> JsonSchemaValue:
        return {"type": "string", "format": "decimal", "pattern": self._pattern(), **_exact_bounds(self)}

    def _pattern(self) -> str:
        sign = {"any": "-?", "non-negative": "", "positive": "(?![0.]+$)"}[self._bounds().sign]
        whole = f"[0-9]{{1,{self.precision - self.scale}}}" if self.precision > self.scale else "0"
        fraction = rf"(\.[0-9]{{1,{self.scale}}})?" if self.scale > 0 else ""
        return f"^{sign}{whole}{fraction}$"

    def _bounds(self) -> Bounds[decimal.Decimal]:
        bounds = (self.minimum, self.maximum, self.exclusive_minimum, self.exclusive_maximum)
        return Bounds(*(None if bound is None else decimal.Decimal(bound) for bound in bounds))


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
class Date(Input[dt.date]):
    """A calendar date, YYYY-MM-DD."""

    def parse(self, value: object) -> dt.date:
        text = _matching(value, DATE_PATTERN, "date", "must be a date, YYYY-MM-DD")
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            refuse("date", "must be a date of the calendar")

    def schema(self) -> JsonSchemaValue:
        return {"type": "string", "format": "date", "pattern": DATE_PATTERN}


@dataclasses.dataclass(frozen=True)
class Timestamp(Input[dt.datetime]):
    """A point in time with its offset (RFC 3339), kept as UTC."""

    def parse(self, value: object) -> dt.datetime:
        message = "must be a date and time with an offset, such as 2026-01-31T12:00:00Z"
        text = _matching(value, TIMESTAMP_PATTERN, "timestamp", message)
        try:
            return dt.datetime.fromisoformat(text.upper()).astimezone(dt.UTC)
        except (ValueError, OverflowError):
            refuse("timestamp", message)

    def schema(self) -> JsonSchemaValue:
        return {"type": "string", "format": "date-time", "pattern": TIMESTAMP_PATTERN}


@dataclasses.dataclass(frozen=True)
class Time(Input[dt.time]):
    """A time of day without an offset, HH:MM:SS."""

    def parse(self, value: object) -> dt.time:
        return dt.time.fromisoformat(_matching(value, TIME_PATTERN, "time", "must be a time of day, HH:MM:SS"))

    def schema(self) -> JsonSchemaValue:
        return {"type": "string", "format": "time-local", "pattern": TIME_PATTERN}


@dataclasses.dataclass(frozen=True)
class Identifier(Input[uuid.UUID]):
    """A UUID in its canonical form."""

    def parse(self, value: object) -> uuid.UUID:
        return uuid.UUID(_matching(value, UUID_PATTERN, "uuid", "must be a UUID"))

    def schema(self) -> JsonSchemaValue:
        return {"type": "string", "format": "uuid"}


@dataclasses.dataclass(frozen=True)
class Choice[E: enum.StrEnum](Input[E]):
    """One of the values of an enumeration."""

    values: type[E]

    def parse(self, value: object) -> E:
        for member in self.values:
            if value == member.value:
                return member
        refuse("choice", "must be one of: " + ", ".join(member.value for member in self.values))

    def schema(self) -> JsonSchemaValue:
        return {"type": "string", "enum": [member.value for member in self.values]}


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
                _storable(item)
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
        return _matching(value, self._pattern(), "sort", message)

    def schema(self) -> JsonSchemaValue:
        return {"type": "string", "pattern": self._pattern()}

    def _pattern(self) -> str:
        key = f"-?({'|'.join(self.keys)})"
        return f"^{key}(,{key})*$"
