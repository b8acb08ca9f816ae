import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from maillage.api.common.v1 import geography_pb2 as _geography_pb2
from maillage.api.common.v1 import options_pb2 as _options_pb2
from maillage.api.directory.v1 import details_pb2 as _details_pb2
from maillage.api.directory.v1 import hours_pb2 as _hours_pb2
from maillage.api.directory.v1 import live_state_pb2 as _live_state_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class EntryKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ENTRY_KIND_UNSPECIFIED: _ClassVar[EntryKind]
    ENTRY_KIND_ACCESS_POINT: _ClassVar[EntryKind]
    ENTRY_KIND_PRACTITIONER: _ClassVar[EntryKind]
    ENTRY_KIND_NURSE: _ClassVar[EntryKind]
    ENTRY_KIND_TELEMONITORING_PROGRAMME: _ClassVar[EntryKind]
    ENTRY_KIND_REMOTE_INTERVENTION_CENTRE: _ClassVar[EntryKind]
    ENTRY_KIND_HOME_SUPPORT_PLATFORM: _ClassVar[EntryKind]
    ENTRY_KIND_DIGITAL_HELP_PLACE: _ClassVar[EntryKind]
    ENTRY_KIND_EMERGENCY_NUMBER: _ClassVar[EntryKind]

class BookableVia(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    BOOKABLE_VIA_UNSPECIFIED: _ClassVar[BookableVia]
    BOOKABLE_VIA_HERE: _ClassVar[BookableVia]
    BOOKABLE_VIA_EXTERNAL_LINK: _ClassVar[BookableVia]
    BOOKABLE_VIA_PHONE: _ClassVar[BookableVia]
    BOOKABLE_VIA_WALK_IN: _ClassVar[BookableVia]
    BOOKABLE_VIA_NOTHING: _ClassVar[BookableVia]
ENTRY_KIND_UNSPECIFIED: EntryKind
ENTRY_KIND_ACCESS_POINT: EntryKind
ENTRY_KIND_PRACTITIONER: EntryKind
ENTRY_KIND_NURSE: EntryKind
ENTRY_KIND_TELEMONITORING_PROGRAMME: EntryKind
ENTRY_KIND_REMOTE_INTERVENTION_CENTRE: EntryKind
ENTRY_KIND_HOME_SUPPORT_PLATFORM: EntryKind
ENTRY_KIND_DIGITAL_HELP_PLACE: EntryKind
ENTRY_KIND_EMERGENCY_NUMBER: EntryKind
BOOKABLE_VIA_UNSPECIFIED: BookableVia
BOOKABLE_VIA_HERE: BookableVia
BOOKABLE_VIA_EXTERNAL_LINK: BookableVia
BOOKABLE_VIA_PHONE: BookableVia
BOOKABLE_VIA_WALK_IN: BookableVia
BOOKABLE_VIA_NOTHING: BookableVia

class Provenance(_message.Message):
    __slots__ = ("source", "source_id", "edition")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_ID_FIELD_NUMBER: _ClassVar[int]
    EDITION_FIELD_NUMBER: _ClassVar[int]
    source: str
    source_id: str
    edition: str
    def __init__(self, source: _Optional[str] = ..., source_id: _Optional[str] = ..., edition: _Optional[str] = ...) -> None: ...

class Entry(_message.Message):
    __slots__ = ("id", "kind", "name", "address", "commune_code", "position", "time_zone", "hours", "bookable_via", "booking_contact", "phone", "languages", "provenance", "valid_from", "valid_until", "last_confirmed_at", "demo", "retired", "version", "live_state", "access_point", "practitioner", "nurse", "telemonitoring_programme", "remote_intervention_centre", "home_support_platform", "digital_help_place", "emergency_number", "operator_note")
    ID_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_FIELD_NUMBER: _ClassVar[int]
    COMMUNE_CODE_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    TIME_ZONE_FIELD_NUMBER: _ClassVar[int]
    HOURS_FIELD_NUMBER: _ClassVar[int]
    BOOKABLE_VIA_FIELD_NUMBER: _ClassVar[int]
    BOOKING_CONTACT_FIELD_NUMBER: _ClassVar[int]
    PHONE_FIELD_NUMBER: _ClassVar[int]
    LANGUAGES_FIELD_NUMBER: _ClassVar[int]
    PROVENANCE_FIELD_NUMBER: _ClassVar[int]
    VALID_FROM_FIELD_NUMBER: _ClassVar[int]
    VALID_UNTIL_FIELD_NUMBER: _ClassVar[int]
    LAST_CONFIRMED_AT_FIELD_NUMBER: _ClassVar[int]
    DEMO_FIELD_NUMBER: _ClassVar[int]
    RETIRED_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    LIVE_STATE_FIELD_NUMBER: _ClassVar[int]
    ACCESS_POINT_FIELD_NUMBER: _ClassVar[int]
    PRACTITIONER_FIELD_NUMBER: _ClassVar[int]
    NURSE_FIELD_NUMBER: _ClassVar[int]
    TELEMONITORING_PROGRAMME_FIELD_NUMBER: _ClassVar[int]
    REMOTE_INTERVENTION_CENTRE_FIELD_NUMBER: _ClassVar[int]
    HOME_SUPPORT_PLATFORM_FIELD_NUMBER: _ClassVar[int]
    DIGITAL_HELP_PLACE_FIELD_NUMBER: _ClassVar[int]
    EMERGENCY_NUMBER_FIELD_NUMBER: _ClassVar[int]
    OPERATOR_NOTE_FIELD_NUMBER: _ClassVar[int]
    id: str
    kind: EntryKind
    name: str
    address: str
    commune_code: str
    position: _geography_pb2.Position
    time_zone: str
    hours: _hours_pb2.OpeningHours
    bookable_via: BookableVia
    booking_contact: str
    phone: str
    languages: _containers.RepeatedScalarFieldContainer[str]
    provenance: Provenance
    valid_from: str
    valid_until: str
    last_confirmed_at: _timestamp_pb2.Timestamp
    demo: bool
    retired: bool
    version: int
    live_state: _live_state_pb2.LiveState
    access_point: _details_pb2.AccessPoint
    practitioner: _details_pb2.Practitioner
    nurse: _details_pb2.Nurse
    telemonitoring_programme: _details_pb2.TelemonitoringProgramme
    remote_intervention_centre: _details_pb2.RemoteInterventionCentre
    home_support_platform: _details_pb2.HomeSupportPlatform
    digital_help_place: _details_pb2.DigitalHelpPlace
    emergency_number: _details_pb2.EmergencyNumber
    operator_note: str
    def __init__(self, id: _Optional[str] = ..., kind: _Optional[_Union[EntryKind, str]] = ..., name: _Optional[str] = ..., address: _Optional[str] = ..., commune_code: _Optional[str] = ..., position: _Optional[_Union[_geography_pb2.Position, _Mapping]] = ..., time_zone: _Optional[str] = ..., hours: _Optional[_Union[_hours_pb2.OpeningHours, _Mapping]] = ..., bookable_via: _Optional[_Union[BookableVia, str]] = ..., booking_contact: _Optional[str] = ..., phone: _Optional[str] = ..., languages: _Optional[_Iterable[str]] = ..., provenance: _Optional[_Union[Provenance, _Mapping]] = ..., valid_from: _Optional[str] = ..., valid_until: _Optional[str] = ..., last_confirmed_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., demo: bool = ..., retired: bool = ..., version: _Optional[int] = ..., live_state: _Optional[_Union[_live_state_pb2.LiveState, _Mapping]] = ..., access_point: _Optional[_Union[_details_pb2.AccessPoint, _Mapping]] = ..., practitioner: _Optional[_Union[_details_pb2.Practitioner, _Mapping]] = ..., nurse: _Optional[_Union[_details_pb2.Nurse, _Mapping]] = ..., telemonitoring_programme: _Optional[_Union[_details_pb2.TelemonitoringProgramme, _Mapping]] = ..., remote_intervention_centre: _Optional[_Union[_details_pb2.RemoteInterventionCentre, _Mapping]] = ..., home_support_platform: _Optional[_Union[_details_pb2.HomeSupportPlatform, _Mapping]] = ..., digital_help_place: _Optional[_Union[_details_pb2.DigitalHelpPlace, _Mapping]] = ..., emergency_number: _Optional[_Union[_details_pb2.EmergencyNumber, _Mapping]] = ..., operator_note: _Optional[str] = ...) -> None: ...
