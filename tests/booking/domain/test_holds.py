"""Decisions on holds."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.booking.domain.appointments import Status
from services.booking.domain.holds import confirmed, held, lapsed, released, wanted_keys
from services.booking.domain.modes import Mode
from services.booking.domain.options import Claim
from services.platform.refusals import Conflict, NotFound
from tests.booking.world import MORNING, SIGNER, option

TEN = timedelta(minutes=10)


def hold(start=MORNING + timedelta(hours=2)):
    option_id = option(start)
    return held(
        option_id,
        SIGNER.open(option_id),
        zone="Europe/Paris",
        appointment_id="a",
        actor="public",
        now=MORNING,
        lasting=TEN,
    )


def test_a_hold_lasts_ten_minutes_and_never_past_the_start():
    assert hold().expires_at == MORNING + TEN
    assert hold(MORNING + timedelta(minutes=5)).expires_at == MORNING + timedelta(minutes=5)


def test_a_hold_ends_when_the_nurse_should_have_left():
    ticket = SIGNER.open(option(MORNING + timedelta(hours=1), "nurse-1", mode=Mode.HOME_VISIT))
    (claim,) = ticket.claims
    leaving = replace(ticket, claims=(replace(claim, first_grain=claim.first_grain - 11),))
    made = held("o", leaving, zone="", appointment_id="a", actor="", now=MORNING, lasting=timedelta(hours=4))
    assert made.expires_at == MORNING + timedelta(minutes=10)  # leaving at 09:05, and a grain of grace


def test_it_ends_at_its_very_instant():
    expiry = MORNING + TEN
    assert not lapsed(expiry, expiry - timedelta(microseconds=1))
    assert lapsed(expiry, expiry)
    assert not lapsed(None, expiry)


def test_confirming_in_time():
    booked = confirmed(hold(), "public", MORNING + TEN - timedelta(microseconds=1))
    assert (booked.status, booked.expires_at, booked.hold_hash) == (Status.BOOKED, None, "")


def test_confirming_too_late_or_somebody_elses():
    with pytest.raises(Conflict, match="HOLD_EXPIRED"):
        confirmed(hold(), "public", MORNING + TEN)
    for other in (None, hold()):
        with pytest.raises(NotFound, match="HOLD_NOT_FOUND"):
            confirmed(other, "public:somebody", MORNING)


def test_released_twice_and_then_confirmed():
    given_back = released(hold(), "public", MORNING)
    assert given_back.status is Status.CANCELLED
    assert released(given_back, "public", MORNING) is None
    with pytest.raises(Conflict, match="HOLD_EXPIRED"):
        confirmed(given_back, "public", MORNING)


claims = st.lists(
    st.builds(
        lambda r, f, n: Claim(r, f, f + n), st.sampled_from("abc"), st.integers(0, 20), st.integers(1, 6)
    )
)


@given(claims)
def test_keys_come_once_and_in_one_order(some):
    keys = wanted_keys(some)
    assert keys == sorted(set(keys))
    assert set(keys) == {(each.resource_id, grain) for each in some for grain in each.grains()}
