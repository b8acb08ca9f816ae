from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.booking.domain.candidates import Candidate
from services.booking.domain.modes import Mode
from services.booking.domain.ranking import RankingTerms, rank
from services.booking.domain.resources import Cabin, HelpPlace, Part, Platform, Practitioner, Programme
from services.booking.domain.situation import Mobility
from services.booking.index.calendars import HeldClaim
from services.booking.index.pools import Who
from services.booking.index.prepare import prepare
from services.hours.grains import grain_of, runs
from tests.booking.index.oracle import Oracle
from tests.booking.index.small_worlds import (
    ASKED,
    CATALOGUE,
    INSTRUMENTS,
    NOW,
    TODAY,
    World,
    commune,
    invented,
    question,
    resource,
)

HOME = commune("48001", 44.5, 3.5)
AWAY = commune("48002", 44.6, 3.5)
CABIN = resource("cabin", Part.CABIN, Cabin("pharmacy", frozenset(INSTRUMENTS)), AWAY)
DOCTOR = resource("doctor", Part.PRACTITIONER, Practitioner("SM54", "10000000001", frozenset({"VR"})), AWAY)
DOCTOR_IN_MAYOTTE = replace(DOCTOR, commune_code="97611", position=None)
FIRST = grain_of(NOW)


def outline(candidate: Candidate) -> tuple[object, ...]:
    """What must be equal: everything but which of several free remote practitioners it is."""
    place = () if candidate.mode is Mode.HOME_VIDEO else (candidate.claims[0].resource_id,)
    return (
        candidate.mode,
        *place,
        candidate.start_grain,
        candidate.travel_minutes,
        candidate.treating_doctor,
        candidate.claims[0].first_grain,
        candidate.claims[0].end_grain,
    )


@given(st.integers(0, 10**6), st.sampled_from(ASKED))
@settings(max_examples=30, deadline=None)
def test_the_list_is_the_one_that_brute_force_finds(seed: int, asked: tuple[str, dict[str, object]]) -> None:
    world = invented(seed)
    need_id, told = asked
    home = Random(seed).choice(world.communes)
    terms = RankingTerms(48 * 60, in_person_first=seed % 2 == 0, in_person_wish=False, limit=10)
    asked_here = question(home, need_id, terms.per_mode, **told)
    found = rank(world.index().gather(asked_here).candidates, terms)
    expected = rank(Oracle(world, asked_here).candidates(), terms)
    assert [outline(each) for each in found] == [outline(each) for each in expected]


@given(st.integers(0, 10**6), st.sampled_from(ASKED))
@settings(max_examples=20, deadline=None)
def test_every_claim_is_free_and_every_absence_has_a_reason(seed: int, asked: tuple[str, dict]) -> None:
    world = invented(seed)
    home = Random(seed).choice(world.communes)
    asked_here = question(home, asked[0], **asked[1])
    gathered = world.index().gather(asked_here)
    free = Oracle(world, asked_here).free
    for candidate in gathered.candidates:
        for claim in candidate.claims:
            assert free[claim.resource_id].issuperset(range(claim.first_grain, claim.end_grain))
    found = {candidate.mode for candidate in gathered.candidates}
    assert found.isdisjoint(absence.mode for absence in gathered.absent)
    assert found | {absence.mode for absence in gathered.absent} == asked_here.modes


def cabins_found(world: World, **told: object) -> list[int]:
    gathered = world.index().gather(question(HOME, modes={Mode.CABIN}, **told))
    return [candidate.start_grain for candidate in gathered.candidates]


def test_a_cabin_needs_one_practitioner_for_the_whole_time() -> None:
    other = resource("other", Part.PRACTITIONER, DOCTOR.detail, AWAY)
    whole = FIRST + 400
    # One leaves in the middle of every visit, the other comes only then: together they would do, alone never.
    claims = {"doctor": [HeldClaim(FIRST, whole)], "other": [HeldClaim(FIRST + 20, FIRST + 400)]}
    world = World([HOME, AWAY], [CABIN, DOCTOR, other], claims)
    starts = cabins_found(world)
    length = question(HOME).taken_grains(Mode.CABIN)
    assert all(start + length <= FIRST + 20 or start >= whole for start in starts)


