"""Keeps facts of communes that an import brought."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from services.directory.domain.commune_facts import CommuneFacts, check_facts
from services.directory.domain.tallies import Tally


class Book(Protocol):
    """What keeping facts needs."""

    def hold_log(self) -> None: ...
    def facts_of(self, commune_codes: Sequence[str]) -> Mapping[str, CommuneFacts]: ...
    def save_facts(self, facts: Sequence[CommuneFacts]) -> None: ...


def keep_facts(book: Book, facts: Sequence[CommuneFacts]) -> Tally:
    """One transaction: what an import does not speak of stays as another import said. The revision grows
    only when something changed. Communes must be current ones.
    """
    book.hold_log()
    former = book.facts_of([each.commune_code for each in facts])
    known = dict(former)
    imported = updated = 0
    changed: dict[str, CommuneFacts] = {}
    for each in facts:
        code = each.commune_code
        said = check_facts(each).over(known.get(code, CommuneFacts(code)))
        if known.get(code) == said:
            continue
        imported += code not in known
        updated += code in known
        known[code] = changed[code] = said
    book.save_facts(list(changed.values()))
    return Tally(imported, updated, len(facts) - imported - updated)
