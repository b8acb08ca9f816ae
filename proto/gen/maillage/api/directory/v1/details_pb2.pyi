from maillage.api.directory.v1 import equipment_pb2 as _equipment_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class SiteType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SITE_TYPE_UNSPECIFIED: _ClassVar[SiteType]
    SITE_TYPE_PHARMACY: _ClassVar[SiteType]
    SITE_TYPE_TOWN_HALL: _ClassVar[SiteType]
    SITE_TYPE_STATION: _ClassVar[SiteType]
    SITE_TYPE_POST_OFFICE: _ClassVar[SiteType]
    SITE_TYPE_FRANCE_SERVICES: _ClassVar[SiteType]
    SITE_TYPE_VILLAGE_HALL: _ClassVar[SiteType]
    SITE_TYPE_HEALTH_CENTRE: _ClassVar[SiteType]
    SITE_TYPE_MSP: _ClassVar[SiteType]
    SITE_TYPE_EHPAD: _ClassVar[SiteType]
    SITE_TYPE_COMPANY: _ClassVar[SiteType]

class Assistance(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ASSISTANCE_UNSPECIFIED: _ClassVar[Assistance]
    ASSISTANCE_REQUIRED: _ClassVar[Assistance]
    ASSISTANCE_ON_SITE: _ClassVar[Assistance]
    ASSISTANCE_NONE: _ClassVar[Assistance]

class Modality(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    MODALITY_UNSPECIFIED: _ClassVar[Modality]
    MODALITY_AMB: _ClassVar[Modality]
    MODALITY_HH: _ClassVar[Modality]
    MODALITY_VR: _ClassVar[Modality]
SITE_TYPE_UNSPECIFIED: SiteType
SITE_TYPE_PHARMACY: SiteType
SITE_TYPE_TOWN_HALL: SiteType
SITE_TYPE_STATION: SiteType
SITE_TYPE_POST_OFFICE: SiteType
SITE_TYPE_FRANCE_SERVICES: SiteType
SITE_TYPE_VILLAGE_HALL: SiteType
SITE_TYPE_HEALTH_CENTRE: SiteType
SITE_TYPE_MSP: SiteType
SITE_TYPE_EHPAD: SiteType
SITE_TYPE_COMPANY: SiteType
ASSISTANCE_UNSPECIFIED: Assistance
ASSISTANCE_REQUIRED: Assistance
ASSISTANCE_ON_SITE: Assistance
ASSISTANCE_NONE: Assistance
MODALITY_UNSPECIFIED: Modality
MODALITY_AMB: Modality
MODALITY_HH: Modality
MODALITY_VR: Modality

class Approval(_message.Message):
    __slots__ = ("number", "valid_until")
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    VALID_UNTIL_FIELD_NUMBER: _ClassVar[int]
    number: str
    valid_until: str
    def __init__(self, number: _Optional[str] = ..., valid_until: _Optional[str] = ...) -> None: ...

class SiteCriteria(_message.Message):
    __slots__ = ("closed_room", "sound_proof", "waiting_area", "step_free")
    CLOSED_ROOM_FIELD_NUMBER: _ClassVar[int]
    SOUND_PROOF_FIELD_NUMBER: _ClassVar[int]
    WAITING_AREA_FIELD_NUMBER: _ClassVar[int]
    STEP_FREE_FIELD_NUMBER: _ClassVar[int]
    closed_room: bool
    sound_proof: bool
    waiting_area: bool
    step_free: bool
    def __init__(self, closed_room: bool = ..., sound_proof: bool = ..., waiting_area: bool = ..., step_free: bool = ...) -> None: ...

class AccessPoint(_message.Message):
    __slots__ = ("site_type", "finess", "siret", "assistance", "assistant", "criteria", "operator", "approval", "equipment", "declared_bandwidth_kbps")
    SITE_TYPE_FIELD_NUMBER: _ClassVar[int]
    FINESS_FIELD_NUMBER: _ClassVar[int]
    SIRET_FIELD_NUMBER: _ClassVar[int]
    ASSISTANCE_FIELD_NUMBER: _ClassVar[int]
    ASSISTANT_FIELD_NUMBER: _ClassVar[int]
    CRITERIA_FIELD_NUMBER: _ClassVar[int]
    OPERATOR_FIELD_NUMBER: _ClassVar[int]
    APPROVAL_FIELD_NUMBER: _ClassVar[int]
    EQUIPMENT_FIELD_NUMBER: _ClassVar[int]
    DECLARED_BANDWIDTH_KBPS_FIELD_NUMBER: _ClassVar[int]
    site_type: SiteType
    finess: str
    siret: str
    assistance: Assistance
    assistant: str
    criteria: SiteCriteria
    operator: str
    approval: Approval
    equipment: _containers.RepeatedCompositeFieldContainer[_equipment_pb2.Equipment]
    declared_bandwidth_kbps: int
    def __init__(self, site_type: _Optional[_Union[SiteType, str]] = ..., finess: _Optional[str] = ..., siret: _Optional[str] = ..., assistance: _Optional[_Union[Assistance, str]] = ..., assistant: _Optional[str] = ..., criteria: _Optional[_Union[SiteCriteria, _Mapping]] = ..., operator: _Optional[str] = ..., approval: _Optional[_Union[Approval, _Mapping]] = ..., equipment: _Optional[_Iterable[_Union[_equipment_pb2.Equipment, _Mapping]]] = ..., declared_bandwidth_kbps: _Optional[int] = ...) -> None: ...

class Practitioner(_message.Message):
    __slots__ = ("rpps", "profession_code", "speciality_code", "modalities", "sector", "accepts_new_patients", "step_free")
    RPPS_FIELD_NUMBER: _ClassVar[int]
    PROFESSION_CODE_FIELD_NUMBER: _ClassVar[int]
    SPECIALITY_CODE_FIELD_NUMBER: _ClassVar[int]
    MODALITIES_FIELD_NUMBER: _ClassVar[int]
    SECTOR_FIELD_NUMBER: _ClassVar[int]
    ACCEPTS_NEW_PATIENTS_FIELD_NUMBER: _ClassVar[int]
    STEP_FREE_FIELD_NUMBER: _ClassVar[int]
    rpps: str
    profession_code: str
    speciality_code: str
    modalities: _containers.RepeatedScalarFieldContainer[Modality]
    sector: str
    accepts_new_patients: bool
    step_free: bool
    def __init__(self, rpps: _Optional[str] = ..., profession_code: _Optional[str] = ..., speciality_code: _Optional[str] = ..., modalities: _Optional[_Iterable[_Union[Modality, str]]] = ..., sector: _Optional[str] = ..., accepts_new_patients: bool = ..., step_free: bool = ...) -> None: ...

class InterventionZone(_message.Message):
    __slots__ = ("commune_codes", "max_minutes")
    COMMUNE_CODES_FIELD_NUMBER: _ClassVar[int]
    MAX_MINUTES_FIELD_NUMBER: _ClassVar[int]
    commune_codes: _containers.RepeatedScalarFieldContainer[str]
    max_minutes: int
    def __init__(self, commune_codes: _Optional[_Iterable[str]] = ..., max_minutes: _Optional[int] = ...) -> None: ...

class DirectAccess(_message.Message):
    __slots__ = ("rule", "valid_from", "valid_until")
    RULE_FIELD_NUMBER: _ClassVar[int]
    VALID_FROM_FIELD_NUMBER: _ClassVar[int]
    VALID_UNTIL_FIELD_NUMBER: _ClassVar[int]
    rule: str
    valid_from: str
    valid_until: str
    def __init__(self, rule: _Optional[str] = ..., valid_from: _Optional[str] = ..., valid_until: _Optional[str] = ...) -> None: ...

class Nurse(_message.Message):
    __slots__ = ("rpps", "speciality_code", "structure_kind", "structure_name", "entrusting_doctor_rpps", "direct_access", "zone", "equipment")
    RPPS_FIELD_NUMBER: _ClassVar[int]
    SPECIALITY_CODE_FIELD_NUMBER: _ClassVar[int]
    STRUCTURE_KIND_FIELD_NUMBER: _ClassVar[int]
    STRUCTURE_NAME_FIELD_NUMBER: _ClassVar[int]
    ENTRUSTING_DOCTOR_RPPS_FIELD_NUMBER: _ClassVar[int]
    DIRECT_ACCESS_FIELD_NUMBER: _ClassVar[int]
    ZONE_FIELD_NUMBER: _ClassVar[int]
    EQUIPMENT_FIELD_NUMBER: _ClassVar[int]
    rpps: str
    speciality_code: str
    structure_kind: str
    structure_name: str
    entrusting_doctor_rpps: str
    direct_access: DirectAccess
    zone: InterventionZone
    equipment: _containers.RepeatedCompositeFieldContainer[_equipment_pb2.Equipment]
    def __init__(self, rpps: _Optional[str] = ..., speciality_code: _Optional[str] = ..., structure_kind: _Optional[str] = ..., structure_name: _Optional[str] = ..., entrusting_doctor_rpps: _Optional[str] = ..., direct_access: _Optional[_Union[DirectAccess, _Mapping]] = ..., zone: _Optional[_Union[InterventionZone, _Mapping]] = ..., equipment: _Optional[_Iterable[_Union[_equipment_pb2.Equipment, _Mapping]]] = ...) -> None: ...

class TelemonitoringProgramme(_message.Message):
    __slots__ = ("pathology", "latm_line", "operator", "prescription_required", "weekly_call", "six_monthly_check_up", "departments")
    PATHOLOGY_FIELD_NUMBER: _ClassVar[int]
    LATM_LINE_FIELD_NUMBER: _ClassVar[int]
    OPERATOR_FIELD_NUMBER: _ClassVar[int]
    PRESCRIPTION_REQUIRED_FIELD_NUMBER: _ClassVar[int]
    WEEKLY_CALL_FIELD_NUMBER: _ClassVar[int]
    SIX_MONTHLY_CHECK_UP_FIELD_NUMBER: _ClassVar[int]
    DEPARTMENTS_FIELD_NUMBER: _ClassVar[int]
    pathology: str
    latm_line: str
    operator: str
    prescription_required: bool
    weekly_call: bool
    six_monthly_check_up: bool
    departments: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, pathology: _Optional[str] = ..., latm_line: _Optional[str] = ..., operator: _Optional[str] = ..., prescription_required: bool = ..., weekly_call: bool = ..., six_monthly_check_up: bool = ..., departments: _Optional[_Iterable[str]] = ...) -> None: ...

class RemoteInterventionCentre(_message.Message):
    __slots__ = ("finess", "interventions")
    FINESS_FIELD_NUMBER: _ClassVar[int]
    INTERVENTIONS_FIELD_NUMBER: _ClassVar[int]
    finess: str
    interventions: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, finess: _Optional[str] = ..., interventions: _Optional[_Iterable[str]] = ...) -> None: ...

