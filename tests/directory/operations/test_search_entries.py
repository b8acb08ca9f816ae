"""Searching: nearest first, every filter narrows, pages join without a gap."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.directory.domain.checks import check_entry
from services.directory.domain.entries import Entry, EntryKind
from services.directory.domain.equipment import Connection, EquipmentKind, LiveState
from services.directory.domain.searches import Filters, Search, SearchPage
from services.directory.operations.register_many import register_batch
from services.directory.operations.search_entries import search_entries
from services.territory.communes import Commune
from services.territory.gazetteer import Gazetteer
from services.territory.position import Position, distance_km
from tests.directory.imports.villages import ALL, commune
from tests.directory.operations.books import FakeBook
from tests.directory.samples import GAZETTEER, MENDE, NOW, an_entry, refusal_of


def a_book(*entries: Entry) -> FakeBook:
    book = FakeBook()
    checked = [check_entry(entry, GAZETTEER) for entry in entries]
    register_batch(book, checked, GAZETTEER, actor="operator", now=NOW)
    return book


def find(book: FakeBook, centre: str | Position = "48095", **search: Any) -> SearchPage:
    return search_entries(book, Search(centre, **search), GAZETTEER, now=NOW)


def names(page: SearchPage) -> list[str]:
    return [found.entry.provenance.source_id for found in page.found]


offsets = st.tuples(st.floats(-1.2, 1.2), st.floats(-1.2, 1.2))


@given(st.lists(offsets, max_size=25), st.floats(1, 120), st.integers(1, 7))
def test_pages_joined_are_all_entries_within_the_radius_nearest_first(
    around: list[tuple[float, float]], radius_km: float, page_size: int
) -> None:
    positions = [Position(MENDE.lat + north, MENDE.lon + east) for north, east in around]
    book = a_book(
        *(an_entry(source_id=str(number), position=where) for number, where in enumerate(positions))
    )
    found, token = [], ""
    while True:
        page = find(book, MENDE, radius_km=radius_km, page_size=page_size, page_token=token)
        found += page.found
        token = page.next_page_token
        if not token:
            break
        assert len(page.found) == page_size
    distances = [each.distance_km for each in found]
    assert distances == sorted(distances)
    expected = sorted(km for where in positions if (km := distance_km(MENDE, where)) <= radius_km)
    assert distances == expected


def test_a_page_stays_where_it_was_when_entries_come() -> None:
    near, far = Position(44.53, 3.5), Position(44.7, 3.5)
    book = a_book(an_entry(source_id="near", position=near), an_entry(source_id="far", position=far))
    first = find(book, page_size=1)
    newcomer = check_entry(an_entry(source_id="newcomer"), GAZETTEER)
    register_batch(book, [newcomer], GAZETTEER, actor="operator", now=NOW)
    assert names(find(book, page_size=1, page_token=first.next_page_token)) == ["far"]


def test_every_filter_narrows() -> None:
    book = a_book(
        an_entry(source_id="cabin"),
        an_entry(EntryKind.PRACTITIONER, "doctor", languages=("fr",)),
        an_entry(EntryKind.DIGITAL_HELP_PLACE, "help"),
    )
    assert set(names(find(book))) == {"cabin", "doctor", "help"}
    filters = {
        "cabin": Filters(equipment=frozenset({EquipmentKind.OTOSCOPE, EquipmentKind.STETHOSCOPE})),
        "doctor": Filters(speciality_code="SM54"),
        "help": Filters(kinds=frozenset({EntryKind.DIGITAL_HELP_PLACE})),
    }
    for name, filter_ in filters.items():
        assert names(find(book, filters=filter_)) == [name]
    assert set(names(find(book, filters=Filters(step_free=True)))) == {"cabin", "doctor"}
    assert set(names(find(book, filters=Filters(language="en")))) == {"cabin", "help"}
    assert names(find(book, filters=Filters(equipment=frozenset({EquipmentKind.ECG_12_LEAD})))) == []


def test_open_and_offered() -> None:
    book = a_book(
        an_entry(source_id="now"), an_entry(source_id="ended", valid_until=(NOW - timedelta(days=1)).date())
    )
    assert [(found.entry.provenance.source_id, found.open) for found in find(book).found] == [("now", True)]
    assert names(find(book, open_at=NOW)) == ["now"]
    assert names(find(book, open_at=NOW + timedelta(hours=12))) == []


def test_a_silent_cabin_has_no_instruments() -> None:
    book = a_book(an_entry())
    (placed,) = book.placed.values()
    book.see(placed.entry.id, LiveState(Connection.SILENT, NOW))
    assert names(find(book)) == ["1"]
    assert names(find(book, filters=Filters(equipment=frozenset({EquipmentKind.OTOSCOPE})))) == []


def test_kinds_that_stand_nowhere_come_first_where_they_serve() -> None:
    programme = an_entry(EntryKind.TELEMONITORING_PROGRAMME, "programme")
    book = a_book(programme, an_entry(EntryKind.EMERGENCY_NUMBER, "15"))
    kinds = Filters(kinds=frozenset({EntryKind.TELEMONITORING_PROGRAMME, EntryKind.EMERGENCY_NUMBER}))
    assert set(names(find(book, "48095", filters=kinds))) == {"programme", "15"}
    assert names(find(book, "75056", filters=kinds)) == ["15"]
    assert names(find(book, "75056")) == []


def test_words_for_several_communes_give_the_choice() -> None:
    homonyms: tuple[Commune, ...] = (*ALL, commune("01004", "Brenoux", 45.9, 5.3, "01500"))
    page = search_entries(a_book(an_entry()), Search("Brenoux"), Gazetteer(homonyms), now=NOW)
    assert {each.code for each in page.choices} == {"48030", "01004"}
    assert page.found == ()


@pytest.mark.parametrize(
    ("search", "reason"),
    [
        (Search("Nulleparville"), "PLACE_UNKNOWN"),
        (Search("91,0"), "COORDINATES_IMPOSSIBLE"),
        (Search("97356"), "PLACE_WITHOUT_POSITION"),
        (Search("48095", page_size=201), "PAGE_SIZE_INVALID"),
        (Search("48095", page_size=-1), "PAGE_SIZE_INVALID"),
        (Search("48095", radius_km=float("nan")), "RADIUS_IMPOSSIBLE"),
        (Search("48095", radius_km=501), "RADIUS_IMPOSSIBLE"),
        (Search("48095", Filters(language="français")), "LANGUAGE_INVALID"),
        (Search("48095", Filters(speciality_code="%")), "CODE_UNKNOWN"),
        (Search("48095", page_token="garbage"), "PAGE_TOKEN_INVALID"),
    ],
)
def test_what_cannot_be_searched_is_refused(search: Search, reason: str) -> None:
    assert refusal_of(lambda: search_entries(FakeBook(), search, GAZETTEER, now=NOW)).reason == reason


def test_a_point_far_from_france_finds_nothing() -> None:
    assert find(a_book(an_entry()), Position(-33.0, 151.0)).found == ()


def test_a_retired_entry_is_not_found() -> None:
    book = a_book(an_entry())
    (placed,) = book.placed.values()
    book.placed[placed.entry.id] = replace(placed, entry=replace(placed.entry, retired=True))
    assert find(book).found == ()
