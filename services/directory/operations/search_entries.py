"""Entries near a place, nearest first, as many as were asked for and where to go on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.directory.domain.checks import WITHOUT_PLACE
from services.directory.domain.effective import departments_served, offered_at, open_at
from services.directory.domain.entries import Entry
from services.directory.domain.nearness import rings
from services.directory.domain.pages import Mark, mark_of, page_token
from services.directory.domain.searches import Filters, FoundEntry, Search, SearchPage, check_search
from services.platform.refusals import Invalid
from services.territory.gazetteer import Choice, Found, Gazetteer, Unknown
from services.territory.position import Position, distance_km


class Book(Protocol):
    """What searching needs."""

    def in_cells(self, cells: Sequence[int], filters: Filters) -> Sequence[tuple[str, Position]]: ...
    def nowhere(self, filters: Filters) -> Sequence[str]: ...
    def entries(self, entry_ids: Sequence[str]) -> Mapping[str, Entry]: ...


def search_entries(book: Book, search: Search, gazetteer: Gazetteer, *, now: datetime) -> SearchPage:
    """Entries within the radius that pass every filter and are offered at that time.

    Kinds that stand nowhere (emergency numbers, programmes, platforms) come first, at 0 km, when they are
    asked for by kind and serve the department. Words that fit several communes give the choice and nothing
    else; words that fit none are refused by the gazetteer's reason.
    """
    search = check_search(search)
    after = mark_of(search.page_token, search)
    centre = _centre(search.centre, gazetteer)
    if isinstance(centre, Choice):
        return SearchPage(choices=centre.candidates)
    position, department = centre
    shown = _Showing(gazetteer, department, search.open_at or now, search.open_at is not None)
    wanted = search.page_size + 1  # one more tells whether there is a next page
    found: list[FoundEntry] = []
    for marks in _nearest_first(book, position, search):
        fresh = [mark for mark in marks if after is None or mark > after]
        for first in range(0, len(fresh), wanted):
            entries = book.entries([mark.entry_id for mark in fresh[first : first + wanted]])
            found += shown(fresh[first : first + wanted], entries)
            if len(found) >= wanted:
                page = tuple(found[: search.page_size])
                last = Mark(page[-1].distance_km, page[-1].entry.id)
                return SearchPage(page, page_token(last, search))
    return SearchPage(tuple(found))


def _centre(centre: str | Position, gazetteer: Gazetteer) -> tuple[Position, str] | Choice:
    """The position to search from and its department."""
    words = f"{centre.lat!r},{centre.lon!r}" if isinstance(centre, Position) else centre
    match gazetteer.find(words):
        case Choice() as choice:
            return choice
        case Found(place) if place.position is not None:
            return place.position, place.commune.department
        case Found():
            raise Invalid(
                "PLACE_WITHOUT_POSITION", "La position de cette commune n'est pas connue.", field="at"
            )
        case Unknown(reason) if isinstance(centre, Position) and reason == "COORDINATES_OUTSIDE":
            return centre, ""  # at sea or abroad, there may still be something within the radius
        case Unknown(reason):
            raise Invalid(
                reason, "Ce lieu n'est pas connu ; donnez une commune ou un code postal.", field="at"
            )


def _nearest_first(book: Book, centre: Position, search: Search) -> Iterator[list[Mark]]:
    """Sorted lists of candidates, each list farther than the one before."""
    if search.filters.kinds & WITHOUT_PLACE:
        yield sorted(Mark(0.0, entry_id) for entry_id in book.nowhere(search.filters))
    waiting: list[Mark] = []
    for ring in rings(centre, search.radius_km):
        for entry_id, where in book.in_cells(ring.cells, search.filters):
            km = distance_km(centre, where)
            if km <= search.radius_km:
                waiting.append(Mark(km, entry_id))
        waiting.sort()
        ready = sum(1 for mark in waiting if mark.distance_km < ring.bound_km)
        if ready:
            yield waiting[:ready]
            del waiting[:ready]
    yield waiting


@dataclass(frozen=True, slots=True)
class _Showing:
    """Which candidates are shown: those offered here and, if that was asked, open."""

    gazetteer: Gazetteer
    department: str  # of the centre
    at: datetime
    must_be_open: bool

    def __call__(self, marks: Sequence[Mark], entries: Mapping[str, Entry]) -> Iterator[FoundEntry]:
        for mark in marks:
            entry = entries[mark.entry_id]
            commune = self.gazetteer.commune(entry.commune_code) if entry.commune_code else None
            if commune is None and not _serves(entry, self.department):
                continue
            is_open = open_at(entry, commune.department if commune else self.department, self.at)
            if offered_at(entry, self.at) and (is_open or not self.must_be_open):
                yield FoundEntry(entry, mark.distance_km, is_open)


def _serves(entry: Entry, department: str) -> bool:
    served = departments_served(entry)
    return not served or department in served
