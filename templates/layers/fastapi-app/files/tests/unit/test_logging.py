"""Logs."""

import json
import logging
import sys

import pytest

from src.core.context import set_request_context
from src.core.logging import JsonFormatter, configure_logging


def line_of(message: str, *, error: Exception | None = None, **extra: object) -> dict[str, object]:
    record = logging.makeLogRecord({"msg": message, "name": "a.b", "levelname": "INFO", **extra})
    if error is not None:
        record.exc_info = (type(error), error, error.__traceback__)
    line: dict[str, object] = json.loads(JsonFormatter().format(record))
    return line


async def test_a_line_holds_the_message_the_extras_and_the_ids_of_the_request() -> None:
    set_request_context({"request_id": "r-1", "trace_id": "t-1"})
    line = line_of('quotes " and\nlines, ελληνικά', status=200, thing={1})
    assert line["message"] == 'quotes " and\nlines, ελληνικά'
    assert (line["request_id"], line["trace_id"], line["status"]) == ("r-1", "t-1", 200)
    assert (line["level"], line["logger"], line["thing"]) == ("info", "a.b", "{1}")
    assert str(line["time"]).endswith("+00:00")


def test_a_line_holds_the_traceback_of_an_error() -> None:
    assert "ValueError: boom" in str(line_of("failed", error=ValueError("boom"))["exception"])


def test_all_logs_go_to_standard_output(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logging.root, "handlers", [])
    monkeypatch.setattr(logging.root, "level", logging.NOTSET)
    configure_logging("WARNING")
    (handler,) = logging.root.handlers
    assert isinstance(handler, logging.StreamHandler)
    assert handler.stream is sys.stdout
    assert logging.root.level == logging.WARNING
    assert logging.getLogger("uvicorn.error").propagate
    assert logging.getLogger("uvicorn.access").disabled
