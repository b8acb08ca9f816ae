"""What the directory refuses to keep, and how it writes what it keeps."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from services.directory.domain.checks import check_entry
from services.directory.domain.details import Approval, InterventionZone
from services.directory.domain.entries import BookableVia, Entry, EntryKind, Provenance
from services.directory.domain.equipment import Connection, Equipment, EquipmentKind, LiveState
from services.hours.weekly import DayException
from services.territory.position import Position
from tests.directory.samples import GAZETTEER, NEVER, NOW, an_entry, refusal_of, with_detail

AP, PR, NU = EntryKind.ACCESS_POINT, EntryKind.PRACTITIONER, EntryKind.NURSE


@pytest.mark.parametrize("kind", EntryKind)
def test_a_valid_entry_is_kept_as_it_is(kind: EntryKind) -> None:
    entry = an_entry(kind)
    kept = check_entry(entry, GAZETTEER)
    assert kept == replace(entry, id=kept.id)
    assert check_entry(kept, GAZETTEER) == kept


def _of(kind: EntryKind = AP, **changes: Any) -> Entry:
    return an_entry(kind, **changes)


@pytest.mark.parametrize(
    ("entry", "reason", "field"),
    [
        (_of(name=" \t "), "NAME_MISSING", "name"),
        (_of(name="x" * 201), "TEXT_TOO_LONG", "name"),
        (_of(name="a\0b"), "TEXT_MALFORMED", "name"),
        (_of(address="\u202eeirahp"), "TEXT_MALFORMED", "address"),
        (_of(name="\ud800"), "TEXT_MALFORMED", "name"),
        (_of(commune_code="99999"), "COMMUNE_UNKNOWN", "commune_code"),
        (_of(commune_code=""), "COMMUNE_UNKNOWN", "commune_code"),
        (_of(time_zone="Europe/Mende"), "TIME_ZONE_INVALID", "time_zone"),
        (_of(time_zone="../../etc/passwd"), "TIME_ZONE_INVALID", "time_zone"),
        (_of(position=Position(3.4998, 44.5216)), "COORDINATES_IMPOSSIBLE", "position"),
        (_of(position=Position(0, 0)), "COORDINATES_IMPOSSIBLE", "position"),
        (_of(valid_until=date(2025, 1, 1)), "DATES_REVERSED", "valid_until"),
        (_of(valid_from=date(1026, 1, 1)), "DATE_IMPOSSIBLE", "valid_until"),
        (_of(last_confirmed_at=datetime(2026, 1, 1)), "DATE_IMPOSSIBLE", "last_confirmed_at"),
        (_of(languages=("french",)), "LANGUAGE_INVALID", "languages"),
        (_of(languages=("fr",) * 31), "LIST_TOO_LONG", "languages"),
        (_of(phone="appelez-moi"), "PHONE_INVALID", "phone"),
        (_of(provenance=Provenance("", "1")), "PROVENANCE_INVALID", "provenance.source"),
        (_of(provenance=Provenance("essai", " ")), "PROVENANCE_INVALID", "provenance.source_id"),
        (
            _of(bookable_via=BookableVia.EXTERNAL_LINK, booking_contact="javascript:alert(1)"),
            "BOOKING_CONTACT_INVALID",
            "booking_contact",
        ),
        (_of(bookable_via=BookableVia.PHONE, phone=""), "BOOKING_CONTACT_INVALID", "booking_contact"),
        (_of(detail=an_entry(PR).detail), "DETAIL_MISMATCH", "detail"),
        (
            _of(hours=replace(NEVER, exceptions=(DayException(date(2026, 1, 1), date(2026, 1, 1)),) * 401)),
            "HOURS_INVALID",
            "hours",
        ),
        (with_detail(_of(), finess="750000003"), "FINESS_INVALID", "access_point.finess"),
        (with_detail(_of(), siret="73282932000075"), "SIRET_INVALID", "access_point.siret"),
        (with_detail(_of(), site_type="castle"), "CODE_UNKNOWN", "access_point.site_type"),
        (with_detail(_of(), assistance="maybe"), "CODE_UNKNOWN", "access_point.assistance"),
        (
            with_detail(_of(), approval=Approval("")),
            "APPROVAL_NUMBER_MISSING",
            "access_point.approval.number",
        ),
        (
            with_detail(_of(), equipment=(Equipment(EquipmentKind.SCALE),) * 2),
            "EQUIPMENT_REPEATED",
            "access_point.equipment",
        ),
        (with_detail(_of(PR), rpps="1000000001"), "RPPS_INVALID", "practitioner.rpps"),
        (with_detail(_of(PR), rpps=""), "RPPS_INVALID", "practitioner.rpps"),
        (with_detail(_of(PR), profession_code="doctor"), "CODE_UNKNOWN", "practitioner.profession_code"),
        (with_detail(_of(PR), speciality_code="cardio"), "CODE_UNKNOWN", "practitioner.speciality_code"),
        (with_detail(_of(PR), modalities=("XX",)), "CODE_UNKNOWN", "practitioner.modalities"),
        (with_detail(_of(NU), speciality_code="SI06"), "CODE_UNKNOWN", "nurse.speciality_code"),
        (with_detail(_of(NU), zone=InterventionZone(("00000",))), "COMMUNE_UNKNOWN", "nurse.zone"),
        (with_detail(_of(NU), zone=InterventionZone((), -1)), "NUMBER_IMPOSSIBLE", "nurse.zone.max_minutes"),
        (
            with_detail(_of(EntryKind.HOME_SUPPORT_PLATFORM), departments=("20",)),
            "DEPARTMENT_UNKNOWN",
            "home_support_platform.departments",
        ),
        (
            with_detail(_of(EntryKind.EMERGENCY_NUMBER), number="quinze"),
            "CODE_UNKNOWN",
            "emergency_number.number",
        ),
    ],
)
def test_what_is_wrong_is_refused_by_name_and_field(entry: Entry, reason: str, field: str) -> None:
    refusal = refusal_of(lambda: check_entry(entry, GAZETTEER))
    assert (refusal.reason, refusal.metadata["field"]) == (reason, field)


def test_a_doubtful_identifier_passes() -> None:
    """National documents hold RPPS numbers whose check digit fails."""
    entry = with_detail(an_entry(PR), rpps="10001234567")
    assert check_entry(entry, GAZETTEER).detail == entry.detail


def test_la_poste_has_its_own_rule() -> None:
    entry = with_detail(an_entry(), siret="35600000049837")
    assert check_entry(entry, GAZETTEER).detail == entry.detail


def test_identifiers_are_kept_compact_and_lists_in_order() -> None:
    entry = with_detail(
        replace(an_entry(), languages=("FR", "en", "fr"), name="  Pharmacie \n  du   Pont "),
        siret="732 829 320 00074",
    )
    kept = check_entry(entry, GAZETTEER)
    assert kept.detail.siret == "73282932000074"  # type: ignore[union-attr]
    assert kept.languages == ("en", "fr")
    assert kept.name == "Pharmacie du Pont"


def test_what_only_the_directory_says_is_reset() -> None:
    said = replace(
        an_entry(), id="x", version=7, retired=True, live_state=LiveState(Connection.CONNECTED, NOW)
    )
    kept = check_entry(said, GAZETTEER)
    assert (kept.version, kept.retired, kept.live_state) == (0, False, LiveState())
    assert kept.id == check_entry(an_entry(), GAZETTEER).id


def test_an_arrondissement_becomes_its_city_and_a_zone_is_found() -> None:
    kept = check_entry(an_entry(commune_code="75112", position=None, time_zone=""), GAZETTEER)
    assert (kept.commune_code, kept.time_zone) == ("75056", "Europe/Paris")
    guyane = check_entry(an_entry(commune_code="97311", position=None, time_zone=""), GAZETTEER)
    assert guyane.time_zone == "America/Cayenne"
