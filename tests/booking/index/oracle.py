"""The same answers by brute force: every resource, every grain, plain sets, no walk, no bitmap, no pool."""

# ruff: noqa: B023, E731 - each function is used up before its loop goes on

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from math import ceil

from services.booking.domain.candidates import Candidate
from services.booking.domain.modes import Mode
from services.booking.domain.question import FARTHEST_MINUTES, Question
from services.booking.domain.resources import Cabin, Nurse, Part, Practitioner, Resource
from services.booking.domain.situation import Mobility
from services.booking.domain.ticket import TicketClaim
from services.hours.grains import GRAINS_PER_DAY, grain_of
from services.hours.openings import open_intervals
from services.hours.zones import zone_info
from services.territory.position import distance_km
from services.territory.travel import spot
from services.territory.zones import zone_of_commune
from tests.booking.index.small_worlds import NOW, TRAVEL, World

END = (grain_of(NOW) // GRAINS_PER_DAY + 28) * GRAINS_PER_DAY


@lru_cache(maxsize=64)
def _open(hours: object, zone: str, department: str) -> frozenset[int]:
    found: set[int] = set()
    for opens, closes in open_intervals(hours, zone, department, NOW, 30):
        found.update(range(ceil(opens.timestamp() / 300), int(closes.timestamp() // 300)))
    return frozenset(found)


def _free(world: World, each: Resource) -> set[int]:
    free = set(_open(each.hours, each.zone, each.department))
    for claim in world.claims.get(each.id, ()):
        free.difference_update(range(claim.first_grain, claim.end_grain))
    if isinstance(each.detail, Cabin) and each.detail.approval_valid_until:
        last = _midnight(each.detail.approval_valid_until + timedelta(days=1), each.zone)
        free = {grain for grain in free if grain < last}
    return free


def _midnight(day: date, zone: str) -> int:
    return grain_of(datetime(day.year, day.month, day.day, tzinfo=zone_info(zone)))


class Oracle:
    """Every candidate there is: all places, two starts each."""

    def __init__(self, world: World, question: Question) -> None:
        self.world, self.question = world, question
        self.of = {each.code: each for each in world.communes}
        self.free = {each.id: _free(world, each) for each in world.resources}
        self.here = [each for each in world.resources if each.bookable_via == "here"]

    def candidates(self) -> Iterator[Candidate]:
        for mode in self.question.modes:
            if mode is Mode.CABIN:
                yield from self._cabins()
            elif mode is Mode.IN_PERSON:
                yield from self._in_person()
            elif mode is Mode.DIGITAL_HELP:
                for place in self._part(Part.HELP_PLACE):
                    if self._speaks(place) and self.question.mobility is not Mobility.STEP_FREE:
                        yield from self._at(mode, place, [])
            elif mode in (Mode.HOME_VISIT, Mode.ASSISTED_VIDEO):
                yield from self._nurses(mode)
            elif mode is Mode.HOME_VIDEO:
                for doctors in self._remote_sides():
                    free = lambda g, d=doctors: self._awake(mode, g) and self._one(d, g, mode)
                    for start in self._starts(0, free):
                        doctor = self._one(doctors, start, mode)
                        yield self._candidate(mode, start, 0, [doctor])
            else:
                part = Part.PROGRAMME if mode is Mode.TELEMONITORING else Part.PLATFORM
                for each in self._part(part):
                    fits = part is Part.PLATFORM or each.detail.pathology == self.question.need.telemonitoring
                    if fits and self._speaks(each):
                        free = lambda g, e=each: self._awake(mode, g) and self._clear(e, g, mode)
                        for start in self._starts(0, free):
                            yield self._candidate(mode, start, 0, [each])

    def _cabins(self) -> Iterator[Candidate]:
        question = self.question
        for doctors in self._remote_sides():
            found: list[tuple[float, Candidate]] = []
            for cabin in self._part(Part.CABIN):
                detail = cabin.detail
                if detail.silent or not question.need.equipment_for(Mode.CABIN) <= detail.working:
                    continue
                if question.mobility is Mobility.STEP_FREE and not detail.step_free:
                    continue
                if question.helper and detail.assistance not in ("required", "on_site"):
                    continue
                km = self._km(cabin)
                found += [(km, candidate) for candidate in self._at(Mode.CABIN, cabin, doctors)]
            radius = question.rules.cabin_radius_km[question.mobility]
            near = [candidate for km, candidate in found if km <= radius]
            yield from near or (candidate for _, candidate in found)

    def _in_person(self) -> Iterator[Candidate]:
        for each in self._part(Part.PRACTITIONER):
            detail = each.detail
            if "AMB" not in detail.modalities or detail.competence not in self.question.competences:
                continue
            own = detail.rpps == self.question.treating_rpps
            step_free = self.question.mobility is not Mobility.STEP_FREE or detail.step_free
            if step_free and (own or (detail.accepts_new_patients and self._speaks(each))):
                yield from self._at(Mode.IN_PERSON, each, [])

    def _nurses(self, mode: Mode) -> Iterator[Candidate]:
        question = self.question
        for each in self._part(Part.NURSE):
            detail: Nurse = each.detail
            minutes = self._minutes(each, "car")
            in_zone = question.commune.code in detail.zone_communes or (
                detail.zone_minutes and minutes is not None and minutes <= detail.zone_minutes
            )
            if minutes is None or minutes > FARTHEST_MINUTES or not in_zone or not self._speaks(each):
                continue
            if not question.need.equipment_for(mode) <= detail.equipment:
                continue
            way = ceil(minutes / 5)
            if mode is Mode.HOME_VISIT:
                if detail.competence in question.need.ipa_specialities:
                    may = lambda g, e=each: self._may(e, g) and self._clear(e, g, mode, way)
                    for start in self._starts(way, may):
                        yield self._candidate(mode, start, 0, [each], way)
                continue
            for doctors in self._remote_sides():
                both = lambda g, d=doctors, e=each: self._clear(e, g, mode, way) and self._one(d, g, mode)
                for start in self._starts(way, both):
                    yield self._candidate(mode, start, 0, [each, self._one(doctors, start, mode)], way)

    def _may(self, each: Resource, grain: int) -> bool:
        detail: Nurse = each.detail
        if detail.entrusting_doctor_rpps and detail.entrusting_doctor_rpps == self.question.treating_rpps:
            return True
        if detail.structure_kind not in self.question.rules.ipa_direct_access_structures:
            return False
        since = detail.direct_access_from
        return since is not None and grain >= _midnight(since, each.zone)

    def _remote_sides(self) -> Iterator[list[Resource]]:
        fits = [
            each
            for each in self._part(Part.PRACTITIONER)
            if "VR" in each.detail.modalities and each.detail.competence in self.question.competences
        ]
        own = [each for each in fits if each.detail.rpps == self.question.treating_rpps]
        if own:
            yield own
        if not self.question.remote_only_with_treating:
            yield [each for each in fits if each.detail.accepts_new_patients and self._speaks(each)]

    def _at(self, mode: Mode, place: Resource, doctors: list[Resource]) -> Iterator[Candidate]:
        minutes = self._minutes(place, self.question.mobility.value)
        if minutes is None or minutes > FARTHEST_MINUTES:
            return
        needs_doctor = mode is Mode.CABIN
        both = lambda g: self._clear(place, g, mode) and (not needs_doctor or self._one(doctors, g, mode))
        for start in self._starts(ceil(minutes / 5), both):
            doctor = [self._one(doctors, start, mode)] if needs_doctor else []
            yield self._candidate(mode, start, minutes, [place, *doctor])

    def _awake(self, mode: Mode, start: int) -> bool:
        """From 07:00 to 21:00 where the patient is, unless a video is wanted within a day."""
        if mode is Mode.HOME_VIDEO and self.question.need.time_frame_hours <= 24:
            return True
        zone = zone_info(zone_of_commune(self.question.commune.code))
        visit = range(start, start + self.question.duration_grains)
        hours = (datetime.fromtimestamp(grain * 300, zone).hour for grain in visit)
        return all(7 <= hour < 21 for hour in hours)

    def _starts(self, after: int, good) -> list[int]:
        found: list[int] = []
        grain = self.question.earliest_grain + after
        while grain < END and len(found) < 2:
            if good(grain):
                found.append(grain)
                grain += 12
            else:
                grain += 1
        return found

    def _clear(self, each: Resource, start: int, mode: Mode, way: int = 0) -> bool:
        end = start + self.question.taken_grains(mode) + way
        free = self.free[each.id]
        return all(grain in free for grain in range(start - way, end))

    def _one(self, doctors: list[Resource], start: int, mode: Mode) -> Resource | None:
        own_last = sorted(doctors, key=lambda each: each.detail.rpps == self.question.treating_rpps)
        return next((each for each in own_last if self._clear(each, start, mode)), None)

    def _candidate(
        self, mode: Mode, start: int, minutes: int, takes: list[Resource], way: int = 0
    ) -> Candidate:
        end = start + self.question.taken_grains(mode)
        return Candidate(
            mode=mode,
            start_grain=start,
            duration_grains=self.question.duration_grains,
            travel_minutes=minutes,
            wait_minutes=(start - self.question.earliest_grain) * 5,
            distance_km=0,
            treating_doctor=any(
                isinstance(each.detail, Practitioner)
                and each.detail.rpps == self.question.treating_rpps != ""
                for each in takes
            ),
            claims=tuple(
                TicketClaim(each.id, each.part, start - (0 if n else way), end + (0 if n else way))
                for n, each in enumerate(takes)
            ),
        )

    def _part(self, part: Part) -> list[Resource]:
        return [each for each in self.here if each.part is part]

    def _speaks(self, each: Resource) -> bool:
        return bool(set(each.languages) & set(self.question.languages))

    def _minutes(self, each: Resource, mobility: str) -> int | None:
        there = spot(self.of[each.commune_code], each.position)
        return TRAVEL.minutes(self.question.origin, there, mobility)

    def _km(self, each: Resource) -> float:
        if each.commune_code == self.question.commune.code:
            return 0.0
        home = self.of[each.commune_code]
        return distance_km(self.question.origin.position, each.position or home.position)
