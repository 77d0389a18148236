"""Changes at the same time, and the number of statements that a list costs."""

import asyncio
import contextlib
from collections.abc import Iterator

import httpx
import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

import tests.samples
from src.kit.discovery import import_modules
from tests.support.world import World

SAMPLES = {module.__name__.rpartition(".")[2]: module for module in import_modules(tests.samples)}

each_entity = pytest.mark.parametrize("name", SAMPLES)


@contextlib.contextmanager
def counted_statements(engine: AsyncEngine) -> Iterator[list[str]]:
    """The statements that reach the database meanwhile."""
    statements: list[str] = []

    def record(*arguments: object) -> None:
        statements.append(str(arguments[2]))

    sa.event.listen(engine.sync_engine, "before_cursor_execute", record)
    yield statements
    sa.event.remove(engine.sync_engine, "before_cursor_execute", record)


@each_entity
async def test_of_two_changes_at_once_one_wins(client: httpx.AsyncClient, world: World, name: str) -> None:
    item = await world.create(name)
    path = f"{SAMPLES[name].PATH}/{item['id']}"
    changes = [client.patch(path, json={"version": 1}) for _ in range(5)]
    statuses = sorted(response.status_code for response in await asyncio.gather(*changes))
    assert statuses == [200, 409, 409, 409, 409]
    assert (await client.get(path)).json()["version"] == 2


@each_entity
async def test_a_list_costs_the_same_however_long_it_is(
    client: httpx.AsyncClient, engine: AsyncEngine, world: World, name: str
) -> None:
    costs = []
    for number in (0, 1):
        await world.create(name, number)
        with counted_statements(engine) as statements:
            response = await client.get(SAMPLES[name].PATH)
        assert response.json()["metadata"]["total"] == number + 1
        costs.append(len(statements))
    assert costs[0] == costs[1]


@each_entity
async def test_of_two_equal_ones_at_once_one_is_refused(client: httpx.AsyncClient, world: World, name: str) -> None:
    module = SAMPLES[name]
    body = await module.body(world, 0)
    responses = await asyncio.gather(*(client.post(module.PATH, json=body) for _ in range(3)))
    made = [response for response in responses if response.status_code == 201]
    refused = [response for response in responses if response.status_code == 409]
    assert made
    assert len(made) + len(refused) == 3
    assert all(response.json()["code"] == "duplicate" for response in refused)
    total = (await client.get(module.PATH)).json()["metadata"]["total"]
    assert total == len(made)
