"""Databases that live as long as a test needs them."""

import contextlib
import os
import uuid
from collections.abc import AsyncIterator

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine

from src.db.session import asyncpg_url


def server_url() -> sa.URL:
    """The server of TEST_DATABASE_URL."""
    return asyncpg_url(os.environ["TEST_DATABASE_URL"])


async def _execute(statement: str) -> None:
    engine = create_async_engine(server_url(), isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    async with engine.connect() as connection:
        await connection.execute(sa.text(statement))
    await engine.dispose()


@contextlib.asynccontextmanager
async def temporary_database() -> AsyncIterator[str]:
    """The address of an empty database, dropped at the end."""
    name = f"test_{uuid.uuid4().hex}"
    await _execute(f'CREATE DATABASE "{name}"')
    try:
        yield server_url().set(database=name).render_as_string(hide_password=False)
    finally:
        await _execute(f'DROP DATABASE "{name}" WITH (FORCE)')
