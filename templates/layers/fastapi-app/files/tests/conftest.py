"""A database, an application and a client for every test that asks for them."""

import functools
from collections.abc import AsyncIterator

import fastapi
import httpx
import pydantic
import pytest
import sqlalchemy as sa
from alembic import command
from sqlalchemy.ext.asyncio import AsyncEngine

from src.core.application import create_app
from src.core.config import Settings
from src.db.models import metadata
from tests.support.database import temporary_database
from tests.support.migrations import run_alembic
from tests.support.world import World


@pytest.fixture(scope="session")
async def database_url() -> AsyncIterator[str]:
    """A migrated database for the whole run."""
    async with temporary_database() as url:
        await run_alembic(url, functools.partial(command.upgrade, revision="head"))
        yield url


@pytest.fixture(scope="session")
async def app(database_url: str) -> AsyncIterator[fastapi.FastAPI]:
    """The running application."""
    app = create_app(Settings(environment="test", database_url=pydantic.SecretStr(database_url)))
    async with app.router.lifespan_context(app):
        yield app


@pytest.fixture
async def engine(app: fastapi.FastAPI) -> AsyncEngine:
    """The application's engine, on empty tables."""
    engine: AsyncEngine = app.state.engine
    tables = ", ".join(f'"{table}"' for table in metadata.tables)
    async with engine.begin() as connection:
        await connection.execute(sa.text(f"TRUNCATE {tables}"))
    return engine


@pytest.fixture
async def client(app: fastapi.FastAPI, engine: AsyncEngine) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the application, on empty tables."""
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
        yield client


@pytest.fixture
def world(client: httpx.AsyncClient) -> World:
    """Items on demand."""
    return World(client)
