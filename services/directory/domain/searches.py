"""What somebody looks for in the directory, and what they are shown."""

from dataclasses import dataclass
from datetime import datetime

from services.directory.domain import vocabularies as codes
from services.directory.domain.entries import Entry, EntryKind
from services.directory.domain.equipment import EquipmentKind
from services.platform.refusals import Invalid
from services.territory.communes import Commune
from services.territory.position import Position

PAGE_SIZE = 20
MOST_PAGE_SIZE = 200
RADIUS_KM = 100.0
MOST_RADIUS_KM = 500.0


@dataclass(frozen=True, slots=True)
class Filters:
    """Every filter narrows; an empty one does not. `equipment` must all be usable."""

    kinds: frozenset[EntryKind] = frozenset()
    equipment: frozenset[EquipmentKind] = frozenset()
    speciality_code: str = ""
    step_free: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class Search:
    """`centre` is words or a position; `open_at` is an aware instant, None when it does not matter."""

    centre: str | Position
    filters: Filters = Filters()
    open_at: datetime | None = None
    page_size: int = 0
    radius_km: float = 0.0
    page_token: str = ""


@dataclass(frozen=True, slots=True)
class FoundEntry:
    """An entry, how far in great-circle km (0 when it serves the place from afar), and whether it is open."""

    entry: Entry
    distance_km: float
    open: bool


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Nearest first; or, when the words fit several communes, the choice and nothing found."""

    found: tuple[FoundEntry, ...] = ()
    next_page_token: str = ""
    choices: tuple[Commune, ...] = ()


def check_search(search: Search) -> Search:
    """The search with its defaults filled in; PAGE_SIZE_INVALID, RADIUS_IMPOSSIBLE, LANGUAGE_INVALID."""
    if not 0 <= search.page_size <= MOST_PAGE_SIZE:
        raise Invalid("PAGE_SIZE_INVALID", f"Demandez de 1 à {MOST_PAGE_SIZE} fiches.", field="page_size")
    if not 0 <= search.radius_km <= MOST_RADIUS_KM:  # refuses NaN too
        raise Invalid("RADIUS_IMPOSSIBLE", f"Cherchez à {MOST_RADIUS_KM:g} km au plus.", field="radius_km")
    wanted = search.filters
    if wanted.language and not codes.LANGUAGE.fullmatch(wanted.language):
        raise Invalid("LANGUAGE_INVALID", "Une langue s'écrit en deux lettres : fr.", field="language")
    if wanted.speciality_code and not codes.SPECIALITY.fullmatch(wanted.speciality_code):
        raise Invalid("CODE_UNKNOWN", "Ce code est mal écrit ; exemple : SM54.", field="speciality_code")
    return Search(
        search.centre,
        wanted,
        search.open_at,
        search.page_size or PAGE_SIZE,
        search.radius_km or RADIUS_KM,
        search.page_token,
    )
