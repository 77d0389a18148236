"""What the application does whatever the entity."""

import json
import logging
from collections.abc import Mapping

import fastapi
import httpx
import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from src.core.application import create_app
from src.core.config import Settings
from src.core.health import NotReady
from src.core.middleware import RequestMiddleware
from tests.support.contract import fields_of


def first_list(app: fastapi.FastAPI) -> str:
    """The path of some entity's list."""
    paths: list[str] = list(app.openapi()["paths"])
    return next(path for path in paths if path.startswith("/api/v1/"))


@pytest.mark.parametrize("path", ["/health/live", "/health"])
async def test_is_alive(client: httpx.AsyncClient, path: str) -> None:
    response = await client.get(path)
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


@pytest.mark.parametrize("path", ["/health/ready", "/ready"])
async def test_is_ready(client: httpx.AsyncClient, path: str) -> None:
    response = await client.get(path)
    assert response.status_code == 200
    assert response.json()["status"] == "ok"
    assert {check["status"] for check in response.json()["checks"].values()} == {"ok"}


async def test_is_not_ready_while_something_is_missing(
    app: fastapi.FastAPI, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def well(_: fastapi.FastAPI) -> None:
        pass

    async def behind(_: fastapi.FastAPI) -> None:
        raise NotReady("it is behind")

    async def broken(_: fastapi.FastAPI) -> None:
        raise ConnectionError("postgresql://user:password@host")

    monkeypatch.setattr(app.state, "readiness_checks", {"well": well, "behind": behind, "broken": broken})
    response = await client.get("/health/ready")
    assert response.status_code == 503
    assert response.json() == {
        "status": "failed",
        "checks": {
            "well": {"status": "ok", "detail": ""},
            "behind": {"status": "failed", "detail": "it is behind"},
            "broken": {"status": "failed", "detail": "unavailable"},
        },
    }


async def test_refuses_a_body_that_is_not_json(app: fastapi.FastAPI, client: httpx.AsyncClient) -> None:
    headers = {"Content-Type": "application/json"}
    response = await client.post(first_list(app), content=b'{"a": ', headers=headers)
    assert (response.status_code, response.json()["code"]) == (400, "malformed_json")
    response = await client.post(first_list(app), content=b"\xff", headers=headers)
    assert (response.status_code, response.json()["code"]) == (400, "bad_request")


async def test_refuses_a_body_of_another_type(app: fastapi.FastAPI, client: httpx.AsyncClient) -> None:
    response = await client.post(first_list(app), content=b"{}", headers={"Content-Type": "text/plain"})
    assert (response.status_code, response.json()["code"]) == (415, "unsupported_media_type")


async def test_names_what_is_wrong_in_a_query(app: fastapi.FastAPI, client: httpx.AsyncClient) -> None:
    response = await client.get(first_list(app), params={"limit": "101", "offset": "-1", "sort": "no_such_key"})
    assert response.status_code == 422
    assert response.headers["Content-Type"] == "application/problem+json"
    assert fields_of(response) == {"limit", "offset", "sort"}
    assert {error["location"] for error in response.json()["errors"]} == {"query"}


async def test_answers_unknown_paths_and_methods_with_problems(app: fastapi.FastAPI, client: httpx.AsyncClient) -> None:
    response = await client.get("/no/such/path")
    assert (response.status_code, response.json()["code"]) == (404, "not_found")
    assert response.json()["instance"] == "/no/such/path"
    response = await client.post("/health/live")
    assert (response.status_code, response.json()["code"]) == (405, "method_not_allowed")
    assert response.headers["Allow"] == "GET"
    assert (await client.delete(first_list(app))).headers["Allow"] == "GET, POST"


async def test_keeps_the_callers_request_id(client: httpx.AsyncClient) -> None:
    response = await client.get("/no/such/path", headers={"X-Request-ID": "from-the.caller_1"})
    assert response.headers["X-Request-ID"] == "from-the.caller_1"
    assert response.json()["request_id"] == "from-the.caller_1"


async def test_makes_a_request_id_where_the_callers_is_not_plain(client: httpx.AsyncClient) -> None:
    response = await client.get("/health/live", headers={"X-Request-ID": "two words"})
    assert response.headers["X-Request-ID"] not in ("", "two words")


async def test_logs_a_line_for_each_request(
    app: fastapi.FastAPI, client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "src.core.middleware"):
        await client.get(first_list(app))
        await client.get("/health/live")
    (record,) = [record for record in caplog.records if record.getMessage() == "request served"]
    assert vars(record)["status"] == 200
    assert vars(record)["path"] == first_list(app)
    assert vars(record)["operation"] == app.openapi()["paths"][first_list(app)]["get"]["operationId"]
    assert vars(record)["duration_ms"] > 0


async def test_answers_a_problem_when_nobody_caught_an_error(
    app: fastapi.FastAPI, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.delattr(app.state, "sessions")
    response = await client.get(first_list(app))
    assert (response.status_code, response.json()["code"]) == (500, "internal_error")
    assert response.headers["X-Request-ID"] == response.json()["request_id"]
    assert "sessions" not in response.text
    assert any(record.exc_info for record in caplog.records)


async def test_serves_its_document_and_two_views_of_it(app: fastapi.FastAPI, client: httpx.AsyncClient) -> None:
    response = await client.get("/openapi.json")
    assert json.loads(response.text) == app.openapi()
    for path in ("/docs", "/redoc"):
        assert (await client.get(path)).status_code == 200


async def test_tells_the_trace_of_the_caller(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    seen: list[Mapping[str, str]] = []
    monkeypatch.setattr("src.core.middleware.set_request_context", seen.append)
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    await client.get("/health/live", headers={"traceparent": f"00-{trace}-00f067aa0ba902b7-01"})
    assert seen[0]["trace_id"] == trace


async def test_an_answer_that_breaks_off_is_not_answered_twice(caplog: pytest.LogCaptureFixture) -> None:
    async def breaking(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise RuntimeError("broken off")

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    scope = {"type": "http", "method": "GET", "path": "/", "headers": []}
    with pytest.raises(RuntimeError, match="broken off"):
        await RequestMiddleware(breaking)(scope, receive, send)
    assert [message["type"] for message in sent] == ["http.response.start"]
    assert "request failed" in caplog.messages


async def test_leaves_alone_what_is_not_a_request() -> None:
    seen: list[str] = []

    async def lifespan(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["type"])

    async def receive() -> Message:
        return {"type": "lifespan.startup"}

    async def send(message: Message) -> None:
        seen.append(message["type"])

    await RequestMiddleware(lifespan)({"type": "lifespan"}, receive, send)
    assert seen == ["lifespan"]


async def test_other_parts_add_middleware_and_routes(monkeypatch: pytest.MonkeyPatch) -> None:
    router = fastapi.APIRouter()
    router.add_api_route("/extra", lambda: {"extra": True})

    class Stamp:
        def __init__(self, app: ASGIApp) -> None:
            self.app = app

        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
            scope["path"] = scope["path"].removeprefix("/stamped")
            await self.app(scope, receive, send)

    monkeypatch.setattr("src.core.application.MIDDLEWARE", (Stamp,))
    monkeypatch.setattr("src.core.application.ROUTERS", (router,))
    app = create_app(Settings(environment="test"))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
        assert (await client.get("/stamped/extra")).json() == {"extra": True}
