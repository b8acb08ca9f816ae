"""Says what a cabin and its instruments can do right now."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from services.directory.domain.changes import Action, Planned
from services.directory.domain.entries import Entry, EntryKind
from services.directory.domain.equipment import LiveState
from services.directory.domain.live_reports import check_live_state, is_late
from services.directory.domain.placing import placed
from services.directory.operations.get_entry import get_entry
from services.platform.refusals import Conflict, Invalid
from services.territory.gazetteer import Gazetteer


class Book(Protocol):
    """What reporting needs."""

    def hold_log(self) -> None: ...
    def entry(self, entry_id: str) -> Entry | None: ...
    def see(self, entry_id: str, live: LiveState) -> None: ...
    def record(self, planned: Sequence[Planned], actor: str, at: datetime) -> Sequence[int]: ...


@dataclass(frozen=True, slots=True)
class Reported:
    """Whether the report changes what routing may answer."""

    changed: bool


def report_live_state(
    book: Book, entry_id: str, report: LiveState, gazetteer: Gazetteer, *, actor: str, now: datetime
) -> Reported:
    """Replaces the live state. It is always kept, but only what routing sees goes to the log: cabins give a
    sign of life every minute, and history is for ever.

    A report that tells of an earlier moment than the one known changes nothing, so reports may be repeated
    and may overtake each other. The version stays: an operator's work is not refused because an otoscope
    broke. ENTRY_NOT_FOUND, NOT_AN_ACCESS_POINT, ENTRY_RETIRED.
    """
    live = check_live_state(report, now)
    book.hold_log()
    former = get_entry(book, entry_id)
    if former.kind is not EntryKind.ACCESS_POINT:
        raise Invalid("NOT_AN_ACCESS_POINT", "Seule une cabine donne son état.", field="entry_id")
    if former.retired:
        raise Conflict("ENTRY_RETIRED", "Cette cabine est retirée.", field="entry_id")
    if is_late(live, former.live_state):
        return Reported(changed=False)
    if live.same_for_routing(former.live_state):
        if live != former.live_state:
            book.see(entry_id, live)
        return Reported(changed=False)
    following = placed(replace(former, live_state=live), gazetteer)
    book.record([Planned(Action.LIVE_STATE, following)], actor, now)
    return Reported(changed=True)
