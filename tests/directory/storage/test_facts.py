"""Facts on real databases."""

from collections.abc import Callable
from typing import Any

from services.directory.domain.commune_facts import CommuneFacts
from services.directory.domain.tallies import Tally
from services.directory.operations.keep_facts import keep_facts
from services.directory.storage.book import DirectoryBook
from tests.directory.samples import MENDE

BookOf = Callable[[Callable[[DirectoryBook], Any]], Any]


def test_facts_come_back_with_the_revision_they_belong_to(book_of: BookOf) -> None:
    assert book_of(lambda book: book.all_facts()) == ([], 0)
    first = [CommuneFacts("48095", MENDE, "official", 500), CommuneFacts("01001", zoning="ZIP")]
    assert book_of(lambda book: keep_facts(book, first)) == Tally(imported=2)
    second = [CommuneFacts("48095", apl=2.25, apl_year=2023, apl_level="commune")]
    assert book_of(lambda book: keep_facts(book, second)) == Tally(updated=1)
    assert book_of(lambda book: keep_facts(book, second + first)) == Tally(unchanged=3)
    both = CommuneFacts("48095", MENDE, "official", 500, 2.25, 2023, "commune")
    assert book_of(lambda book: book.all_facts()) == ([first[1], both], 2)
    assert book_of(lambda book: book.facts_revision()) == 2
    assert book_of(lambda book: book.facts_of(["48095", "00000"])) == {"48095": both}
