"""Addresses of databases."""

import pytest

from src.db.session import asyncpg_url


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg", "postgresql+asyncpg"])
def test_takes_the_driver_that_the_service_has(scheme: str) -> None:
    url = asyncpg_url(f"{scheme}://user:pass@host:5432/name")
    assert url.render_as_string(hide_password=False) == "postgresql+asyncpg://user:pass@host:5432/name"


def test_understands_sslmode() -> None:
    assert dict(asyncpg_url("postgresql://host/name?sslmode=require").query) == {"ssl": "require"}
