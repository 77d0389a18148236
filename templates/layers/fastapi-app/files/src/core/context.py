"""What is known of the request being served, wherever in the code one is."""

import contextvars
from collections.abc import Mapping

_context: contextvars.ContextVar[Mapping[str, str]] = contextvars.ContextVar("request_context")


def set_request_context(values: Mapping[str, str]) -> None:
    """Binds values to the current request; every log line carries them."""
    _context.set(values)


def request_context() -> Mapping[str, str]:
    """The values bound to the current request; none outside of one."""
    return _context.get({})


def current_request_id() -> str:
    """The id of the current request; empty outside of one."""
    return request_context().get("request_id", "")
