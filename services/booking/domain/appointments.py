"""An appointment, from a hold or a place on the stand-by list to its end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.booking.domain.options import Claim
from services.platform.refusals import Conflict


class Status(StrEnum):
    """Where an appointment stands. A hold, a confirmed visit and a wait are stages of one thing."""

    WAITING = "waiting"  # on the stand-by list
    OFFERED = "offered"  # on the stand-by list, with a slot held until `expires_at`
    HELD = "held"  # taken for a few minutes, nobody named yet
    BOOKED = "booked"
    CANCELLED = "cancelled"
    DONE = "done"
    NO_SHOW = "no_show"


class Event(StrEnum):
    """What can happen to an appointment."""

    CONFIRM = "confirm"  # a hold gets its patient
    RELEASE = "release"  # a hold is given back
    OFFER = "offer"  # a freed slot is held for somebody who waits
    ACCEPT = "accept"  # ... and accepted
    LAPSE = "lapse"  # a hold or an offer has had its time
    GIVE_UP = "give_up"  # too many offers lapsed
    MOVE = "move"
    CANCEL = "cancel"
    CAME = "came"
    MISSED = "missed"


# Every pair that is not here is refused. tests/booking/domain/test_appointments.py goes through all of them.
TRANSITIONS: Mapping[tuple[Status, Event], Status] = {
    (Status.HELD, Event.CONFIRM): Status.BOOKED,
    (Status.HELD, Event.RELEASE): Status.CANCELLED,
    (Status.HELD, Event.LAPSE): Status.CANCELLED,
    (Status.WAITING, Event.OFFER): Status.OFFERED,
    (Status.WAITING, Event.CANCEL): Status.CANCELLED,
    (Status.OFFERED, Event.ACCEPT): Status.BOOKED,
    (Status.OFFERED, Event.LAPSE): Status.WAITING,
    (Status.OFFERED, Event.GIVE_UP): Status.CANCELLED,
    (Status.OFFERED, Event.CANCEL): Status.CANCELLED,
    (Status.BOOKED, Event.MOVE): Status.BOOKED,
    (Status.BOOKED, Event.CANCEL): Status.CANCELLED,
    (Status.BOOKED, Event.CAME): Status.DONE,
    (Status.BOOKED, Event.MISSED): Status.NO_SHOW,
}

TAKING = frozenset({Status.HELD, Status.OFFERED, Status.BOOKED})  # these own claims

_WORDS: Mapping[Status, str] = {
    Status.WAITING: "est en liste d'attente",
    Status.OFFERED: "est en liste d'attente, avec un créneau proposé",
    Status.HELD: "n'est pas encore confirmé",
    Status.BOOKED: "est confirmé",
    Status.CANCELLED: "est annulé",
    Status.DONE: "a eu lieu",
    Status.NO_SHOW: "a été manqué",
}


def after(status: Status, event: Event) -> Status:
    """The status that follows, or the refusal `APPOINTMENT_STATUS` that says what stands in the way."""
    following = TRANSITIONS.get((status, event))
    if following is None:
        raise Conflict(
            "APPOINTMENT_STATUS",
            f"Ce rendez-vous {_WORDS[status]} : cette action n'est plus possible.",
            status=status,
        )
    return following


@dataclass(frozen=True, slots=True)
class Appointment:
    """One appointment as stored, without identity. Instants are aware UTC.

    `ticket` is the id of the option it stands for and `claims` what that option takes; both are empty while
    waiting. A proposal is a hold whose `replaces` names the appointment it could replace.
    """

    id: str
    status: Status
    need_id: str
    commune_code: str
    created_at: datetime
    updated_at: datetime
    ticket: str = ""
    start: datetime | None = None
    end: datetime | None = None
    zone: str = ""
    claims: tuple[Claim, ...] = ()
    expires_at: datetime | None = None
    actor: str = ""
    hold_hash: str = ""
    replaces: str = ""
    reason: str = ""
    lapsed_offers: int = 0

    def began(self, now: datetime) -> bool:
        return self.start is not None and self.start <= now


@dataclass(frozen=True, slots=True)
class View:
    """What a patient may know of an appointment; `proposal` is another option held for them."""

    status: Status
    need_id: str
    ticket: str = ""
    expires_at: datetime | None = None
    proposal: str = ""
    proposal_reason: str = ""
    stand_by_rank: int = 0
