"""Demo names and numbers can belong to nobody."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from services.directory.demo.identities import finess, person, phone, rpps
from services.french_ids.check_digits import Standing
from services.french_ids.finess import check_finess
from services.french_ids.rpps import check_rpps
from services.territory.areas import REGIONS

FICTION = ("01 99 00", "02 61 91", "03 53 01", "04 65 71", "05 36 49", "06 39 98")


@given(st.integers(0, 9_999_999))
def test_rpps_are_of_a_series_nobody_has_and_fail_their_check_digit(number: int) -> None:
    assert rpps(number).startswith("999")
    assert check_rpps(rpps(number)).standing is Standing.DOUBTFUL


@given(st.integers(1, 999_999))
def test_finess_hold_but_name_no_department(number: int) -> None:
    assert finess(number).startswith("00")
    assert check_finess(finess(number)).standing is Standing.VALID


@given(st.integers())
def test_names_are_marked_and_phones_are_of_fiction(seed: int) -> None:
    chance = Random(seed)
    assert person(chance).endswith(" (démo)")
    for region in REGIONS:
        number = phone(chance, region)
        assert number.startswith(FICTION)
        assert len(number) == 14
