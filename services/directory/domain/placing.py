"""Where an entry stands for the sake of finding it: its own position, or else that of its commune."""

from dataclasses import dataclass

from services.directory.domain.entries import Entry
from services.territory.gazetteer import Gazetteer
from services.territory.position import Position


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry with the department it counts for ("" when it has no commune) and where to look for it."""

    entry: Entry
    department: str
    where: Position | None


def placed(entry: Entry, gazetteer: Gazetteer) -> Placed:
    """Places a checked entry; `where` is None when neither it nor its commune has a position."""
    commune = gazetteer.commune(entry.commune_code) if entry.commune_code else None
    if commune is None:
        return Placed(entry, "", entry.position)
    return Placed(entry, commune.department, entry.position or commune.position)
