"""Runs the migrations on the database of the settings, or on a connection that the caller hands over."""

import asyncio

import sqlalchemy as sa
from alembic import context
from sqlalchemy.ext.asyncio import create_async_engine

from src.core.config import Settings
from src.db.models import metadata
from src.db.session import asyncpg_url

# Two rollouts at once must not migrate at once. Any number will do that no one else locks.
MIGRATION_LOCK = 7_215_406_113


def migrate(connection: sa.Connection) -> None:
    """Runs what is missing in one transaction."""
    context.configure(connection=connection, target_metadata=metadata, compare_type=True)
    with context.begin_transaction():
        connection.execute(sa.text(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})"))
        context.run_migrations()


async def connect_and_migrate() -> None:
    """Connects as the settings say."""
    engine = create_async_engine(asyncpg_url(Settings().database_url.get_secret_value()), poolclass=sa.NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(migrate)
    await engine.dispose()


def write_sql() -> None:
    """Prints the SQL instead of running it: `alembic upgrade head --sql`."""
    context.configure(dialect_name="postgresql", target_metadata=metadata, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    write_sql()
elif (given := context.config.attributes.get("connection")) is not None:
    migrate(given)
else:
    asyncio.run(connect_and_migrate())
