import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from maillage.api.booking.v1 import option_pb2 as _option_pb2
from maillage.api.booking.v1 import situation_pb2 as _situation_pb2
from maillage.api.common.v1 import options_pb2 as _options_pb2
from maillage.api.common.v1 import patient_pb2 as _patient_pb2
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class AppointmentStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    APPOINTMENT_STATUS_UNSPECIFIED: _ClassVar[AppointmentStatus]
    APPOINTMENT_STATUS_WAITING: _ClassVar[AppointmentStatus]
    APPOINTMENT_STATUS_OFFERED: _ClassVar[AppointmentStatus]
    APPOINTMENT_STATUS_BOOKED: _ClassVar[AppointmentStatus]
    APPOINTMENT_STATUS_CANCELLED: _ClassVar[AppointmentStatus]
    APPOINTMENT_STATUS_DONE: _ClassVar[AppointmentStatus]
    APPOINTMENT_STATUS_NO_SHOW: _ClassVar[AppointmentStatus]
    APPOINTMENT_STATUS_HELD: _ClassVar[AppointmentStatus]
APPOINTMENT_STATUS_UNSPECIFIED: AppointmentStatus
APPOINTMENT_STATUS_WAITING: AppointmentStatus
APPOINTMENT_STATUS_OFFERED: AppointmentStatus
APPOINTMENT_STATUS_BOOKED: AppointmentStatus
APPOINTMENT_STATUS_CANCELLED: AppointmentStatus
APPOINTMENT_STATUS_DONE: AppointmentStatus
APPOINTMENT_STATUS_NO_SHOW: AppointmentStatus
APPOINTMENT_STATUS_HELD: AppointmentStatus

class Appointment(_message.Message):
    __slots__ = ("status", "option", "need_id", "expires_at", "proposal", "proposal_reason", "stand_by_rank")
    STATUS_FIELD_NUMBER: _ClassVar[int]
    OPTION_FIELD_NUMBER: _ClassVar[int]
    NEED_ID_FIELD_NUMBER: _ClassVar[int]
    EXPIRES_AT_FIELD_NUMBER: _ClassVar[int]
    PROPOSAL_FIELD_NUMBER: _ClassVar[int]
    PROPOSAL_REASON_FIELD_NUMBER: _ClassVar[int]
    STAND_BY_RANK_FIELD_NUMBER: _ClassVar[int]
    status: AppointmentStatus
    option: _option_pb2.Option
    need_id: str
    expires_at: _timestamp_pb2.Timestamp
    proposal: _option_pb2.Option
    proposal_reason: str
    stand_by_rank: int
    def __init__(self, status: _Optional[_Union[AppointmentStatus, str]] = ..., option: _Optional[_Union[_option_pb2.Option, _Mapping]] = ..., need_id: _Optional[str] = ..., expires_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., proposal: _Optional[_Union[_option_pb2.Option, _Mapping]] = ..., proposal_reason: _Optional[str] = ..., stand_by_rank: _Optional[int] = ...) -> None: ...

class HoldOptionRequest(_message.Message):
    __slots__ = ("request_id", "option_id")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    OPTION_ID_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    option_id: str
    def __init__(self, request_id: _Optional[str] = ..., option_id: _Optional[str] = ...) -> None: ...

class HoldOptionResponse(_message.Message):
    __slots__ = ("hold_id", "expires_at", "option")
    HOLD_ID_FIELD_NUMBER: _ClassVar[int]
    EXPIRES_AT_FIELD_NUMBER: _ClassVar[int]
    OPTION_FIELD_NUMBER: _ClassVar[int]
    hold_id: str
    expires_at: _timestamp_pb2.Timestamp
    option: _option_pb2.Option
    def __init__(self, hold_id: _Optional[str] = ..., expires_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., option: _Optional[_Union[_option_pb2.Option, _Mapping]] = ...) -> None: ...

class ReleaseHoldRequest(_message.Message):
    __slots__ = ("request_id", "hold_id")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    HOLD_ID_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    hold_id: str
    def __init__(self, request_id: _Optional[str] = ..., hold_id: _Optional[str] = ...) -> None: ...

class ReleaseHoldResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ConfirmAppointmentRequest(_message.Message):
    __slots__ = ("request_id", "hold_id", "patient")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    HOLD_ID_FIELD_NUMBER: _ClassVar[int]
    PATIENT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    hold_id: str
    patient: _option_pb2.PatientIdentity
    def __init__(self, request_id: _Optional[str] = ..., hold_id: _Optional[str] = ..., patient: _Optional[_Union[_option_pb2.PatientIdentity, _Mapping]] = ...) -> None: ...

class ConfirmAppointmentResponse(_message.Message):
    __slots__ = ("reference", "appointment")
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    APPOINTMENT_FIELD_NUMBER: _ClassVar[int]
    reference: str
    appointment: Appointment
    def __init__(self, reference: _Optional[str] = ..., appointment: _Optional[_Union[Appointment, _Mapping]] = ...) -> None: ...

