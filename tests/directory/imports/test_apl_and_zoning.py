"""Published access to care, by commune or by department."""

import pytest

from services.directory.domain.commune_facts import CommuneFacts
from services.directory.imports.apl import read_apl
from services.directory.imports.zoning import read_zoning
from services.platform.refusals import Invalid
from tests.directory.imports.villages import COMMUNES


def apl(text: str, name: str = "apl.csv") -> list:
    return list(read_apl(text, COMMUNES, name)[1])


def test_by_commune_with_decimal_commas_under_a_title() -> None:
    text = (
        "Indicateur d'accessibilité potentielle localisée\n\n"
        "Code commune INSEE;Commune;APL aux médecins généralistes\n"
        "48030;Brenoux;2,57\n"
    )
    (reading,) = apl(text, "apl_2023.csv")
    assert reading.values == (CommuneFacts("48030", apl=2.57, apl_year=2023, apl_level="commune"),)


def test_by_department_takes_the_newest_year_for_each_of_its_communes() -> None:
    (reading,) = apl("departement,apl_gp_2023,apl_gp_2024,apl_nurse_2024\n48,2.9,3.1,100\n")
    assert {fact.commune_code for fact in reading.values} == {"48030", "48095"}
    assert {(fact.apl, fact.apl_year, fact.apl_level) for fact in reading.values} == {
        (3.1, 2024, "department")
    }


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("48,", "FIELD_MISSING"),
        ("48,-1", "APL_IMPOSSIBLE"),
        ("48,137", "APL_IMPOSSIBLE"),
        ("48,n.d.", "NUMBER_INVALID"),
        ("00,3", "DEPARTMENT_UNKNOWN"),
        ("1,3", "ID_DOUBLED"),
    ],
)
def test_a_row_that_says_nothing_is_left_out(row: str, reason: str) -> None:
    found = apl(f"departement,apl\n01,3.3\n{row}\n")
    assert [fault.reason for fault in found[1].faults] == [reason]


def test_a_file_that_does_not_say_where_is_refused() -> None:
    with pytest.raises(Invalid, match="HEADER_MISSING"):
        apl("ville,apl\nMende,3\n")


def test_a_file_without_apl_is_told_the_names_that_are_understood() -> None:
    with pytest.raises(Invalid) as raised:
        apl("departement,valeur\n48,3\n")
    assert raised.value.metadata["columns"] == "apl"
    assert "apl (ou apl_aux_medecins_generalistes, " in raised.value.sentence
    assert "2099" not in raised.value.sentence


def test_a_department_mean_never_replaces_what_the_commune_has() -> None:
    own = CommuneFacts("48030", apl=2.0, apl_year=2023, apl_level="commune")
    mean = CommuneFacts("48030", apl=3.0, apl_year=2024, apl_level="department")
    assert mean.over(own) == own
    assert own.over(mean) == own


def test_zoning_in_codes_and_words() -> None:
    text = "codgeo;zonage\n48030;ZIP\n48095;Zone d'action complémentaire\n1001;hors zonage\n75056;rouge\n"
    found = list(read_zoning(text, COMMUNES)[1])
    assert [reading.values[0].zoning for reading in found[:3]] == ["ZIP", "ZAC", "HZ"]
    (fault,) = found[3].faults
    assert (fault.reason, fault.sentence) == ("CHOICE_UNKNOWN", "Choisissez parmi : ZIP, ZAC, HZ.")
