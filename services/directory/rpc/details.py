"""What each kind of entry has of its own, on the wire."""

from collections.abc import Callable
from typing import Any

from maillage.api.directory.v1 import details_pb2 as pb

from services.directory.domain import vocabularies as codes
from services.directory.domain.details import (
    AccessPoint,
    Approval,
    Detail,
    DigitalHelpPlace,
    DirectAccess,
    EmergencyNumber,
    HomeSupportPlatform,
    InterventionZone,
    Nurse,
    Practitioner,
    RemoteInterventionCentre,
    SiteCriteria,
    TelemonitoringProgramme,
)
from services.directory.rpc.equipment import equipment_from, equipment_messages
from services.directory.rpc.values import day_from, day_text, member_of, numbers_of_codes

_SITE_NUMBERS = numbers_of_codes(pb.SiteType, "SITE_TYPE", codes.SITE_TYPES)
_SITES = {number: code for code, number in _SITE_NUMBERS.items()}
_ASSISTANCE_NUMBERS = numbers_of_codes(pb.Assistance, "ASSISTANCE", codes.ASSISTANCE)
_ASSISTANCE = {number: code for code, number in _ASSISTANCE_NUMBERS.items()}
_MODALITY_NUMBERS = numbers_of_codes(pb.Modality, "MODALITY", codes.MODALITIES)
_MODALITIES = {number: code for code, number in _MODALITY_NUMBERS.items()}


def _access_point_from(message: pb.AccessPoint, field: str) -> AccessPoint:
    approval = None
    if message.HasField("approval"):
        until = day_from(message.approval.valid_until, f"{field}.approval.valid_until")
        approval = Approval(message.approval.number, until)
    criteria = message.criteria
    return AccessPoint(
        site_type=member_of(message.site_type, _SITES, f"{field}.site_type"),
        finess=message.finess,
        siret=message.siret,
        assistance=member_of(message.assistance, _ASSISTANCE, f"{field}.assistance"),
        assistant=message.assistant,
        criteria=SiteCriteria(
            criteria.closed_room, criteria.sound_proof, criteria.waiting_area, criteria.step_free
        ),
        operator=message.operator,
        approval=approval,
        equipment=equipment_from(message.equipment, f"{field}.equipment"),
        declared_bandwidth_kbps=message.declared_bandwidth_kbps,
    )


def _access_point(detail: AccessPoint) -> pb.AccessPoint:
    criteria, approval = detail.criteria, detail.approval
    return pb.AccessPoint(
        site_type=_SITE_NUMBERS[detail.site_type],
        finess=detail.finess,
        siret=detail.siret,
        assistance=_ASSISTANCE_NUMBERS[detail.assistance],
        assistant=detail.assistant,
        criteria=pb.SiteCriteria(
            closed_room=criteria.closed_room,
            sound_proof=criteria.sound_proof,
            waiting_area=criteria.waiting_area,
            step_free=criteria.step_free,
        ),
        operator=detail.operator,
        approval=None
        if approval is None
        else pb.Approval(number=approval.number, valid_until=day_text(approval.valid_until)),
        equipment=equipment_messages(detail.equipment),
        declared_bandwidth_kbps=detail.declared_bandwidth_kbps,
    )


def _practitioner_from(message: pb.Practitioner, field: str) -> Practitioner:
    return Practitioner(
        rpps=message.rpps,
        profession_code=message.profession_code,
        speciality_code=message.speciality_code,
        modalities=tuple(member_of(each, _MODALITIES, f"{field}.modalities") for each in message.modalities),
        sector=message.sector,
        accepts_new_patients=message.accepts_new_patients,
        step_free=message.step_free,
    )


def _practitioner(detail: Practitioner) -> pb.Practitioner:
    return pb.Practitioner(
        rpps=detail.rpps,
        profession_code=detail.profession_code,
        speciality_code=detail.speciality_code,
        modalities=[_MODALITY_NUMBERS[each] for each in detail.modalities],
        sector=detail.sector,
        accepts_new_patients=detail.accepts_new_patients,
        step_free=detail.step_free,
    )


