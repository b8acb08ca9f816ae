"""The gatekeeper, on a real server: who may call, what is told, what is never told."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable, Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any

import grpc
import pytest
from google.rpc import error_details_pb2
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc
from grpc_status import rpc_status
from maillage.api.booking.v1 import appointments_service_pb2 as messages
from maillage.api.booking.v1 import appointments_service_pb2_grpc as services
from maillage.api.common.v1.patient_pb2 import PatientProof
from prometheus_client import CollectorRegistry, generate_latest

from services.platform import tokens
from services.platform.keys import make_keys
from services.platform.refusals import Conflict
from services.platform.rpc import caller
from services.platform.service import Floor, Listening, Registration, Running, Service
from services.platform.telemetry import JsonLines
from services.platform.tokens import Caller

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
KEYS = make_keys()
NAME = "maillage.api.booking.v1.AppointmentsService"
SECRET = "CANARY-Jeanne-Exemple"


class Sample(services.AppointmentsServiceServicer):
    """Answers in the ways that matter here."""

    begun: asyncio.Event
    go_on: asyncio.Event

    async def HoldOption(self, request: Any, context: Any) -> Any:
        if request.option_id == "taken":
            raise Conflict("SLOT_TAKEN", "Ce créneau vient d'être pris.", resource="r1")
        if request.option_id == "fault":
            raise ValueError(f"input_value={SECRET}")
        if request.option_id == "slow":
            self.begun.set()
            await self.go_on.wait()
        return messages.HoldOptionResponse(hold_id=str(caller()))

    async def GetAppointment(self, request: Any, context: Any) -> Any:
        return messages.GetAppointmentResponse()

    async def RecordOutcome(self, request: Any, context: Any) -> Any:
        return messages.RecordOutcomeResponse()

    async def ConfirmAppointment(self, request: Any, context: Any) -> Any:
        raise RuntimeError(f"broken on {request.patient.given_name}")


Call = Callable[[grpc.aio.Channel, Running], Coroutine[Any, Any, None]]


def served(call: Call, registry: CollectorRegistry | None = None) -> None:
    """Runs `call` against a server on a real port."""

    async def run() -> None:
        registration = Registration(NAME, services.add_AppointmentsServiceServicer_to_server, Sample())
        service = Service("booking", (registration,))
        floor = Floor(
            lambda: NOW,
            lambda: "id",
            KEYS,
            registry or CollectorRegistry(),
            lambda _: grpc.aio.insecure_channel(""),
        )
        running = Running((service,), Listening(), floor)
        await running.start()
        service.ready.set()
        try:
            async with grpc.aio.insecure_channel(running.addresses.grpc) as channel:
                await call(channel, running)
        finally:
            await running.stop()

    asyncio.run(run())


def bearer(role: str, subject: str = "", lifetime: timedelta = timedelta(hours=1)) -> list[tuple[str, str]]:
    return [("authorization", f"Bearer {tokens.issue(KEYS, Caller(role, subject), NOW, lifetime)}")]


async def reason_of(call: Any) -> tuple[grpc.StatusCode, str, str]:
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await call
    status = rpc_status.from_call(caught.value)
    info = error_details_pb2.ErrorInfo()
    if status is not None and status.details:
        status.details[0].Unpack(info)
    return caught.value.code(), info.reason, caught.value.details() or ""


def test_a_refusal_is_named_and_a_fault_is_not_told() -> None:
    async def call(channel: grpc.aio.Channel, _running: Running) -> None:
        stub = services.AppointmentsServiceStub(channel)
        refusal = await reason_of(stub.HoldOption(messages.HoldOptionRequest(option_id="taken")))
        assert refusal == (grpc.StatusCode.FAILED_PRECONDITION, "SLOT_TAKEN", "Ce créneau vient d'être pris.")
        code, reason, sentence = await reason_of(
            stub.HoldOption(messages.HoldOptionRequest(option_id="fault"))
        )
        assert (code, reason) == (grpc.StatusCode.INTERNAL, "")
        assert SECRET not in sentence

    served(call)


def test_a_fault_is_logged_without_the_person(caplog: pytest.LogCaptureFixture) -> None:
    async def call(channel: grpc.aio.Channel, _running: Running) -> None:
        request = messages.ConfirmAppointmentRequest(request_id="r", hold_id=SECRET)
        request.patient.given_name = SECRET
        await reason_of(services.AppointmentsServiceStub(channel).ConfirmAppointment(request))

    with caplog.at_level(logging.ERROR):
        served(call)
    lines = [JsonLines().format(record) for record in caplog.records]
    assert any('"fault": "RuntimeError"' in line for line in lines)
    assert not any(SECRET in line for line in lines)
    shown = json.loads(lines[0])["request"]
    assert shown == {"request_id": "r", "hold_id": "***", "patient": {"given_name": "***"}}


def test_only_those_the_contract_names_are_admitted() -> None:
    async def call(channel: grpc.aio.Channel, _running: Running) -> None:
        stub = services.AppointmentsServiceStub(channel)
        outcome = messages.RecordOutcomeRequest()
        assert (await reason_of(stub.RecordOutcome(outcome)))[:2] == (
            grpc.StatusCode.UNAUTHENTICATED,
            "CREDENTIAL_MISSING",
        )
        assert (await reason_of(stub.RecordOutcome(outcome, metadata=bearer("kiosk", "c1"))))[:2] == (
            grpc.StatusCode.PERMISSION_DENIED,
            "CALLER_NOT_ALLOWED",
        )
        await stub.RecordOutcome(outcome, metadata=bearer("professional", "dr"))
        expired = bearer("professional", lifetime=timedelta(seconds=-1))
        assert (await reason_of(stub.RecordOutcome(outcome, metadata=expired)))[1] == "TOKEN_INVALID"
        foreign = tokens.issue(make_keys(), Caller("operator"), NOW, timedelta(hours=1))
        metadata = [("authorization", f"Bearer {foreign}")]
        assert (await reason_of(stub.RecordOutcome(outcome, metadata=metadata)))[1] == "TOKEN_INVALID"

    served(call)


def test_a_patient_must_bring_a_proof() -> None:
    async def call(channel: grpc.aio.Channel, _running: Running) -> None:
        stub = services.AppointmentsServiceStub(channel)
        bare = messages.GetAppointmentRequest(proof=PatientProof(reference="ABCD"))
        assert (await reason_of(stub.GetAppointment(bare)))[1] == "PROOF_MISSING"
        bare.proof.birth_date = "1946-03-17"
        await stub.GetAppointment(bare)

    served(call)


def test_the_servicer_knows_who_calls() -> None:
    async def call(channel: grpc.aio.Channel, _running: Running) -> None:
        stub = services.AppointmentsServiceStub(channel)
        nobody = await stub.HoldOption(messages.HoldOptionRequest())
        kiosk = await stub.HoldOption(messages.HoldOptionRequest(), metadata=bearer("kiosk", "c1"))
        assert (nobody.hold_id, kiosk.hold_id) == ("public", "kiosk:c1")

    served(call)


def test_a_malformed_message_and_an_oversized_one_are_named() -> None:
    async def call(channel: grpc.aio.Channel, _running: Running) -> None:
        raw = channel.unary_unary(f"/{NAME}/HoldOption")
        assert (await reason_of(raw(b"\xff\xff\xff")))[:2] == (
            grpc.StatusCode.INVALID_ARGUMENT,
            "MESSAGE_MALFORMED",
        )
        assert (await reason_of(raw(b"\x0a" * 5_000_000)))[:2] == (
            grpc.StatusCode.RESOURCE_EXHAUSTED,
            "MESSAGE_TOO_LARGE",
        )
        assert (await reason_of(raw(b"\x0a" * 20_000_000)))[0] == grpc.StatusCode.RESOURCE_EXHAUSTED

    served(call)


def test_reflection_shows_every_service_and_metrics_count() -> None:
    registry = CollectorRegistry()

    async def call(channel: grpc.aio.Channel, _running: Running) -> None:
        async def ask() -> AsyncIterator[Any]:
            yield reflection_pb2.ServerReflectionRequest(list_services="")

        answers = reflection_pb2_grpc.ServerReflectionStub(channel).ServerReflectionInfo(ask())
        shown = [service.name async for each in answers for service in each.list_services_response.service]
        assert NAME in shown
        assert "grpc.health.v1.Health" in shown
        await services.AppointmentsServiceStub(channel).HoldOption(messages.HoldOptionRequest())

    served(call, registry)
    text = generate_latest(registry).decode()
    assert f'maillage_rpc_seconds_count{{code="OK",rpc="/{NAME}/HoldOption"}} 1.0' in text


def test_health_follows_readiness_and_the_end() -> None:
    async def call(channel: grpc.aio.Channel, running: Running) -> None:
        stub = health_pb2_grpc.HealthStub(channel)
        watching = stub.Watch(health_pb2.HealthCheckRequest(service="booking"))
        states = health_pb2.HealthCheckResponse
        while (await watching.read()).status != states.SERVING:
            pass
        end = asyncio.create_task(running.stop())
        assert (await watching.read()).status == states.NOT_SERVING
        watching.cancel()
        await end

    served(call)


def test_what_is_under_way_is_finished_at_the_end() -> None:
    async def call(channel: grpc.aio.Channel, running: Running) -> None:
        stub = services.AppointmentsServiceStub(channel)
        slow = stub.HoldOption(messages.HoldOptionRequest(option_id="slow"))
        await Sample.begun.wait()
        end = asyncio.create_task(running.stop())
        await asyncio.sleep(0)
        Sample.go_on.set()
        assert (await slow).hold_id == "public"
        await end

    Sample.begun, Sample.go_on = asyncio.Event(), asyncio.Event()
    served(call)
