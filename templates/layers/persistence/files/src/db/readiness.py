"""Ready while the database answers and is not behind the code."""

import functools
from collections.abc import Iterable
from pathlib import Path

import fastapi
import sqlalchemy as sa
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.ext.asyncio import AsyncEngine

from src.core.health import NotReady

MIGRATIONS = Path(__file__).parents[2] / "alembic"


@functools.cache
def migration_scripts() -> ScriptDirectory:
    """The migrations that came with this code."""
    return ScriptDirectory(str(MIGRATIONS))


def is_behind(scripts: ScriptDirectory, applied: Iterable[str]) -> bool:
    """Whether the code has a migration that the database lacks.

    A revision that the code does not know is from a later release: the database is ahead, and must stay usable for
    the old code, or every rollout is an outage.
    """
    known = {script.revision for script in scripts.walk_revisions()}
    revisions = set(applied)
    return revisions <= known and revisions != set(scripts.get_heads())


async def check_database(app: fastapi.FastAPI) -> None:
    """Asks the database for anything at all."""
    engine: AsyncEngine = app.state.engine
    async with engine.connect() as connection:
        await connection.execute(sa.text("SELECT 1"))


async def check_migrations(app: fastapi.FastAPI) -> None:
    """Compares what is applied to the database with what came with the code."""
    engine: AsyncEngine = app.state.engine
    async with engine.connect() as connection:
        applied = await connection.run_sync(lambda sync: MigrationContext.configure(sync).get_current_heads())
    if is_behind(migration_scripts(), applied):
        raise NotReady("the database lacks migrations: run `make migrate`")