def test_two_starts_of_one_cabin_are_an_hour_apart() -> None:
    first, second = cabins_found(World([HOME, AWAY], [CABIN, DOCTOR], {}))
    assert second == first + 12


def test_a_failing_cabin_changes_the_next_answer() -> None:
    world = World([HOME, AWAY], [CABIN, DOCTOR], {})
    index = world.index()
    asked = question(HOME, modes={Mode.CABIN})
    assert index.gather(asked).candidates
    for detail in (
        Cabin("pharmacy", frozenset(INSTRUMENTS) - {"otoscope"}, frozenset({"otoscope"})),
        Cabin("pharmacy", frozenset(INSTRUMENTS), silent=True),
    ):
        index.put(resource("cabin", Part.CABIN, detail, AWAY))
        assert not index.gather(asked).candidates
    assert index.gather(asked).absent[0].reason == "CABINS_NOT_CONNECTED"
    index.put(CABIN)
    assert index.gather(asked).candidates


def test_claims_are_whole_sets_and_holds_lapse() -> None:
    index = World([HOME, AWAY], [CABIN, DOCTOR], {}).index()
    asked = question(HOME, modes={Mode.CABIN})
    before, version = index.gather(asked), index.version
    hold = HeldClaim(FIRST, FIRST + 3000, NOW + timedelta(minutes=10))
    for _ in range(2):  # setting twice is setting once
        index.set_claims("doctor", [hold])
    assert index.gather(asked).candidates[0].start_grain >= FIRST + 3000
    assert index.version != version
    index.advance(NOW + timedelta(minutes=10))
    assert index.gather(asked) == before
    assert index.version == version


def test_claims_may_arrive_before_their_resource() -> None:
    index = World([HOME, AWAY], [CABIN], {}).index()
    index.set_claims("doctor", [HeldClaim(FIRST, FIRST + 3000)])
    index.put(DOCTOR)
    asked = question(HOME, modes={Mode.CABIN})
    assert index.gather(asked).candidates[0].start_grain >= FIRST + 3000
    index.remove("doctor")
    assert not index.gather(asked).candidates
    index.put(DOCTOR)
    assert index.gather(asked).candidates[0].start_grain >= FIRST + 3000


def test_the_version_does_not_depend_on_the_order_of_changes() -> None:
    world = invented(7)
    there = world.index()
    back = World(world.communes, world.resources[::-1], dict(reversed(world.claims.items()))).index()
    assert there.version == back.version
    there.remove(world.resources[0].id)
    assert there.version != back.version


def test_the_horizon_moves_with_time() -> None:
    world = World([HOME, AWAY], [CABIN, DOCTOR], {})
    index = world.index()
    later = NOW + timedelta(days=30)
    index.advance(later)
    fresh = world.index(later)
    assert index.version == fresh.version
    asked = question(HOME, modes={Mode.CABIN})
    moved = type(asked)(
        **{name: getattr(asked, name) for name in asked.__slots__ if name != "earliest_grain"},
        earliest_grain=grain_of(later) + 1,
    )
    assert index.gather(moved) == fresh.gather(moved)
    assert index.gather(moved).candidates


def test_who_stays_on_the_walk_after_a_move() -> None:
    index = World([HOME, AWAY], [CABIN, DOCTOR], {}).index()
    asked = question(HOME, modes={Mode.CABIN})
    far = index.gather(asked).candidates[0].travel_minutes
    index.put(resource("cabin", Part.CABIN, CABIN.detail, HOME))
    assert index.gather(asked).candidates[0].travel_minutes < far


def test_a_place_that_moved_where_nobody_knows_is_no_longer_offered() -> None:
    index = World([HOME, AWAY], [CABIN, DOCTOR], {"cabin": [HeldClaim(FIRST, FIRST + 3000)]}).index()
    asked = question(HOME, modes={Mode.CABIN})
    assert index.gather(asked).candidates
    for nonsense in ({"commune_code": "99999"}, {"zone": "Europe/Atlantis"}):
        with pytest.raises(ValueError, match=r"99999|time zone"):
            index.put(replace(CABIN, **nonsense))
        assert index.resource("cabin") is None
        assert not index.gather(asked).candidates
        index.put(CABIN)
        assert index.gather(asked).candidates[0].start_grain >= FIRST + 3000


