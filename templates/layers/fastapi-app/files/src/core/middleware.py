"""Gives each request an id, writes one log line for it, and turns what nobody caught into a problem document."""

import logging
import re
import time
from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from src.core.context import current_request_id, set_request_context
from src.core.problems import problem_response
from src.kit.identifiers import uuid7

REQUEST_ID_HEADER = "X-Request-ID"
REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,128}")
TRACEPARENT = re.compile(r"[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}")
QUIET_PATHS = frozenset({"/health/live", "/health/ready", "/health", "/ready"})

logger = logging.getLogger(__name__)


def _ids_of(headers: Headers) -> Mapping[str, str]:
    """The caller's request id if it is a plain one, else a new one; and the trace id of W3C trace context."""
    given = headers.get(REQUEST_ID_HEADER, "")
    ids = {"request_id": given if REQUEST_ID.fullmatch(given) else str(uuid7())}
    trace = TRACEPARENT.fullmatch(headers.get("traceparent", ""))
    return ids | {"trace_id": trace.group(1)} if trace else ids


class RequestMiddleware:
    """The outermost layer of every HTTP request."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        set_request_context(_ids_of(Headers(scope=scope)))
        started = time.perf_counter()
        status = 0

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[REQUEST_ID_HEADER] = current_request_id()
            await send(message)

        try:
            await self.app(scope, receive, send_with_id)
        except Exception:
            logger.exception("request failed")
            if status:
                raise
            answer = problem_response(scope["path"], 500, "internal_error", "Something went wrong on our side.")
            await answer(scope, receive, send_with_id)
        finally:
            level = logging.DEBUG if scope["path"] in QUIET_PATHS and status < 500 else logging.INFO
            logger.log(
                level,
                "request served",
                extra={
                    "method": scope["method"],
                    "path": scope["path"],
                    "operation": getattr(scope.get("route"), "operation_id", None),
                    "status": status,
                    "duration_ms": round((time.perf_counter() - started) * 1000, 2),
                },
            )
