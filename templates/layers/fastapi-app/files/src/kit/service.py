"""What can be done to any entity; a subclass says to which, and adds what is particular to it."""

import typing as t
import uuid
from collections.abc import Callable, Mapping, Sequence

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from src.core.problems import Conflict, NotFound, Problem, conflict
from src.db.base import Model, utc_now
from src.db.integrity import refused_change, refused_delete
from src.db.repository import Repository, StatusRepository
from src.db.session import Session
from src.kit.schemas import ListQuery, PageQuery, WriteSchema, json_name, values_of

STALE = "The item has been changed since: read it again."


class Service[Row: Model]:
    """Create, read, replace, change in part, delete. Each method is one transaction."""

    # What people call the item.
    name: t.ClassVar[str]
    repository: Repository[Row]

    def __init__(self, session: Session) -> None:
        self.session = session

    async def page(self, query: ListQuery) -> dict[str, t.Any]:
        """A page, and where it stands in the whole."""
        rows, total = await self.repository.page(query)
        return page_of(rows, total, query)

    async def get(self, item_id: uuid.UUID) -> Row:
        """The item, or the problem that there is none."""
        row = await self.repository.get(item_id)
        if row is None:
            raise NotFound(f"There is no {self.name} with this id.")
        return row

    async def create(self, body: WriteSchema) -> Row:
        """Stores a new item."""
        row = self.repository.model(**await self._resolve(values_of(body)))
        self.session.add(row)
        await self._commit(refused_change)
        return row

    async def update(self, item_id: uuid.UUID, body: WriteSchema) -> Row:
        """Stores what the body holds: of a partial one only what was sent."""
        row = await self.get(item_id)
        values = values_of(body)
        self._require_version(row, values.pop("version", None))
        for attribute, value in (await self._resolve(values)).items():
            setattr(row, attribute, value)
        # Set by hand, so that a change of links alone counts as a change too.
        row.updated_at = utc_now()
        await self._commit(refused_change)
        return row

    async def delete(self, item_id: uuid.UUID, version: int | None = None) -> None:
        """Removes the item, unless others point to it."""
        row = await self.get(item_id)
        self._require_version(row, version)
        await self.session.delete(row)
        await self._commit(refused_delete)

    async def _commit(self, explain: Callable[[DBAPIError], Problem | None]) -> None:
        """Commits, or raises the problem that the database's refusal amounts to."""
        try:
            await self.session.commit()
        except StaleDataError as error:
            raise Conflict(STALE, code="stale_version") from error
        except DBAPIError as error:
            problem = explain(error)
            if problem is None:
                raise
            raise problem from error

    def _require_version(self, row: Row, version: int | None) -> None:
        if version is not None and version != row.version:
            raise conflict("stale_version", STALE, ["version"])

    async def _resolve(self, values: Mapping[str, t.Any]) -> dict[str, t.Any]:
        """The values as the row takes them: ids of others checked, lists of ids replaced by the rows they name."""
        resolved: dict[str, t.Any] = {}
        for attribute, value in values.items():
            link = self.repository.links.get(attribute)
            if link is not None:
                resolved[link.key] = await self._existing(attribute, link.property.mapper.class_, value)
                continue
            resolved[attribute] = value
            target = self.repository.references.get(attribute)
            if target is not None and value is not None:
                await self._existing(attribute, target, [value])
        return resolved

    async def _existing(self, attribute: str, model: type[Model], ids: Sequence[uuid.UUID]) -> Sequence[Model]:
        found = await self.repository.find(model, ids)
        missing = sorted(set(ids) - {row.id for row in found})
        if missing:
            message = f"There is nothing with this id: {', '.join(map(str, missing))}."
            raise conflict("unknown_reference", message, [json_name(attribute)])
        return found


class Transitions(t.NamedTuple):
    """How a status may change: where it begins, and what each value may become."""

    initial: str
    allowed: Mapping[str, frozenset[str]]


class StatusService[Row: Model](Service[Row]):
    """A service of items with a status: what the rules do not list is refused, changes are recorded."""

    repository: StatusRepository[Row]
    # The rules of each status, by attribute.
    transitions: t.ClassVar[Mapping[str, Transitions]]

    async def create(self, body: WriteSchema) -> Row:
        for attribute, rule in self.transitions.items():
            if getattr(body, attribute) not in (None, rule.initial):
                raise _refused_transition(attribute, f"It begins as {rule.initial}.")
        return await super().create(body)

    async def update(self, item_id: uuid.UUID, body: WriteSchema) -> Row:
        row = await self.get(item_id)
        values = values_of(body)
        for attribute, rule in self.transitions.items():
            if attribute in values and values[attribute] != getattr(row, attribute):
                self._change_status(row, attribute, values[attribute], rule)
        return await super().update(item_id, body)

    async def status_changes(self, item_id: uuid.UUID, query: PageQuery) -> dict[str, t.Any]:
        """A page of the changes of status, the latest first."""
        row = await self.get(item_id)
        changes, total = await self.repository.status_changes(row.id, query)
        return page_of(changes, total, query)

    def _change_status(self, row: Row, attribute: str, value: str | None, rule: Transitions) -> None:
        current: str | None = getattr(row, attribute)
        if current is not None and value not in rule.allowed.get(current, ()):
            raise _refused_transition(attribute, f"It cannot change from {current} to {value}.")
        self.repository.record_status(row, json_name(attribute), current, value)


def _refused_transition(attribute: str, message: str) -> Conflict:
    return conflict("transition_refused", message, [json_name(attribute)])


def page_of(rows: Sequence[object], total: int, query: PageQuery) -> dict[str, t.Any]:
    """What the schema of a page reads."""
    return {"data": rows, "metadata": {"total": total, "limit": query.limit, "offset": query.offset}}
