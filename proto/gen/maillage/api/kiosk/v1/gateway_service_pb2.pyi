import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from maillage.api.common.v1 import options_pb2 as _options_pb2
from maillage.api.directory.v1 import equipment_pb2 as _equipment_pb2
from maillage.api.directory.v1 import live_state_pb2 as _live_state_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class SendHeartbeatRequest(_message.Message):
    __slots__ = ("request_id", "sent_at", "equipment", "bandwidth_kbps", "agent_version")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    SENT_AT_FIELD_NUMBER: _ClassVar[int]
    EQUIPMENT_FIELD_NUMBER: _ClassVar[int]
    BANDWIDTH_KBPS_FIELD_NUMBER: _ClassVar[int]
    AGENT_VERSION_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    sent_at: _timestamp_pb2.Timestamp
    equipment: _containers.RepeatedCompositeFieldContainer[_equipment_pb2.Equipment]
    bandwidth_kbps: int
    agent_version: str
    def __init__(self, request_id: _Optional[str] = ..., sent_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., equipment: _Optional[_Iterable[_Union[_equipment_pb2.Equipment, _Mapping]]] = ..., bandwidth_kbps: _Optional[int] = ..., agent_version: _Optional[str] = ...) -> None: ...

class SendHeartbeatResponse(_message.Message):
    __slots__ = ("next_in_seconds", "clock_ahead_ms")
    NEXT_IN_SECONDS_FIELD_NUMBER: _ClassVar[int]
    CLOCK_AHEAD_MS_FIELD_NUMBER: _ClassVar[int]
    next_in_seconds: int
    clock_ahead_ms: int
    def __init__(self, next_in_seconds: _Optional[int] = ..., clock_ahead_ms: _Optional[int] = ...) -> None: ...

class GetCabinRequest(_message.Message):
    __slots__ = ("entry_id",)
    ENTRY_ID_FIELD_NUMBER: _ClassVar[int]
    entry_id: str
    def __init__(self, entry_id: _Optional[str] = ...) -> None: ...

class GetCabinResponse(_message.Message):
    __slots__ = ("entry_id", "live_state", "clock_ahead_ms", "agent_version", "delivered")
    ENTRY_ID_FIELD_NUMBER: _ClassVar[int]
    LIVE_STATE_FIELD_NUMBER: _ClassVar[int]
    CLOCK_AHEAD_MS_FIELD_NUMBER: _ClassVar[int]
    AGENT_VERSION_FIELD_NUMBER: _ClassVar[int]
    DELIVERED_FIELD_NUMBER: _ClassVar[int]
    entry_id: str
    live_state: _live_state_pb2.LiveState
    clock_ahead_ms: int
    agent_version: str
    delivered: bool
    def __init__(self, entry_id: _Optional[str] = ..., live_state: _Optional[_Union[_live_state_pb2.LiveState, _Mapping]] = ..., clock_ahead_ms: _Optional[int] = ..., agent_version: _Optional[str] = ..., delivered: bool = ...) -> None: ...
