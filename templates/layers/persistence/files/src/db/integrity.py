"""What the database refuses, as a problem that names the field."""

import typing as t

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from src.core.problems import Conflict, Problem, ProblemError, Unprocessable, conflict
from src.db.base import Model

UNIQUE_VIOLATION = "23505"
# Classes of SQLSTATE: data exception, integrity constraint violation, program limit exceeded.
REFUSED_VALUES = frozenset({"22", "23", "54"})
NAMING_COLUMNS = (sa.UniqueConstraint, sa.ForeignKeyConstraint, sa.Index)
FOREIGN_KEY_VIOLATIONS = frozenset({"23503", "23001"})


class Violation(t.NamedTuple):
    """Which constraint of which table, and the columns it is about."""

    sqlstate: str
    table: str
    constraint: str
    columns: tuple[str, ...]


def violation_of(error: DBAPIError) -> Violation:
    """Reads PostgreSQL's report."""
    report = getattr(error.orig, "__cause__", None)
    table = str(getattr(report, "table_name", None) or "")
    constraint = str(getattr(report, "constraint_name", None) or "")
    column = getattr(report, "column_name", None)
    columns = (str(column),) if column else _columns_of(table, constraint)
    return Violation(str(getattr(report, "sqlstate", "")), table, constraint, columns)


def _columns_of(table: str, constraint: str) -> tuple[str, ...]:
    """The columns of a constraint or a unique index, as the models know it."""
    known = Model.metadata.tables.get(table)
    if known is None:
        return ()
    for candidate in (*known.constraints, *known.indexes):
        if isinstance(candidate, NAMING_COLUMNS) and candidate.name == constraint:
            return tuple(column.name for column in candidate.columns)
    return ()


def refused_change(error: DBAPIError) -> Problem | None:
    """The problem of an insert or update whose values the database refused; none if it failed for another reason."""
    violation = violation_of(error)
    if violation.sqlstate[:2] not in REFUSED_VALUES:
        return None
    fields = violation.columns
    names = ", ".join(fields)
    if violation.sqlstate == UNIQUE_VIOLATION:
        return conflict("duplicate", f"There is another one with this value: {names}.", fields)
    if violation.sqlstate in FOREIGN_KEY_VIOLATIONS:
        return conflict("unknown_reference", f"There is nothing with this id: {names}.", fields)
    message = f"The database refuses the value: {violation.constraint or violation.sqlstate}."
    errors = [ProblemError(location="body", field=field, code="constraint", message=message) for field in fields]
    return Unprocessable(message, errors, code="constraint")


def refused_delete(error: DBAPIError) -> Problem | None:
    """The problem of a delete that would leave others pointing to nothing; none if it failed for another reason."""
    violation = violation_of(error)
    if violation.sqlstate not in FOREIGN_KEY_VIOLATIONS:
        return None
    message = f"It is still in use: {violation.table}.{', '.join(violation.columns)} points to it."
    errors = [
        ProblemError(location="path", field=f"{violation.table}.{column}", code="in_use", message=message)
        for column in violation.columns
    ]
    return Conflict(message, errors, code="in_use")
