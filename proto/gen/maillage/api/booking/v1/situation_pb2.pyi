import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from maillage.api.common.v1 import options_pb2 as _options_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Mobility(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    MOBILITY_UNSPECIFIED: _ClassVar[Mobility]
    MOBILITY_CAR: _ClassVar[Mobility]
    MOBILITY_NO_CAR: _ClassVar[Mobility]
    MOBILITY_STEP_FREE: _ClassVar[Mobility]

class AgeBand(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    AGE_BAND_UNSPECIFIED: _ClassVar[AgeBand]
    AGE_BAND_UNDER_3_MONTHS: _ClassVar[AgeBand]
    AGE_BAND_UNDER_6: _ClassVar[AgeBand]
    AGE_BAND_6_TO_15: _ClassVar[AgeBand]
    AGE_BAND_16_TO_64: _ClassVar[AgeBand]
    AGE_BAND_65_TO_79: _ClassVar[AgeBand]
    AGE_BAND_80_PLUS: _ClassVar[AgeBand]
MOBILITY_UNSPECIFIED: Mobility
MOBILITY_CAR: Mobility
MOBILITY_NO_CAR: Mobility
MOBILITY_STEP_FREE: Mobility
AGE_BAND_UNSPECIFIED: AgeBand
AGE_BAND_UNDER_3_MONTHS: AgeBand
AGE_BAND_UNDER_6: AgeBand
AGE_BAND_6_TO_15: AgeBand
AGE_BAND_16_TO_64: AgeBand
AGE_BAND_65_TO_79: AgeBand
AGE_BAND_80_PLUS: AgeBand

class Situation(_message.Message):
    __slots__ = ("need_id", "at", "earliest", "mobility", "age_band", "treating_doctor_rpps", "languages", "home_video_possible", "helper_wanted", "long_sick_note", "in_person_wish", "existing_programme", "red_flags")
    NEED_ID_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    EARLIEST_FIELD_NUMBER: _ClassVar[int]
    MOBILITY_FIELD_NUMBER: _ClassVar[int]
    AGE_BAND_FIELD_NUMBER: _ClassVar[int]
    TREATING_DOCTOR_RPPS_FIELD_NUMBER: _ClassVar[int]
    LANGUAGES_FIELD_NUMBER: _ClassVar[int]
    HOME_VIDEO_POSSIBLE_FIELD_NUMBER: _ClassVar[int]
    HELPER_WANTED_FIELD_NUMBER: _ClassVar[int]
    LONG_SICK_NOTE_FIELD_NUMBER: _ClassVar[int]
    IN_PERSON_WISH_FIELD_NUMBER: _ClassVar[int]
    EXISTING_PROGRAMME_FIELD_NUMBER: _ClassVar[int]
    RED_FLAGS_FIELD_NUMBER: _ClassVar[int]
    need_id: str
    at: str
    earliest: _timestamp_pb2.Timestamp
    mobility: Mobility
    age_band: AgeBand
    treating_doctor_rpps: str
    languages: _containers.RepeatedScalarFieldContainer[str]
    home_video_possible: bool
    helper_wanted: bool
    long_sick_note: bool
    in_person_wish: bool
    existing_programme: str
    red_flags: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, need_id: _Optional[str] = ..., at: _Optional[str] = ..., earliest: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., mobility: _Optional[_Union[Mobility, str]] = ..., age_band: _Optional[_Union[AgeBand, str]] = ..., treating_doctor_rpps: _Optional[str] = ..., languages: _Optional[_Iterable[str]] = ..., home_video_possible: bool = ..., helper_wanted: bool = ..., long_sick_note: bool = ..., in_person_wish: bool = ..., existing_programme: _Optional[str] = ..., red_flags: _Optional[_Iterable[str]] = ...) -> None: ...
