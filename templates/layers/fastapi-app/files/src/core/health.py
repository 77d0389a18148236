"""Liveness, which asks the process alone, and readiness, which asks everything it needs to serve."""

import asyncio
import logging
import typing as t
from collections.abc import Awaitable, Callable, Mapping

import fastapi
import pydantic

CHECK_TIMEOUT_SECONDS = 2.0

logger = logging.getLogger(__name__)
TAG = {"name": "Service health", "description": "Whether the service runs, and whether it can serve."}
router = fastapi.APIRouter(tags=[TAG["name"]])

type ReadinessCheck = Callable[[fastapi.FastAPI], Awaitable[None]]


class Health(pydantic.BaseModel):
    """Whether the service is well."""

    status: t.Annotated[
        t.Literal["ok"], pydantic.Field(description="Always ok: a process that is not does not answer.")
    ]


class CheckResult(pydantic.BaseModel):
    """Whether one of the things that the service needs is there."""

    status: t.Annotated[t.Literal["ok", "failed"], pydantic.Field(description="Whether it is there.")]
    detail: t.Annotated[str, pydantic.Field(description="What is wrong; empty when nothing is.")]


class Readiness(pydantic.BaseModel):
    """Whether the service can serve."""

    status: t.Annotated[t.Literal["ok", "failed"], pydantic.Field(description="Failed as soon as one check failed.")]
    checks: t.Annotated[dict[str, CheckResult], pydantic.Field(description="Each thing that the service needs.")]


class NotReady(Exception):
    """Raised by a readiness check. The message goes to whoever asks, so it names no host and no secret."""


async def _run(name: str, check: ReadinessCheck, app: fastapi.FastAPI) -> CheckResult:
    try:
        async with asyncio.timeout(CHECK_TIMEOUT_SECONDS):
            await check(app)
    except NotReady as reason:
        return CheckResult(status="failed", detail=str(reason))
    except Exception:
        logger.warning("readiness check failed", extra={"check": name}, exc_info=True)
        return CheckResult(status="failed", detail="unavailable")
    return CheckResult(status="ok", detail="")


async def check_readiness(app: fastapi.FastAPI, checks: Mapping[str, ReadinessCheck]) -> Readiness:
    """Runs all checks at once."""
    results = await asyncio.gather(*(_run(name, check, app) for name, check in checks.items()))
    failed = any(result.status == "failed" for result in results)
    return Readiness(status="failed" if failed else "ok", checks=dict(zip(checks, results, strict=True)))


async def live() -> Health:
    """Answers as long as the process does."""
    return Health(status="ok")


async def ready(request: fastapi.Request, response: fastapi.Response) -> Readiness:
    """Answers 200 when everything the service needs is there, otherwise 503 with what is not."""
    readiness = await check_readiness(request.app, request.app.state.readiness_checks)
    if readiness.status == "failed":
        response.status_code = 503
    return readiness


router.add_api_route("/health/live", live, operation_id="check_liveness", summary="Liveness")
router.add_api_route(
    "/health/ready",
    ready,
    operation_id="check_readiness",
    summary="Readiness",
    responses={503: {"model": Readiness, "description": "Something that the service needs is not there."}},
)

# The same under names that other platforms ask for. Included last, so that an entity's path comes first.
aliases = fastapi.APIRouter(include_in_schema=False)
aliases.add_api_route("/health", live)
aliases.add_api_route("/ready", ready)
aliases.add_api_route("/api/v1/health", ready)
