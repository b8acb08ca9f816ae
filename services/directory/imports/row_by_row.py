"""The walk over a file's rows: each is taken whole or left out whole, and ids are taken once."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from services.directory.imports.geo_api import Item
from services.directory.imports.reading import Fault, Reading, RowFaultError, RowNotes
from services.directory.imports.tabular import Row

AnyRow = TypeVar("AnyRow", Item, Row)
T = TypeVar("T")


def row_by_row(
    rows: Iterable[AnyRow | Fault], take: Callable[[AnyRow, RowNotes], tuple[T, ...]]
) -> Iterator[Reading[T]]:
    """What becomes of each row. `take` gives its values, or raises RowFaultError to leave it out."""
    for row in rows:
        if isinstance(row, Fault):
            yield Reading(row.line, faults=(row,))
            continue
        notes = RowNotes(row.line)
        try:
            values = take(row, notes)
        except RowFaultError as fault:
            yield Reading(row.line, faults=(fault.at(row.line),))
        else:
            yield Reading(row.line, values, tuple(notes.faults))


@dataclass(slots=True)
class Once:
    """Ids seen in this file. The first row that names an id holds it, even if that row is left out: its
    double must not slip in instead.
    """

    lines: dict[str, int] = field(default_factory=dict)

    def claim(self, key: str, line: int, column: str) -> None:
        """Raises RowFaultError ID_DOUBLED, naming the line that holds the id."""
        first = self.lines.setdefault(key, line)
        if first != line:
            raise RowFaultError(
                column, "ID_DOUBLED", f"« {key} » est déjà à la ligne {first} ; gardez une seule ligne."
            )
