import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from maillage.api.common.v1 import geography_pb2 as _geography_pb2
from maillage.api.common.v1 import options_pb2 as _options_pb2
from maillage.api.directory.v1 import entry_pb2 as _entry_pb2
from maillage.api.directory.v1 import equipment_pb2 as _equipment_pb2
from maillage.api.directory.v1 import live_state_pb2 as _live_state_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class RegisterEntryRequest(_message.Message):
    __slots__ = ("request_id", "entry")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    ENTRY_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    entry: _entry_pb2.Entry
    def __init__(self, request_id: _Optional[str] = ..., entry: _Optional[_Union[_entry_pb2.Entry, _Mapping]] = ...) -> None: ...

class RegisterEntryResponse(_message.Message):
    __slots__ = ("entry",)
    ENTRY_FIELD_NUMBER: _ClassVar[int]
    entry: _entry_pb2.Entry
    def __init__(self, entry: _Optional[_Union[_entry_pb2.Entry, _Mapping]] = ...) -> None: ...

class UpdateEntryRequest(_message.Message):
    __slots__ = ("request_id", "entry")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    ENTRY_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    entry: _entry_pb2.Entry
    def __init__(self, request_id: _Optional[str] = ..., entry: _Optional[_Union[_entry_pb2.Entry, _Mapping]] = ...) -> None: ...

class UpdateEntryResponse(_message.Message):
    __slots__ = ("entry",)
    ENTRY_FIELD_NUMBER: _ClassVar[int]
    entry: _entry_pb2.Entry
    def __init__(self, entry: _Optional[_Union[_entry_pb2.Entry, _Mapping]] = ...) -> None: ...

class RetireEntryRequest(_message.Message):
    __slots__ = ("request_id", "entry_id")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    ENTRY_ID_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    entry_id: str
    def __init__(self, request_id: _Optional[str] = ..., entry_id: _Optional[str] = ...) -> None: ...

class RetireEntryResponse(_message.Message):
    __slots__ = ("entry",)
    ENTRY_FIELD_NUMBER: _ClassVar[int]
    entry: _entry_pb2.Entry
    def __init__(self, entry: _Optional[_Union[_entry_pb2.Entry, _Mapping]] = ...) -> None: ...

class GetEntryRequest(_message.Message):
    __slots__ = ("entry_id",)
    ENTRY_ID_FIELD_NUMBER: _ClassVar[int]
    entry_id: str
    def __init__(self, entry_id: _Optional[str] = ...) -> None: ...

class GetEntryResponse(_message.Message):
    __slots__ = ("entry",)
    ENTRY_FIELD_NUMBER: _ClassVar[int]
    entry: _entry_pb2.Entry
    def __init__(self, entry: _Optional[_Union[_entry_pb2.Entry, _Mapping]] = ...) -> None: ...

class SearchEntriesRequest(_message.Message):
    __slots__ = ("at", "position", "kinds", "equipment", "speciality_code", "open_at", "step_free", "language", "page_size", "radius_km", "page_token")
    AT_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    KINDS_FIELD_NUMBER: _ClassVar[int]
    EQUIPMENT_FIELD_NUMBER: _ClassVar[int]
    SPECIALITY_CODE_FIELD_NUMBER: _ClassVar[int]
    OPEN_AT_FIELD_NUMBER: _ClassVar[int]
    STEP_FREE_FIELD_NUMBER: _ClassVar[int]
    LANGUAGE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    RADIUS_KM_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    at: str
    position: _geography_pb2.Position
    kinds: _containers.RepeatedScalarFieldContainer[_entry_pb2.EntryKind]
    equipment: _containers.RepeatedScalarFieldContainer[_equipment_pb2.EquipmentKind]
    speciality_code: str
    open_at: _timestamp_pb2.Timestamp
    step_free: bool
    language: str
    page_size: int
    radius_km: float
    page_token: str
    def __init__(self, at: _Optional[str] = ..., position: _Optional[_Union[_geography_pb2.Position, _Mapping]] = ..., kinds: _Optional[_Iterable[_Union[_entry_pb2.EntryKind, str]]] = ..., equipment: _Optional[_Iterable[_Union[_equipment_pb2.EquipmentKind, str]]] = ..., speciality_code: _Optional[str] = ..., open_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., step_free: bool = ..., language: _Optional[str] = ..., page_size: _Optional[int] = ..., radius_km: _Optional[float] = ..., page_token: _Optional[str] = ...) -> None: ...

class FoundEntry(_message.Message):
    __slots__ = ("entry", "distance_km", "open")
    ENTRY_FIELD_NUMBER: _ClassVar[int]
    DISTANCE_KM_FIELD_NUMBER: _ClassVar[int]
    OPEN_FIELD_NUMBER: _ClassVar[int]
    entry: _entry_pb2.Entry
    distance_km: float
    open: bool
    def __init__(self, entry: _Optional[_Union[_entry_pb2.Entry, _Mapping]] = ..., distance_km: _Optional[float] = ..., open: bool = ...) -> None: ...

class SearchEntriesResponse(_message.Message):
    __slots__ = ("found", "next_page_token", "place_choices")
    FOUND_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    PLACE_CHOICES_FIELD_NUMBER: _ClassVar[int]
    found: _containers.RepeatedCompositeFieldContainer[FoundEntry]
    next_page_token: str
    place_choices: _containers.RepeatedCompositeFieldContainer[PlaceCandidate]
    def __init__(self, found: _Optional[_Iterable[_Union[FoundEntry, _Mapping]]] = ..., next_page_token: _Optional[str] = ..., place_choices: _Optional[_Iterable[_Union[PlaceCandidate, _Mapping]]] = ...) -> None: ...

