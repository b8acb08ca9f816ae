"""Who may be at the other end of a video: the treating doctor, and any practitioner that fits."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from services.booking.domain.modes import Mode
from services.booking.domain.question import Question
from services.booking.domain.resources import Practitioner
from services.booking.index.calendars import Calendar
from services.booking.index.classes import bookable_here
from services.booking.index.holdings import Holdings
from services.booking.index.pools import REMOTE, Who
from services.hours.grains import runs


class RemoteSide(NamedTuple):
    """`startable`: offsets from the base at which one of them is free throughout. `pick(offset, spread)`
    names the one.
    """

    startable: int
    pick: Callable[[int, str], Calendar | None]


def own_doctors(holdings: Holdings, question: Question, modality: str) -> list[Calendar]:
    """The treating doctor's calendars that fit the need; a doctor may work in several places."""
    if not question.treating_rpps:
        return []
    return [
        calendar
        for _, calendar in sorted(holdings.by_rpps.get(question.treating_rpps, {}).items())
        if isinstance(calendar.resource.detail, Practitioner)
        and modality in calendar.resource.detail.modalities
        and calendar.resource.detail.competence in question.competences
        and bookable_here(calendar.resource)
    ]


def remote_sides(holdings: Holdings, question: Question, mode: Mode) -> Iterator[RemoteSide]:
    """The treating doctor first; everybody else unless the rules leave only the treating doctor."""
    length = question.taken_grains(mode)
    for doctor in own_doctors(holdings, question, REMOTE):
        yield RemoteSide(runs(doctor.free, length), partial(_always, doctor))
    if question.remote_only_with_treating:
        return
    who = Who(question.competences, question.languages, length)
    startable = holdings.pools.startable(who)
    if startable:
        # The treating doctor has had a side of its own.
        yield RemoteSide(
            startable,
            lambda offset, spread: holdings.pools.pick(
                who, offset, spread=spread, only_if_alone=question.treating_rpps
            ),
        )


def _always(doctor: Calendar, _offset: int, _spread: str) -> Calendar:
    return doctor
