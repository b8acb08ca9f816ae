"""The catalogue as a value: limits of age, questions, who may act, and what words find."""

import pytest

from services.booking.domain.modes import Mode
from services.booking.domain.needs import PRACTITIONER_MODES, Catalogue, Need
from services.booking.domain.situation import AgeBand
from services.booking.knowledge.catalogue import load_catalogue
from services.platform.refusals import Invalid


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def test_an_unknown_need_is_refused_with_the_nearest_ones(catalogue: Catalogue) -> None:
    with pytest.raises(Invalid) as refusal:
        catalogue.need("ear-ache")
    assert refusal.value.reason == "NEED_UNKNOWN"
    assert "ear-pain" in refusal.value.sentence
    assert "ear-ache" not in str(refusal.value.metadata)  # what people type may say who they are


def test_an_unknown_need_of_any_length_is_refused_at_once(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[str] = []

    def search(_self: Catalogue, text: str, limit: int = 8) -> tuple[Need, ...]:
        searched.append(text)
        return ()

    monkeypatch.setattr(Catalogue, "search", search)
    for length in (80, 81, 2_000_000):
        with pytest.raises(Invalid, match="NEED_UNKNOWN"):
            catalogue.need("x" * length)
    assert [len(text) for text in searched] == [80, 0, 0]


def test_an_unknown_red_flag_is_refused(catalogue: Catalogue) -> None:
    with pytest.raises(Invalid, match="RED_FLAG_UNKNOWN"):
        catalogue.red_flag("nothing-of-the-kind")


@pytest.mark.parametrize(
    ("words", "need_id"),
    [
        ("mal d'oreille", "ear-pain"),
        ("MAL A L’OREILLE", "ear-pain"),
        ("tension", "blood-pressure-check"),
        ("ordonnance", "prescription-renewal"),
        ("j'ai mal au dos", "back-pain"),
        ("mal de tete", "headache"),
        ("fièvre enfant", "child-fever"),
        ("oeil rouge", "eye-redness"),
        ("œil rouge", "eye-redness"),
        ("pansements", "wound-care"),
        ("aide a domicile", "loss-of-autonomy"),
        ("arret de travail", "sick-note"),
        ("papier", "help-with-a-form"),
        ("dents", "dental-pain"),
        ("vertige", "dizziness"),
        ("mes résultats", "test-results"),
        ("ear pain", "ear-pain"),
        ("blood pressure", "blood-pressure-check"),
        ("toothache", "dental-pain"),
        ("sleep", "sleep"),
    ],
)
def test_plain_words_find_the_need_first(catalogue: Catalogue, words: str, need_id: str) -> None:
    assert catalogue.search(words)[0].id == need_id


@pytest.mark.parametrize("words", ["", "   ", "de la", "xyzzy", "%%%"])
def test_words_that_say_nothing_find_nothing(catalogue: Catalogue, words: str) -> None:
    assert catalogue.search(words) == ()


def test_ages_are_compared_band_by_band(catalogue: Catalogue) -> None:
    child_fever, sick_note = catalogue.need("child-fever"), catalogue.need("sick-note")
    assert [band for band in AgeBand if child_fever.admits(band)] == [
        AgeBand.UNKNOWN,
        AgeBand.UNDER_6,
        AgeBand.FROM_6_TO_15,
        AgeBand.FROM_16_TO_64,  # 16 and 17
    ]
    assert not sick_note.admits(AgeBand.FROM_6_TO_15)
    assert not sick_note.admits(AgeBand.FROM_80)
    assert sick_note.admits(AgeBand.FROM_65_TO_79)


def test_a_fever_under_three_months_is_an_emergency_by_itself(catalogue: Catalogue) -> None:
    need = catalogue.need("child-fever")
    raised = catalogue.raised_by_age(need, AgeBand.UNDER_3_MONTHS)
    assert raised is not None
    assert raised.call == "15"
    assert catalogue.raised_by_age(need, AgeBand.UNDER_6) is None
    assert catalogue.raised_by_age(need, AgeBand.UNKNOWN) is None
    assert catalogue.raised_by_age(catalogue.need("sick-note"), AgeBand.UNDER_3_MONTHS) is None


def test_questions_begin_with_the_needs_own_and_ask_none_twice(catalogue: Catalogue) -> None:
    need = catalogue.need("mental-distress")
    asked = [flag.id for flag in catalogue.questions(need)]
    assert asked[0] == "suicidal-thoughts"
    assert len(asked) == len(set(asked))
    assert set(catalogue.universal_red_flags) <= set(asked)


def test_medical_help_comes_before_a_helpline(catalogue: Catalogue) -> None:
    flag = catalogue.first_raised(("violence-at-home", "chest-pain"))
    assert flag is not None
    assert flag.call == "15"
    assert catalogue.first_raised(()) is None


def test_an_unknown_flag_hides_no_known_one(catalogue: Catalogue) -> None:
    flag = catalogue.first_raised(("nothing-of-the-kind", "chest-pain"))
    assert flag is not None
    assert flag.id == "chest-pain"
    need = catalogue.need("child-fever")
    by_age = catalogue.first_raised(("nothing-of-the-kind",), need, AgeBand.UNDER_3_MONTHS)
    assert by_age is not None
    assert by_age.id == "fever-baby-under-3-months"
    with pytest.raises(Invalid, match="RED_FLAG_UNKNOWN"):
        catalogue.first_raised(("nothing-of-the-kind",), need, AgeBand.UNDER_6)


def test_equivalent_codes_may_act_too(catalogue: Catalogue) -> None:
    codes = catalogue.competences(catalogue.need("ear-pain"))
    assert codes[:2] == ("SM54", "SM39")
    assert {"SM26", "SM53", "SM34"} <= set(codes)
    assert len(codes) == len(set(codes))


def test_instruments_depend_on_the_mode(catalogue: Catalogue) -> None:
    need = catalogue.need("ear-pain")
    assert need.equipment_for(Mode.CABIN) == {"otoscope", "thermometer"}
    assert need.equipment_for(Mode.IN_PERSON) == frozenset()


def test_every_need_can_be_booked_somewhere(catalogue: Catalogue) -> None:
    for need in catalogue.needs.values():
        assert need.modes, need.id
        assert bool(need.modes & PRACTITIONER_MODES) == bool(need.specialities), need.id
        assert any(need.admits(band) for band in AgeBand if band), need.id
