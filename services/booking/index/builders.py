"""Candidates from what a search found: who gives which grains."""

from services.booking.domain.candidates import Candidate
from services.booking.domain.modes import Mode
from services.booking.domain.question import Question
from services.booking.domain.ticket import TicketClaim
from services.booking.index.calendars import Calendar
from services.booking.index.window import Find
from services.hours.grains import GRAIN_MINUTES
from services.territory.position import distance_km


def candidate(
    question: Question, mode: Mode, find: Find, takes: tuple[Calendar, ...], way_grains: int = 0
) -> Candidate:
    """Each resource gives the duration and the buffer; a nurse, who comes first, also the way there and back
    (`way_grains` each).
    """
    start = question.earliest_grain + find.start
    end = start + question.taken_grains(mode)
    claims = tuple(
        TicketClaim(
            calendar.id,
            calendar.resource.part,
            start - (way_grains if rank == 0 else 0),
            end + (way_grains if rank == 0 else 0),
        )
        for rank, calendar in enumerate(takes)
    )
    here, there = question.origin.position, find.calendar.spot.position
    travels = find.travel_minutes > 0 and here is not None and there is not None
    return Candidate(
        mode=mode,
        start_grain=start,
        duration_grains=question.duration_grains,
        travel_minutes=find.travel_minutes,
        wait_minutes=find.start * GRAIN_MINUTES,
        distance_km=round(distance_km(here, there)) if travels and here and there else 0,
        treating_doctor=bool(question.treating_rpps)
        and any(calendar.rpps == question.treating_rpps for calendar in takes),
        claims=claims,
    )
