import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.territory.names import folded, without_article


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Saint-Étienne-de-Lugdarès", "saint etienne de lugdares"),
        ("ST ETIENNE DE LUGDARES", "saint etienne de lugdares"),
        ("Ste-Énimie", "sainte enimie"),
        ("L’Haÿ-les-Roses", "l hay les roses"),
        ("Vic s/ Cère", "vic sur cere"),
        ("Hœdic", "hoedic"),
        ("  Mende\t", "mende"),
        ("E\u0301vry", "evry"),
        ("😀\0", ""),
    ],
)
def test_spellings_of_one_name_have_one_key(name, key):
    assert folded(name) == key


def test_only_a_leading_article_is_dropped():
    assert without_article("le mans") == "mans"
    assert without_article("l hay les roses") == "hay les roses"
    assert without_article("les") == "les"
    assert without_article("lens") == "lens"


@given(st.text())
def test_a_key_is_plain_and_its_own_key(text):
    key = folded(text)
    assert key.isascii()
    assert key == folded(key) == " ".join(key.split())
