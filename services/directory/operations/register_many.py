"""Brings many entries in at once: what is new, what changed, what was known already.

Running it again with the same entries changes nothing. The batch is the transaction: what a batch brought
stands even if a later one fails, and a second run picks up where the first one stopped.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import Protocol

from services.directory.domain.changes import Action, Planned
from services.directory.domain.entries import Entry, Provenance
from services.directory.domain.placing import placed
from services.directory.domain.tallies import Tally
from services.platform.refusals import Conflict
from services.territory.gazetteer import Gazetteer

BATCH = 500


class Book(Protocol):
    """What registering many needs."""

    def hold_log(self) -> None: ...
    def known(self, provenances: Iterable[Provenance]) -> Mapping[tuple[str, str], Entry]: ...
    def confirm(self, entries: Iterable[tuple[str, datetime]]) -> None: ...
    def record(self, planned: Sequence[Planned], actor: str, at: datetime) -> Sequence[int]: ...


class Units(Protocol):
    """Runs a batch as one transaction."""

    def write(self, work: Callable[[Book], Tally]) -> Awaitable[Tally]: ...


async def register_many(
    units: Units,
    entries: Iterable[Entry],
    gazetteer: Gazetteer,
    *,
    actor: str,
    clock: Callable[[], datetime],
    batch: int = BATCH,
) -> Tally:
    """Keeps entries that `check_entry` has passed, `batch` of them at a time; the counts of them all."""
    total = Tally()
    remaining = iter(entries)
    while some := list(islice(remaining, batch)):
        now = clock()
        total += await units.write(
            lambda book, some=some, now=now: register_batch(book, some, gazetteer, actor=actor, now=now)  # type: ignore[misc]
        )
    return total


def register_batch(
    book: Book, entries: Sequence[Entry], gazetteer: Gazetteer, *, actor: str, now: datetime
) -> Tally:
    """One transaction of it. An entry that says again what is known is only noted as confirmed; one that
    was retired lives again. ENTRY_EXISTS when a provenance already stands for another kind.
    """
    book.hold_log()
    known = dict(book.known(entry.provenance for entry in entries))
    planned: list[Planned] = []
    confirmed: list[tuple[str, datetime]] = []
    imported = 0
    for entry in entries:
        if not entry.id:
            raise ValueError("an entry must pass check_entry first")
        key = (entry.provenance.source, entry.provenance.source_id)
        former = known.get(key)
        if former is None:
            following = replace(entry, version=1)
            imported += 1
            planned.append(Planned(Action.REGISTERED, placed(following, gazetteer)))
        elif former.id != entry.id:
            raise Conflict(
                "ENTRY_EXISTS",
                "Cette provenance désigne déjà une fiche d'un autre type.",
                field="provenance",
                entry_id=former.id,
            )
        elif says_the_same(former, entry):
            if entry.last_confirmed_at is not None:
                confirmed.append((entry.id, entry.last_confirmed_at))
            continue
        else:
            following = replace(entry, version=former.version + 1, live_state=former.live_state)
            planned.append(Planned(Action.UPDATED, placed(following, gazetteer)))
        known[key] = following
    book.record(planned, actor, now)
    book.confirm(confirmed)
    return Tally(imported, len(planned) - imported, len(entries) - len(planned))


def says_the_same(former: Entry, entry: Entry) -> bool:
    """Whether a checked entry tells nothing new: when it was confirmed, and from which edition it was
    read, are no news by themselves.
    """
    return former == replace(
        entry,
        version=former.version,
        live_state=former.live_state,
        last_confirmed_at=former.last_confirmed_at,
        provenance=former.provenance,
    )
