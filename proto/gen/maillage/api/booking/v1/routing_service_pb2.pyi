import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from maillage.api.booking.v1 import option_pb2 as _option_pb2
from maillage.api.booking.v1 import situation_pb2 as _situation_pb2
from maillage.api.common.v1 import options_pb2 as _options_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class FindOptionsRequest(_message.Message):
    __slots__ = ("situation", "limit")
    SITUATION_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    situation: _situation_pb2.Situation
    limit: int
    def __init__(self, situation: _Optional[_Union[_situation_pb2.Situation, _Mapping]] = ..., limit: _Optional[int] = ...) -> None: ...

class FindOptionsResponse(_message.Message):
    __slots__ = ("options", "missing", "emergency", "red_flag_questions", "access", "fallback", "place_choices", "place_label", "decision_id", "index_version", "rules_version", "earliest", "notice")
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    MISSING_FIELD_NUMBER: _ClassVar[int]
    EMERGENCY_FIELD_NUMBER: _ClassVar[int]
    RED_FLAG_QUESTIONS_FIELD_NUMBER: _ClassVar[int]
    ACCESS_FIELD_NUMBER: _ClassVar[int]
    FALLBACK_FIELD_NUMBER: _ClassVar[int]
    PLACE_CHOICES_FIELD_NUMBER: _ClassVar[int]
    PLACE_LABEL_FIELD_NUMBER: _ClassVar[int]
    DECISION_ID_FIELD_NUMBER: _ClassVar[int]
    INDEX_VERSION_FIELD_NUMBER: _ClassVar[int]
    RULES_VERSION_FIELD_NUMBER: _ClassVar[int]
    EARLIEST_FIELD_NUMBER: _ClassVar[int]
    NOTICE_FIELD_NUMBER: _ClassVar[int]
    options: _containers.RepeatedCompositeFieldContainer[_option_pb2.Option]
    missing: _containers.RepeatedCompositeFieldContainer[_option_pb2.MissingMode]
    emergency: _option_pb2.Emergency
    red_flag_questions: _containers.RepeatedCompositeFieldContainer[_option_pb2.RedFlagQuestion]
    access: _option_pb2.AccessToDoctors
    fallback: _option_pb2.Fallback
    place_choices: _containers.RepeatedCompositeFieldContainer[_option_pb2.PlaceChoice]
    place_label: str
    decision_id: str
    index_version: str
    rules_version: str
    earliest: _timestamp_pb2.Timestamp
    notice: str
    def __init__(self, options: _Optional[_Iterable[_Union[_option_pb2.Option, _Mapping]]] = ..., missing: _Optional[_Iterable[_Union[_option_pb2.MissingMode, _Mapping]]] = ..., emergency: _Optional[_Union[_option_pb2.Emergency, _Mapping]] = ..., red_flag_questions: _Optional[_Iterable[_Union[_option_pb2.RedFlagQuestion, _Mapping]]] = ..., access: _Optional[_Union[_option_pb2.AccessToDoctors, _Mapping]] = ..., fallback: _Optional[_Union[_option_pb2.Fallback, _Mapping]] = ..., place_choices: _Optional[_Iterable[_Union[_option_pb2.PlaceChoice, _Mapping]]] = ..., place_label: _Optional[str] = ..., decision_id: _Optional[str] = ..., index_version: _Optional[str] = ..., rules_version: _Optional[str] = ..., earliest: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., notice: _Optional[str] = ...) -> None: ...

class ListNeedsRequest(_message.Message):
    __slots__ = ("query",)
    QUERY_FIELD_NUMBER: _ClassVar[int]
    query: str
    def __init__(self, query: _Optional[str] = ...) -> None: ...

