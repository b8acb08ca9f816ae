"""The operators' template: what it says is checked field by field, and the template itself is valid."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from services.directory.domain.entries import BookableVia
from services.directory.domain.equipment import EquipmentKind
from services.directory.imports.access_point_words import (
    ASSISTANCES,
    ASSISTANTS,
    BOOKABLE,
    COLUMNS,
    INSTRUMENTS,
    SITE_TYPES,
)
from services.directory.imports.access_points import read_access_points
from services.directory.imports.choices import Choices
from services.directory.imports.reading import Reading
from services.hours.weekly import DayException
from services.territory.names import folded
from tests.directory.imports.villages import COMMUNES

TODAY = date(2026, 11, 20)
GUIDES = Path(__file__).parents[3] / "docs" / "guides"
TEMPLATE = (GUIDES / "modele-points-d-acces.csv").read_text(encoding="utf-8")
GUIDE = (GUIDES / "importer-des-points-d-acces.md").read_text(encoding="utf-8")
HEADER = TEMPLATE.splitlines()[0].split(";")
FIRST = dict(zip(HEADER, TEMPLATE.splitlines()[1].split(";"), strict=True))


def readings(*changes: dict[str, str]) -> list[Reading]:
    out = io.StringIO()
    writer = csv.DictWriter(out, HEADER, delimiter=";")
    writer.writeheader()
    writer.writerows(FIRST | change for change in changes)
    return list(read_access_points(out.getvalue(), COMMUNES, "nous.csv", TODAY)[1])


def test_the_template_imports_as_it_is() -> None:
    found = list(read_access_points(TEMPLATE, COMMUNES, "modele.csv", TODAY)[1])
    assert [reading.faults for reading in found] == [(), ()]
    pharmacy, town_hall = (reading.values[0] for reading in found)
    assert pharmacy.detail.assistance == "required"
    assert pharmacy.hours.weekly.days[5] == ((540, 720),)
    assert pharmacy.hours.exceptions == (
        DayException(date(2026, 12, 24), date(2026, 12, 26)),
        DayException(date(2026, 12, 31), date(2026, 12, 31), ((540, 720),)),
    )
    calibrated = {item.kind: item.calibrated_on for item in pharmacy.detail.equipment}
    assert calibrated[EquipmentKind.BLOOD_PRESSURE] == date(2026, 3, 1)
    assert calibrated[EquipmentKind.OTOSCOPE] is None
    assert (pharmacy.detail.declared_bandwidth_kbps, town_hall.detail.declared_bandwidth_kbps) == (20_000, 0)
    assert town_hall.bookable_via is BookableVia.PHONE
    assert town_hall.booking_contact == "04 65 71 00 02"
    assert town_hall.position is None


def test_the_template_and_the_guide_name_every_column() -> None:
    assert [folded(name) for name in HEADER] == [headings[0] for headings in COLUMNS.values()]
    assert all(f"`{name}`" in GUIDE for name in HEADER)


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("identifiant", "", "FIELD_MISSING"),
        ("nom", " ", "NAME_MISSING"),
        ("nom", "x" * 201, "TEXT_TOO_LONG"),
        ("nom", "a\x07b", "TEXT_MALFORMED"),
        ("type_de_site", "", "FIELD_MISSING"),
        ("type_de_site", "garage", "CHOICE_UNKNOWN"),
        ("code_insee", "48000", "COMMUNE_UNKNOWN"),
        ("latitude", "91", "POSITION_IMPOSSIBLE"),
        ("longitude", "", "POSITION_HALF"),
        ("finess", "750000003", "FINESS_INVALID"),
        ("siret", "1,23457E+13", "SIRET_INVALID"),
        ("telephone", "appelez-nous", "PHONE_INVALID"),
        ("agrement_fin", "2028-02-30", "DATE_INVALID"),
        ("agrement_numero", "", "APPROVAL_NUMBER_MISSING"),
        ("aide", "parfois", "CHOICE_UNKNOWN"),
        ("aidant", "", "FIELD_MISSING"),
        ("salle_fermee", "peut-être", "YES_NO_INVALID"),
        ("langues", "français", "LANGUAGE_INVALID"),
        ("instruments", "scanner", "CHOICE_UNKNOWN"),
        ("instruments", "otoscope:hier", "DATE_INVALID"),
        ("instruments", "###", "CHOICE_UNKNOWN"),
        ("debit_kbps", "8 Mb/s", "NUMBER_INVALID"),
        ("debit_kbps", "-1", "NUMBER_INVALID"),
        ("debit_kbps", "99999999", "NUMBER_IMPOSSIBLE"),
        ("reservation", "lien", "BOOKING_CONTACT_INVALID"),
        ("lundi", "9h-25h", "HOURS_IMPOSSIBLE"),
        ("mardi", "12h-9h", "HOURS_IMPOSSIBLE"),
        ("mercredi", "9h-12h / 11h-14h", "HOURS_IMPOSSIBLE"),
        ("exceptions", "demain fermé", "DATE_INVALID"),
        ("exceptions", "2026-12-24", "HOURS_IMPOSSIBLE"),
        ("exceptions", "2026-12-24 20h-2h", "HOURS_IMPOSSIBLE"),
        ("exceptions", "2026-12-26..2026-12-24 fermé", "DATES_REVERSED"),
        ("valide_au", "2025-01-01", "DATES_REVERSED"),
    ],
)
def test_a_wrong_field_leaves_its_row_out_and_is_named(field: str, value: str, reason: str) -> None:
    wrong, right = readings({field: value}, {"identifiant": "EXEMPLE-9"})
    assert wrong.rejected
    assert wrong.faults[0].reason == reason
    assert wrong.faults[0].line == 2
    assert reason in {"FIELD_MISSING", "POSITION_HALF", "NAME_MISSING"} or wrong.faults[0].field in {
        field,
        "latitude",
        "contact_reservation",
    }
    assert not right.rejected


@pytest.mark.parametrize("cell", ["###", "-", "?", "« »"])
def test_punctuation_is_no_empty_cell(cell: str) -> None:
    flags = ("salle_fermee", "insonorisee", "attente_separee", "plain_pied", "ouvert_jours_feries")
    chosen = ("type_de_site", "aide", "aidant", "reservation")
    reasons = dict.fromkeys(flags, "YES_NO_INVALID") | dict.fromkeys(chosen, "CHOICE_UNKNOWN")
    for column, reason in reasons.items():
        (reading,) = readings({column: cell})
        assert [(fault.field, fault.reason) for fault in reading.faults] == [(column, reason)]


@pytest.mark.parametrize(
    ("column", "choices"),
    [
        ("type_de_site", SITE_TYPES),
        ("aide", ASSISTANCES),
        ("aidant", ASSISTANTS),
        ("reservation", BOOKABLE),
        ("instruments", INSTRUMENTS),
    ],
)
def test_the_words_to_choose_from_are_those_of_the_guide(column: str, choices: Choices) -> None:
    (line,) = [
        line for line in GUIDE.splitlines() if line.startswith((f"| `{column}` ", f"| **`{column}`** "))
    ]
    (reading,) = readings({column: "zzz"})
    assert reading.faults[0].sentence == f"Choisissez parmi : {', '.join(choices.shown)}."
    assert all(f"`{word}`" in line for word in choices.shown)
    for word in choices.shown:
        (reading,) = readings({column: word})
        assert "CHOICE_UNKNOWN" not in {fault.reason for fault in reading.faults}


def test_an_approval_that_is_over_is_reported_and_stands() -> None:
    (over,) = readings({"agrement_fin": "2026-11-19"})
    (fault,) = over.faults
    assert (fault.line, fault.field, fault.reason) == (2, "agrement_fin", "APPROVAL_OVER")
    assert over.values[0].detail.approval.valid_until == date(2026, 11, 19)
    assert readings({"agrement_fin": "2026-11-20"})[0].faults == ()


def test_the_double_of_an_id_is_left_out_even_when_the_first_row_was() -> None:
    found = readings({"lundi": "9h-25h"}, {}, {"identifiant": "B"})
    assert [reading.faults[0].reason if reading.faults else "" for reading in found] == [
        "HOURS_IMPOSSIBLE",
        "ID_DOUBLED",
        "",
    ]
    assert "ligne 2" in found[1].faults[0].sentence


def test_nights_and_a_far_position() -> None:
    (reading,) = readings({"lundi": "20h-2h", "mardi": "fermé", "latitude": "48,85", "longitude": "2,35"})
    assert [fault.reason for fault in reading.faults] == ["POSITION_FAR"]
    assert reading.values[0].position is None
    assert reading.values[0].hours.weekly.days[:2] == (((1200, 1440),), ((0, 120),))
