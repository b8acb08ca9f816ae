"""Answers AppointmentsService: translate, run one operation in one unit, translate back."""

# ruff: noqa: N802 - the contract names the methods
from collections.abc import Callable
from typing import Any

from maillage.api.booking.v1 import appointments_service_pb2 as pb
from maillage.api.booking.v1 import appointments_service_pb2_grpc as stubs
from maillage.api.booking.v1 import situation_pb2
from maillage.api.common.v1 import patient_pb2

from services.booking.domain.appointments import View
from services.booking.domain.situation import Situation
from services.booking.operations.accept_offer import accept_offer
from services.booking.operations.calendar_file import calendar_file
from services.booking.operations.cancel_appointment import cancel_appointment
from services.booking.operations.check_proof import admitted, weigh_proof
from services.booking.operations.confirm_appointment import Confirmed, confirm_appointment
from services.booking.operations.grounds import Grounds
from services.booking.operations.hold_option import Held, hold_option
from services.booking.operations.join_stand_by import join_stand_by
from services.booking.operations.move_appointment import move_appointment
from services.booking.operations.record_outcome import record_outcome
from services.booking.operations.release_hold import Released, release_hold
from services.booking.operations.view_appointment import get_appointment
from services.booking.rpc import translate_appointments as translate
from services.booking.rpc.live_holds import LiveHolds, address_of
from services.booking.rpc.timestamps import timestamp
from services.platform.rpc import caller, request_key
from services.platform.tokens import ANYBODY
from services.platform.units import Units

LocateSituation = Callable[[situation_pb2.Situation], tuple[Situation, str, float]]
"""The situation in the domain's words, the INSEE code of its place, kilometres to the nearest care."""


class AppointmentsServicer(stubs.AppointmentsServiceServicer):
    """Each writing rpc runs once for its request_id; a proof is checked before anything is answered."""

    def __init__(
        self,
        units: Units[Any],
        grounds: Grounds,
        show: translate.ShowOption,
        locate: LocateSituation,
        live_holds: LiveHolds,
    ) -> None:
        self._units, self._grounds, self._show, self._locate = units, grounds, show, locate
        self._live_holds = live_holds

    async def HoldOption(self, request: pb.HoldOptionRequest, context: Any) -> pb.HoldOptionResponse:
        who, address = str(caller()), address_of(context.peer())
        anonymous = caller() == ANYBODY
        if anonymous:
            self._live_holds.check(address)
        held = await self._units.once(
            request_key(request),
            lambda book: hold_option(book, self._grounds, request.option_id, who),
            Held,
        )
        if anonymous:
            self._live_holds.add(address, held.hold_id, held.expires_at)
        return pb.HoldOptionResponse(
            hold_id=held.hold_id,
            expires_at=timestamp(held.expires_at),
            option=self._show(held.option_id),
        )

    async def ReleaseHold(self, request: pb.ReleaseHoldRequest, context: Any) -> pb.ReleaseHoldResponse:
        who = str(caller())
        await self._units.once(
            request_key(request), lambda book: release_hold(book, request.hold_id, who), Released
        )
        self._live_holds.end(address_of(context.peer()), request.hold_id)
        return pb.ReleaseHoldResponse()

    async def ConfirmAppointment(
        self, request: pb.ConfirmAppointmentRequest, context: Any
    ) -> pb.ConfirmAppointmentResponse:
        who, patient = str(caller()), translate.identity_form(request.patient)
        confirmed = await self._units.once(
            request_key(request),
            lambda book: confirm_appointment(book, self._grounds, request.hold_id, patient, who),
            Confirmed,
        )
        self._live_holds.end(address_of(context.peer()), request.hold_id)
        return pb.ConfirmAppointmentResponse(
            reference=confirmed.reference, appointment=self._shown(confirmed.view)
        )

    async def GetAppointment(
        self, request: pb.GetAppointmentRequest, _context: Any
    ) -> pb.GetAppointmentResponse:
        proven = await self._proven(request.proof)
        view = await self._units.read(lambda book: get_appointment(book, proven))
        return pb.GetAppointmentResponse(appointment=self._shown(view))

    async def MoveAppointment(
        self, request: pb.MoveAppointmentRequest, _context: Any
    ) -> pb.MoveAppointmentResponse:
        proven = await self._proven(request.proof)
        view = await self._units.once(
            request_key(request),
            lambda book: move_appointment(book, self._grounds, proven, request.option_id),
            View,
        )
        return pb.MoveAppointmentResponse(appointment=self._shown(view))

    async def CancelAppointment(
        self, request: pb.CancelAppointmentRequest, _context: Any
    ) -> pb.CancelAppointmentResponse:
        proven = await self._proven(request.proof)
        view = await self._units.once(
            request_key(request), lambda book: cancel_appointment(book, self._grounds, proven), View
        )
        return pb.CancelAppointmentResponse(appointment=self._shown(view))

    async def RecordOutcome(
        self, request: pb.RecordOutcomeRequest, _context: Any
    ) -> pb.RecordOutcomeResponse:
        outcome = translate.outcome(request.outcome)
        view = await self._units.once(
            request_key(request), lambda book: record_outcome(book, request.reference, outcome), View
        )
        return pb.RecordOutcomeResponse(appointment=self._shown(view))

    async def JoinStandBy(self, request: pb.JoinStandByRequest, _context: Any) -> pb.JoinStandByResponse:
        who, patient = str(caller()), translate.identity_form(request.patient)
        situation, commune_code, isolation_km = self._locate(request.situation)
        confirmed = await self._units.once(
            request_key(request),
            lambda book: join_stand_by(
                book,
                self._grounds,
                situation,
                commune_code=commune_code,
                isolation_km=isolation_km,
                patient=patient,
                actor=who,
            ),
            Confirmed,
        )
        return pb.JoinStandByResponse(reference=confirmed.reference, appointment=self._shown(confirmed.view))

    async def AcceptOffer(self, request: pb.AcceptOfferRequest, _context: Any) -> pb.AcceptOfferResponse:
        proven = await self._proven(request.proof)
        view = await self._units.once(
            request_key(request), lambda book: accept_offer(book, self._grounds, proven), View
        )
        return pb.AcceptOfferResponse(appointment=self._shown(view))

    async def GetCalendarFile(
        self, request: pb.GetCalendarFileRequest, _context: Any
    ) -> pb.GetCalendarFileResponse:
        proven = await self._proven(request.proof)
        ics = await self._units.read(lambda book: calendar_file(book, self._grounds, proven))
        return pb.GetCalendarFileResponse(ics=ics)

    async def _proven(self, message: patient_pb2.PatientProof) -> str:
        given = translate.proof(message)
        terms = self._grounds.terms
        return admitted(await self._units.write(lambda book: weigh_proof(book, terms, given)))

    def _shown(self, view: View) -> pb.Appointment:
        return translate.appointment(view, self._show)
