"""Ready while the database is up and not behind."""

import fastapi
import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from src.core.health import NotReady, check_readiness
from src.db.readiness import check_migrations, is_behind, migration_scripts


def test_is_behind_while_a_migration_is_missing() -> None:
    scripts = migration_scripts()
    assert is_behind(scripts, [])
    assert not is_behind(scripts, scripts.get_heads())


def test_is_not_behind_when_it_is_ahead() -> None:
    assert not is_behind(migration_scripts(), ["from_a_later_release"])


async def test_tells_what_to_do_when_it_is_behind(app: fastapi.FastAPI, engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        (head,) = migration_scripts().get_heads()
        await connection.execute(sa.text("DELETE FROM alembic_version"))
    try:
        with pytest.raises(NotReady, match="make migrate"):
            await check_migrations(app)
    finally:
        async with engine.begin() as connection:
            await connection.execute(sa.text("INSERT INTO alembic_version VALUES (:head)"), {"head": head})
    readiness = await check_readiness(app, {"migrations": check_migrations})
    assert readiness.status == "ok"