class HomeSupportPlatform(_message.Message):
    __slots__ = ("departments",)
    DEPARTMENTS_FIELD_NUMBER: _ClassVar[int]
    departments: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, departments: _Optional[_Iterable[str]] = ...) -> None: ...

class DigitalHelpPlace(_message.Message):
    __slots__ = ("france_services", "doubtful_fields")
    FRANCE_SERVICES_FIELD_NUMBER: _ClassVar[int]
    DOUBTFUL_FIELDS_FIELD_NUMBER: _ClassVar[int]
    france_services: bool
    doubtful_fields: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, france_services: bool = ..., doubtful_fields: _Optional[_Iterable[str]] = ...) -> None: ...

class EmergencyNumber(_message.Message):
    __slots__ = ("number", "label_fr", "label_en", "channels", "departments")
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    LABEL_FR_FIELD_NUMBER: _ClassVar[int]
    LABEL_EN_FIELD_NUMBER: _ClassVar[int]
    CHANNELS_FIELD_NUMBER: _ClassVar[int]
    DEPARTMENTS_FIELD_NUMBER: _ClassVar[int]
    number: str
    label_fr: str
    label_en: str
    channels: _containers.RepeatedScalarFieldContainer[str]
    departments: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, number: _Optional[str] = ..., label_fr: _Optional[str] = ..., label_en: _Optional[str] = ..., channels: _Optional[_Iterable[str]] = ..., departments: _Optional[_Iterable[str]] = ...) -> None: ...
