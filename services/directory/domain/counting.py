"""How many entries there are, by territory and kind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from services.directory.domain.entries import EntryKind
from services.platform.refusals import Invalid
from services.territory.areas import DEPARTMENTS

LEVELS = ("region", "department", "commune")


@dataclass(frozen=True, slots=True)
class EntryCount:
    """`territory` is a region, department or INSEE code; "" for entries that stand nowhere."""

    territory: str
    kind: EntryKind
    count: int


def check_counting(group_by: str, department: str) -> None:
    """GROUP_BY_UNKNOWN, DEPARTMENT_UNKNOWN."""
    if group_by not in LEVELS:
        raise Invalid("GROUP_BY_UNKNOWN", f"Comptez par {', '.join(LEVELS)}.", field="group_by")
    if department and department not in DEPARTMENTS:
        raise Invalid("DEPARTMENT_UNKNOWN", "Ce département n'existe pas.", field="department_code")


def by_region(counts: Iterable[EntryCount]) -> tuple[EntryCount, ...]:
    """Counts by department, added up by region."""
    totals: dict[tuple[str, EntryKind], int] = {}
    for each in counts:
        department = DEPARTMENTS.get(each.territory)
        key = (department.region if department else "", each.kind)
        totals[key] = totals.get(key, 0) + each.count
    return in_order(totals)


def in_order(totals: Mapping[tuple[str, EntryKind], int]) -> tuple[EntryCount, ...]:
    """Sorted by territory, then kind."""
    return tuple(EntryCount(territory, kind, count) for (territory, kind), count in sorted(totals.items()))