def test_after_the_weekly_move_pools_are_counted_again_before_anybody_asks() -> None:
    doctors = [resource(f"doctor-{n}", Part.PRACTITIONER, DOCTOR.detail, AWAY) for n in range(1200)]
    index = World([HOME, AWAY], [CABIN, *doctors], {}).index()
    for _ in prepare(index, CATALOGUE, TODAY):
        pass
    assert list(index.pools.keep_counted()) == []
    index.advance(NOW + timedelta(days=9))
    assert len(list(index.pools.keep_counted())) >= 3  # in steps
    assert list(index.pools.keep_counted()) == []
    who = Who(("SM54",), ("fr",), 4)
    assert index.pools.startable(who) == runs(index.plans.open_bits(doctors[0]), 4)


OVERSEAS = commune("97411", -20.88, 55.45)
PARIS = commune("75056", 48.86, 2.35)


@pytest.mark.parametrize(
    ("mode", "need_id", "part", "detail"),
    [
        (Mode.TELEMONITORING, "heart-failure-follow-up", Part.PROGRAMME, Programme("heart_failure")),
        (Mode.HOME_SUPPORT, "loss-of-autonomy", Part.PLATFORM, Platform()),
        (Mode.HOME_VIDEO, "cough", Part.PRACTITIONER, DOCTOR.detail),
    ],
)
def test_nobody_overseas_is_called_in_the_night(mode: Mode, need_id: str, part: Part, detail: object) -> None:
    there = resource("there", part, detail, PARIS)
    index = World([OVERSEAS, PARIS], [there], {}).index()
    asked = question(OVERSEAS, need_id, modes={mode})
    for hours in range(48):
        later = replace(asked, earliest_grain=asked.earliest_grain + 12 * hours)
        for candidate in index.gather(later).candidates:
            start = datetime.fromtimestamp(candidate.start_grain * 300, ZoneInfo("Indian/Reunion"))
            end = start + timedelta(minutes=5 * candidate.duration_grains)
            assert 7 <= start.hour < 21
            assert end <= start.replace(hour=21, minute=0)


def test_a_video_that_cannot_wait_is_proposed_at_night() -> None:
    asked = question(HOME, "fever", modes={Mode.HOME_VIDEO})
    index = World([HOME, AWAY], [DOCTOR], {}).index()
    at_night = replace(asked, earliest_grain=asked.earliest_grain + 12 * 14)  # 22:05
    assert index.gather(at_night).candidates[0].wait_minutes == 0


def test_step_free_holds_for_the_own_doctor_and_for_places_of_which_nothing_is_known() -> None:
    own = replace(DOCTOR.detail, modalities=frozenset({"AMB"}))
    office = resource("office", Part.PRACTITIONER, own, AWAY)
    place = resource("help", Part.HELP_PLACE, HelpPlace(), AWAY)
    for mode, need_id, there in (
        (Mode.IN_PERSON, "ear-pain", office),
        (Mode.DIGITAL_HELP, "help-with-a-form", place),
    ):
        asked = question(HOME, need_id, modes={mode}, treating_doctor_rpps=own.rpps)
        index = World([HOME, AWAY], [there], {}).index()
        assert index.gather(asked).candidates
        assert not index.gather(replace(asked, mobility=Mobility.STEP_FREE)).candidates
    reached = resource("office", Part.PRACTITIONER, replace(own, step_free=True), AWAY)
    asked = question(HOME, modes={Mode.IN_PERSON}, treating_doctor_rpps=own.rpps, mobility=Mobility.STEP_FREE)
    assert World([HOME, AWAY], [reached], {}).index().gather(asked).candidates[0].treating_doctor


def test_an_island_is_served_by_its_own_places_and_by_those_a_boat_joins() -> None:
    petite_terre, grande_terre, reunion = (
        replace(commune(code, lat, lon), department=code[:3])
        for code, lat, lon in (("97608", -12.79, 45.28), ("97611", -12.78, 45.23), ("97411", -20.88, 55.45))
    )
    world = World([petite_terre, grande_terre, reunion], [], {})
    for home, found in ((grande_terre, True), (reunion, False)):
        world.resources = [resource("cabin", Part.CABIN, CABIN.detail, home), DOCTOR_IN_MAYOTTE]
        asked = question(petite_terre, modes={Mode.CABIN})
        assert bool(world.index().gather(asked).candidates) is found
