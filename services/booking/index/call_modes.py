"""Modes that begin with a call: enrolment in a telemonitoring programme, a home-support platform."""

from collections.abc import Iterator

from services.booking.domain.candidates import Candidate
from services.booking.domain.modes import Mode
from services.booking.domain.question import SECOND_START_GRAINS, Question
from services.booking.domain.resources import Part, Platform, Programme, Resource
from services.booking.index.builders import candidate
from services.booking.index.calendars import Calendar
from services.booking.index.classes import bookable_here
from services.booking.index.holdings import Holdings
from services.booking.index.place_modes import speaks, window_of
from services.booking.index.window import Best, Find
from services.hours.grains import GRAIN_MINUTES


def serves(resource: Resource, question: Question) -> bool:
    """Whether a programme or a platform is for this pathology and this department."""
    detail = resource.detail
    if isinstance(detail, Programme) and detail.pathology != question.need.telemonitoring:
        return False
    if not isinstance(detail, Programme | Platform):
        return False
    return not detail.departments or question.commune.department in detail.departments


def telemonitoring(holdings: Holdings, question: Question) -> Iterator[Candidate]:
    """The call that enrols in a programme for the need's pathology."""
    return _calls(holdings, question, Mode.TELEMONITORING, Part.PROGRAMME)


def home_support(holdings: Holdings, question: Question) -> Iterator[Candidate]:
    """A call with the platform of the department."""
    return _calls(holdings, question, Mode.HOME_SUPPORT, Part.PLATFORM)


def _calls(holdings: Holdings, question: Question, mode: Mode, part: Part) -> Iterator[Candidate]:
    window = window_of(holdings, question, mode)
    best = Best(question.per_mode)
    for calendar in holdings.of_part[part].values():
        if serves(calendar.resource, question) and _admits(calendar, question):
            start = window.first(calendar.free, 0)
            for _ in range(2):
                if start is None:
                    break
                best.offer(Find(start * GRAIN_MINUTES, 0, calendar.id, start, calendar))
                start = window.first(calendar.free, start + SECOND_START_GRAINS)
    for find in best.finds:
        yield candidate(question, mode, find, (find.calendar,))


def _admits(calendar: Calendar, question: Question) -> bool:
    return bookable_here(calendar.resource) and speaks(calendar.resource, question)
