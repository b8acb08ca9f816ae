"""The log of changes and the entries it tells of."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, func, insert, select, text, update

from services.directory.domain.changes import Action, Change, Planned
from services.directory.domain.effective import speciality_of, step_free, usable_equipment
from services.directory.domain.entries import Entry, Provenance
from services.directory.domain.equipment import EquipmentKind, LiveState
from services.directory.domain.nearness import cell_of
from services.directory.storage.bodies import body_of, entry_of, live_json
from services.directory.storage.tables import CHANGES, ENTRIES
from services.directory.storage.upserts import upsert
from services.platform.clock import instant, micros

# Any number, but the same in every process: it names the log among PostgreSQL's advisory locks.
_LOG_LOCK = 0x4D41494C
# The order is part of the stored data: new kinds of instruments go to the end of the enumeration.
_BIT_OF = {kind: 1 << bit for bit, kind in enumerate(EquipmentKind)}


def equipment_mask(equipment: Iterable[EquipmentKind]) -> int:
    """One bit for each instrument."""
    return sum(_BIT_OF[kind] for kind in equipment)


class LogPages:
    """Pages of the book: what happened, and how things stand."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def hold_log(self) -> None:
        """Keeps every other writer out until this transaction ends, so that nothing is read that another
        is changing, and positions become visible in order: a follower never sees 8 before 7.
        """
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOG_LOCK})

    def record(self, planned: Sequence[Planned], actor: str, at: datetime) -> list[int]:
        """Appends changes in their order and brings the entries up to date; gives their positions.

        The caller holds the log.
        """
        first = self.last_position() + 1
        changes, entries = [], []
        for position, each in enumerate(planned, first):
            change = _change_values(each, position, actor, micros(at))
            changes.append(change)
            entries.append(_entry_values(each, change))
        if planned:
            self._connection.execute(insert(CHANGES), changes)
            upsert(self._connection, ENTRIES, "id", entries)
        return list(range(first, first + len(planned)))

    def last_position(self) -> int:
        """The position of the latest change, 0 when there is none."""
        latest = select(func.coalesce(func.max(CHANGES.c.position), 0))
        return int(self._connection.execute(latest).scalar_one())

    def entry(self, entry_id: str) -> Entry | None:
        """An entry as it stands."""
        row = self._connection.execute(_present().where(ENTRIES.c.id == entry_id)).one_or_none()
        return _change(row).entry if row is not None else None

    def position_of(self, entry_id: str) -> int:
        """The latest line of the log about an entry that exists."""
        latest = select(ENTRIES.c.position).where(ENTRIES.c.id == entry_id)
        return int(self._connection.execute(latest).scalar_one())

    def entries(self, entry_ids: Sequence[str]) -> dict[str, Entry]:
        """Those of these entries that exist, by id."""
        rows = self._connection.execute(_present().where(ENTRIES.c.id.in_(entry_ids)))
        return {row.entry_id: _change(row).entry for row in rows}

    def known(self, provenances: Iterable[Provenance]) -> dict[tuple[str, str], Entry]:
        """Those entries that came from there already, by source and id in the source."""
        by_source: dict[str, list[str]] = {}
        for provenance in provenances:
            by_source.setdefault(provenance.source, []).append(provenance.source_id)
        found = [
            _change(row).entry
            for source, source_ids in by_source.items()
            for row in self._connection.execute(
                _present().where(ENTRIES.c.source == source, ENTRIES.c.source_id.in_(source_ids))
            )
        ]
        return {(entry.provenance.source, entry.provenance.source_id): entry for entry in found}

    def confirm(self, entries: Iterable[tuple[str, datetime]]) -> None:
        """Notes when entries were last confirmed, without a change; an earlier confirmation is ignored."""
        values = [{"its_id": entry_id, "its_at": micros(at)} for entry_id, at in entries]
        if values:
            known = func.coalesce(ENTRIES.c.confirmed_at, bindparam("its_at"))
            self._connection.execute(
                update(ENTRIES)
                .where(ENTRIES.c.id == bindparam("its_id"), known <= bindparam("its_at"))
                .values(confirmed_at=bindparam("its_at")),
                values,
            )

    def see(self, entry_id: str, live: LiveState) -> None:
        """Keeps a live state that changes no answer."""
        self._connection.execute(update(ENTRIES).where(ENTRIES.c.id == entry_id).values(live=live_json(live)))

    def snapshot(self, after: int, until: int, most: int) -> list[Change]:
        """The latest change of each entry, in order, where its position lies in after+1..until."""
        # Positions are picked before bodies are fetched: right after an import PostgreSQL has no statistics
        # yet, and would join everything that is left only to keep the first of it.
        picked = (
            select(ENTRIES.c.position)
            .where(ENTRIES.c.position > after, ENTRIES.c.position <= until)
            .order_by(ENTRIES.c.position)
            .limit(most)
        )
        # One statement all the same: an entry that changed between two would leave a hole.
        rows = self._connection.execute(
            _present().where(CHANGES.c.position.in_(picked)).order_by(CHANGES.c.position)
        )
        return [_change(row) for row in rows]

    def changes_after(self, position: int, most: int) -> list[Change]:
        """The log from the next position on, in order."""
        rows = self._connection.execute(
            select(*CHANGES.c).where(CHANGES.c.position > position).order_by(CHANGES.c.position).limit(most)
        )
        return [_change(row) for row in rows]

    def change_at(self, position: int) -> Change:
        """One line of the log that exists."""
        return _change(
            self._connection.execute(select(*CHANGES.c).where(CHANGES.c.position == position)).one()
        )

    def history(self, entry_id: str) -> list[Change]:
        """Every change of one entry, oldest first."""
        rows = self._connection.execute(
            select(*CHANGES.c).where(CHANGES.c.entry_id == entry_id).order_by(CHANGES.c.position)
        )
        return [_change(row) for row in rows]


