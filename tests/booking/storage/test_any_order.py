"""Whatever people do in whatever order, the database equals a simple model and every invariant holds."""

import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from services.booking.domain.appointments import Status
from services.booking.domain.holds import wanted_keys
from services.booking.invariants import verify
from services.booking.operations.cancel_appointment import cancel_appointment
from services.booking.operations.lapse_holds import lapse_holds
from services.booking.operations.move_appointment import move_appointment
from services.booking.operations.record_outcome import record_outcome
from services.booking.operations.release_hold import release_hold
from services.hours.grains import grain_of
from services.platform.refusals import Refusal
from tests.booking.database import world
from tests.booking.world import MORNING, SIGNER, option

options = st.builds(
    lambda quarter, ids, grains: option(MORNING + timedelta(minutes=10 + 5 * quarter), *ids, grains=grains),
    st.integers(0, 12),
    st.sets(st.sampled_from(["cabin-1", "cabin-2", "doctor-1", "nurse-1"]), min_size=1, max_size=3).map(
        sorted
    ),
    st.integers(1, 4),
)


def keys_of(option_id):
    return set(wanted_keys(SIGNER.open(option_id).plain_claims()))


@dataclass(frozen=True)
class Modelled:
    """What the model knows of one appointment."""

    hold_id: str
    option_id: str
    status: str
    keys: frozenset
    expires_at: object = None
    id: str = ""
    reference: str = ""


class AnyOrder(RuleBasedStateMachine):
    @initialize()
    def begin(self):
        self.stack = ExitStack()
        folder = self.stack.enter_context(tempfile.TemporaryDirectory())
        self.there = self.stack.enter_context(world(f"sqlite:///{folder}/booking.db"))
        self.known: list[Modelled] = []

    def teardown(self):
        if hasattr(self, "stack"):
            self.stack.close()

    @property
    def now(self):
        return self.there.watch.at

    def owns(self, each):
        return each.status in ("booked", "ended") or (each.status == "held" and each.expires_at > self.now)

    def taken(self, without=None):
        return set().union(*(each.keys for each in self.known if each is not without and self.owns(each)))

    def past(self, option_id):
        return SIGNER.open(option_id).start <= self.now

    def attempt(self, work, expected):
        """Runs it; the refusal must be the expected one, "" for none."""
        reason, result = "", None
        try:
            result = work()
        except Refusal as refused:
            reason = refused.reason
        assert reason == expected
        return result

    @rule(option_id=options)
    def hold(self, option_id):
        keys = keys_of(option_id)
        expected = "OPTION_STALE" if self.past(option_id) else "SLOT_TAKEN" if keys & self.taken() else ""
        held = self.attempt(lambda: self.there.hold(option_id), expected)
        if held:
            self.known.append(Modelled(held.hold_id, option_id, "held", frozenset(keys), held.expires_at))

    @precondition(lambda self: self.known)
    @rule(data=st.data())
    def confirm(self, data):
        each = data.draw(st.sampled_from(self.known))
        if each.status in ("booked", "ended", "cancelled"):
            expected = "HOLD_NOT_FOUND"
        else:
            expected = "" if self.owns(each) else "HOLD_EXPIRED"
        held = type("Held", (), {"hold_id": each.hold_id})
        confirmed = self.attempt(lambda: self.there.confirm(held), expected)
        if confirmed:
            self.become(each, status="booked", id=self.there.id_of(confirmed), reference=confirmed.reference)

    @precondition(lambda self: self.known)
    @rule(data=st.data())
    def release(self, data):
        each = data.draw(st.sampled_from(self.known))
        expected = "HOLD_NOT_FOUND" if each.status in ("booked", "ended", "cancelled") else ""
        done = self.attempt(
            lambda: self.there.do(lambda book: release_hold(book, each.hold_id, "public:")), expected
        )
        if done:
            self.become(each, status="released")

    @precondition(lambda self: any(each.reference for each in self.known))
    @rule(data=st.data(), option_id=options)
    def move(self, data, option_id):
        each = data.draw(st.sampled_from([each for each in self.known if each.reference]))
        if each.status != "booked":
            expected = "APPOINTMENT_STATUS"
        elif self.past(each.option_id):
            expected = "APPOINTMENT_PAST"
        elif option_id == each.option_id:
            expected = ""
        elif self.past(option_id):
            expected = "OPTION_STALE"
        else:
            expected = "SLOT_TAKEN" if keys_of(option_id) & self.taken(without=each) else ""
        moved = self.attempt(
            lambda: self.there.do(
                lambda book: move_appointment(book, self.there.grounds, each.id, option_id)
            ),
            expected,
        )
        if moved:
            self.become(each, option_id=option_id, keys=frozenset(keys_of(option_id)))

    @precondition(lambda self: any(each.reference for each in self.known))
    @rule(data=st.data())
    def cancel(self, data):
        each = data.draw(st.sampled_from([each for each in self.known if each.reference]))
        expected = {"ended": "APPOINTMENT_STATUS", "booked": "APPOINTMENT_PAST"}.get(each.status, "")
        if each.status == "booked" and not self.past(each.option_id):
            expected = ""
        done = self.attempt(
            lambda: self.there.do(lambda book: cancel_appointment(book, self.there.grounds, each.id)),
            expected,
        )
        if done:
            self.become(each, status="cancelled")

    @precondition(lambda self: any(each.status == "booked" for each in self.known))
    @rule(data=st.data())
    def miss(self, data):
        each = data.draw(st.sampled_from([each for each in self.known if each.status == "booked"]))
        begun = self.past(each.option_id)
        done = self.attempt(
            lambda: self.there.do(lambda book: record_outcome(book, each.reference, Status.NO_SHOW)),
            "" if begun else "APPOINTMENT_NOT_BEGUN",
        )
        if done:
            rest = frozenset(key for key in each.keys if key[1] < -(-self.now.timestamp() // 300))
            self.become(each, status="ended", keys=rest)

    @rule(minutes=st.integers(1, 12))
    def wait(self, minutes):
        self.there.watch.forward(minutes=minutes)

    @rule()
    def housekeeping(self):
        self.there.do(lambda book: lapse_holds(book, self.there.grounds))

    def become(self, each, **changed):
        self.known[self.known.index(each)] = replace(each, **changed)

    @invariant()
    def the_database_equals_the_model(self):
        if not hasattr(self, "there"):
            return
        assert self.there.taken() == self.taken()
        found = self.there.look(lambda book: verify(book._connection, book.now()))
        assert [each for each in found if each.violations] == []


AnyOrder.TestCase.settings = settings(max_examples=15, stateful_step_count=30, deadline=None)
TestAnyOrder = AnyOrder.TestCase


def test_a_grain_is_five_minutes_everywhere():
    """On both nights of the clock change a visit takes as many grains as it has real minutes."""
    from datetime import UTC, datetime

    for night in (datetime(2027, 3, 28, 0, 45, tzinfo=UTC), datetime(2027, 10, 31, 0, 45, tzinfo=UTC)):
        ticket = SIGNER.open(option(night, grains=12))
        assert {key[1] for key in wanted_keys(ticket.plain_claims())} == {
            grain_of(night) + n for n in range(12)
        }
