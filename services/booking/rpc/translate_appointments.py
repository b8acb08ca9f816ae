"""Appointments between the contract and the domain."""

from collections.abc import Callable, Iterable, Mapping

from maillage.api.booking.v1 import appointments_service_pb2 as pb
from maillage.api.booking.v1 import operations_service_pb2 as operations_pb
from maillage.api.booking.v1 import option_pb2
from maillage.api.common.v1 import patient_pb2

from services.booking.domain.appointments import Status, View
from services.booking.domain.findings import Finding
from services.booking.domain.identity import IdentityForm
from services.booking.domain.notices import REASONS
from services.booking.operations.check_proof import Proof
from services.booking.rpc.timestamps import timestamp

ShowOption = Callable[[str], option_pb2.Option | None]
"""The option that a ticket stands for, as it is now; None where the ticket cannot be read any more."""

_STATUSES: Mapping[Status, pb.AppointmentStatus] = {
    Status.WAITING: pb.APPOINTMENT_STATUS_WAITING,
    Status.OFFERED: pb.APPOINTMENT_STATUS_OFFERED,
    Status.HELD: pb.APPOINTMENT_STATUS_HELD,
    Status.BOOKED: pb.APPOINTMENT_STATUS_BOOKED,
    Status.CANCELLED: pb.APPOINTMENT_STATUS_CANCELLED,
    Status.DONE: pb.APPOINTMENT_STATUS_DONE,
    Status.NO_SHOW: pb.APPOINTMENT_STATUS_NO_SHOW,
}
_OUTCOMES: Mapping[pb.AppointmentStatus, Status] = {
    pb.APPOINTMENT_STATUS_DONE: Status.DONE,
    pb.APPOINTMENT_STATUS_NO_SHOW: Status.NO_SHOW,
}


def identity_form(message: option_pb2.PatientIdentity) -> IdentityForm:
    return IdentityForm(
        message.given_name, message.family_name, message.birth_date, message.phone, message.email
    )


def proof(message: patient_pb2.PatientProof) -> Proof:
    return Proof(message.reference, birth_date=message.birth_date, phone=message.phone)


def outcome(status: pb.AppointmentStatus) -> Status:
    """DONE or NO_SHOW; anything else is HELD, which no outcome is, for the operation to refuse."""
    return _OUTCOMES.get(status, Status.HELD)


def appointment(view: View, show: ShowOption) -> pb.Appointment:
    """What the patient sees."""
    return pb.Appointment(
        status=_STATUSES[view.status],
        option=show(view.ticket) if view.ticket else None,
        need_id=view.need_id,
        expires_at=timestamp(view.expires_at),
        proposal=show(view.proposal) if view.proposal else None,
        proposal_reason=REASONS.get(view.proposal_reason, ""),
        stand_by_rank=view.stand_by_rank,
    )


def findings(found: Iterable[Finding]) -> operations_pb.VerifyInvariantsResponse:
    return operations_pb.VerifyInvariantsResponse(
        invariants=[
            operations_pb.InvariantResult(
                name=each.name,
                statement=each.statement,
                checked=each.checked,
                violations=each.violations,
                examples=each.examples,
            )
            for each in found
        ]
    )