def _present() -> Select[Any]:
    """The latest change of entries, with what is known since."""
    fresher = {"confirmed_at", "live"}
    columns = [column for column in CHANGES.c if column.name not in fresher]
    return select(*columns, ENTRIES.c.confirmed_at, ENTRIES.c.live).join_from(
        ENTRIES, CHANGES, CHANGES.c.position == ENTRIES.c.position
    )


def _change(row: Row[Any]) -> Change:
    entry = entry_of(
        row.entry_id,
        row.kind,
        row.body,
        version=row.version,
        retired=row.retired,
        confirmed_at=None if row.confirmed_at is None else instant(row.confirmed_at),
        live=row.live,
    )
    return Change(row.position, instant(row.at), Action(row.action), row.actor, entry)


def _change_values(planned: Planned, position: int, actor: str, at: int) -> dict[str, Any]:
    entry = planned.placed.entry
    confirmed = entry.last_confirmed_at
    return {
        "position": position,
        "entry_id": entry.id,
        "at": at,
        "action": planned.action.value,
        "actor": actor,
        "kind": entry.kind.value,
        "version": entry.version,
        "retired": entry.retired,
        "confirmed_at": None if confirmed is None else micros(confirmed),
        "body": body_of(entry),
        "live": live_json(entry.live_state),
    }


def _entry_values(planned: Planned, change: dict[str, Any]) -> dict[str, Any]:
    entry, where = planned.placed.entry, planned.placed.where
    return {
        "id": entry.id,
        "source": entry.provenance.source,
        "source_id": entry.provenance.source_id,
        "commune_code": entry.commune_code,
        "department": planned.placed.department,
        "cell": None if where is None else cell_of(where),
        "lat": None if where is None else where.lat,
        "lon": None if where is None else where.lon,
        "own_position": entry.position is not None,
        "speciality_code": speciality_of(entry),
        "step_free": step_free(entry),
        "usable": equipment_mask(usable_equipment(entry)),
        "languages": f",{','.join(entry.languages)}," if entry.languages else "",
        **{name: change[name] for name in ("kind", "version", "retired", "position", "confirmed_at", "live")},
    }
