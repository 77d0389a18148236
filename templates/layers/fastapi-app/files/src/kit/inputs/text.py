"""Text, e-mail addresses and URLs."""

import dataclasses
import re

from pydantic.json_schema import JsonSchemaValue

from src.kit.inputs.base import Input, plain_text, refuse

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


@dataclasses.dataclass(frozen=True)
class Text(Input[str]):
    """A string. Lengths of a trimmed one count what is left, except that the maximum also binds what was sent."""

    min_length: int = 0
    max_length: int | None = None
    pattern: str | None = None
    trim: bool = False
    blank: bool = True

    def parse(self, value: object) -> str:
        text = plain_text(value)
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