def _nurse_from(message: pb.Nurse, field: str) -> Nurse:
    access = None
    if message.HasField("direct_access"):
        access = DirectAccess(
            message.direct_access.rule,
            day_from(message.direct_access.valid_from, f"{field}.direct_access.valid_from"),
            day_from(message.direct_access.valid_until, f"{field}.direct_access.valid_until"),
        )
    return Nurse(
        rpps=message.rpps,
        speciality_code=message.speciality_code,
        structure_kind=message.structure_kind,
        structure_name=message.structure_name,
        entrusting_doctor_rpps=message.entrusting_doctor_rpps,
        direct_access=access,
        zone=InterventionZone(tuple(message.zone.commune_codes), message.zone.max_minutes),
        equipment=equipment_from(message.equipment, f"{field}.equipment"),
    )


def _nurse(detail: Nurse) -> pb.Nurse:
    access = detail.direct_access
    return pb.Nurse(
        rpps=detail.rpps,
        speciality_code=detail.speciality_code,
        structure_kind=detail.structure_kind,
        structure_name=detail.structure_name,
        entrusting_doctor_rpps=detail.entrusting_doctor_rpps,
        direct_access=None
        if access is None
        else pb.DirectAccess(
            rule=access.rule,
            valid_from=day_text(access.valid_from),
            valid_until=day_text(access.valid_until),
        ),
        zone=pb.InterventionZone(
            commune_codes=detail.zone.commune_codes, max_minutes=detail.zone.max_minutes
        ),
        equipment=equipment_messages(detail.equipment),
    )


def _programme_from(message: pb.TelemonitoringProgramme, _: str) -> TelemonitoringProgramme:
    return TelemonitoringProgramme(
        pathology=message.pathology,
        latm_line=message.latm_line,
        operator=message.operator,
        prescription_required=message.prescription_required,
        weekly_call=message.weekly_call,
        six_monthly_check_up=message.six_monthly_check_up,
        departments=tuple(message.departments),
    )


def _programme(detail: TelemonitoringProgramme) -> pb.TelemonitoringProgramme:
    return pb.TelemonitoringProgramme(
        pathology=detail.pathology,
        latm_line=detail.latm_line,
        operator=detail.operator,
        prescription_required=detail.prescription_required,
        weekly_call=detail.weekly_call,
        six_monthly_check_up=detail.six_monthly_check_up,
        departments=detail.departments,
    )


def _emergency_number_from(message: pb.EmergencyNumber, _: str) -> EmergencyNumber:
    return EmergencyNumber(
        message.number,
        message.label_fr,
        message.label_en,
        tuple(message.channels),
        tuple(message.departments),
    )


def _emergency_number(detail: EmergencyNumber) -> pb.EmergencyNumber:
    return pb.EmergencyNumber(
        number=detail.number,
        label_fr=detail.label_fr,
        label_en=detail.label_en,
        channels=detail.channels,
        departments=detail.departments,
    )


_FROM: dict[str, Callable[[Any, str], Detail]] = {
    "access_point": _access_point_from,
    "practitioner": _practitioner_from,
    "nurse": _nurse_from,
    "telemonitoring_programme": _programme_from,
    "remote_intervention_centre": lambda message, _: RemoteInterventionCentre(
        message.finess, tuple(message.interventions)
    ),
    "home_support_platform": lambda message, _: HomeSupportPlatform(tuple(message.departments)),
    "digital_help_place": lambda message, _: DigitalHelpPlace(
        message.france_services, tuple(message.doubtful_fields)
    ),
    "emergency_number": _emergency_number_from,
}
_TO: dict[type[Any], Callable[[Any], Any]] = {
    AccessPoint: _access_point,
    Practitioner: _practitioner,
    Nurse: _nurse,
    TelemonitoringProgramme: _programme,
    RemoteInterventionCentre: lambda detail: pb.RemoteInterventionCentre(
        finess=detail.finess, interventions=detail.interventions
    ),
    HomeSupportPlatform: lambda detail: pb.HomeSupportPlatform(departments=detail.departments),
    DigitalHelpPlace: lambda detail: pb.DigitalHelpPlace(
        france_services=detail.france_services, doubtful_fields=detail.doubtful_fields
    ),
    EmergencyNumber: _emergency_number,
}


def detail_from(message: Any, name: str, field: str) -> Detail:
    """The detail in member `name` of an entry's message."""
    return _FROM[name](getattr(message, name), f"{field}.{name}")


def detail_message(detail: Detail) -> Any:
    """The message of a detail; the kind of the entry names the member it goes to."""
    return _TO[type(detail)](detail)
