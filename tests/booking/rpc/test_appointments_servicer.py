"""The contract over a real server: roles, proofs, repeated requests, named refusals."""

import asyncio
import uuid
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import grpc
import pytest
from google.rpc import error_details_pb2, status_pb2
from maillage.api.booking.v1 import appointments_service_pb2 as pb
from maillage.api.booking.v1 import appointments_service_pb2_grpc as stubs
from maillage.api.booking.v1 import operations_service_pb2 as operations_pb
from maillage.api.booking.v1 import operations_service_pb2_grpc as operations_stubs
from maillage.api.booking.v1 import option_pb2, situation_pb2
from maillage.api.common.v1 import patient_pb2
from prometheus_client import CollectorRegistry

from services.booking.domain.situation import Situation
from services.booking.invariants import verify
from services.booking.rpc.appointments_servicer import AppointmentsServicer
from services.booking.rpc.live_holds import LiveHolds
from services.booking.rpc.operations_servicer import IndexState, OperationsServicer
from services.platform import tokens
from services.platform.ids import new_uuid7
from services.platform.service import Floor, Listening, Registration, Running, Service
from services.platform.tokens import Caller
from tests.booking.database import world
from tests.booking.world import KEYS, MORNING, option

SOON = MORNING + timedelta(hours=2)
LUCIE = option_pb2.PatientIdentity(
    given_name="Lucie", family_name="Vidal", birth_date="1946-03-17", phone="06 12 34 56 78"
)


def show(option_id):
    return option_pb2.Option(id=option_id)


def locate(message):
    return Situation(message.need_id, message.at, MORNING), "48030", 12.5


@asynccontextmanager
async def served(there, show=show):
    """Both services on a real port; gives the stubs."""

    async def verified():
        return there.look(lambda book: verify(book._connection, book.now()))

    def state():
        return IndexState("i", "r", {"cabin": 2}, caught_up=True, last_followed_at=MORNING)

    service = Service(
        "booking",
        (
            Registration(
                "maillage.api.booking.v1.AppointmentsService",
                stubs.add_AppointmentsServiceServicer_to_server,
                AppointmentsServicer(there.units(), there.grounds, show, locate, LiveHolds(there.watch)),
            ),
            Registration(
                "maillage.api.booking.v1.OperationsService",
                operations_stubs.add_OperationsServiceServicer_to_server,
                OperationsServicer(verified, state),
            ),
        ),
    )
    floor = Floor(there.watch, new_uuid7, KEYS, CollectorRegistry(), lambda _: None)
    running = Running((service,), Listening(metrics_port=None), floor)
    await running.start()
    try:
        async with grpc.aio.insecure_channel(running.addresses.grpc) as channel:
            yield stubs.AppointmentsServiceStub(channel), operations_stubs.OperationsServiceStub(channel)
    finally:
        await running.stop()


@pytest.fixture(name="journey")
def _journey(tmp_path):
    """Runs a coroutine function on the stubs."""

    def run(journey):
        async def whole():
            with world(f"sqlite:///{tmp_path / 'booking.db'}") as there:
                async with served(there) as (appointments, operations):
                    await journey(there, appointments, operations)

        asyncio.run(whole())

    return run


def new_id():
    return str(uuid.uuid4())


def as_role(role, there):
    token = tokens.issue(KEYS, Caller(role, "somebody"), there.watch(), timedelta(hours=1))
    return (("authorization", f"Bearer {token}"),)


def reason_of(error):
    details = dict(error.trailing_metadata())["grpc-status-details-bin"]
    info = error_details_pb2.ErrorInfo()
    status_pb2.Status.FromString(details).details[0].Unpack(info)
    return info.reason, dict(info.metadata)


async def refused(call, reason, **metadata):
    with pytest.raises(grpc.aio.AioRpcError) as error:
        await call
    found, said = reason_of(error.value)
    assert found == reason
    assert metadata.items() <= said.items()
    return error.value


async def booked(stub, option_id):
    held = await stub.HoldOption(pb.HoldOptionRequest(request_id=new_id(), option_id=option_id))
    return await stub.ConfirmAppointment(
        pb.ConfirmAppointmentRequest(request_id=new_id(), hold_id=held.hold_id, patient=LUCIE)
    )


def proof(confirmed, **factor):
    return patient_pb2.PatientProof(reference=confirmed.reference, **(factor or {"birth_date": "1946-03-17"}))


