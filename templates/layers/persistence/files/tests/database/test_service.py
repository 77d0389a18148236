"""What every service does, on tables made for these tests alone."""

import enum
import typing as t
import uuid
from collections.abc import AsyncIterator

import pydantic
import pytest
import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from src.core.problems import NotFound, Problem
from src.db import base
from src.db.repository import Repository, StatusRepository
from src.kit import inputs, outputs, schemas
from src.kit.service import Service, StatusService, Transitions


class Toys(base.Base):
    """Tables apart from the service's own."""

    __abstract__ = True
    registry = orm.registry()
    metadata = sa.MetaData()


class Light(enum.StrEnum):
    """The states of a lamp."""

    OFF = "off"
    ON = "on"
    BROKEN = "broken"


class Room(Toys, base.Model):
    """What a lamp stands in."""

    __tablename__ = "rooms"


lamps_fans = sa.Table(
    "lamps_fans",
    Toys.metadata,
    sa.Column("lamp_id", sa.ForeignKey("lamps.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("fan_id", sa.ForeignKey("lamps.id", ondelete="CASCADE"), primary_key=True),
)


class Lamp(Toys, base.Model):
    """It has a status, a room, and lamps that like it."""

    __tablename__ = "lamps"
    __table_args__ = (sa.UniqueConstraint("label", name="uq_lamps_label"),)

    label: orm.Mapped[str]
    light: orm.Mapped[Light | None] = orm.mapped_column(base.choice(Light))
    room_id: orm.Mapped[uuid.UUID | None] = orm.mapped_column(sa.ForeignKey("rooms.id", name="fk_lamps_room_id"))
    room: orm.Mapped[Room | None] = orm.relationship(foreign_keys=[room_id], lazy="raise")
    fans: orm.Mapped[list["Lamp"]] = orm.relationship(
        secondary=lamps_fans,
        primaryjoin=lambda: Lamp.id == lamps_fans.c.lamp_id,
        secondaryjoin=lambda: Lamp.id == lamps_fans.c.fan_id,
        passive_deletes=True,
        lazy="raise",
        info={"ids": "fan_ids"},
    )

    @property
    def fan_ids(self) -> list[uuid.UUID]:
        """The ids of the fans."""
        return sorted(fan.id for fan in self.fans)


class LampStatusChange(Toys, base.StatusChange):
    """How lamps changed."""

    __tablename__ = "lamps_status_history"

    item_id: orm.Mapped[uuid.UUID] = orm.mapped_column(sa.ForeignKey("lamps.id", ondelete="CASCADE"))


class LampCreate(schemas.WriteSchema):
    """A new lamp."""

    label: t.Annotated[str, inputs.Text()]
    light: t.Annotated[t.Annotated[Light, inputs.Choice(Light)] | None, pydantic.Field(default="off")]
    room_id: t.Annotated[t.Annotated[uuid.UUID, inputs.Identifier()] | None, pydantic.Field(default=None)]
    fan_ids: t.Annotated[list[uuid.UUID], inputs.Array(inputs.Identifier()), pydantic.Field(default=[])]


class LampUpdate(LampCreate, schemas.Versioned, schemas.Partial):
    """A change of a lamp."""


class LampRead(schemas.ItemSchema):
    """A lamp."""

    label: str
    light: t.Annotated[Light, outputs.Choice(Light)] | None
    fan_ids: list[uuid.UUID]


class LampQuery(schemas.ListQuery):
    """A list of lamps."""

    sort: t.Annotated[str, inputs.SortKeys(("label",))]
    fan_ids__contains: t.Annotated[uuid.UUID, inputs.Identifier()]
    room_id__null: t.Annotated[bool, inputs.QueryBoolean()]


class RoomRepository(Repository[Room]):
    model = Room


class RoomService(Service[Room]):
    name = "room"

    def __init__(self, session: AsyncSession) -> None:
        super().__init__(session)
        self.repository = RoomRepository(session)


class LampRepository(StatusRepository[Lamp]):
    model = Lamp
    status_change = LampStatusChange


class LampService(StatusService[Lamp]):
    name = "lamp"
    transitions = {
        "light": Transitions(Light.OFF, {Light.OFF: frozenset({Light.ON}), Light.ON: frozenset({Light.OFF})}),
    }

    def __init__(self, session: AsyncSession) -> None:
        super().__init__(session)
        self.repository = LampRepository(session)


@pytest.fixture
async def session(engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[AsyncSession]:
    monkeypatch.setattr(base.Model, "metadata", Toys.metadata)
    async with engine.begin() as connection:
        await connection.run_sync(Toys.metadata.create_all)
    async with AsyncSession(engine, expire_on_commit=False) as session:
        yield session
    async with engine.begin() as connection:
        await connection.run_sync(Toys.metadata.drop_all)


@pytest.fixture
def lamps(session: AsyncSession) -> LampService:
    return LampService(session)


async def create(lamps: LampService, **values: object) -> Lamp:
    return await lamps.create(LampCreate.model_validate({"label": str(uuid.uuid4())} | values))


async def update(lamps: LampService, lamp: Lamp, **values: object) -> Lamp:
    return await lamps.update(lamp.id, LampUpdate.model_validate(values))


def named(problem: Problem) -> tuple[str, list[str]]:
    """The code of a problem and the fields that it names."""
    return problem.code, [error.field for error in problem.errors]


async def test_a_duplicate_names_its_field(lamps: LampService) -> None:
    await create(lamps, label="a")
    with pytest.raises(Problem) as caught:
        await create(lamps, label="a")
    assert named(caught.value) == ("duplicate", ["label"])


async def test_an_id_that_leads_nowhere_names_its_field(lamps: LampService) -> None:
    for field, value in (("room_id", str(uuid.uuid4())), ("fan_ids", [str(uuid.uuid4())])):
        with pytest.raises(Problem) as caught:
            await create(lamps, **{field: value})
        assert named(caught.value) == ("unknown_reference", [field])


async def test_what_others_point_to_stays(lamps: LampService) -> None:
    room = Room()
    lamps.session.add(room)
    await lamps.session.commit()
    await create(lamps, room_id=str(room.id))
    with pytest.raises(Problem) as caught:
        await RoomService(lamps.session).delete(room.id)
    assert named(caught.value) == ("in_use", ["lamps.room_id"])


async def test_links_are_stored_and_found_and_count_as_a_change(lamps: LampService) -> None:
    fan = await create(lamps)
    lamp = await create(lamps, fan_ids=[str(fan.id)])
    page = await lamps.page(LampQuery.model_validate({"filter[fan_ids][contains]": str(fan.id)}))
    assert [row.fan_ids for row in page["data"]] == [[fan.id]]
    changed = await update(lamps, lamp, fan_ids=[])
    assert (changed.fan_ids, changed.version) == ([], 2)
    assert LampRead.model_validate(changed).model_dump(mode="json")["light"] == "off"


async def test_a_status_begins_where_it_must(lamps: LampService) -> None:
    with pytest.raises(Problem) as caught:
        await create(lamps, light="on")
    assert named(caught.value) == ("transition_refused", ["light"])


async def test_a_status_changes_as_allowed_and_is_recorded(lamps: LampService) -> None:
    lamp = await create(lamps)
    await update(lamps, lamp, light="on")
    await update(lamps, lamp, light="on")
    await update(lamps, lamp, light="off")
    history = await lamps.status_changes(lamp.id, schemas.PageQuery.model_validate({"limit": "1"}))
    page = schemas.StatusHistory.model_validate(history)
    assert page.metadata.total == 2
    assert (page.data[0].from_value, page.data[0].to_value) == ("on", "off")


async def test_a_status_that_was_never_set_may_become_anything(lamps: LampService) -> None:
    lamp = await create(lamps, light=None)
    assert (await update(lamps, lamp, light="broken")).light is Light.BROKEN


async def test_a_refused_status_leaves_no_trace(lamps: LampService) -> None:
    lamp = await create(lamps)
    lamp_id = lamp.id
    for light in ("broken", None):
        with pytest.raises(Problem) as caught:
            await update(lamps, lamp, light=light)
        assert named(caught.value) == ("transition_refused", ["light"])
        await lamps.session.rollback()
        lamp = await lamps.get(lamp_id)
    history = await lamps.status_changes(lamp_id, schemas.PageQuery.model_validate({}))
    assert history["metadata"]["total"] == 0


async def test_a_stale_version_names_itself(lamps: LampService) -> None:
    lamp = await create(lamps)
    await update(lamps, lamp, label="new")
    with pytest.raises(Problem) as caught:
        await update(lamps, lamp, label="newer", version=1)
    assert named(caught.value) == ("stale_version", ["version"])


async def test_a_change_that_was_overtaken_is_refused(lamps: LampService, engine: AsyncEngine) -> None:
    lamp = await create(lamps)
    async with engine.begin() as connection:
        await connection.execute(sa.update(Lamp).values(version=Lamp.version + 1))
    with pytest.raises(Problem) as caught:
        await update(lamps, lamp, label="late")
    assert caught.value.code == "stale_version"


async def test_a_failure_that_is_not_the_callers_fault_stays_what_it_is(
    lamps: LampService, engine: AsyncEngine
) -> None:
    async with engine.begin() as connection:
        await connection.execute(sa.text("ALTER TABLE rooms RENAME TO away"))
    with pytest.raises(DBAPIError, match="rooms"):
        await RoomService(lamps.session).create(schemas.WriteSchema())
    await lamps.session.rollback()
    async with engine.begin() as connection:
        await connection.execute(sa.text("ALTER TABLE away RENAME TO rooms"))


async def test_an_unknown_id_is_not_found(lamps: LampService) -> None:
    with pytest.raises(NotFound):
        await lamps.get(uuid.uuid4())


async def test_pages_keep_their_order_whatever_the_keys_leave_open(lamps: LampService) -> None:
    made = [(await create(lamps)).id for _ in range(3)]
    pages = [
        await lamps.page(
            LampQuery.model_validate({"limit": "1", "offset": str(offset), "filter[room_id][null]": "true"})
        )
        for offset in range(3)
    ]
    assert [page["data"][0].id for page in pages] == made
    assert {page["metadata"]["total"] for page in pages} == {3}
