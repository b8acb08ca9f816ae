"""What operations of booking need beyond the database: handed in once, the same for all."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from services.booking.domain.needs import Catalogue
from services.booking.domain.resources import Resource
from services.booking.domain.standing import check
from services.booking.domain.ticket import Ticket


class Tickets(Protocol):
    """Opens option ids; refuses `OPTION_INVALID` for any that was not made here."""

    def open(self, text: str, /) -> Ticket: ...


@dataclass(frozen=True, slots=True)
class Terms:
    """How long things last, and how many wrong factors are borne.

    `kept_patients`: from the end of a visit, or of a wait, until nothing tells whose it was.
    """

    hold: timedelta = timedelta(minutes=10)
    offer: timedelta = timedelta(minutes=30)
    proposal: timedelta = timedelta(hours=4)
    repropose_within: timedelta = timedelta(hours=48)
    attempt_window: timedelta = timedelta(minutes=15)
    attempts: int = 5
    kept_patients: timedelta = timedelta(days=30)
    kept_decisions: timedelta = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Grounds:
    """Tickets, needs, ids, chance and terms. `random_bytes(n)` gives n random bytes."""

    tickets: Tickets
    catalogue: Catalogue
    new_id: Callable[[], str]
    random_bytes: Callable[[int], bytes] = field(repr=False)
    terms: Terms = field(default_factory=Terms)


class Shelf(Protocol):
    """Where resources are looked up as they are now."""

    def resources(self, ids: Iterable[str], /) -> Mapping[str, Resource]: ...


def standing_ticket(
    book: Shelf, grounds: Grounds, option_id: str, now: datetime
) -> tuple[Ticket, Mapping[str, Resource]]:
    """The ticket of an option that still stands, with its resources; refuses OPTION_INVALID or OPTION_STALE.

    Reads only: nothing is locked while this is decided.
    """
    ticket = grounds.tickets.open(option_id)
    resources = book.resources([claim.resource_id for claim in ticket.claims])
    check(ticket, resources, grounds.catalogue.needs.get(ticket.need_id), now)
    return ticket, resources