class GetAppointmentRequest(_message.Message):
    __slots__ = ("proof",)
    PROOF_FIELD_NUMBER: _ClassVar[int]
    proof: _patient_pb2.PatientProof
    def __init__(self, proof: _Optional[_Union[_patient_pb2.PatientProof, _Mapping]] = ...) -> None: ...

class GetAppointmentResponse(_message.Message):
    __slots__ = ("appointment",)
    APPOINTMENT_FIELD_NUMBER: _ClassVar[int]
    appointment: Appointment
    def __init__(self, appointment: _Optional[_Union[Appointment, _Mapping]] = ...) -> None: ...

class MoveAppointmentRequest(_message.Message):
    __slots__ = ("request_id", "proof", "option_id")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    PROOF_FIELD_NUMBER: _ClassVar[int]
    OPTION_ID_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    proof: _patient_pb2.PatientProof
    option_id: str
    def __init__(self, request_id: _Optional[str] = ..., proof: _Optional[_Union[_patient_pb2.PatientProof, _Mapping]] = ..., option_id: _Optional[str] = ...) -> None: ...

class MoveAppointmentResponse(_message.Message):
    __slots__ = ("appointment",)
    APPOINTMENT_FIELD_NUMBER: _ClassVar[int]
    appointment: Appointment
    def __init__(self, appointment: _Optional[_Union[Appointment, _Mapping]] = ...) -> None: ...

class CancelAppointmentRequest(_message.Message):
    __slots__ = ("request_id", "proof")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    PROOF_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    proof: _patient_pb2.PatientProof
    def __init__(self, request_id: _Optional[str] = ..., proof: _Optional[_Union[_patient_pb2.PatientProof, _Mapping]] = ...) -> None: ...

class CancelAppointmentResponse(_message.Message):
    __slots__ = ("appointment",)
    APPOINTMENT_FIELD_NUMBER: _ClassVar[int]
    appointment: Appointment
    def __init__(self, appointment: _Optional[_Union[Appointment, _Mapping]] = ...) -> None: ...

class RecordOutcomeRequest(_message.Message):
    __slots__ = ("request_id", "reference", "outcome")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    reference: str
    outcome: AppointmentStatus
    def __init__(self, request_id: _Optional[str] = ..., reference: _Optional[str] = ..., outcome: _Optional[_Union[AppointmentStatus, str]] = ...) -> None: ...

class RecordOutcomeResponse(_message.Message):
    __slots__ = ("appointment",)
    APPOINTMENT_FIELD_NUMBER: _ClassVar[int]
    appointment: Appointment
    def __init__(self, appointment: _Optional[_Union[Appointment, _Mapping]] = ...) -> None: ...

class JoinStandByRequest(_message.Message):
    __slots__ = ("request_id", "situation", "patient")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    SITUATION_FIELD_NUMBER: _ClassVar[int]
    PATIENT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    situation: _situation_pb2.Situation
    patient: _option_pb2.PatientIdentity
    def __init__(self, request_id: _Optional[str] = ..., situation: _Optional[_Union[_situation_pb2.Situation, _Mapping]] = ..., patient: _Optional[_Union[_option_pb2.PatientIdentity, _Mapping]] = ...) -> None: ...

class JoinStandByResponse(_message.Message):
    __slots__ = ("reference", "appointment")
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    APPOINTMENT_FIELD_NUMBER: _ClassVar[int]
    reference: str
    appointment: Appointment
    def __init__(self, reference: _Optional[str] = ..., appointment: _Optional[_Union[Appointment, _Mapping]] = ...) -> None: ...

class AcceptOfferRequest(_message.Message):
    __slots__ = ("request_id", "proof")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    PROOF_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    proof: _patient_pb2.PatientProof
    def __init__(self, request_id: _Optional[str] = ..., proof: _Optional[_Union[_patient_pb2.PatientProof, _Mapping]] = ...) -> None: ...

class AcceptOfferResponse(_message.Message):
    __slots__ = ("appointment",)
    APPOINTMENT_FIELD_NUMBER: _ClassVar[int]
    appointment: Appointment
    def __init__(self, appointment: _Optional[_Union[Appointment, _Mapping]] = ...) -> None: ...

class GetCalendarFileRequest(_message.Message):
    __slots__ = ("proof",)
    PROOF_FIELD_NUMBER: _ClassVar[int]
    proof: _patient_pb2.PatientProof
    def __init__(self, proof: _Optional[_Union[_patient_pb2.PatientProof, _Mapping]] = ...) -> None: ...

class GetCalendarFileResponse(_message.Message):
    __slots__ = ("ics",)
    ICS_FIELD_NUMBER: _ClassVar[int]
    ics: bytes
    def __init__(self, ics: _Optional[bytes] = ...) -> None: ...
