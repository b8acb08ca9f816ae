"""Counting, finding places, keeping facts and the gazetteer that follows them."""

import asyncio

from services.directory.domain.checks import check_entry
from services.directory.domain.commune_facts import CommuneFacts
from services.directory.domain.counting import EntryCount
from services.directory.domain.entries import EntryKind
from services.directory.domain.tallies import Tally
from services.directory.operations.actors_shelf import ActorsShelf
from services.directory.operations.count_entries import count_entries
from services.directory.operations.find_places import find_places
from services.directory.operations.keep_facts import keep_facts
from services.directory.operations.keep_gazetteer import KeptGazetteer
from services.directory.operations.list_commune_facts import list_commune_facts
from services.directory.operations.register_many import register_batch
from services.territory.position import Position
from tests.directory.imports.villages import ALL
from tests.directory.operations.books import FakeBook, FakeUnits
from tests.directory.samples import GAZETTEER, NOW, an_entry, refusal_of

AP, EN = EntryKind.ACCESS_POINT, EntryKind.EMERGENCY_NUMBER


def a_book() -> FakeBook:
    book = FakeBook()
    entries = [
        an_entry(source_id="1"),
        an_entry(source_id="2", commune_code="48030"),
        an_entry(source_id="3", commune_code="01001", position=None),
        an_entry(EN, "15"),
    ]
    checked = [check_entry(entry, GAZETTEER) for entry in entries]
    register_batch(book, checked, GAZETTEER, actor="operator", now=NOW)
    return book


def test_counts_by_every_territory() -> None:
    book = a_book()
    nowhere = EntryCount("", EN, 1)
    assert count_entries(book, "department", "") == (
        nowhere,
        EntryCount("01", AP, 1),
        EntryCount("48", AP, 2),
    )
    assert count_entries(book, "region", "") == (nowhere, EntryCount("76", AP, 2), EntryCount("84", AP, 1))
    assert count_entries(book, "commune", "48") == (EntryCount("48030", AP, 1), EntryCount("48095", AP, 1))
    assert refusal_of(lambda: count_entries(book, "planet", "")).reason == "GROUP_BY_UNKNOWN"
    assert refusal_of(lambda: count_entries(book, "commune", "00")).reason == "DEPARTMENT_UNKNOWN"


def test_places_are_found_or_suggested_and_never_refused() -> None:
    assert [each.code for each in find_places(GAZETTEER, "mende").candidates] == ["48095"]
    assert [each.code for each in find_places(GAZETTEER, "48000").candidates] == ["48030", "48095"]
    assert find_places(GAZETTEER, "Brenoux (75)").suggestions == ("Brenoux (48)",)
    for words in ("", "\0", "x" * 10_000, "nan,nan", "999,999"):
        assert find_places(GAZETTEER, words).candidates == ()


def test_facts_are_kept_once_and_the_revision_tells_of_news_only() -> None:
    book = FakeBook()
    assert keep_facts(book, [CommuneFacts("48095", zoning="ZIP")]) == Tally(imported=1)
    assert keep_facts(book, [CommuneFacts("48095", zoning="ZIP")]) == Tally(unchanged=1)
    assert book.revision == 1
    assert keep_facts(book, [CommuneFacts("48095", apl=2.0)]) == Tally(updated=1)
    facts, revision = list_commune_facts(book)
    assert (list(facts), revision) == ([CommuneFacts("48095", apl=2.0, zoning="ZIP")], 2)
    assert refusal_of(lambda: keep_facts(book, [CommuneFacts("48095", apl=99.0)])).reason == "APL_IMPOSSIBLE"


def test_the_gazetteer_is_built_once_and_again_when_facts_move_a_commune() -> None:
    units = FakeUnits(FakeBook())
    moved = Position(44.6, 3.6)

    async def story() -> None:
        kept = KeptGazetteer(units, ALL)
        first, same = await asyncio.gather(kept.current(), kept.current())
        assert first is same
        shelf = ActorsShelf(units, kept, lambda: NOW, "operator")
        await shelf.put_commune_facts([CommuneFacts("48095", moved, "official", 500)])
        commune = (await kept.current()).commune("48095")
        assert commune is not None
        assert (commune.position, commune.position_source) == (moved, "official")
        entry = check_entry(an_entry(position=None), await kept.current())
        assert await shelf.register_many([entry]) == Tally(imported=1)
        assert units.book.placed[entry.id].where == moved

    asyncio.run(story())
