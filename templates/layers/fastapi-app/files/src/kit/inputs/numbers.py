"""Numbers, those that JSON cannot hold exactly as strings."""

import dataclasses
import decimal
import math
import typing as t

from pydantic.json_schema import JsonSchemaValue

from src.kit.inputs.base import Input, matching_text, refuse

INT32_MIN, INT32_MAX = -(2**31), 2**31 - 1
INT64_MIN = -(2**63)
# From 1 to 2**63 - 1, digit by digit.
INT64_DIGITS = (
    r"[1-9][0-9]{0,17}|[1-8][0-9]{18}|9[0-1][0-9]{17}|92[0-1][0-9]{16}|922[0-2][0-9]{15}|"
    r"9223[0-2][0-9]{14}|92233[0-6][0-9]{13}|922337[0-1][0-9]{12}|92233720[0-2][0-9]{10}|"
    r"922337203[0-5][0-9]{9}|9223372036[0-7][0-9]{8}|92233720368[0-4][0-9]{7}|922337203685[0-3][0-9]{6}|"
    r"9223372036854[0-6][0-9]{5}|92233720368547[0-6][0-9]{4}|922337203685477[0-4][0-9]{3}|9223372036854775[0-7][0-9]{2}|922337203685477580[0-7]"
)


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
        return self._bounds().check(int(matching_text(value, self._pattern(), "int_string", message)))

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
        text = matching_text(value, self._pattern(), "decimal_string", message)
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
