"""Dates, times of day and points in time."""

import dataclasses
import datetime as dt

from pydantic.json_schema import JsonSchemaValue

from src.kit.inputs.base import Input, matching_text, refuse

DATE_PATTERN = r"^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}$"
TIMESTAMP_PATTERN = (
    r"^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})$"
)
TIME_PATTERN = r"^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,6})?$"


@dataclasses.dataclass(frozen=True)
class Date(Input[dt.date]):
    """A calendar date, YYYY-MM-DD."""

    def parse(self, value: object) -> dt.date:
        text = matching_text(value, DATE_PATTERN, "date", "must be a date, YYYY-MM-DD")
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
        text = matching_text(value, TIMESTAMP_PATTERN, "timestamp", message)
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
        return dt.time.fromisoformat(matching_text(value, TIME_PATTERN, "time", "must be a time of day, HH:MM:SS"))

    def schema(self) -> JsonSchemaValue:
        return {"type": "string", "format": "time-local", "pattern": TIME_PATTERN}
