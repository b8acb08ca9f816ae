from maillage.api.common.v1 import geography_pb2 as _geography_pb2
from maillage.api.common.v1 import options_pb2 as _options_pb2
from maillage.api.directory.v1 import entries_service_pb2 as _entries_service_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class FindPlacesRequest(_message.Message):
    __slots__ = ("at",)
    AT_FIELD_NUMBER: _ClassVar[int]
    at: str
    def __init__(self, at: _Optional[str] = ...) -> None: ...

class FindPlacesResponse(_message.Message):
    __slots__ = ("candidates", "suggestions")
    CANDIDATES_FIELD_NUMBER: _ClassVar[int]
    SUGGESTIONS_FIELD_NUMBER: _ClassVar[int]
    candidates: _containers.RepeatedCompositeFieldContainer[_entries_service_pb2.PlaceCandidate]
    suggestions: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, candidates: _Optional[_Iterable[_Union[_entries_service_pb2.PlaceCandidate, _Mapping]]] = ..., suggestions: _Optional[_Iterable[str]] = ...) -> None: ...

class ListCommuneFactsRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class CommuneFacts(_message.Message):
    __slots__ = ("commune_code", "position", "position_source", "position_accuracy_m", "apl", "apl_year", "apl_level", "zoning")
    COMMUNE_CODE_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    POSITION_SOURCE_FIELD_NUMBER: _ClassVar[int]
    POSITION_ACCURACY_M_FIELD_NUMBER: _ClassVar[int]
    APL_FIELD_NUMBER: _ClassVar[int]
    APL_YEAR_FIELD_NUMBER: _ClassVar[int]
    APL_LEVEL_FIELD_NUMBER: _ClassVar[int]
    ZONING_FIELD_NUMBER: _ClassVar[int]
    commune_code: str
    position: _geography_pb2.Position
    position_source: str
    position_accuracy_m: int
    apl: float
    apl_year: int
    apl_level: str
    zoning: str
    def __init__(self, commune_code: _Optional[str] = ..., position: _Optional[_Union[_geography_pb2.Position, _Mapping]] = ..., position_source: _Optional[str] = ..., position_accuracy_m: _Optional[int] = ..., apl: _Optional[float] = ..., apl_year: _Optional[int] = ..., apl_level: _Optional[str] = ..., zoning: _Optional[str] = ...) -> None: ...

class ListCommuneFactsResponse(_message.Message):
    __slots__ = ("facts", "revision")
    FACTS_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    facts: _containers.RepeatedCompositeFieldContainer[CommuneFacts]
    revision: int
    def __init__(self, facts: _Optional[_Iterable[_Union[CommuneFacts, _Mapping]]] = ..., revision: _Optional[int] = ...) -> None: ...
