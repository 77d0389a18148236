"""What holds for every entity. A test class inherits it and names its sample."""

import typing as t
import uuid

import httpx
import pytest

from tests.support.world import Body, World


def fields_of(response: httpx.Response) -> set[str]:
    """The fields that a problem document names."""
    return {error["field"] for error in response.json()["errors"]}


def holds(item: Body, body: Body) -> bool:
    """Whether an item has what was sent."""
    return {key: item[key] for key in body} == body


class ItemContract:
    """Create, read, list, filter, sort, replace, change in part, delete."""

    sample: t.Any

    @property
    def name(self) -> str:
        return str(self.sample.__name__).rpartition(".")[2]

    def path(self, item: Body) -> str:
        """Where the item is."""
        return f"{self.sample.PATH}/{item['id']}"

    async def test_creates_what_was_sent(self, client: httpx.AsyncClient, world: World) -> None:
        body = await self.sample.body(world, 0)
        response = await client.post(self.sample.PATH, json=body)
        assert response.status_code == 201, response.text
        item = response.json()
        assert holds(item, body)
        assert item["version"] == 1
        assert uuid.UUID(item["id"]).version == 7
        assert response.headers["Location"] == self.path(item)

    async def test_reads_what_was_created(self, client: httpx.AsyncClient, world: World) -> None:
        item = await world.create(self.name)
        response = await client.get(self.path(item))
        assert response.status_code == 200
        assert response.json() == item

    async def test_lists_a_page(self, client: httpx.AsyncClient, world: World) -> None:
        first = await world.create(self.name, 0)
        second = await world.create(self.name, 1)
        response = await client.get(self.sample.PATH, params={"limit": 1, "offset": 1, "sort": "created_at"})
        assert response.status_code == 200
        assert response.json()["metadata"] == {"total": 2, "limit": 1, "offset": 1}
        assert response.json()["data"] == [second]
        response = await client.get(self.sample.PATH, params={"limit": 1, "sort": "-updated_at,created_at"})
        assert response.json()["data"] == [second]
        response = await client.get(self.sample.PATH)
        assert response.json()["data"] == [first, second]

    async def test_sorts_by_every_key(self, client: httpx.AsyncClient, world: World) -> None:
        ids = {(await world.create(self.name, number))["id"] for number in (0, 1)}
        for key in self.sample.SORT_KEYS:
            for sort in (key, f"-{key}", f"{key},-{key}"):
                response = await client.get(self.sample.PATH, params={"sort": sort})
                assert response.status_code == 200, response.text
                assert {item["id"] for item in response.json()["data"]} == ids

    async def test_filters_keep_what_matches(self, client: httpx.AsyncClient, world: World) -> None:
        item = await world.create(self.name)
        for name, value in await self.sample.matching(world):
            response = await client.get(self.sample.PATH, params={name: value})
            assert response.status_code == 200, response.text
            assert response.json()["data"] == [item], name

    async def test_filters_leave_out_what_does_not_match(self, client: httpx.AsyncClient, world: World) -> None:
        await world.create(self.name)
        for name, value in self.sample.MISSING:
            response = await client.get(self.sample.PATH, params={name: value})
            assert response.status_code == 200, response.text
            assert response.json()["metadata"]["total"] == 0, name

    async def test_refuses_unknown_parameters(self, client: httpx.AsyncClient) -> None:
        for name in ("skip", "filter[nothing][eq]", "filter[created_at][contains]"):
            response = await client.get(self.sample.PATH, params={name: "1"})
            assert response.status_code == 422
            assert fields_of(response) == {name}

    async def test_replaces_the_whole(self, client: httpx.AsyncClient, world: World) -> None:
        item = await world.create(self.name, 0)
        body = await self.sample.body(world, 1) | self.sample.STATUSES
        response = await client.put(self.path(item), json=body | {"version": 1})
        assert response.status_code == 200, response.text
        assert holds(response.json(), body)
        assert response.json()["version"] == 2
        assert response.json()["updated_at"] > item["updated_at"]
        assert (await client.get(self.path(item))).json() == response.json()

    async def test_changes_nothing_that_was_not_sent(self, client: httpx.AsyncClient, world: World) -> None:
        item = await world.create(self.name)
        response = await client.patch(self.path(item), json={})
        assert response.status_code == 200, response.text
        kept = item.keys() - {"updated_at", "version"}
        assert {key: response.json()[key] for key in kept} == {key: item[key] for key in kept}

    async def test_changes_each_field_alone(self, client: httpx.AsyncClient, world: World) -> None:
        item = await world.create(self.name, 0)
        for key, value in (await self.sample.body(world, 1)).items():
            response = await client.patch(self.path(item), json={key: value})
            assert response.status_code == 200, response.text
            changed = response.json()
            unchanged = item.keys() - {key, "updated_at", "version"}
            assert changed[key] == value
            assert {name: changed[name] for name in unchanged} == {name: item[name] for name in unchanged}
            item = changed

    async def test_deletes(self, client: httpx.AsyncClient, world: World) -> None:
        item = await world.create(self.name)
        response = await client.delete(self.path(item), params={"version": 1})
        assert (response.status_code, response.content) == (204, b"")
        assert (await client.get(self.path(item))).status_code == 404

    async def test_knows_no_other_item(self, client: httpx.AsyncClient, world: World) -> None:
        path = f"{self.sample.PATH}/{uuid.uuid4()}"
        body = await self.sample.body(world, 0) | self.sample.STATUSES
        for method, sent in (("GET", None), ("PUT", body), ("PATCH", {}), ("DELETE", None)):
            response = await client.request(method, path, json=sent)
            assert response.status_code == 404, method
            assert response.json()["code"] == "not_found"

    @pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
    async def test_refuses_a_change_of_what_has_moved_on(
        self, client: httpx.AsyncClient, world: World, method: str
    ) -> None:
        item = await world.create(self.name)
        await client.patch(self.path(item), json={})
        full = await self.sample.body(world, 0) | self.sample.STATUSES | {"version": 1}
        sent = {"PUT": full, "PATCH": {"version": 1}}.get(method)
        parameters = {"version": 1} if method == "DELETE" else None
        response = await client.request(method, self.path(item), json=sent, params=parameters)
        assert response.status_code == 409
        assert response.json()["code"] == "stale_version"
        assert (await client.get(self.path(item))).json()["version"] == 2

    async def test_refuses_fields_that_it_does_not_know(self, client: httpx.AsyncClient, world: World) -> None:
        body = await self.sample.body(world, 0)
        response = await client.post(self.sample.PATH, json=body | {"id": str(uuid.uuid4()), "no_such_field": 1})
        assert response.status_code == 422
        assert fields_of(response) == {"id", "no_such_field"}

    async def test_wants_every_required_field(self, client: httpx.AsyncClient, world: World) -> None:
        body = await self.sample.body(world, 0)
        for field in self.sample.REQUIRED:
            sent = {key: value for key, value in body.items() if key != field}
            for refused in (sent, sent | {field: None}):
                response = await client.post(self.sample.PATH, json=refused)
                assert response.status_code == 422, field
                assert fields_of(response) == {field}
