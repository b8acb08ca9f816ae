import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from maillage.api.common.v1 import options_pb2 as _options_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class VerifyInvariantsRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class InvariantResult(_message.Message):
    __slots__ = ("name", "statement", "checked", "violations", "examples")
    NAME_FIELD_NUMBER: _ClassVar[int]
    STATEMENT_FIELD_NUMBER: _ClassVar[int]
    CHECKED_FIELD_NUMBER: _ClassVar[int]
    VIOLATIONS_FIELD_NUMBER: _ClassVar[int]
    EXAMPLES_FIELD_NUMBER: _ClassVar[int]
    name: str
    statement: str
    checked: int
    violations: int
    examples: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, name: _Optional[str] = ..., statement: _Optional[str] = ..., checked: _Optional[int] = ..., violations: _Optional[int] = ..., examples: _Optional[_Iterable[str]] = ...) -> None: ...

class VerifyInvariantsResponse(_message.Message):
    __slots__ = ("invariants",)
    INVARIANTS_FIELD_NUMBER: _ClassVar[int]
    invariants: _containers.RepeatedCompositeFieldContainer[InvariantResult]
    def __init__(self, invariants: _Optional[_Iterable[_Union[InvariantResult, _Mapping]]] = ...) -> None: ...

class GetIndexStateRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class GetIndexStateResponse(_message.Message):
    __slots__ = ("index_version", "rules_version", "resources", "caught_up", "last_followed_at")
    class ResourcesEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: int
        def __init__(self, key: _Optional[str] = ..., value: _Optional[int] = ...) -> None: ...
    INDEX_VERSION_FIELD_NUMBER: _ClassVar[int]
    RULES_VERSION_FIELD_NUMBER: _ClassVar[int]
    RESOURCES_FIELD_NUMBER: _ClassVar[int]
    CAUGHT_UP_FIELD_NUMBER: _ClassVar[int]
    LAST_FOLLOWED_AT_FIELD_NUMBER: _ClassVar[int]
    index_version: str
    rules_version: str
    resources: _containers.ScalarMap[str, int]
    caught_up: bool
    last_followed_at: _timestamp_pb2.Timestamp
    def __init__(self, index_version: _Optional[str] = ..., rules_version: _Optional[str] = ..., resources: _Optional[_Mapping[str, int]] = ..., caught_up: bool = ..., last_followed_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...
