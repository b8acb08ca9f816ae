from dataclasses import replace

from services.booking.domain.resources import Part, Practitioner
from services.booking.index.calendars import Calendar
from services.booking.index.pools import Pools, Who
from services.territory.travel import spot
from tests.booking.index.small_worlds import commune, resource

HOME = commune("48001", 44.5, 3.5)
WHO = Who(("SM54",), ("fr",), 3)


def doctor(name: str, free: int, **changed: object) -> Calendar:
    detail = replace(Practitioner("SM54", f"1{name:0>10}", frozenset({"VR"})), **changed)
    calendar = Calendar(resource(name, Part.PRACTITIONER, detail, HOME), spot(HOME))
    calendar.free = free
    return calendar


def pools_of(*calendars: Calendar) -> Pools:
    pools = Pools()
    for calendar in calendars:
        pools.enter(calendar)
    return pools


def test_a_start_needs_one_practitioner_with_the_whole_run() -> None:
    assert pools_of(doctor("1", 0b0011), doctor("2", 0b1100)).startable(WHO) == 0
    assert pools_of(doctor("1", 0b0111), doctor("2", 0b1110)).startable(WHO) == 0b0011


def test_counts_follow_bookings_arrivals_and_departures() -> None:
    first, second = doctor("1", 0b111), doctor("2", 0b111)
    pools = pools_of(first)
    assert pools.startable(WHO) == 1
    pools.enter(second)
    before, first.free = first.free, 0
    pools.changed(first, before)
    assert pools.startable(WHO) == 1
    assert pools.pick(WHO, 0, spread="x", only_if_alone="") is second
    pools.leave(second)
    assert pools.startable(WHO) == 0
    assert pools.pick(WHO, 0, spread="x", only_if_alone="") is None


def test_who_takes_no_new_patients_or_has_no_video_is_in_no_pool() -> None:
    closed = doctor("1", 0b111, accepts_new_patients=False)
    in_person = doctor("2", 0b111, modalities=frozenset({"AMB"}))
    assert pools_of(closed, in_person).startable(WHO) == 0


def test_patients_are_spread_over_practitioners_and_the_same_one_gets_the_same() -> None:
    pools = pools_of(*(doctor(str(number), 0b111) for number in range(20)))
    picked = [pools.pick(WHO, 0, spread=f"cabin-{number}", only_if_alone="") for number in range(40)]
    assert len({calendar.id for calendar in picked if calendar}) > 10
    again = [pools.pick(WHO, 0, spread=f"cabin-{number}", only_if_alone="") for number in range(40)]
    assert picked == again


def test_the_one_to_spare_is_named_only_when_alone() -> None:
    own, other = doctor("1", 0b1111), doctor("2", 0b0111)
    pools = pools_of(own, other)
    picks = {pools.pick(WHO, 0, spread=str(n), only_if_alone=own.rpps) for n in range(9)}
    assert picks == {other}
    assert pools.pick(WHO, 1, spread="x", only_if_alone=own.rpps) is own


def test_preparing_counts_the_same_in_small_steps_even_when_a_booking_comes_between() -> None:
    calendars = [doctor(str(number), 0b1111) for number in range(1200)]
    pools = pools_of(*calendars)
    steps = pools.prepare(["SM54"], "fr", 3)
    next(steps)
    for calendar in calendars[::2]:
        before, calendar.free = calendar.free, 0b0111
        pools.changed(calendar, before)
    pools.leave(calendars[1])
    assert len(list(steps)) == 2
    fresh = pools_of(*calendars[:1], *calendars[2:])
    assert pools.startable(WHO) == fresh.startable(WHO)
