"""Filters and order of a list, from the query to SQL."""

import typing as t
from collections.abc import Callable, Mapping, Sequence

import sqlalchemy as sa

from src.db.base import Model

type Column = sa.ColumnElement[t.Any]


def _contains(column: Column, text: str) -> sa.ColumnElement[bool]:
    return column.icontains(text, autoescape=True)


OPERATORS: Mapping[str, Callable[[Column, t.Any], sa.ColumnElement[bool]]] = {
    "eq": lambda column, value: column == value,
    "gt": lambda column, value: column > value,
    "gte": lambda column, value: column >= value,
    "lt": lambda column, value: column < value,
    "lte": lambda column, value: column <= value,
    "in": lambda column, values: column.in_(values),
    "contains": _contains,
    "null": lambda column, absent: column.is_(None) if absent else column.is_not(None),
}


def condition(model: type[Model], field: str, operator: str, value: object) -> sa.ColumnElement[bool]:
    """The condition of one filter. Columns are called as the fields of the API are."""
    return OPERATORS[operator](model.__table__.c[field], value)


def ordering(model: type[Model], keys: Sequence[str]) -> Sequence[sa.ColumnElement[t.Any]]:
    """The order of the keys, a minus meaning descending; the id decides what they leave open, so that pages never overlap."""
    directions = {key.removeprefix("-"): key.startswith("-") for key in reversed(keys)}
    columns = model.__table__.c
    order = [columns[key].desc() if down else columns[key].asc() for key, down in reversed(directions.items())]
    return [*order, columns["id"].asc()]
