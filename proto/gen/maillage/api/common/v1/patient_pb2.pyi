from maillage.api.common.v1 import options_pb2 as _options_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Optional as _Optional

DESCRIPTOR: _descriptor.FileDescriptor

class PatientProof(_message.Message):
    __slots__ = ("reference", "birth_date", "phone")
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    BIRTH_DATE_FIELD_NUMBER: _ClassVar[int]
    PHONE_FIELD_NUMBER: _ClassVar[int]
    reference: str
    birth_date: str
    phone: str
    def __init__(self, reference: _Optional[str] = ..., birth_date: _Optional[str] = ..., phone: _Optional[str] = ...) -> None: ...
