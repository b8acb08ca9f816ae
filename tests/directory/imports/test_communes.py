"""Positions of communes come in from three formats; nothing else of them does."""

import json

import pytest

from services.directory.imports.communes import read_communes
from services.directory.imports.reading import Reading
from services.platform.refusals import Invalid
from tests.directory.imports.villages import COMMUNES


def readings(text: str) -> list[Reading]:
    total, found = read_communes(text, COMMUNES)
    rows = list(found)
    assert len(rows) == total
    return rows


def taken(text: str) -> list[tuple[str, float, float, str]]:
    return [
        (fact.commune_code, fact.position.lat, fact.position.lon, fact.position_source)
        for reading in readings(text)
        for fact in reading.values
    ]


def faults(text: str) -> list[tuple[int, str, str]]:
    return [(f.line, f.field, f.reason) for reading in readings(text) for f in reading.faults]


def centre(code: str, *coordinates: object) -> dict[str, object]:
    return {"nom": "x", "code": code, "centre": {"type": "Point", "coordinates": list(coordinates)}}


def test_geo_api_json() -> None:
    text = json.dumps([centre("48030", 3.55, 44.47), centre("01001", 4.92, 46.15)])
    assert taken(text) == [("48030", 44.47, 3.55, "geo_api"), ("01001", 46.15, 4.92, "geo_api")]


def test_la_poste_csv_repeats_communes_and_lists_arrondissements() -> None:
    text = (
        "#Code_commune_INSEE;Nom_de_la_commune;Code_postal;Libellé_d_acheminement;Ligne_5;_geopoint\n"
        "48030;BRENOUX;48000;BRENOUX;;44.4720,3.5480\n"
        "48030;BRENOUX;48001;BRENOUX;;44.4720,3.5480\n"
        "75101;PARIS 01;75001;PARIS;;48.86,2.33\n"
    )
    assert taken(text) == [("48030", 44.472, 3.548, "la_poste")] * 2
    assert faults(text) == [(4, "#Code_commune_INSEE", "COMMUNE_IS_ARRONDISSEMENT")]


@pytest.mark.parametrize("point", ["44.472,3.548", "44.472, 3.548", "44.472/3.548"])
def test_la_poste_writes_its_points_in_several_ways(point: str) -> None:
    text = f"Code_commune_INSEE;Code_postal;coordonnees_gps\n48030;48000;{point}\n"
    assert taken(text) == [("48030", 44.472, 3.548, "la_poste")]


def test_plain_csv_with_a_swallowed_zero() -> None:
    text = "code_insee,name,lat,lon\n1001,L'Abergement,46.15,4.92\n97356,Camopi,3.17,-52.33\n"
    assert taken(text) == [
        ("01001", 46.15, 4.92, "operator_file"),
        ("97356", 3.17, -52.33, "operator_file"),
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("99999,44.5,3.5", "COMMUNE_UNKNOWN"),
        ("48030,,", "POSITION_MISSING"),
        ("48030,44.5,", "POSITION_HALF"),
        ("48030,nord,3.5", "NUMBER_INVALID"),
        ("48030,nan,3.5", "NUMBER_INVALID"),
        ("48030,95,3.5", "POSITION_IMPOSSIBLE"),
        ("48030,0,0", "POSITION_IMPOSSIBLE"),
        ("48030,3.548,44.472", "POSITION_FAR"),
    ],
)
def test_a_row_that_places_nothing_is_left_out(row: str, reason: str) -> None:
    text = f"code_insee,lat,lon\n01001,46.15,4.92\n{row}\n"
    assert [(line, why) for line, _, why in faults(text)] == [(3, reason)]
    assert len(taken(text)) == 1


def test_a_commune_in_two_places_keeps_the_first() -> None:
    text = "code_insee,lat,lon\n48030,44.47,3.55\n48030,44.60,3.55\n"
    assert faults(text) == [(3, "", "ID_DOUBLED")]


def test_json_items_without_code_or_point_are_left_out() -> None:
    text = '[\n{"nom": "x"},\n3,\n' + json.dumps(centre("48030", "3.5", 44)) + ",\n" + '{"code": "48095"}]'
    assert faults(text) == [
        (2, "code", "FIELD_MISSING"),
        (3, "code", "FIELD_MISSING"),
        (4, "centre", "POSITION_IMPOSSIBLE"),
        (5, "centre", "POSITION_MISSING"),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[]", "FILE_EMPTY"),
        ('{"code": 1}', "FILE_JSON"),
        ('[{"code": "48030"}, {"code": "480', "FILE_TRUNCATED"),
        ('[{"code": "48030"},', "FILE_TRUNCATED"),
        ('[{"code": "48030"}', "FILE_TRUNCATED"),
        ('[{"code": "48030"} {}]', "FILE_JSON"),
        ('[{"code": NaN}]', "FILE_JSON"),
        ("[" * 100_000, "FILE_JSON"),
        ("code,nom\n1,a\n", "HEADER_MISSING"),
    ],
)
def test_a_file_that_is_no_list_of_communes_is_refused(text: str, reason: str) -> None:
    with pytest.raises(Invalid) as raised:
        readings(text)
    assert raised.value.reason == reason