class PlaceCandidate(_message.Message):
    __slots__ = ("commune_code", "name", "department_code", "department_name", "postal_codes", "population", "position", "position_source", "position_accuracy_m")
    COMMUNE_CODE_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    DEPARTMENT_CODE_FIELD_NUMBER: _ClassVar[int]
    DEPARTMENT_NAME_FIELD_NUMBER: _ClassVar[int]
    POSTAL_CODES_FIELD_NUMBER: _ClassVar[int]
    POPULATION_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    POSITION_SOURCE_FIELD_NUMBER: _ClassVar[int]
    POSITION_ACCURACY_M_FIELD_NUMBER: _ClassVar[int]
    commune_code: str
    name: str
    department_code: str
    department_name: str
    postal_codes: _containers.RepeatedScalarFieldContainer[str]
    population: int
    position: _geography_pb2.Position
    position_source: str
    position_accuracy_m: int
    def __init__(self, commune_code: _Optional[str] = ..., name: _Optional[str] = ..., department_code: _Optional[str] = ..., department_name: _Optional[str] = ..., postal_codes: _Optional[_Iterable[str]] = ..., population: _Optional[int] = ..., position: _Optional[_Union[_geography_pb2.Position, _Mapping]] = ..., position_source: _Optional[str] = ..., position_accuracy_m: _Optional[int] = ...) -> None: ...

class ListEntryHistoryRequest(_message.Message):
    __slots__ = ("entry_id",)
    ENTRY_ID_FIELD_NUMBER: _ClassVar[int]
    entry_id: str
    def __init__(self, entry_id: _Optional[str] = ...) -> None: ...

class EntryChange(_message.Message):
    __slots__ = ("position", "at", "action", "actor", "entry")
    POSITION_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    ENTRY_FIELD_NUMBER: _ClassVar[int]
    position: int
    at: _timestamp_pb2.Timestamp
    action: str
    actor: str
    entry: _entry_pb2.Entry
    def __init__(self, position: _Optional[int] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., action: _Optional[str] = ..., actor: _Optional[str] = ..., entry: _Optional[_Union[_entry_pb2.Entry, _Mapping]] = ...) -> None: ...

class ListEntryHistoryResponse(_message.Message):
    __slots__ = ("changes",)
    CHANGES_FIELD_NUMBER: _ClassVar[int]
    changes: _containers.RepeatedCompositeFieldContainer[EntryChange]
    def __init__(self, changes: _Optional[_Iterable[_Union[EntryChange, _Mapping]]] = ...) -> None: ...

class WatchEntriesRequest(_message.Message):
    __slots__ = ("after_position",)
    AFTER_POSITION_FIELD_NUMBER: _ClassVar[int]
    after_position: int
    def __init__(self, after_position: _Optional[int] = ...) -> None: ...

class WatchEntriesResponse(_message.Message):
    __slots__ = ("changes", "position", "caught_up", "commune_facts_revision")
    CHANGES_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    CAUGHT_UP_FIELD_NUMBER: _ClassVar[int]
    COMMUNE_FACTS_REVISION_FIELD_NUMBER: _ClassVar[int]
    changes: _containers.RepeatedCompositeFieldContainer[EntryChange]
    position: int
    caught_up: bool
    commune_facts_revision: int
    def __init__(self, changes: _Optional[_Iterable[_Union[EntryChange, _Mapping]]] = ..., position: _Optional[int] = ..., caught_up: bool = ..., commune_facts_revision: _Optional[int] = ...) -> None: ...

class CountEntriesRequest(_message.Message):
    __slots__ = ("group_by", "department_code")
    GROUP_BY_FIELD_NUMBER: _ClassVar[int]
    DEPARTMENT_CODE_FIELD_NUMBER: _ClassVar[int]
    group_by: str
    department_code: str
    def __init__(self, group_by: _Optional[str] = ..., department_code: _Optional[str] = ...) -> None: ...

class EntryCount(_message.Message):
    __slots__ = ("territory_code", "kind", "count")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    COUNT_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    kind: _entry_pb2.EntryKind
    count: int
    def __init__(self, territory_code: _Optional[str] = ..., kind: _Optional[_Union[_entry_pb2.EntryKind, str]] = ..., count: _Optional[int] = ...) -> None: ...

class CountEntriesResponse(_message.Message):
    __slots__ = ("counts",)
    COUNTS_FIELD_NUMBER: _ClassVar[int]
    counts: _containers.RepeatedCompositeFieldContainer[EntryCount]
    def __init__(self, counts: _Optional[_Iterable[_Union[EntryCount, _Mapping]]] = ...) -> None: ...

class ReportLiveStateRequest(_message.Message):
    __slots__ = ("request_id", "entry_id", "live_state")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    ENTRY_ID_FIELD_NUMBER: _ClassVar[int]
    LIVE_STATE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    entry_id: str
    live_state: _live_state_pb2.LiveState
    def __init__(self, request_id: _Optional[str] = ..., entry_id: _Optional[str] = ..., live_state: _Optional[_Union[_live_state_pb2.LiveState, _Mapping]] = ...) -> None: ...

class ReportLiveStateResponse(_message.Message):
    __slots__ = ("changed",)
    CHANGED_FIELD_NUMBER: _ClassVar[int]
    changed: bool
    def __init__(self, changed: bool = ...) -> None: ...
