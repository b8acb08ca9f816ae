import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.territory.gazetteer import Choice, Found, Gazetteer, Unknown
from services.territory.position import Position


def found(answer) -> str:
    assert isinstance(answer, Found), answer
    return answer.place.commune.code


def choice(answer) -> list[tuple[str, str]]:
    assert isinstance(answer, Choice), answer
    return [(commune.name, commune.department) for commune in answer.candidates]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("48030", "48030"), ("2a004", "2A004"), ("75101", "75056"), ("13216", "13055"), ("69385", "69123"),
        ("75013", "75056"), ("75116", "75056"),
        ("Mende", "48095"), ("  MENDE ", "48095"), ("St Etienne", "42218"),
        ("Sainte Marie aux Mines", "68298"),
        ("L’Haÿ-les-Roses", "94038"), ("mans", "72181"), ("vic s/ cere", "15258"), ("Y", "80829"),
        ("Saint-Denis (974)", "97411"), ("Saint-Denis 93", "93066"), ("saint denis, la réunion", "97411"),
        ("48000 Mende", "48095"), ("Mende 48000", "48095"), ("12 rue du Lot 48000 Mende Cedex", "48095"),
        ("48005 Mende Cedex", "48095"), ("Paris 13e", "75056"), ("lyon 3eme arrondissement", "69123"),
        ("14 rue X, 75116 Paris", "75056"),
    ],
)  # fmt: skip
def test_one_commune(gazetteer, text, code):
    assert found(gazetteer.find(text)) == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [("marseilel", "13055"), ("Vals-les-bain", "07331"), ("Lhay les roses", "94038"), ("Aubebas", "07019")],
)
def test_one_typo_is_mended_and_said(gazetteer, typed, code):
    answer = gazetteer.find(typed)
    assert found(answer) == code
    assert answer.corrected


def test_a_typo_that_several_names_explain_is_a_choice(gazetteer):
    assert choice(gazetteer.find("Tououse"))[0] == ("Toulouse", "31")


def test_an_exact_name_wins_over_a_typo_of_a_bigger_one(gazetteer):
    answer = gazetteer.find("Lons")
    assert found(answer) == "64348"
    assert not answer.corrected


def test_a_postal_code_of_several_communes_is_a_choice_by_population(gazetteer):
    names = choice(gazetteer.find("48000"))
    assert names[0] == ("Mende", "48")
    assert ("Brenoux", "48") in names


def test_homonyms_are_a_choice(gazetteer):
    departments = [
        department for name, department in choice(gazetteer.find("saint denis")) if name == "Saint-Denis"
    ]
    assert departments[:2] == ["974", "93"]


def test_a_program_means_the_insee_code_and_a_person_gets_the_choice(gazetteer):
    answer = gazetteer.find("13008")
    assert found(answer) == "13008"
    assert [commune.name for commune in answer.also] == ["Marseille"]
    assert choice(gazetteer.find("13008", numbers="postal")) == [("Marseille", "13"), ("Aurons", "13")]


def test_longer_names_are_offered_beside_a_short_one(gazetteer):
    assert "Évry-Courcouronnes" in [commune.name for commune in gazetteer.find("evry").also]
    assert choice(gazetteer.find("châlons"))[0] == ("Châlons-en-Champagne", "51")


def test_the_wrong_department_suggests_the_right_ones(gazetteer):
    answer = gazetteer.find("Aubenas (01)")
    assert isinstance(answer, Unknown)
    assert [commune.code for commune in answer.suggestions] == ["07019"]
    answer = gazetteer.find("48000 Paris")
    assert answer.suggestions[0].name == "Mende"


def test_coordinates_give_the_commune_around_and_keep_the_position(gazetteer):
    answer = gazetteer.find("44.5180,3.5010")
    assert found(answer) == "48095"
    assert answer.place.exact
    assert answer.place.position == Position(44.518, 3.501)
    assert not gazetteer.find("Mende").place.exact


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("91,3", "COORDINATES_IMPOSSIBLE"), ("nan,3", "COORDINATES_IMPOSSIBLE"),
        ("3,-inf", "COORDINATES_IMPOSSIBLE"),
        ("0,0", "COORDINATES_OUTSIDE"), ("40.7,-74.0", "COORDINATES_OUTSIDE"),
        ("", "PLACE_EMPTY"), ("\0", "PLACE_EMPTY"), ("😀 !", "PLACE_EMPTY"), ("a" * 201, "PLACE_TOO_LONG"),
        ("Xyzzy", "PLACE_UNKNOWN"), ("99999", "PLACE_UNKNOWN"), ("7512", "PLACE_UNKNOWN"),
    ],
)  # fmt: skip
def test_what_cannot_be_found_says_why(gazetteer, text, reason):
    answer = gazetteer.find(text)
    assert isinstance(answer, Unknown)
    assert answer.reason == reason


def test_every_commune_is_found_by_its_code_and_by_its_name(gazetteer, shipped):
    for commune in shipped.communes:
        assert gazetteer.commune(commune.code) is commune
        if commune.code.endswith("7"):  # one in ten is enough for the names
            answer = gazetteer.find(f"{commune.name} ({commune.department})")
            assert commune in (answer.candidates if isinstance(answer, Choice) else (answer.place.commune,))


def test_an_unknown_code_is_none(gazetteer):
    assert gazetteer.commune("99999") is None
    assert gazetteer.commune("") is None


@pytest.fixture(scope="module")
def lozere(shipped) -> Gazetteer:
    return Gazetteer(commune for commune in shipped.communes if commune.department == "48")


@settings(max_examples=200, deadline=None)
@given(
    text=st.one_of(st.text(max_size=250), st.from_regex(r"[-0-9a-z .,;()é'/]{0,30}")),
    numbers=st.sampled_from(["insee", "postal"]),
)
def test_no_text_is_an_exception(lozere, text, numbers):
    assert isinstance(lozere.find(text, numbers=numbers), Found | Choice | Unknown)