class Need(_message.Message):
    __slots__ = ("id", "label", "label_en", "help", "category", "modes", "duration_minutes", "time_frame_hours", "red_flag_questions", "sources", "sick_note")
    ID_FIELD_NUMBER: _ClassVar[int]
    LABEL_FIELD_NUMBER: _ClassVar[int]
    LABEL_EN_FIELD_NUMBER: _ClassVar[int]
    HELP_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    MODES_FIELD_NUMBER: _ClassVar[int]
    DURATION_MINUTES_FIELD_NUMBER: _ClassVar[int]
    TIME_FRAME_HOURS_FIELD_NUMBER: _ClassVar[int]
    RED_FLAG_QUESTIONS_FIELD_NUMBER: _ClassVar[int]
    SOURCES_FIELD_NUMBER: _ClassVar[int]
    SICK_NOTE_FIELD_NUMBER: _ClassVar[int]
    id: str
    label: str
    label_en: str
    help: str
    category: str
    modes: _containers.RepeatedScalarFieldContainer[_option_pb2.Mode]
    duration_minutes: int
    time_frame_hours: int
    red_flag_questions: _containers.RepeatedCompositeFieldContainer[_option_pb2.RedFlagQuestion]
    sources: _containers.RepeatedScalarFieldContainer[str]
    sick_note: bool
    def __init__(self, id: _Optional[str] = ..., label: _Optional[str] = ..., label_en: _Optional[str] = ..., help: _Optional[str] = ..., category: _Optional[str] = ..., modes: _Optional[_Iterable[_Union[_option_pb2.Mode, str]]] = ..., duration_minutes: _Optional[int] = ..., time_frame_hours: _Optional[int] = ..., red_flag_questions: _Optional[_Iterable[_Union[_option_pb2.RedFlagQuestion, _Mapping]]] = ..., sources: _Optional[_Iterable[str]] = ..., sick_note: bool = ...) -> None: ...

class ListNeedsResponse(_message.Message):
    __slots__ = ("needs", "version", "medically_validated", "notice")
    NEEDS_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    MEDICALLY_VALIDATED_FIELD_NUMBER: _ClassVar[int]
    NOTICE_FIELD_NUMBER: _ClassVar[int]
    needs: _containers.RepeatedCompositeFieldContainer[Need]
    version: str
    medically_validated: bool
    notice: str
    def __init__(self, needs: _Optional[_Iterable[_Union[Need, _Mapping]]] = ..., version: _Optional[str] = ..., medically_validated: bool = ..., notice: _Optional[str] = ...) -> None: ...

class GetDecisionRequest(_message.Message):
    __slots__ = ("decision_id",)
    DECISION_ID_FIELD_NUMBER: _ClassVar[int]
    decision_id: str
    def __init__(self, decision_id: _Optional[str] = ...) -> None: ...

class GetDecisionResponse(_message.Message):
    __slots__ = ("decision_id", "decided_at", "situation", "index_version", "rules_version", "option_ids", "candidates_weighed", "record_json")
    DECISION_ID_FIELD_NUMBER: _ClassVar[int]
    DECIDED_AT_FIELD_NUMBER: _ClassVar[int]
    SITUATION_FIELD_NUMBER: _ClassVar[int]
    INDEX_VERSION_FIELD_NUMBER: _ClassVar[int]
    RULES_VERSION_FIELD_NUMBER: _ClassVar[int]
    OPTION_IDS_FIELD_NUMBER: _ClassVar[int]
    CANDIDATES_WEIGHED_FIELD_NUMBER: _ClassVar[int]
    RECORD_JSON_FIELD_NUMBER: _ClassVar[int]
    decision_id: str
    decided_at: _timestamp_pb2.Timestamp
    situation: _situation_pb2.Situation
    index_version: str
    rules_version: str
    option_ids: _containers.RepeatedScalarFieldContainer[str]
    candidates_weighed: int
    record_json: str
    def __init__(self, decision_id: _Optional[str] = ..., decided_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., situation: _Optional[_Union[_situation_pb2.Situation, _Mapping]] = ..., index_version: _Optional[str] = ..., rules_version: _Optional[str] = ..., option_ids: _Optional[_Iterable[str]] = ..., candidates_weighed: _Optional[int] = ..., record_json: _Optional[str] = ...) -> None: ...

class ReplayDecisionRequest(_message.Message):
    __slots__ = ("decision_id",)
    DECISION_ID_FIELD_NUMBER: _ClassVar[int]
    decision_id: str
    def __init__(self, decision_id: _Optional[str] = ...) -> None: ...

class ReplayDecisionResponse(_message.Message):
    __slots__ = ("same", "option_ids", "recorded_option_ids")
    SAME_FIELD_NUMBER: _ClassVar[int]
    OPTION_IDS_FIELD_NUMBER: _ClassVar[int]
    RECORDED_OPTION_IDS_FIELD_NUMBER: _ClassVar[int]
    same: bool
    option_ids: _containers.RepeatedScalarFieldContainer[str]
    recorded_option_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, same: bool = ..., option_ids: _Optional[_Iterable[str]] = ..., recorded_option_ids: _Optional[_Iterable[str]] = ...) -> None: ...