def test_from_a_hold_to_a_cancellation(journey):
    async def run(there, stub, _):
        confirmed = await booked(stub, option(SOON))
        assert confirmed.appointment.status == pb.APPOINTMENT_STATUS_BOOKED
        assert confirmed.appointment.option.id == option(SOON)
        mine = proof(confirmed, phone="+33612345678")
        shown = await stub.GetAppointment(pb.GetAppointmentRequest(proof=mine))
        assert shown.appointment == confirmed.appointment
        moved = await stub.MoveAppointment(
            pb.MoveAppointmentRequest(
                request_id=new_id(), proof=mine, option_id=option(SOON, "cabin-2", "doctor-2")
            )
        )
        assert moved.appointment.option.id == option(SOON, "cabin-2", "doctor-2")
        ics = await stub.GetCalendarFile(pb.GetCalendarFileRequest(proof=mine))
        assert b"DTSTART:20270303T110000Z" in ics.ics
        gone = await stub.CancelAppointment(pb.CancelAppointmentRequest(request_id=new_id(), proof=mine))
        assert gone.appointment.status == pb.APPOINTMENT_STATUS_CANCELLED
        assert there.taken() == set()

    journey(run)


def test_a_repeated_request_gets_the_same_answer_and_other_content_is_refused(journey):
    async def run(there, stub, _):
        hold = pb.HoldOptionRequest(request_id=new_id(), option_id=option(SOON))
        held = await stub.HoldOption(hold)
        assert await stub.HoldOption(hold) == held
        confirm = pb.ConfirmAppointmentRequest(request_id=new_id(), hold_id=held.hold_id, patient=LUCIE)
        confirmed = await stub.ConfirmAppointment(confirm)
        assert await stub.ConfirmAppointment(confirm) == confirmed
        confirm.patient.given_name = "Louise"
        await refused(stub.ConfirmAppointment(confirm), "REQUEST_ID_REUSED")
        confirm.request_id = new_id()
        await refused(stub.ConfirmAppointment(confirm), "HOLD_NOT_FOUND")
        await refused(stub.HoldOption(pb.HoldOptionRequest(option_id=option(SOON))), "REQUEST_ID_INVALID")
        assert len(there.taken()) == 6

    journey(run)


def test_refusals_have_names_and_tell_nothing_about_anybody(journey):
    async def run(there, stub, _):
        hold = pb.HoldOptionRequest(request_id=new_id(), option_id="made-up")
        await refused(stub.HoldOption(hold), "OPTION_INVALID")
        held = await stub.HoldOption(pb.HoldOptionRequest(request_id=new_id(), option_id=option(SOON)))
        assert held.expires_at.ToDatetime(tzinfo=UTC) == MORNING + timedelta(minutes=10)
        again = pb.HoldOptionRequest(request_id=new_id(), option_id=option(SOON))
        error = await refused(stub.HoldOption(again), "SLOT_TAKEN")
        assert error.code() is grpc.StatusCode.FAILED_PRECONDITION
        confirm = pb.ConfirmAppointmentRequest(request_id=new_id(), hold_id=held.hold_id)
        await refused(stub.ConfirmAppointment(confirm), "IDENTITY_INVALID", field="given_name")
        confirm.patient.CopyFrom(LUCIE)
        confirm.patient.phone = "99 88 77"
        error = await refused(stub.ConfirmAppointment(confirm), "IDENTITY_INVALID", field="phone")
        assert "99 88 77" not in str(error)
        # Another caller's hold is no hold.
        await refused(
            stub.ConfirmAppointment(confirm, metadata=as_role("professional", there)), "HOLD_NOT_FOUND"
        )
        confirm.patient.phone = LUCIE.phone
        there.watch.forward(minutes=10)
        await refused(stub.ConfirmAppointment(confirm), "HOLD_EXPIRED")

    journey(run)


