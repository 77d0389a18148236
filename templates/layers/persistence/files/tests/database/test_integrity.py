"""What the database itself refuses, when a value got past the schema."""

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from src.core.problems import Conflict, Unprocessable
from src.db.integrity import refused_change, refused_delete, violation_of


async def fail(engine: AsyncEngine, *statements: str) -> DBAPIError:
    """The error of the last statement, on tables that vanish with the transaction."""
    async with engine.connect() as connection:
        for statement in statements[:-1]:
            await connection.execute(sa.text(statement))
        with pytest.raises(DBAPIError) as caught:
            await connection.execute(sa.text(statements[-1]))
    return caught.value


async def test_a_missing_value_names_its_column(engine: AsyncEngine) -> None:
    error = await fail(engine, "CREATE TEMP TABLE t (a int NOT NULL)", "INSERT INTO t VALUES (NULL)")
    problem = refused_change(error)
    assert isinstance(problem, Unprocessable)
    assert [found.field for found in problem.errors] == ["a"]


async def test_a_broken_check_is_named(engine: AsyncEngine) -> None:
    error = await fail(engine, "CREATE TEMP TABLE t (a int CONSTRAINT small CHECK (a < 3))", "INSERT INTO t VALUES (3)")
    problem = refused_change(error)
    assert isinstance(problem, Unprocessable)
    assert "small" in problem.detail


async def test_a_duplicate_is_a_conflict(engine: AsyncEngine) -> None:
    error = await fail(engine, "CREATE TEMP TABLE t (a int UNIQUE)", "INSERT INTO t VALUES (1), (1)")
    problem = refused_change(error)
    assert isinstance(problem, Conflict)
    assert problem.code == "duplicate"


async def test_a_reference_that_vanished_is_a_conflict(engine: AsyncEngine) -> None:
    tables = ("CREATE TEMP TABLE p (id uuid PRIMARY KEY)", "CREATE TEMP TABLE t (p uuid REFERENCES p)")
    inserted = await fail(engine, *tables, "INSERT INTO t VALUES (gen_random_uuid())")
    problem = refused_change(inserted)
    assert isinstance(problem, Conflict)
    assert problem.code == "unknown_reference"


async def test_any_other_failure_stays_what_it_is(engine: AsyncEngine) -> None:
    error = await fail(engine, "SELECT * FROM no_such_table")
    assert refused_change(error) is None
    assert refused_delete(error) is None
    assert violation_of(error).columns == ()
