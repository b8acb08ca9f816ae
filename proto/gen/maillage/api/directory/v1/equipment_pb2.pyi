import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class EquipmentKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    EQUIPMENT_KIND_UNSPECIFIED: _ClassVar[EquipmentKind]
    EQUIPMENT_KIND_ECG_12_LEAD: _ClassVar[EquipmentKind]
    EQUIPMENT_KIND_BLOOD_PRESSURE: _ClassVar[EquipmentKind]
    EQUIPMENT_KIND_OTOSCOPE: _ClassVar[EquipmentKind]
    EQUIPMENT_KIND_STETHOSCOPE: _ClassVar[EquipmentKind]
    EQUIPMENT_KIND_OXIMETER: _ClassVar[EquipmentKind]
    EQUIPMENT_KIND_THERMOMETER: _ClassVar[EquipmentKind]
    EQUIPMENT_KIND_SCALE: _ClassVar[EquipmentKind]
    EQUIPMENT_KIND_AUDIOMETER: _ClassVar[EquipmentKind]
    EQUIPMENT_KIND_DERMATOSCOPE: _ClassVar[EquipmentKind]
    EQUIPMENT_KIND_GLUCOMETER: _ClassVar[EquipmentKind]
    EQUIPMENT_KIND_CAMERA: _ClassVar[EquipmentKind]

class EquipmentState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    EQUIPMENT_STATE_UNSPECIFIED: _ClassVar[EquipmentState]
    EQUIPMENT_STATE_WORKING: _ClassVar[EquipmentState]
    EQUIPMENT_STATE_DEGRADED: _ClassVar[EquipmentState]
    EQUIPMENT_STATE_BROKEN: _ClassVar[EquipmentState]
    EQUIPMENT_STATE_DECLARED: _ClassVar[EquipmentState]
EQUIPMENT_KIND_UNSPECIFIED: EquipmentKind
EQUIPMENT_KIND_ECG_12_LEAD: EquipmentKind
EQUIPMENT_KIND_BLOOD_PRESSURE: EquipmentKind
EQUIPMENT_KIND_OTOSCOPE: EquipmentKind
EQUIPMENT_KIND_STETHOSCOPE: EquipmentKind
EQUIPMENT_KIND_OXIMETER: EquipmentKind
EQUIPMENT_KIND_THERMOMETER: EquipmentKind
EQUIPMENT_KIND_SCALE: EquipmentKind
EQUIPMENT_KIND_AUDIOMETER: EquipmentKind
EQUIPMENT_KIND_DERMATOSCOPE: EquipmentKind
EQUIPMENT_KIND_GLUCOMETER: EquipmentKind
EQUIPMENT_KIND_CAMERA: EquipmentKind
EQUIPMENT_STATE_UNSPECIFIED: EquipmentState
EQUIPMENT_STATE_WORKING: EquipmentState
EQUIPMENT_STATE_DEGRADED: EquipmentState
EQUIPMENT_STATE_BROKEN: EquipmentState
EQUIPMENT_STATE_DECLARED: EquipmentState

class Equipment(_message.Message):
    __slots__ = ("kind", "state", "last_self_test_at", "calibrated_on")
    KIND_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    LAST_SELF_TEST_AT_FIELD_NUMBER: _ClassVar[int]
    CALIBRATED_ON_FIELD_NUMBER: _ClassVar[int]
    kind: EquipmentKind
    state: EquipmentState
    last_self_test_at: _timestamp_pb2.Timestamp
    calibrated_on: str
    def __init__(self, kind: _Optional[_Union[EquipmentKind, str]] = ..., state: _Optional[_Union[EquipmentState, str]] = ..., last_self_test_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., calibrated_on: _Optional[str] = ...) -> None: ...
