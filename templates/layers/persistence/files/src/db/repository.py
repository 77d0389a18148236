"""Queries that every entity needs."""

import functools
import typing as t
import uuid
from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.ext.asyncio import AsyncSession

from src.db.base import Model, StatusChange
from src.db.selection import condition, ordering
from src.kit.schemas import ListQuery, PageQuery, json_name


class Repository[Row: Model]:
    """Reads the rows of one table. A list costs the same number of statements however long it is."""

    model: type[Row]

    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    @functools.cached_property
    def references(self) -> Mapping[str, type[Model]]:
        """What each relation to one points to, by the attribute of its id."""
        mapper = sa.inspect(self.model)
        return {
            mapper.get_property_by_column(column).key: relation.mapper.class_
            for relation in mapper.relationships
            if relation.direction is orm.MANYTOONE
            for column in relation.local_columns
        }

    @functools.cached_property
    def links(self) -> Mapping[str, orm.InstrumentedAttribute[t.Any]]:
        """The relations to many, by the attribute that shows their ids."""
        relations = sa.inspect(self.model).relationships
        return {
            relation.info["ids"]: getattr(self.model, relation.key)
            for relation in relations
            if relation.secondary is not None
        }

    def select(self) -> sa.Select[Row]:
        """All rows, each with the ids that it is linked to."""
        options = [orm.selectinload(link).load_only(link.property.mapper.class_.id) for link in self.links.values()]
        return sa.select(self.model).options(*options)

    async def page(self, query: ListQuery) -> tuple[Sequence[Row], int]:
        """The rows of a page, and how many match in all."""
        conditions = [self.condition(*found) for found in query.filters()]
        total = await self.session.scalar(sa.select(sa.func.count()).select_from(self.model).where(*conditions))
        order = ordering(self.model, query.sort_keys())
        statement = self.select().where(*conditions).order_by(*order).limit(query.limit).offset(query.offset)
        return (await self.session.scalars(statement)).all(), total or 0

    def condition(self, field: str, operator: str, value: object) -> sa.ColumnElement[bool]:
        """The condition of a filter: by a column, or by an id among those that it is linked to."""
        link = self.links.get(field)
        if link is None:
            return condition(self.model, json_name(field), operator, value)
        return link.any(link.property.mapper.class_.id == value)

    async def get(self, item_id: uuid.UUID) -> Row | None:
        """The row of that id."""
        return await self.session.scalar(self.select().where(self.model.id == item_id))

    async def find[Other: Model](self, model: type[Other], ids: Sequence[uuid.UUID]) -> Sequence[Other]:
        """Those rows of any table that exist, with nothing but their ids."""
        statement = sa.select(model).options(orm.load_only(model.id)).where(model.id.in_(ids)).order_by(model.id)
        return (await self.session.scalars(statement)).all()


class StatusRepository[Row: Model](Repository[Row]):
    """A repository of rows whose changes of status are recorded."""

    status_change: type[StatusChange]

    def record_status(self, row: Row, field: str, from_value: str | None, to_value: str | None) -> None:
        """Adds a change to the history of the row."""
        change = self.status_change(item_id=row.id, field=field, from_value=from_value, to_value=to_value)
        self.session.add(change)

    async def status_changes(self, item_id: uuid.UUID, query: PageQuery) -> tuple[Sequence[StatusChange], int]:
        """A page of the history of a row, the latest first, and how long it is in all."""
        change = self.status_change
        total = await self.session.scalar(
            sa.select(sa.func.count()).select_from(change).where(change.item_id == item_id)
        )
        statement = sa.select(change).where(change.item_id == item_id).order_by(change.id.desc())
        return (await self.session.scalars(statement.limit(query.limit).offset(query.offset))).all(), total or 0
