import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from maillage.api.common.v1 import geography_pb2 as _geography_pb2
from maillage.api.common.v1 import options_pb2 as _options_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Mode(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    MODE_UNSPECIFIED: _ClassVar[Mode]
    MODE_CABIN: _ClassVar[Mode]
    MODE_HOME_VISIT: _ClassVar[Mode]
    MODE_ASSISTED_VIDEO: _ClassVar[Mode]
    MODE_HOME_VIDEO: _ClassVar[Mode]
    MODE_IN_PERSON: _ClassVar[Mode]
    MODE_TELEMONITORING: _ClassVar[Mode]
    MODE_HOME_SUPPORT: _ClassVar[Mode]
    MODE_DIGITAL_HELP: _ClassVar[Mode]
MODE_UNSPECIFIED: Mode
MODE_CABIN: Mode
MODE_HOME_VISIT: Mode
MODE_ASSISTED_VIDEO: Mode
MODE_HOME_VIDEO: Mode
MODE_IN_PERSON: Mode
MODE_TELEMONITORING: Mode
MODE_HOME_SUPPORT: Mode
MODE_DIGITAL_HELP: Mode

class OptionResource(_message.Message):
    __slots__ = ("entry_id", "name", "part")
    ENTRY_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    PART_FIELD_NUMBER: _ClassVar[int]
    entry_id: str
    name: str
    part: str
    def __init__(self, entry_id: _Optional[str] = ..., name: _Optional[str] = ..., part: _Optional[str] = ...) -> None: ...

class Option(_message.Message):
    __slots__ = ("id", "mode", "start", "time_zone", "duration_minutes", "travel_minutes", "wait_minutes", "time_to_care_minutes", "distance_km", "place_name", "address", "position", "resources", "speciality_code", "equipment", "assistance", "step_free", "treating_doctor", "why", "why_en", "cost", "last_confirmed_at", "demo")
    ID_FIELD_NUMBER: _ClassVar[int]
    MODE_FIELD_NUMBER: _ClassVar[int]
    START_FIELD_NUMBER: _ClassVar[int]
    TIME_ZONE_FIELD_NUMBER: _ClassVar[int]
    DURATION_MINUTES_FIELD_NUMBER: _ClassVar[int]
    TRAVEL_MINUTES_FIELD_NUMBER: _ClassVar[int]
    WAIT_MINUTES_FIELD_NUMBER: _ClassVar[int]
    TIME_TO_CARE_MINUTES_FIELD_NUMBER: _ClassVar[int]
    DISTANCE_KM_FIELD_NUMBER: _ClassVar[int]
    PLACE_NAME_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    RESOURCES_FIELD_NUMBER: _ClassVar[int]
    SPECIALITY_CODE_FIELD_NUMBER: _ClassVar[int]
    EQUIPMENT_FIELD_NUMBER: _ClassVar[int]
    ASSISTANCE_FIELD_NUMBER: _ClassVar[int]
    STEP_FREE_FIELD_NUMBER: _ClassVar[int]
    TREATING_DOCTOR_FIELD_NUMBER: _ClassVar[int]
    WHY_FIELD_NUMBER: _ClassVar[int]
    WHY_EN_FIELD_NUMBER: _ClassVar[int]
    COST_FIELD_NUMBER: _ClassVar[int]
    LAST_CONFIRMED_AT_FIELD_NUMBER: _ClassVar[int]
    DEMO_FIELD_NUMBER: _ClassVar[int]
    id: str
    mode: Mode
    start: _timestamp_pb2.Timestamp
    time_zone: str
    duration_minutes: int
    travel_minutes: int
    wait_minutes: int
    time_to_care_minutes: int
    distance_km: float
    place_name: str
    address: str
    position: _geography_pb2.Position
    resources: _containers.RepeatedCompositeFieldContainer[OptionResource]
    speciality_code: str
    equipment: _containers.RepeatedScalarFieldContainer[str]
    assistance: str
    step_free: bool
    treating_doctor: bool
    why: str
    why_en: str
    cost: str
    last_confirmed_at: _timestamp_pb2.Timestamp
    demo: bool
    def __init__(self, id: _Optional[str] = ..., mode: _Optional[_Union[Mode, str]] = ..., start: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., time_zone: _Optional[str] = ..., duration_minutes: _Optional[int] = ..., travel_minutes: _Optional[int] = ..., wait_minutes: _Optional[int] = ..., time_to_care_minutes: _Optional[int] = ..., distance_km: _Optional[float] = ..., place_name: _Optional[str] = ..., address: _Optional[str] = ..., position: _Optional[_Union[_geography_pb2.Position, _Mapping]] = ..., resources: _Optional[_Iterable[_Union[OptionResource, _Mapping]]] = ..., speciality_code: _Optional[str] = ..., equipment: _Optional[_Iterable[str]] = ..., assistance: _Optional[str] = ..., step_free: bool = ..., treating_doctor: bool = ..., why: _Optional[str] = ..., why_en: _Optional[str] = ..., cost: _Optional[str] = ..., last_confirmed_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., demo: bool = ...) -> None: ...

class MissingMode(_message.Message):
    __slots__ = ("mode", "reason", "sentence")
    MODE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    SENTENCE_FIELD_NUMBER: _ClassVar[int]
    mode: Mode
    reason: str
    sentence: str
    def __init__(self, mode: _Optional[_Union[Mode, str]] = ..., reason: _Optional[str] = ..., sentence: _Optional[str] = ...) -> None: ...

class Emergency(_message.Message):
    __slots__ = ("number", "sentence", "sentence_en", "red_flag_id")
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    SENTENCE_FIELD_NUMBER: _ClassVar[int]
    SENTENCE_EN_FIELD_NUMBER: _ClassVar[int]
    RED_FLAG_ID_FIELD_NUMBER: _ClassVar[int]
    number: str
    sentence: str
    sentence_en: str
    red_flag_id: str
    def __init__(self, number: _Optional[str] = ..., sentence: _Optional[str] = ..., sentence_en: _Optional[str] = ..., red_flag_id: _Optional[str] = ...) -> None: ...

class RedFlagQuestion(_message.Message):
    __slots__ = ("id", "question", "question_en", "call")
    ID_FIELD_NUMBER: _ClassVar[int]
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    QUESTION_EN_FIELD_NUMBER: _ClassVar[int]
    CALL_FIELD_NUMBER: _ClassVar[int]
    id: str
    question: str
    question_en: str
    call: str
    def __init__(self, id: _Optional[str] = ..., question: _Optional[str] = ..., question_en: _Optional[str] = ..., call: _Optional[str] = ...) -> None: ...

class AccessToDoctors(_message.Message):
    __slots__ = ("verdict", "basis", "apl", "zoning", "doctors_per_100k", "mean_per_100k", "sentence")
    VERDICT_FIELD_NUMBER: _ClassVar[int]
    BASIS_FIELD_NUMBER: _ClassVar[int]
    APL_FIELD_NUMBER: _ClassVar[int]
    ZONING_FIELD_NUMBER: _ClassVar[int]
    DOCTORS_PER_100K_FIELD_NUMBER: _ClassVar[int]
    MEAN_PER_100K_FIELD_NUMBER: _ClassVar[int]
    SENTENCE_FIELD_NUMBER: _ClassVar[int]
    verdict: str
    basis: str
    apl: float
    zoning: str
    doctors_per_100k: float
    mean_per_100k: float
    sentence: str
    def __init__(self, verdict: _Optional[str] = ..., basis: _Optional[str] = ..., apl: _Optional[float] = ..., zoning: _Optional[str] = ..., doctors_per_100k: _Optional[float] = ..., mean_per_100k: _Optional[float] = ..., sentence: _Optional[str] = ...) -> None: ...

class Fallback(_message.Message):
    __slots__ = ("stand_by", "phone", "sentence")
    STAND_BY_FIELD_NUMBER: _ClassVar[int]
    PHONE_FIELD_NUMBER: _ClassVar[int]
    SENTENCE_FIELD_NUMBER: _ClassVar[int]
    stand_by: bool
    phone: str
    sentence: str
    def __init__(self, stand_by: bool = ..., phone: _Optional[str] = ..., sentence: _Optional[str] = ...) -> None: ...

class PlaceChoice(_message.Message):
    __slots__ = ("commune_code", "label")
    COMMUNE_CODE_FIELD_NUMBER: _ClassVar[int]
    LABEL_FIELD_NUMBER: _ClassVar[int]
    commune_code: str
    label: str
    def __init__(self, commune_code: _Optional[str] = ..., label: _Optional[str] = ...) -> None: ...

class PatientIdentity(_message.Message):
    __slots__ = ("given_name", "family_name", "birth_date", "phone", "email")
    GIVEN_NAME_FIELD_NUMBER: _ClassVar[int]
    FAMILY_NAME_FIELD_NUMBER: _ClassVar[int]
    BIRTH_DATE_FIELD_NUMBER: _ClassVar[int]
    PHONE_FIELD_NUMBER: _ClassVar[int]
    EMAIL_FIELD_NUMBER: _ClassVar[int]
    given_name: str
    family_name: str
    birth_date: str
    phone: str
    email: str
    def __init__(self, given_name: _Optional[str] = ..., family_name: _Optional[str] = ..., birth_date: _Optional[str] = ..., phone: _Optional[str] = ..., email: _Optional[str] = ...) -> None: ...
