"""What every table has."""

import datetime as dt
import enum
import uuid

import sqlalchemy as sa
from sqlalchemy import orm

from src.kit.identifiers import uuid7


def utc_now() -> dt.datetime:
    """The current time, with its zone."""
    return dt.datetime.now(dt.UTC)


class Base(orm.DeclarativeBase):
    """All tables, and how constraints without a name of their own are called."""

    metadata = sa.MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        }
    )


class Model(Base):
    """A row with a sortable id, its times, and a version that makes concurrent changes collide instead of overwrite."""

    __abstract__ = True

    id: orm.Mapped[uuid.UUID] = orm.mapped_column(primary_key=True, default=uuid7, sort_order=-1)
    created_at: orm.Mapped[dt.datetime] = orm.mapped_column(
        sa.DateTime(timezone=True), default=utc_now, server_default=sa.func.now(), sort_order=1
    )
    updated_at: orm.Mapped[dt.datetime] = orm.mapped_column(
        sa.DateTime(timezone=True), default=utc_now, server_default=sa.func.now(), sort_order=1
    )
    version: orm.Mapped[int] = orm.mapped_column(server_default=sa.text("1"), sort_order=1)

    @orm.declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, object]:
        return {"version_id_col": cls.version}


class StatusChange(Base):
    """A change of a status: which field of which row, from what to what, and when. Written once, never changed."""

    __abstract__ = True

    id: orm.Mapped[uuid.UUID] = orm.mapped_column(primary_key=True, default=uuid7, sort_order=-1)
    item_id: orm.Mapped[uuid.UUID]
    field: orm.Mapped[str] = orm.mapped_column(sa.String(63))
    from_value: orm.Mapped[str | None] = orm.mapped_column(sa.String(200))
    to_value: orm.Mapped[str | None] = orm.mapped_column(sa.String(200))
    changed_at: orm.Mapped[dt.datetime] = orm.mapped_column(
        sa.DateTime(timezone=True), default=utc_now, server_default=sa.func.now()
    )


def choice(values: type[enum.StrEnum]) -> sa.Enum:
    """An enumeration kept as text; which values are allowed is a named check of the table."""
    return sa.Enum(
        values, native_enum=False, create_constraint=False, length=200, values_callable=lambda members: [*members]
    )
