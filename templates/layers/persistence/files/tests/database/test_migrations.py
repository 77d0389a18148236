"""Migrations, on databases of their own."""

import functools

import sqlalchemy as sa
from alembic import command
from sqlalchemy.ext.asyncio import create_async_engine

from src.db.models import metadata
from src.db.readiness import migration_scripts
from tests.support.database import temporary_database
from tests.support.migrations import run_alembic


async def inspect(url: str) -> tuple[set[str], set[str]]:
    """The tables, and the names of the checks."""

    def read(connection: sa.Connection) -> tuple[set[str], set[str]]:
        inspector = sa.inspect(connection)
        tables = set(inspector.get_table_names()) - {"alembic_version"}
        return tables, {str(check["name"]) for table in tables for check in inspector.get_check_constraints(table)}

    engine = create_async_engine(url, poolclass=sa.NullPool)
    async with engine.connect() as connection:
        found = await connection.run_sync(read)
    await engine.dispose()
    return found


async def test_migrations_make_what_the_models_say() -> None:
    async with temporary_database() as url:
        await run_alembic(url, functools.partial(command.upgrade, revision="head"))
        await run_alembic(url, command.check)
        tables, checks = await inspect(url)
    expected = {
        str(constraint.name)
        for table in metadata.tables.values()
        for constraint in table.constraints
        if isinstance(constraint, sa.CheckConstraint)
    }
    assert tables == set(metadata.tables)
    assert checks == expected


async def test_every_migration_can_be_undone_and_done_again() -> None:
    async with temporary_database() as url:
        for script in reversed(list(migration_scripts().walk_revisions())):
            upgrade = functools.partial(command.upgrade, revision=script.revision)
            await run_alembic(url, upgrade)
            await run_alembic(url, functools.partial(command.downgrade, revision="-1"))
            await run_alembic(url, upgrade)
        await run_alembic(url, functools.partial(command.downgrade, revision="base"))
        tables, _ = await inspect(url)
        assert tables == set()


def test_there_is_one_newest_migration() -> None:
    assert len(migration_scripts().get_heads()) == 1
