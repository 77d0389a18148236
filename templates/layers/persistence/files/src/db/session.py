"""Connections: one engine for the application, one session for each request."""

import contextlib
import typing as t
from collections.abc import AsyncIterator

import fastapi
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine

from src.core.config import Settings


def asyncpg_url(url: str) -> sa.URL:
    """The address as asyncpg wants it, whatever driver it names; `sslmode` as libpq spells it is understood."""
    parsed = sa.make_url(url).set(drivername="postgresql+asyncpg")
    mode = parsed.query.get("sslmode")
    return parsed.difference_update_query(["sslmode"]).update_query_dict({"ssl": mode}) if mode else parsed


def create_engine(settings: Settings) -> AsyncEngine:
    """A pool that notices dead connections, and no statement that runs for ever."""
    return create_async_engine(
        asyncpg_url(settings.database_url.get_secret_value()),
        pool_size=settings.database_pool_size,
        max_overflow=settings.database_max_overflow,
        pool_timeout=settings.database_pool_timeout_seconds,
        pool_pre_ping=True,
        connect_args={"server_settings": {"statement_timeout": str(settings.database_statement_timeout_ms)}},
    )


@contextlib.asynccontextmanager
async def open_database(app: fastapi.FastAPI) -> AsyncIterator[None]:
    """Opens the application's engine, and closes its connections at the end."""
    engine = create_engine(app.state.settings)
    app.state.engine = engine
    app.state.sessions = async_sessionmaker(engine, expire_on_commit=False)
    try:
        yield
    finally:
        await engine.dispose()


async def get_session(request: fastapi.Request) -> AsyncIterator[AsyncSession]:
    """A session for one request. Whoever changes something commits; what is not committed is rolled back."""
    async with request.app.state.sessions() as session:
        yield session


Session = t.Annotated[AsyncSession, fastapi.Depends(get_session)]
