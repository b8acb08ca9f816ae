"""Every (status, event) pair: what the table says, and nothing else."""

import pytest

from services.booking.domain.appointments import TRANSITIONS, Event, Status, after
from services.platform.refusals import Conflict

ALLOWED = """
held confirm booked | held release cancelled | held lapse cancelled
waiting offer offered | waiting cancel cancelled
offered accept booked | offered lapse waiting | offered give_up cancelled | offered cancel cancelled
booked move booked | booked cancel cancelled | booked came done | booked missed no_show
"""


def test_the_table_is_the_one_written_here():
    spoken = [entry.split() for line in ALLOWED.split("\n") for entry in line.split("|") if entry.strip()]
    assert {(Status(a), Event(e)): Status(b) for a, e, b in spoken} == TRANSITIONS


@pytest.mark.parametrize("status", list(Status))
def test_every_pair(status):
    for event in Event:
        expected = TRANSITIONS.get((status, event))
        if expected is not None:
            assert after(status, event) is expected, event
            continue
        with pytest.raises(Conflict) as refused:
            after(status, event)
        assert refused.value.reason == "APPOINTMENT_STATUS", event
        assert refused.value.metadata == {"status": str(status)}, event


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.DONE, Status.NO_SHOW])
def test_the_end_is_the_end(status):
    assert not [event for event in Event if (status, event) in TRANSITIONS]
