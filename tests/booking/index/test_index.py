from dataclasses import replace
from datetime import timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from services.booking.domain.candidates import Candidate
from services.booking.domain.modes import Mode
from services.booking.domain.ranking import RankingTerms, rank
from services.booking.domain.resources import Cabin, Part, Practitioner
from services.booking.index.calendars import HeldClaim
from services.hours.grains import grain_of
from tests.booking.index.oracle import Oracle
from tests.booking.index.small_worlds import (
    ASKED,
    INSTRUMENTS,
    NOW,
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
