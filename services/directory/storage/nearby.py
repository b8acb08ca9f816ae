"""Finding entries by place and counting them: queries that the indexes answer."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from services.directory.domain.counting import EntryCount
from services.directory.domain.entries import EntryKind
from services.directory.domain.searches import Filters
from services.directory.storage.log import equipment_mask
from services.directory.storage.tables import ENTRIES
from services.territory.position import Position


class NearbyPages:
    """Pages of the book: where things are."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def in_cells(self, cells: Sequence[int], filters: Filters) -> list[tuple[str, Position]]:
        """Ids and positions of the entries in these cells that pass the filters, in no order."""
        rows = self._connection.execute(
            select(ENTRIES.c.id, ENTRIES.c.lat, ENTRIES.c.lon).where(
                ENTRIES.c.cell.in_(cells), *_passing(filters)
            )
        )
        return [(entry_id, Position(lat, lon)) for entry_id, lat, lon in rows]

    def nowhere(self, filters: Filters) -> list[str]:
        """Ids of the entries without a place that pass the filters."""
        rows = self._connection.execute(
            select(ENTRIES.c.id).where(ENTRIES.c.cell.is_(None), *_passing(filters))
        )
        return list(rows.scalars())

    def counts(self, level: str, department: str) -> list[EntryCount]:
        """Entries that are not retired, by `department` or `commune`; "" for every department."""
        territory = ENTRIES.c.department if level == "department" else ENTRIES.c.commune_code
        query = (
            select(territory, ENTRIES.c.kind, func.count())
            .where(ENTRIES.c.retired.is_(False))
            .group_by(territory, ENTRIES.c.kind)
        )
        if department:
            query = query.where(ENTRIES.c.department == department)
        return [
            EntryCount(code, EntryKind(kind), count) for code, kind, count in self._connection.execute(query)
        ]


def _passing(filters: Filters) -> list[ColumnElement[Any]]:
    conditions: list[ColumnElement[Any]] = [ENTRIES.c.retired.is_(False)]
    if filters.kinds:
        conditions.append(ENTRIES.c.kind.in_([kind.value for kind in filters.kinds]))
    if filters.equipment:
        mask = equipment_mask(filters.equipment)
        conditions.append(ENTRIES.c.usable.op("&")(mask) == mask)
    if filters.speciality_code:
        conditions.append(ENTRIES.c.speciality_code == filters.speciality_code)
    if filters.step_free:
        conditions.append(ENTRIES.c.step_free.is_(True))
    if filters.language:
        conditions.append(ENTRIES.c.languages.contains(f",{filters.language},", autoescape=True))
    return conditions
