"""A France Services house is kept whatever its hours and position look like."""

import csv
import io

from services.directory.imports.france_services import read_france_services
from services.directory.imports.reading import Reading
from tests.directory.imports.villages import COMMUNES

ROW = {
    "id_fs": "7",
    "lib_fs": "France services de Brenoux",
    "adresse": "1 rue",
    "insee_com": "48030",
    "code_postal": "48000",
    "lib_com": "Brenoux",
    "latitude": "44.47",
    "longitude": "3.55",
    "format_fs": "Fixe",
    "h_lundi": "09:00 - 12:00 / 14:00 - 17:00",
    "h_mardi": "",
}
HEADER = list(ROW)


def readings(*changes: dict[str, str]) -> list[Reading]:
    out = io.StringIO()
    writer = csv.DictWriter(out, HEADER)
    writer.writeheader()
    writer.writerows(ROW | change for change in changes)
    return list(read_france_services(out.getvalue(), COMMUNES, "maisons.csv")[1])


def test_a_house() -> None:
    (reading,) = readings({})
    (entry,) = reading.values
    assert entry.address == "1 rue, 48000 Brenoux"
    assert entry.provenance.source_id == "7"
    assert entry.hours.weekly.days[:2] == (((540, 720), (840, 1020)), ())
    assert entry.detail.france_services
    assert not entry.demo
    assert not reading.faults


def test_malformed_hours_keep_the_house_and_name_the_field() -> None:
    (reading,) = readings({"h_lundi": "00:00 - 00:00 / 09:00 - 12:00", "h_mardi": "sur rendez-vous"})
    assert [(fault.field, fault.reason) for fault in reading.faults] == [
        ("h_lundi", "HOURS_DOUBTFUL"),
        ("h_mardi", "HOURS_DOUBTFUL"),
    ]
    (entry,) = reading.values
    assert entry.detail.doubtful_fields == ("h_lundi", "h_mardi")
    assert entry.hours.weekly.days[:2] == (((540, 720),), ())


def test_a_position_that_cannot_be_right_leaves_the_house_at_its_commune() -> None:
    wrong = [
        {"id_fs": "1", "latitude": "48.85", "longitude": "2.35"},
        {"id_fs": "2", "latitude": "", "longitude": ""},
        {"id_fs": "3", "latitude": "x"},
    ]
    found = readings(*wrong)
    assert [reading.faults[0].reason for reading in found] == [
        "POSITION_FAR",
        "POSITION_MISSING",
        "NUMBER_INVALID",
    ]
    assert all(reading.values[0].position is None for reading in found)


def test_a_town_of_guyane_far_from_its_centroid_keeps_its_position() -> None:
    (reading,) = readings({"insee_com": "97311", "latitude": "5.0", "longitude": "-53.9"})
    assert reading.values[0].position is not None
    assert reading.values[0].time_zone == "America/Cayenne"


def test_a_moving_house_says_so() -> None:
    (reading,) = readings({"format_fs": "Bus_équivalent"})
    assert "itinérant" in reading.values[0].operator_note


def test_rows_without_name_or_commune_and_doubles_are_left_out() -> None:
    found = readings({}, {}, {"id_fs": "8", "lib_fs": " "}, {"id_fs": "9", "insee_com": "00000"})
    assert [[fault.reason for fault in reading.faults] for reading in found] == [
        [],
        ["ID_DOUBLED"],
        ["FIELD_MISSING"],
        ["COMMUNE_UNKNOWN"],
    ]
