from maillage.api.common.v1 import options_pb2 as _options_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ImportKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    IMPORT_KIND_UNSPECIFIED: _ClassVar[ImportKind]
    IMPORT_KIND_COMMUNES: _ClassVar[ImportKind]
    IMPORT_KIND_FRANCE_SERVICES: _ClassVar[ImportKind]
    IMPORT_KIND_ACCESS_POINTS: _ClassVar[ImportKind]
    IMPORT_KIND_APL: _ClassVar[ImportKind]
    IMPORT_KIND_ZONING: _ClassVar[ImportKind]
IMPORT_KIND_UNSPECIFIED: ImportKind
IMPORT_KIND_COMMUNES: ImportKind
IMPORT_KIND_FRANCE_SERVICES: ImportKind
IMPORT_KIND_ACCESS_POINTS: ImportKind
IMPORT_KIND_APL: ImportKind
IMPORT_KIND_ZONING: ImportKind

class ImportFileRequest(_message.Message):
    __slots__ = ("request_id", "kind", "file_name", "chunk")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    CHUNK_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    kind: ImportKind
    file_name: str
    chunk: bytes
    def __init__(self, request_id: _Optional[str] = ..., kind: _Optional[_Union[ImportKind, str]] = ..., file_name: _Optional[str] = ..., chunk: _Optional[bytes] = ...) -> None: ...

class RejectedRow(_message.Message):
    __slots__ = ("line", "field", "reason", "sentence")
    LINE_FIELD_NUMBER: _ClassVar[int]
    FIELD_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    SENTENCE_FIELD_NUMBER: _ClassVar[int]
    line: int
    field: str
    reason: str
    sentence: str
    def __init__(self, line: _Optional[int] = ..., field: _Optional[str] = ..., reason: _Optional[str] = ..., sentence: _Optional[str] = ...) -> None: ...

class ImportFileResponse(_message.Message):
    __slots__ = ("rows_read", "rows_total", "imported", "updated", "unchanged", "rejected", "doubtful", "done")
    ROWS_READ_FIELD_NUMBER: _ClassVar[int]
    ROWS_TOTAL_FIELD_NUMBER: _ClassVar[int]
    IMPORTED_FIELD_NUMBER: _ClassVar[int]
    UPDATED_FIELD_NUMBER: _ClassVar[int]
    UNCHANGED_FIELD_NUMBER: _ClassVar[int]
    REJECTED_FIELD_NUMBER: _ClassVar[int]
    DOUBTFUL_FIELD_NUMBER: _ClassVar[int]
    DONE_FIELD_NUMBER: _ClassVar[int]
    rows_read: int
    rows_total: int
    imported: int
    updated: int
    unchanged: int
    rejected: _containers.RepeatedCompositeFieldContainer[RejectedRow]
    doubtful: _containers.RepeatedCompositeFieldContainer[RejectedRow]
    done: bool
    def __init__(self, rows_read: _Optional[int] = ..., rows_total: _Optional[int] = ..., imported: _Optional[int] = ..., updated: _Optional[int] = ..., unchanged: _Optional[int] = ..., rejected: _Optional[_Iterable[_Union[RejectedRow, _Mapping]]] = ..., doubtful: _Optional[_Iterable[_Union[RejectedRow, _Mapping]]] = ..., done: bool = ...) -> None: ...
