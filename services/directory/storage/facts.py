"""Facts of communes that imports brought."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update

from services.directory.domain.commune_facts import CommuneFacts
from services.directory.domain.nearness import cell_of
from services.directory.storage.tables import ENTRIES, FACTS
from services.directory.storage.upserts import upsert
from services.territory.position import Position


class FactPages:
    """Pages of the book: what is known of communes. A writer holds the log, for revisions too must become
    visible in order.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def facts_revision(self) -> int:
        """Grows with each import that changes a fact; 0 when there are none."""
        latest = select(func.coalesce(func.max(FACTS.c.revision), 0))
        return int(self._connection.execute(latest).scalar_one())

    def all_facts(self) -> tuple[list[CommuneFacts], int]:
        """Every fact by ascending commune, and the revision they belong to."""
        rows = self._connection.execute(select(*FACTS.c).order_by(FACTS.c.commune_code)).all()
        return [_facts(row) for row in rows], max((row.revision for row in rows), default=0)

    def facts_of(self, commune_codes: Sequence[str]) -> dict[str, CommuneFacts]:
        """What is known of these communes."""
        rows = self._connection.execute(select(*FACTS.c).where(FACTS.c.commune_code.in_(commune_codes)))
        return {row.commune_code: _facts(row) for row in rows}

    def save_facts(self, facts: Sequence[CommuneFacts]) -> None:
        """Replaces the facts of these communes, under a new revision; entries that stand where their
        commune does move along.
        """
        if not facts:
            return
        revision = self.facts_revision() + 1
        upsert(self._connection, FACTS, "commune_code", [_values(each, revision) for each in facts])
        self._move_entries({each.commune_code: each.position for each in facts if each.position is not None})

    def _move_entries(self, positions: dict[str, Position]) -> None:
        housing = self._connection.execute(
            select(ENTRIES.c.commune_code).where(ENTRIES.c.own_position.is_(False)).distinct()
        ).scalars()
        moves = [
            {"its_code": code, "its_lat": where.lat, "its_lon": where.lon, "its_cell": cell_of(where)}
            for code in housing
            if (where := positions.get(code)) is not None
        ]
        if moves:
            self._connection.execute(
                update(ENTRIES)
                .where(ENTRIES.c.commune_code == bindparam("its_code"), ENTRIES.c.own_position.is_(False))
                .values(lat=bindparam("its_lat"), lon=bindparam("its_lon"), cell=bindparam("its_cell")),
                moves,
            )


def _facts(row: Any) -> CommuneFacts:
    return CommuneFacts(
        commune_code=row.commune_code,
        position=None if row.lat is None else Position(row.lat, row.lon),
        position_source=row.position_source,
        position_accuracy_m=row.position_accuracy_m,
        apl=row.apl,
        apl_year=row.apl_year,
        apl_level=row.apl_level,
        zoning=row.zoning,
    )


def _values(facts: CommuneFacts, revision: int) -> dict[str, Any]:
    return {
        "commune_code": facts.commune_code,
        "lat": None if facts.position is None else facts.position.lat,
        "lon": None if facts.position is None else facts.position.lon,
        "position_source": facts.position_source,
        "position_accuracy_m": facts.position_accuracy_m,
        "apl": facts.apl,
        "apl_year": facts.apl_year,
        "apl_level": facts.apl_level,
        "zoning": facts.zoning,
        "revision": revision,
    }
