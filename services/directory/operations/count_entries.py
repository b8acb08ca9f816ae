"""How many entries there are by territory and kind."""

from collections.abc import Sequence
from typing import Protocol

from services.directory.domain.counting import EntryCount, by_region, check_counting, in_order


class Book(Protocol):
    """What counting needs."""

    def counts(self, level: str, department: str) -> Sequence[EntryCount]: ...


def count_entries(book: Book, group_by: str, department: str) -> tuple[EntryCount, ...]:
    """Counts of entries that are not retired, sorted; `department` "" counts them all."""
    check_counting(group_by, department)
    counts = book.counts("commune" if group_by == "commune" else "department", department)
    if group_by == "region":
        return by_region(counts)
    return in_order({(each.territory, each.kind): each.count for each in counts})
