"""Nobody hoards slots from one address."""

from datetime import UTC, datetime, timedelta

import pytest

from services.booking.rpc.live_holds import LiveHolds, address_of
from services.platform.refusals import Exhausted

BEGIN = datetime(2026, 11, 20, tzinfo=UTC)
SOON = BEGIN + timedelta(minutes=10)


def full() -> LiveHolds:
    holds = LiveHolds(lambda: BEGIN, most=2)
    for hold in ("a", "b"):
        holds.check("home")
        holds.add("home", hold, SOON)
    return holds


def test_one_address_holds_so_many_and_no_more() -> None:
    holds = full()
    with pytest.raises(Exhausted, match="TOO_MANY_HOLDS"):
        holds.check("home")
    holds.check("elsewhere")


@pytest.mark.parametrize("address", ["home", "on the move"])
def test_a_confirmed_hold_makes_room_wherever_it_is_confirmed(address: str) -> None:
    holds = full()
    holds.end(address, "a")
    holds.check("home")


def test_a_lapsed_hold_makes_room() -> None:
    clock = iter([BEGIN, BEGIN, SOON])
    holds = LiveHolds(lambda: next(clock), most=1)
    holds.check("home")
    holds.add("home", "a", SOON)
    with pytest.raises(Exhausted):
        holds.check("home")
    holds.check("home")


@pytest.mark.parametrize(
    ("peer", "address"),
    [("ipv4:10.0.0.1:5443", "ipv4:10.0.0.1"), ("ipv6:[::1]:5443", "ipv6:[::1]"), ("unix:", "unix")],
)
def test_the_port_does_not_count(peer: str, address: str) -> None:
    assert address_of(peer) == address
