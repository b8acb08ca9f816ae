"""Modes for which the patient stays at home: a nurse comes, a practitioner is on the screen, or both."""

from collections.abc import Iterator
from typing import NamedTuple

from services.booking.domain.candidates import Candidate
from services.booking.domain.modes import Mode
from services.booking.domain.question import FARTHEST_MINUTES, SECOND_START_GRAINS, Question
from services.booking.domain.resources import Nurse, Part
from services.booking.index.builders import candidate
from services.booking.index.calendars import Calendar
from services.booking.index.classes import bookable_here, is_nurse_by_minutes
from services.booking.index.holdings import Holdings
from services.booking.index.place_modes import speaks, window_of
from services.booking.index.remote import remote_sides
from services.booking.index.window import Best, Find, Window
from services.hours.grains import GRAIN_MINUTES
from services.territory.travel import Spot


class NurseInReach(NamedTuple):
    """A nurse whose zone covers the patient, and the minutes from the base."""

    minutes: int
    calendar: Calendar


def nurses_in_reach(holdings: Holdings, question: Question) -> list[NurseInReach]:
    """Every nurse that comes to the patient's commune, the nearest first. Nurses drive."""
    origin = question.origin
    return holdings.walks.remembered(
        (Part.NURSE, origin.commune, origin.position), lambda: _nurses_in_reach(holdings, origin)
    )


def _nurses_in_reach(holdings: Holdings, origin: Spot) -> list[NurseInReach]:
    from_here = holdings.travel.prepared(origin)
    found: dict[str, NurseInReach] = {}
    for calendar in holdings.nurses_of_commune.get(origin.commune, {}).values():
        minutes = from_here.minutes(calendar.spot, "car")
        if minutes is not None:
            found[calendar.id] = NurseInReach(minutes, calendar)
    everyone = holdings.of_part[Part.NURSE].values()
    longest = holdings.walks.remembered(
        "longest zone", lambda: max((_zone_minutes(calendar) for calendar in everyone), default=0)
    )
    walk = holdings.walks.from_origin(
        Part.NURSE, lambda: (c for c in everyone if is_nurse_by_minutes(c.resource)), origin, "car"
    )
    for step in walk:
        if step.least > longest:
            break
        if step.minutes is not None and step.minutes <= _zone_minutes(step.calendar):
            found[step.calendar.id] = NurseInReach(step.minutes, step.calendar)
    reachable = (near for near in found.values() if near.minutes <= FARTHEST_MINUTES)
    return sorted(reachable, key=lambda near: (near.minutes, near.calendar.id))


def _zone_minutes(calendar: Calendar) -> int:
    detail = calendar.resource.detail
    return detail.zone_minutes if isinstance(detail, Nurse) else 0


def may_visit(calendar: Calendar, question: Question) -> int:
    """The grains in which the rules let this IPA see the patient alone: direct access (CSP L.4301-2), or
    the entrusting doctor is the treating doctor.
    """
    resource, detail = calendar.resource, calendar.resource.detail
    if not isinstance(detail, Nurse):
        return 0
    if detail.entrusting_doctor_rpps and detail.entrusting_doctor_rpps == question.treating_rpps:
        return -1
    if question.rules.ipa_acts_directly(detail.structure_kind, resource.department):
        return calendar.direct
    return 0


def carries(calendar: Calendar, question: Question, mode: Mode) -> bool:
    """The instruments, a common language, and booked here."""
    resource, detail = calendar.resource, calendar.resource.detail
    return (
        isinstance(detail, Nurse)
        and bookable_here(resource)
        and question.need.equipment_for(mode) <= detail.equipment
        and speaks(resource, question)
    )


def home_visits(holdings: Holdings, question: Question, nurses: list[NurseInReach]) -> Iterator[Candidate]:
    """An IPA of a fitting speciality, alone."""
    best = Best(question.per_mode)
    for near in nurses:
        if not best.beaten_by(near.minutes):
            break
        detail = near.calendar.resource.detail
        if not isinstance(detail, Nurse) or detail.competence not in question.need.ipa_specialities:
            continue
        allowed = may_visit(near.calendar, question)
        if allowed and carries(near.calendar, question, Mode.HOME_VISIT):
            _visit(best, window_of(holdings, question, Mode.HOME_VISIT, allowed), near)
    for find in best.finds:
        yield candidate(question, Mode.HOME_VISIT, find, (find.calendar,), _way_grains(find, nurses))


def assisted_videos(
    holdings: Holdings, question: Question, nurses: list[NurseInReach]
) -> Iterator[Candidate]:
    """A nurse at home with instruments, whatever her speciality, and a practitioner on the screen."""
    mode = Mode.ASSISTED_VIDEO
    for side in remote_sides(holdings, question, mode):
        best = Best(question.per_mode)
        window = window_of(holdings, question, mode, side.startable)
        for near in nurses:
            if not best.beaten_by(near.minutes):
                break
            if carries(near.calendar, question, mode):
                _visit(best, window, near)
        for find in best.finds:
            offset = question.earliest_grain + find.start - holdings.plans.base_grain
            practitioner = side.pick(offset, find.resource_id)
            if practitioner is not None:
                yield candidate(
                    question, mode, find, (find.calendar, practitioner), _way_grains(find, nurses)
                )


def home_videos(holdings: Holdings, question: Question) -> Iterator[Candidate]:
    """A practitioner on the screen, the patient alone."""
    for side in remote_sides(holdings, question, Mode.HOME_VIDEO):
        window = window_of(holdings, question, Mode.HOME_VIDEO, side.startable)
        start = window.open(0)
        for _ in range(min(2, question.per_mode)):
            if start is None:
                break
            offset = question.earliest_grain + start - holdings.plans.base_grain
            practitioner = side.pick(offset, question.commune.code)
            if practitioner is not None:
                find = Find(start * GRAIN_MINUTES, 0, practitioner.id, start, practitioner)
                yield candidate(question, Mode.HOME_VIDEO, find, (practitioner,))
            start = window.open(start + SECOND_START_GRAINS)


def _visit(best: Best, window: Window, near: NurseInReach) -> None:
    """Offer up to two visits of one nurse, whose way there and back is free as well."""
    way = -(-near.minutes // GRAIN_MINUTES)
    free = near.calendar.free
    start = window.first_around(free, way, way)
    for _ in range(2):
        if start is None:
            return
        best.offer(Find(start * GRAIN_MINUTES, 0, near.calendar.id, start, near.calendar))
        start = window.first_around(free, way, start + SECOND_START_GRAINS)


def _way_grains(find: Find, nurses: list[NurseInReach]) -> int:
    minutes = next(near.minutes for near in nurses if near.calendar is find.calendar)
    return -(-minutes // GRAIN_MINUTES)