def test_wrong_factors_are_counted_though_they_are_refused(journey):
    async def run(_there, stub, _):
        confirmed = await booked(stub, option(SOON))
        wrong = pb.GetAppointmentRequest(proof=proof(confirmed, birth_date="1950-01-01"))
        unknown = pb.GetAppointmentRequest(
            proof=patient_pb2.PatientProof(reference="0000-0000-0000-0001", birth_date="1950-01-01")
        )
        for _ in range(5):
            one = await refused(stub.GetAppointment(wrong), "APPOINTMENT_NOT_FOUND")
            other = await refused(stub.GetAppointment(unknown), "APPOINTMENT_NOT_FOUND")
            assert (one.code(), one.details()) == (other.code(), other.details())
        for right in (wrong, unknown, pb.GetAppointmentRequest(proof=proof(confirmed))):
            error = await refused(stub.GetAppointment(right), "TOO_MANY_ATTEMPTS")
            assert error.code() is grpc.StatusCode.RESOURCE_EXHAUSTED
        await refused(stub.GetAppointment(pb.GetAppointmentRequest()), "PROOF_MISSING")

    journey(run)


def test_only_those_who_were_there_say_how_it_ended(journey):
    async def run(there, stub, _):
        confirmed = await booked(stub, option(SOON))
        said = pb.RecordOutcomeRequest(
            request_id=new_id(), reference=confirmed.reference, outcome=pb.APPOINTMENT_STATUS_NO_SHOW
        )
        await refused(stub.RecordOutcome(said), "CREDENTIAL_MISSING")
        professional = as_role("professional", there)
        await refused(stub.RecordOutcome(said, metadata=professional), "APPOINTMENT_NOT_BEGUN")
        there.watch.at = SOON
        said.outcome = pb.APPOINTMENT_STATUS_BOOKED
        professional = as_role("professional", there)
        await refused(stub.RecordOutcome(said, metadata=professional), "OUTCOME_INVALID")
        said.outcome = pb.APPOINTMENT_STATUS_NO_SHOW
        ended = await stub.RecordOutcome(said, metadata=professional)
        assert ended.appointment.status == pb.APPOINTMENT_STATUS_NO_SHOW

    journey(run)


def test_joining_and_leaving_the_list(journey):
    async def run(_there, stub, _):
        joined = await stub.JoinStandBy(
            pb.JoinStandByRequest(
                request_id=new_id(),
                situation=situation_pb2.Situation(need_id="ear-pain", at="48030"),
                patient=LUCIE,
            )
        )
        assert (joined.appointment.status, joined.appointment.stand_by_rank) == (
            pb.APPOINTMENT_STATUS_WAITING,
            1,
        )
        await refused(
            stub.AcceptOffer(pb.AcceptOfferRequest(request_id=new_id(), proof=proof(joined))), "OFFER_EXPIRED"
        )
        left = await stub.CancelAppointment(
            pb.CancelAppointmentRequest(request_id=new_id(), proof=proof(joined))
        )
        assert left.appointment.status == pb.APPOINTMENT_STATUS_CANCELLED

    journey(run)


def test_an_appointment_whose_ticket_cannot_be_read_is_shown_and_cancelled_without_it(tmp_path):
    async def run():
        with world(f"sqlite:///{tmp_path / 'booking.db'}") as there:
            async with served(there, show=lambda option_id: None) as (stub, _):
                confirmed = await booked(stub, option(SOON))
                assert not confirmed.appointment.HasField("option")
                gone = await stub.CancelAppointment(
                    pb.CancelAppointmentRequest(request_id=new_id(), proof=proof(confirmed))
                )
                assert gone.appointment.status == pb.APPOINTMENT_STATUS_CANCELLED
                assert not gone.appointment.HasField("option")

    asyncio.run(run())


def test_releasing_a_hold_twice_is_once(journey):
    async def run(there, stub, _):
        held = await stub.HoldOption(pb.HoldOptionRequest(request_id=new_id(), option_id=option(SOON)))
        for _ in range(2):
            await stub.ReleaseHold(pb.ReleaseHoldRequest(request_id=new_id(), hold_id=held.hold_id))
        assert there.taken() == set()

    journey(run)


def test_operators_verify_and_anybody_asks_for_the_index(journey):
    async def run(there, _, stub):
        await refused(stub.VerifyInvariants(operations_pb.VerifyInvariantsRequest()), "CREDENTIAL_MISSING")
        found = await stub.VerifyInvariants(
            operations_pb.VerifyInvariantsRequest(), metadata=as_role("operator", there)
        )
        assert len(found.invariants) == 14
        assert not any(each.violations for each in found.invariants)
        state = await stub.GetIndexState(operations_pb.GetIndexStateRequest())
        assert (state.caught_up, dict(state.resources)) == (True, {"cabin": 2})
        assert state.last_followed_at.ToDatetime() == datetime(2027, 3, 3, 9, 0)

    journey(run)
