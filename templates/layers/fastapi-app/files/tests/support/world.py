"""Items that a test needs to be there, made through the API."""

import importlib
import typing as t

import httpx

type Body = dict[str, t.Any]


class World:
    """Makes each sample once and remembers its id."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self._ids: dict[tuple[str, int], str] = {}

    async def create(self, sample: str, number: int = 0) -> Body:
        """Makes the numbered item of a sample."""
        module = importlib.import_module(f"tests.samples.{sample}")
        response = await self.client.post(module.PATH, json=await module.body(self, number))
        assert response.status_code == 201, response.text
        created: Body = response.json()
        self._ids[sample, number] = created["id"]
        return created

    async def id_of(self, sample: str, number: int = 0) -> str:
        """The id of the numbered item of a sample, which is made if it is not there yet."""
        if (sample, number) not in self._ids:
            await self.create(sample, number)
        return self._ids[sample, number]


def pick[Value](examples: list[Value], number: int) -> Value:
    """The example of that number, from the beginning again when they run out."""
    return examples[number % len(examples)]
