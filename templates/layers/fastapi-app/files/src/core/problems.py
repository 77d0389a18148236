"""Errors as `application/problem+json` (RFC 9457), with a `code` for programs, `errors` for forms, and the request's id."""

import http
import typing as t
from collections.abc import Mapping, Sequence

import fastapi
import pydantic
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.routing import Match

from src.core.context import current_request_id

MEDIA_TYPE = "application/problem+json"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")


class ProblemError(pydantic.BaseModel):
    """One thing that is wrong, and where."""

    location: t.Annotated[str, pydantic.Field(description="Where to look: body, query, path or header.")]
    field: t.Annotated[str, pydantic.Field(description="The field or parameter; a dot leads into nested values.")]
    code: t.Annotated[str, pydantic.Field(description="What is wrong, for programs.")]
    message: t.Annotated[str, pydantic.Field(description="What is wrong, for people.")]


class ProblemDocument(pydantic.BaseModel):
    """What every error answers."""

    type: t.Annotated[
        str, pydantic.Field(description="A URI of the kind of problem; about:blank where the title says it all.")
    ]
    title: t.Annotated[str, pydantic.Field(description="The HTTP status in words.")]
    status: t.Annotated[int, pydantic.Field(description="The HTTP status.")]
    code: t.Annotated[str, pydantic.Field(description="The kind of problem, for programs.")]
    detail: t.Annotated[str, pydantic.Field(description="What happened, for people.")]
    instance: t.Annotated[str, pydantic.Field(description="The path that was asked.")]
    request_id: t.Annotated[str, pydantic.Field(description="Finds the request in the logs.")]
    errors: t.Annotated[list[ProblemError], pydantic.Field(description="Every single thing that is wrong.")]


class Problem(Exception):
    """An answer other than success. Raise a subclass."""

    status: int = http.HTTPStatus.INTERNAL_SERVER_ERROR
    code: str = "internal_error"

    def __init__(self, detail: str, errors: Sequence[ProblemError] = (), *, code: str | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.errors = errors
        self.code = code or type(self).code


class NotFound(Problem):
    """There is no such item."""

    status = http.HTTPStatus.NOT_FOUND
    code = "not_found"


class Conflict(Problem):
    """The request is well formed, and what is stored stands against it."""

    status = http.HTTPStatus.CONFLICT
    code = "conflict"


class Unprocessable(Problem):
    """The request breaks a rule that its schema does not name."""

    status = 422
    code = "invalid_request"


def conflict(code: str, detail: str, fields: Sequence[str]) -> Conflict:
    """A conflict that names the fields of the body it is about."""
    errors = [ProblemError(location="body", field=field, code=code, message=detail) for field in fields]
    return Conflict(detail, errors, code=code)


def problem_response(
    path: str,
    status: int,
    code: str,
    detail: str,
    errors: Sequence[ProblemError] = (),
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """The answer for a problem."""
    document = ProblemDocument(
        type="about:blank",
        title=http.HTTPStatus(status).phrase,
        status=status,
        code=code,
        detail=detail,
        instance=path,
        request_id=current_request_id(),
        errors=list(errors),
    )
    return JSONResponse(document.model_dump(), status, headers, MEDIA_TYPE)


async def _on_problem(request: fastapi.Request, problem: Problem) -> JSONResponse:
    return problem_response(request.url.path, problem.status, problem.code, problem.detail, problem.errors)


async def _on_http_exception(request: fastapi.Request, error: HTTPException) -> JSONResponse:
    code = http.HTTPStatus(error.status_code).name.lower()
    headers = dict(error.headers or {})
    if error.status_code == http.HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = ", ".join(_allowed_methods(request))
    return problem_response(request.url.path, error.status_code, code, str(error.detail), headers=headers)


def _allowed_methods(request: fastapi.Request) -> Sequence[str]:
    """Every method that the path has: the router itself names those of the first route alone."""

    def serves(method: str) -> bool:
        scope = {**request.scope, "method": method}
        return any(route.matches(scope)[0] is Match.FULL for route in request.app.routes)

    return [method for method in METHODS if serves(method)]


async def _on_invalid_request(request: fastapi.Request, error: RequestValidationError) -> JSONResponse:
    found = error.errors()
    path = request.url.path
    if any(item["type"] == "json_invalid" for item in found):
        return problem_response(path, 400, "malformed_json", "The body is not valid JSON.")
    if any(tuple(item["loc"]) == ("body",) and isinstance(item.get("input"), bytes) for item in found):
        return problem_response(path, 415, "unsupported_media_type", "The body must be sent as application/json.")
    errors = [
        ProblemError(
            location=str(item["loc"][0]),
            field=".".join(str(part) for part in item["loc"][1:]),
            code=item["type"],
            message=item["msg"],
        )
        for item in found
    ]
    return problem_response(path, 422, "invalid_request", "The request is not valid.", errors)


def install_problem_handlers(app: fastapi.FastAPI) -> None:
    """Makes every error of the application answer as a problem document."""
    app.exception_handler(Problem)(_on_problem)
    app.exception_handler(HTTPException)(_on_http_exception)
    app.exception_handler(RequestValidationError)(_on_invalid_request)


DESCRIPTIONS: Mapping[int, str] = {
    400: "The body is not valid JSON.",
    404: "There is no such item.",
    409: "What is stored stands against it: a duplicate, a reference, a status or a stale version.",
    415: "The body is not sent as application/json.",
    422: "The request is not valid.",
    503: "The service is not ready.",
}


def responses(*statuses: int) -> dict[int | str, dict[str, t.Any]]:
    """The error answers of an operation, for its OpenAPI description."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDocument"}}}
    return {status: {"description": DESCRIPTIONS[status], "content": content} for status in statuses}
