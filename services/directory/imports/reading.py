"""What became of one row of a file: taken whole, or left out whole, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from services.directory.domain.checks import check_entry
from services.directory.domain.entries import Entry
from services.platform.refusals import Invalid
from services.territory.communes import Commune
from services.territory.gazetteer import Gazetteer
from services.territory.position import Position, distance_km

T = TypeVar("T")

# A place lies within its commune, and the commune's own position may be off by its accuracy. Most communes
# are under 15 km wide. Those of Guyane are larger than departments: their towns lie up to 81 km from the
# centroid, and the islands of a Polynesian commune may be as far apart.
_REACH_KM = 30.0
_REACH_KM_OF_VAST_COMMUNES = 150.0
_VAST = frozenset({"973", "984", "987"})


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a row. `line` counts from 1, the header's line included; `field` is the column as
    the file names it, empty when the row as a whole is at fault; `sentence` says in French what to do.
    """

    line: int
    field: str
    reason: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """A row that was read. `values` is empty when it was left out, and then `faults` say why; otherwise
    `faults` are the fields in doubt: those not understood, which stay empty, and those to be verified.
    """

    line: int
    values: tuple[T, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def rejected(self) -> bool:
        """True when nothing of the row is kept."""
        return not self.values


class RowFaultError(ValueError):
    """A field that makes the whole row unusable."""

    def __init__(self, field: str, reason: str, sentence: str) -> None:
        super().__init__(reason)
        self.field = field
        self.reason = reason
        self.sentence = sentence

    def at(self, line: int) -> Fault:
        """The same, on its line."""
        return Fault(line, self.field, self.reason, self.sentence)


@dataclass(frozen=True, slots=True)
class Communes:
    """The communes a file may speak of, as the directory knows them now."""

    all: tuple[Commune, ...]
    gazetteer: Gazetteer

    def named(self, code: str, column: str) -> Commune:
        """The commune of an INSEE code (arrondissements of Paris, Lyon, Marseille mean the city; a leading
        zero that a spreadsheet swallowed is put back). Raises RowFaultError.
        """
        cleaned = code.strip().upper()
        if len(cleaned) == 4 and cleaned.isascii() and cleaned.isalnum():
            cleaned = "0" + cleaned
        found = self.gazetteer.commune(cleaned)
        if found is None:
            raise RowFaultError(
                column,
                "COMMUNE_UNKNOWN",
                "Ce code n'est pas celui d'une commune actuelle ; indiquez le code INSEE à 5 caractères "
                "(pas le code postal).",
            )
        return found

    def checked(self, entry: Entry, columns: Mapping[str, str]) -> Entry:
        """The entry as the directory will keep it. `columns` says which column of the file a field of the
        entry comes from. Raises RowFaultError: what the directory refuses is refused here, row by row.
        """
        try:
            return check_entry(entry, self.gazetteer)
        except Invalid as refusal:
            name = refusal.metadata.get("field", "")
            raise RowFaultError(columns.get(name, name), refusal.reason, refusal.sentence) from None


@dataclass(slots=True)
class RowNotes:
    """Collects what is in doubt in a row that is kept."""

    line: int
    faults: list[Fault] = field(default_factory=list)

    def doubt(self, column: str, reason: str, sentence: str) -> None:
        """One more field that stays empty or must be verified."""
        self.faults.append(Fault(self.line, column, reason, sentence))

    def columns(self) -> tuple[str, ...]:
        """The fields in doubt, each once, in order."""
        return tuple(dict.fromkeys(fault.field for fault in self.faults))


def plausible(position: Position, commune: Commune) -> bool:
    """Whether a place at `position` can belong to `commune`; yes where the commune's own place is unknown."""
    if commune.position is None:
        return True
    reach = _REACH_KM_OF_VAST_COMMUNES if commune.department in _VAST else _REACH_KM
    return distance_km(position, commune.position) <= reach + commune.position_accuracy_m / 1000
