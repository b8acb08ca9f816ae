"""The index: holdings that can be searched."""

from collections.abc import Iterator

from services.booking.domain.candidates import Candidate, Gathered
from services.booking.domain.modes import Mode
from services.booking.domain.question import Question
from services.booking.domain.resources import Part
from services.booking.index import call_modes, home_modes, place_modes
from services.booking.index.absences import absence
from services.booking.index.calendars import Calendar
from services.booking.index.classes import bookable_here, is_doctor_in_person
from services.booking.index.holdings import Holdings
from services.territory.travel import Mobility, Spot

FARTHEST_KM = 200.0


class Index(Holdings):
    """Put resources, set their claims, let time pass, ask."""

    def gather(self, question: Question) -> Gathered:
        """The best candidates of each mode asked for, and the reasons of the modes that have none."""
        candidates = tuple(self._candidates(question))
        found = {candidate.mode for candidate in candidates}
        empty = (mode for mode in Mode if mode in question.modes and mode not in found)
        return Gathered(candidates, tuple(absence(self, question, mode) for mode in empty))

    def isolation_km(self, origin: Spot) -> float:
        """Kilometres to the nearest cabin or practice that is booked here; FARTHEST_KM where there is none
        within two hours by road.
        """
        walk = self.walks.from_origin(
            "care", lambda: (c for c in self._care() if bookable_here(c.resource)), origin, "car"
        )
        reached = next((step for step in walk if step.minutes is not None), None)
        return reached.km if reached else FARTHEST_KM

    def ways_to(self, rpps: str, origin: Spot, mobility: Mobility) -> tuple[int | None, ...]:
        """Minutes to each place where that practitioner works, None where no road goes; empty where the
        directory does not know them.
        """
        from_here = self.travel.prepared(origin)
        return tuple(
            from_here.minutes(calendar.spot, mobility)
            for _, calendar in sorted(self.by_rpps.get(rpps, {}).items())
            if calendar.resource.part is Part.PRACTITIONER
        )

    def _care(self) -> Iterator[Calendar]:
        yield from self.of_part[Part.CABIN].values()
        practitioners = self.of_part[Part.PRACTITIONER].values()
        yield from (c for c in practitioners if is_doctor_in_person(c.resource))

    def _candidates(self, question: Question) -> Iterator[Candidate]:
        modes = question.modes
        if Mode.CABIN in modes:
            yield from place_modes.cabins(self, question)
        if Mode.IN_PERSON in modes:
            yield from place_modes.in_person(self, question)
        if Mode.DIGITAL_HELP in modes:
            yield from place_modes.digital_help(self, question)
        if Mode.HOME_VISIT in modes or Mode.ASSISTED_VIDEO in modes:
            nurses = home_modes.nurses_in_reach(self, question)
            if Mode.HOME_VISIT in modes:
                yield from home_modes.home_visits(self, question, nurses)
            if Mode.ASSISTED_VIDEO in modes:
                yield from home_modes.assisted_videos(self, question, nurses)
        if Mode.HOME_VIDEO in modes:
            yield from home_modes.home_videos(self, question)
        if Mode.TELEMONITORING in modes:
            yield from call_modes.telemonitoring(self, question)
        if Mode.HOME_SUPPORT in modes:
            yield from call_modes.home_support(self, question)
