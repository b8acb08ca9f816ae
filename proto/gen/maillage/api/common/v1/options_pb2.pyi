from google.protobuf import descriptor_pb2 as _descriptor_pb2
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from typing import ClassVar as _ClassVar

DESCRIPTOR: _descriptor.FileDescriptor

class CallerRole(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CALLER_ROLE_UNSPECIFIED: _ClassVar[CallerRole]
    CALLER_ROLE_PUBLIC: _ClassVar[CallerRole]
    CALLER_ROLE_PATIENT: _ClassVar[CallerRole]
    CALLER_ROLE_PROFESSIONAL: _ClassVar[CallerRole]
    CALLER_ROLE_KIOSK: _ClassVar[CallerRole]
    CALLER_ROLE_OPERATOR: _ClassVar[CallerRole]
    CALLER_ROLE_AGENCY: _ClassVar[CallerRole]
    CALLER_ROLE_SERVICE: _ClassVar[CallerRole]
CALLER_ROLE_UNSPECIFIED: CallerRole
CALLER_ROLE_PUBLIC: CallerRole
CALLER_ROLE_PATIENT: CallerRole
CALLER_ROLE_PROFESSIONAL: CallerRole
CALLER_ROLE_KIOSK: CallerRole
CALLER_ROLE_OPERATOR: CallerRole
CALLER_ROLE_AGENCY: CallerRole
CALLER_ROLE_SERVICE: CallerRole
CALLERS_FIELD_NUMBER: _ClassVar[int]
callers: _descriptor.FieldDescriptor
SENSITIVE_FIELD_NUMBER: _ClassVar[int]
sensitive: _descriptor.FieldDescriptor
