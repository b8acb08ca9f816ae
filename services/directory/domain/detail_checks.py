"""Rules for what each kind of entry has of its own. Each check gives the detail back as it is to be kept."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from services.directory.domain import vocabularies as codes
from services.directory.domain.details import (
    AccessPoint,
    Detail,
    DigitalHelpPlace,
    EmergencyNumber,
    HomeSupportPlatform,
    Nurse,
    Practitioner,
    RemoteInterventionCentre,
    TelemonitoringProgramme,
)
from services.directory.domain.equipment import MOST_KBPS, Equipment
from services.directory.domain.texts import (
    checked_code,
    checked_count,
    checked_number,
    checked_shape,
    checked_text,
)
from services.french_ids.check_digits import Standing, Verdict, compact
from services.french_ids.finess import check_finess
from services.french_ids.rpps import check_rpps
from services.french_ids.siret import check_siret
from services.platform.refusals import Invalid
from services.territory.areas import DEPARTMENTS
from services.territory.gazetteer import Gazetteer

MOST_ZONE_COMMUNES = 500
MOST_ZONE_MINUTES = 240
_LONGEST_ID = 40
_LONGEST = 200


def _identifier(text: str, field: str, check: Callable[[str], Verdict], name: str) -> str:
    """As systems store it, "" when absent. A doubtful one passes: national documents hold such numbers."""
    if not text:
        return ""
    plain = compact(checked_text(text, field, _LONGEST_ID))
    verdict = check(plain)
    if verdict.standing is Standing.INVALID:
        raise Invalid(
            f"{name}_INVALID", f"Ce numéro {name} est faux ; recopiez-le.", field=field, check=verdict.reason
        )
    return plain


def checked_equipment(equipment: tuple[Equipment, ...], field: str) -> tuple[Equipment, ...]:
    """Each instrument once, in the order of their names; EQUIPMENT_REPEATED."""
    if len({item.kind for item in equipment}) != len(equipment):
        raise Invalid("EQUIPMENT_REPEATED", "Chaque instrument ne se déclare qu'une fois.", field=field)
    for item in equipment:
        checked_date(item.calibrated_on, field)
    return tuple(sorted(equipment, key=lambda item: item.kind.value))


def checked_date(day: date | None, field: str) -> None:
    """DATE_IMPOSSIBLE for a year that is a slip of the keyboard."""
    if day is not None and not 1950 <= day.year <= 2150:
        raise Invalid("DATE_IMPOSSIBLE", "Cette date est impossible ; vérifiez l'année.", field=field)


def checked_period(first: date | None, last: date | None, field: str) -> None:
    """DATES_REVERSED when the last day comes before the first."""
    checked_date(first, field)
    checked_date(last, field)
    if first is not None and last is not None and last < first:
        raise Invalid("DATES_REVERSED", "La fin vient avant le début ; vérifiez les dates.", field=field)


def _departments(departments: Iterable[str], field: str) -> tuple[str, ...]:
    for code in departments:
        if code not in DEPARTMENTS:
            raise Invalid(
                "DEPARTMENT_UNKNOWN", "Ce département n'existe pas ; vérifiez le code.", field=field
            )
    return tuple(sorted(set(departments)))


def _access_point(detail: AccessPoint, _: Gazetteer) -> AccessPoint:
    at = "access_point"
    checked_code(detail.site_type, f"{at}.site_type", codes.SITE_TYPES)
    checked_code(detail.assistance, f"{at}.assistance", codes.ASSISTANCE)
    checked_code(detail.assistant, f"{at}.assistant", codes.ASSISTANTS)
    approval = detail.approval
    if approval is not None:
        number = checked_text(approval.number, f"{at}.approval.number", _LONGEST)
        if not number:
            raise Invalid(
                "APPROVAL_NUMBER_MISSING", "Donnez le numéro de l'agrément.", field=f"{at}.approval.number"
            )
        checked_date(approval.valid_until, f"{at}.approval.valid_until")
        approval = replace(approval, number=number)
    return replace(
        detail,
        finess=_identifier(detail.finess, f"{at}.finess", check_finess, "FINESS"),
        siret=_identifier(detail.siret, f"{at}.siret", check_siret, "SIRET"),
        operator=checked_text(detail.operator, f"{at}.operator", _LONGEST),
        approval=approval,
        equipment=checked_equipment(detail.equipment, f"{at}.equipment"),
        declared_bandwidth_kbps=checked_number(
            detail.declared_bandwidth_kbps, f"{at}.declared_bandwidth_kbps", MOST_KBPS
        ),
    )


def _rpps(text: str, field: str) -> str:
    if not text:
        raise Invalid("RPPS_INVALID", "Donnez le numéro RPPS, onze chiffres.", field=field)
    return _identifier(text, field, check_rpps, "RPPS")


def _practitioner(detail: Practitioner, _: Gazetteer) -> Practitioner:
    at = "practitioner"
    checked_shape(detail.profession_code, f"{at}.profession_code", codes.PROFESSION, "10")
    if detail.speciality_code:
        checked_shape(detail.speciality_code, f"{at}.speciality_code", codes.SPECIALITY, "SM54")
    for modality in detail.modalities:
        checked_code(modality, f"{at}.modalities", codes.MODALITIES)
    checked_code(detail.sector, f"{at}.sector", codes.SECTORS)
    return replace(
        detail, rpps=_rpps(detail.rpps, f"{at}.rpps"), modalities=tuple(sorted(set(detail.modalities)))
    )


def _nurse(detail: Nurse, gazetteer: Gazetteer) -> Nurse:
    at = "nurse"
    checked_code(detail.speciality_code, f"{at}.speciality_code", codes.IPA_SPECIALITIES)
    checked_code(detail.structure_kind, f"{at}.structure_kind", codes.STRUCTURES)
    access = detail.direct_access
    if access is not None:
        rule = checked_text(access.rule, f"{at}.direct_access.rule", _LONGEST)
        if not rule:
            raise Invalid(
                "RULE_MISSING", "Donnez le texte qui fonde l'accès direct.", field=f"{at}.direct_access.rule"
            )
        checked_period(access.valid_from, access.valid_until, f"{at}.direct_access")
        access = replace(access, rule=rule)
    checked_count(len(detail.zone.commune_codes), f"{at}.zone.commune_codes", MOST_ZONE_COMMUNES)
    zone = replace(
        detail.zone,
        commune_codes=tuple(
            sorted({known_commune(code, gazetteer, f"{at}.zone") for code in detail.zone.commune_codes})
        ),
        max_minutes=checked_number(detail.zone.max_minutes, f"{at}.zone.max_minutes", MOST_ZONE_MINUTES),
    )
    return replace(
        detail,
        rpps=_rpps(detail.rpps, f"{at}.rpps"),
        entrusting_doctor_rpps=_identifier(
            detail.entrusting_doctor_rpps, f"{at}.entrusting_doctor_rpps", check_rpps, "RPPS"
        ),
        structure_name=checked_text(detail.structure_name, f"{at}.structure_name", _LONGEST),
        direct_access=access,
        zone=zone,
        equipment=checked_equipment(detail.equipment, f"{at}.equipment"),
    )


def known_commune(code: str, gazetteer: Gazetteer, field: str) -> str:
    """The code of a current commune, an arrondissement giving its city; COMMUNE_UNKNOWN."""
    commune = gazetteer.commune(code)
    if commune is None:
        raise Invalid(
            "COMMUNE_UNKNOWN",
            "Aucune commune ne porte ce code INSEE ; vérifiez le code, cinq caractères.",
            field=field,
            value=code[:10] if code.isascii() and code.isprintable() else "",
        )
    return commune.code


def _programme(detail: TelemonitoringProgramme, _: Gazetteer) -> TelemonitoringProgramme:
    at = "telemonitoring_programme"
    checked_code(detail.pathology, f"{at}.pathology", codes.PATHOLOGIES)
    return replace(
        detail,
        latm_line=checked_text(detail.latm_line, f"{at}.latm_line", _LONGEST),
        operator=checked_text(detail.operator, f"{at}.operator", _LONGEST),
        departments=_departments(detail.departments, f"{at}.departments"),
    )


def _remote_centre(detail: RemoteInterventionCentre, _: Gazetteer) -> RemoteInterventionCentre:
    at = "remote_intervention_centre"
    for intervention in detail.interventions:
        checked_shape(intervention, f"{at}.interventions", codes.INTERVENTION, "thrombectomy")
    return replace(
        detail,
        finess=_identifier(detail.finess, f"{at}.finess", check_finess, "FINESS"),
        interventions=tuple(sorted(set(detail.interventions))),
    )


def _platform(detail: HomeSupportPlatform, _: Gazetteer) -> HomeSupportPlatform:
    return replace(detail, departments=_departments(detail.departments, "home_support_platform.departments"))


def _help_place(detail: DigitalHelpPlace, _: Gazetteer) -> DigitalHelpPlace:
    at = "digital_help_place.doubtful_fields"
    checked_count(len(detail.doubtful_fields), at, 40)
    return replace(
        detail, doubtful_fields=tuple(checked_text(name, at, 60) for name in detail.doubtful_fields)
    )


def _emergency_number(detail: EmergencyNumber, _: Gazetteer) -> EmergencyNumber:
    at = "emergency_number"
    checked_shape(detail.number, f"{at}.number", codes.EMERGENCY_NUMBER, "15")
    for channel in detail.channels:
        checked_code(channel, f"{at}.channels", codes.CHANNELS)
    return replace(
        detail,
        label_fr=checked_text(detail.label_fr, f"{at}.label_fr", _LONGEST),
        label_en=checked_text(detail.label_en, f"{at}.label_en", _LONGEST),
        channels=tuple(sorted(set(detail.channels))),
        departments=_departments(detail.departments, f"{at}.departments"),
    )


_CHECKS: dict[type[Any], Callable[[Any, Gazetteer], Detail]] = {
    AccessPoint: _access_point,
    Practitioner: _practitioner,
    Nurse: _nurse,
    TelemonitoringProgramme: _programme,
    RemoteInterventionCentre: _remote_centre,
    HomeSupportPlatform: _platform,
    DigitalHelpPlace: _help_place,
    EmergencyNumber: _emergency_number,
}


def checked_detail(detail: Detail, gazetteer: Gazetteer) -> Detail:
    """The detail with identifiers compact and lists sorted, or a refusal that names the field."""
    return _CHECKS[type(detail)](detail, gazetteer)
