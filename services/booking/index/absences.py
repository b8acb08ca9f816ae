"""Why a mode has no candidate: how far the nearest places got before something stood in the way.

Looked at only for modes that came out empty. Of all reasons met, the one that comes last in the mode's list
wins: a cabin that is full says more than another one that is broken.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from services.booking.domain.candidates import Absence
from services.booking.domain.modes import Mode
from services.booking.domain.question import FARTHEST_MINUTES, Question
from services.booking.domain.reasons import Reason
from services.booking.domain.resources import Cabin, Nurse, Part, Practitioner, Resource
from services.booking.index.calendars import Calendar
from services.booking.index.call_modes import serves
from services.booking.index.classes import bookable_here, declared, is_practice_of
from services.booking.index.holdings import Holdings
from services.booking.index.home_modes import may_visit, nurses_in_reach
from services.booking.index.place_modes import gets_in, speaks, window_of
from services.booking.index.window import Window
from services.hours.grains import GRAIN_MINUTES

_PART = {Mode.CABIN: Part.CABIN, Mode.IN_PERSON: Part.PRACTITIONER, Mode.DIGITAL_HELP: Part.HELP_PLACE}
_CALL_PART = {Mode.TELEMONITORING: Part.PROGRAMME, Mode.HOME_SUPPORT: Part.PLATFORM}
_ELSEWHERE = {
    "phone": Reason.BY_PHONE_ONLY,
    "external_link": Reason.BY_LINK_ONLY,
    "walk_in": Reason.WALK_IN_ONLY,
}
_MOST_PLACES = 300


def absence(holdings: Holdings, question: Question, mode: Mode) -> Absence:
    """The reason for one empty mode, with the nearest place it speaks of."""
    found: Absence | None = None
    depth = -1
    for reason, resource, minutes in _met(holdings, question, mode):
        if reason.depth > depth:
            depth = reason.depth
            found = Absence(mode, reason.name, resource.name, minutes, resource.phone)
    if found is None:
        return Absence(mode, _nothing(holdings, question, mode).name)
    if found.reason == Reason.NO_PRACTITIONER_FREE.name:
        return replace(found, reason=_nobody_on_the_screen(holdings, question).name)
    return found


def _nobody_on_the_screen(holdings: Holdings, question: Question) -> Reason:
    """Why a video finds nobody: no such practitioner is there, none speaks the language, or none is free."""
    spoken = holdings.pools.spoken(question.competences)
    if not spoken:
        return Reason.NO_REMOTE_PRACTITIONER
    return (
        Reason.NO_PRACTITIONER_SPEAKS
        if spoken.isdisjoint(question.languages)
        else Reason.NO_PRACTITIONER_FREE
    )


def _nothing(holdings: Holdings, question: Question, mode: Mode) -> Reason:
    if mode is Mode.HOME_VIDEO:
        return _nobody_on_the_screen(holdings, question)
    return {
        Mode.HOME_VISIT: Reason.NO_NURSE_IN_ZONE,
        Mode.ASSISTED_VIDEO: Reason.NO_NURSE_IN_ZONE,
        Mode.TELEMONITORING: Reason.NO_PROGRAMME_HERE,
        Mode.HOME_SUPPORT: Reason.NO_PLATFORM_HERE,
    }.get(mode, Reason.TOO_FAR)


def _met(holdings: Holdings, question: Question, mode: Mode) -> Iterator[tuple[Reason, Resource, int]]:
    if mode in _PART:
        for minutes, calendar in _within_reach(holdings, question, mode):
            yield _reason_of_place(holdings, question, mode, calendar, minutes), calendar.resource, minutes
    elif mode in _CALL_PART:
        for calendar in holdings.of_part[_CALL_PART[mode]].values():
            if serves(calendar.resource, question):
                yield _reason_of_calendar(holdings, question, mode, calendar, 0), calendar.resource, 0
    elif mode is not Mode.HOME_VIDEO:
        for near in nurses_in_reach(holdings, question):
            reason = _reason_of_nurse(holdings, question, mode, near.calendar)
            yield reason, near.calendar.resource, near.minutes


def _within_reach(holdings: Holdings, question: Question, mode: Mode) -> Iterator[tuple[int, Calendar]]:
    competences = frozenset(question.competences)
    everything = holdings.of_part[_PART[mode]].values()
    members: Iterable[Calendar] = everything
    if mode is Mode.IN_PERSON:
        members = (c for c in everything if is_practice_of(c.resource, competences))
    kind = ("all", mode, competences)
    walk = holdings.walks.from_origin(kind, lambda: members, question.origin, question.mobility.value)
    for count, step in enumerate(walk):
        if count == _MOST_PLACES:
            return
        if step.minutes is not None and step.minutes <= FARTHEST_MINUTES:
            yield step.minutes, step.calendar


def _reason_of_place(
    holdings: Holdings, question: Question, mode: Mode, calendar: Calendar, minutes: int
) -> Reason:
    resource, detail = calendar.resource, calendar.resource.detail
    needed = question.need.equipment_for(mode)
    if isinstance(detail, Cabin):
        if not needed <= declared(resource):
            return Reason.NO_CABIN_EQUIPPED
        if not needed <= detail.working:
            return Reason.CABIN_INSTRUMENT_BROKEN
        if detail.silent:
            return Reason.CABINS_NOT_CONNECTED
        if question.helper and detail.assistance not in ("required", "on_site"):
            return Reason.NO_HELP_ON_SITE
    if not gets_in(resource, question):
        return Reason.NOT_STEP_FREE
    if isinstance(detail, Practitioner) and not detail.accepts_new_patients:
        return Reason.NO_NEW_PATIENTS
    return _reason_of_calendar(holdings, question, mode, calendar, minutes)


def _reason_of_nurse(holdings: Holdings, question: Question, mode: Mode, calendar: Calendar) -> Reason:
    detail = calendar.resource.detail
    if mode is Mode.HOME_VISIT and isinstance(detail, Nurse):
        if detail.competence not in question.need.ipa_specialities:
            return Reason.NO_NURSE_OF_SPECIALITY
        if not may_visit(calendar, question):
            return Reason.IPA_NEEDS_ORIENTATION
    if not isinstance(detail, Nurse) or not question.need.equipment_for(mode) <= detail.equipment:
        return Reason.NURSE_NOT_EQUIPPED
    return _reason_of_calendar(holdings, question, mode, calendar, 0)


def _reason_of_calendar(
    holdings: Holdings, question: Question, mode: Mode, calendar: Calendar, minutes: int
) -> Reason:
    resource = calendar.resource
    if not bookable_here(resource):
        return _ELSEWHERE.get(resource.bookable_via, Reason.NOT_CONNECTED)
    if mode is not Mode.CABIN and not speaks(resource, question):
        return Reason.NO_COMMON_LANGUAGE
    offset = question.earliest_grain - holdings.plans.base_grain
    at_any_hour = Window(offset, holdings.end_offset, question.taken_grains(mode))
    window = window_of(holdings, question, mode)
    after = -(-minutes // GRAIN_MINUTES)
    opened = holdings.plans.open_bits(resource)
    if at_any_hour.first(opened, after) is None:
        return Reason.CABINS_CLOSED if mode is Mode.CABIN else Reason.CLOSED
    if window.first(opened, after) is None:
        return Reason.OPEN_AT_NIGHT_ONLY
    if window.first(calendar.free, after) is None:
        return Reason.CABINS_FULL if mode is Mode.CABIN else Reason.FULL
    return Reason.NO_PRACTITIONER_FREE if mode in (Mode.CABIN, Mode.ASSISTED_VIDEO) else Reason.FULL
