"""Runs Alembic's commands on a given database."""

from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa
from alembic.config import Config
from sqlalchemy.ext.asyncio import create_async_engine


async def run_alembic(url: str, command: Callable[[Config], object]) -> None:
    """Runs the command in a transaction of its own."""

    def run(connection: sa.Connection) -> None:
        config = Config(Path(__file__).parents[2] / "alembic.ini")
        config.attributes["connection"] = connection
        command(config)

    engine = create_async_engine(url, poolclass=sa.NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(run)
        await connection.commit()
    await engine.dispose()
