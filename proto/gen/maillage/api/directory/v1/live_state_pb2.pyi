import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from maillage.api.directory.v1 import equipment_pb2 as _equipment_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ConnectionState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CONNECTION_STATE_UNSPECIFIED: _ClassVar[ConnectionState]
    CONNECTION_STATE_CONNECTED: _ClassVar[ConnectionState]
    CONNECTION_STATE_SILENT: _ClassVar[ConnectionState]
CONNECTION_STATE_UNSPECIFIED: ConnectionState
CONNECTION_STATE_CONNECTED: ConnectionState
CONNECTION_STATE_SILENT: ConnectionState

class LiveState(_message.Message):
    __slots__ = ("connection", "last_seen_at", "equipment", "bandwidth_kbps")
    CONNECTION_FIELD_NUMBER: _ClassVar[int]
    LAST_SEEN_AT_FIELD_NUMBER: _ClassVar[int]
    EQUIPMENT_FIELD_NUMBER: _ClassVar[int]
    BANDWIDTH_KBPS_FIELD_NUMBER: _ClassVar[int]
    connection: ConnectionState
    last_seen_at: _timestamp_pb2.Timestamp
    equipment: _containers.RepeatedCompositeFieldContainer[_equipment_pb2.Equipment]
    bandwidth_kbps: int
    def __init__(self, connection: _Optional[_Union[ConnectionState, str]] = ..., last_seen_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., equipment: _Optional[_Iterable[_Union[_equipment_pb2.Equipment, _Mapping]]] = ..., bandwidth_kbps: _Optional[int] = ...) -> None: ...
