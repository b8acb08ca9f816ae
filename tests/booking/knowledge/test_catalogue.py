"""The shipped catalogue is whole; a broken twin of it is refused with each fault named."""

import re
from importlib.resources import files

import pytest

from services.booking.domain.modes import Mode
from services.booking.domain.needs import IPA_SPECIALITIES, PRACTITIONER_CODES
from services.booking.knowledge.catalogue import load_catalogue, parse_catalogue
from services.booking.knowledge.rulebook import load_rules, parse_rules
from services.booking.knowledge.toml_rows import DataFileError

DATA = files("services.booking.knowledge")
NEEDS = (DATA / "needs.toml").read_text(encoding="utf-8")
RULES = (DATA / "rules.toml").read_text(encoding="utf-8")


def test_the_catalogue_is_large_enough_and_says_it_is_not_validated() -> None:
    catalogue = load_catalogue()
    assert len(catalogue.needs) >= 48
    assert not catalogue.validated
    assert "pas été validée par un médecin" in catalogue.statement_fr
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}\.\d+\+[0-9a-f]{8}", catalogue.version)


def test_every_mode_serves_some_need() -> None:
    served = {mode for need in load_catalogue().needs.values() for mode in need.modes}
    assert served == set(Mode)


def test_every_need_stands_on_its_own() -> None:
    catalogue = load_catalogue()
    for need in catalogue.needs.values():
        assert need.fr, need.id
        assert need.en, need.id
        assert need.fr != need.en, need.id
        assert len(need.fr) <= 60, need.id
        assert need.fr_plain.endswith((".", "!")), need.id
        assert need.duration_minutes % 5 == 0, need.id
        assert set(need.red_flags) <= set(catalogue.red_flags), need.id
        assert set(catalogue.competences(need)) <= PRACTITIONER_CODES, need.id
        assert set(need.ipa_specialities) <= set(IPA_SPECIALITIES), need.id
        assert need.sources, need.id
        if need.category == "symptom":
            assert need.red_flags, need.id


def test_each_label_finds_its_own_need() -> None:
    catalogue = load_catalogue()
    for need in catalogue.needs.values():
        assert need in catalogue.search(need.fr, limit=3), need.id
        assert need in catalogue.search(need.en, limit=3), need.id


def test_every_red_flag_is_asked_somewhere_and_says_whom_to_call() -> None:
    catalogue = load_catalogue()
    asked = {flag for need in catalogue.needs.values() for flag in need.red_flags}
    assert asked | set(catalogue.universal_red_flags) == set(catalogue.red_flags)
    for flag in catalogue.red_flags.values():
        assert flag.call in flag.sentence_fr or "rincez" in flag.sentence_fr or "urgences" in flag.sentence_fr
        assert flag.call in flag.sentence_en


@pytest.mark.parametrize("text", [NEEDS, RULES])
def test_french_follows_its_typography(text: str) -> None:
    for line in text.splitlines():
        if re.match(r"(fr|fr_plain|sentence_fr|statement_fr|silent_call_fr) = ", line):
            assert not re.search(r"\w[?!:;]( |\"$)", line), f"a space goes before the sign: {line}"
            assert "  " not in line


def test_the_version_follows_the_content() -> None:
    assert parse_catalogue(NEEDS.encode()).version == load_catalogue().version
    assert parse_catalogue((NEEDS + "\n").encode()).version != load_catalogue().version
    assert parse_rules((RULES + "\n").encode()).version != load_rules().version


BROKEN_NEEDS = [
    (
        '"swelling-behind-ear", "stiff-neck-fever"',
        '"no-such-flag"',
        "need ear-pain: `red_flags` names 'no-such",
    ),
    (
        'specialities = ["SM54", "SM39"]',
        'specialities = ["SM99"]',
        "need ear-pain: `specialities` names 'SM99'",
    ),
    ('ipa_specialities = ["SI01"]', 'ipa_specialities = ["SI06"]', "`ipa_specialities` names 'SI06'"),
    ('cabin = ["otoscope", "thermometer"]', 'cabin = ["periscope"]', "`equipment` in cabin"),
    ("equipment = { cabin = [", "equipment = { in_person = [", "`equipment` names 'in_person'"),
    ("duration_minutes = 15", "duration_minutes = 17", "multiple of 5"),
    ("time_frame_hours = 48", "time_frame_hours = 0", "`time_frame_hours` is 0"),
    ("time_frame_hours = 48", 'time_frame_hours = "soon"', "`time_frame_hours` is 'soon'"),
    ('helper = "useful"', 'helper = "perhaps"', "`helper` is 'perhaps'"),
    ('category = "symptom"', 'category = "humour"', "`category` is 'humour'"),
    ('en = "Ear pain"', "en = \"J'ai mal à l'oreille\"", "`fr` and `en` are the same text"),
    ('en = "Ear pain"', 'en = " "', "`en` must be a text"),
    ('id = "fever"', 'id = "ear-pain"', "`id` is already taken"),
    ('id = "ear-pain"', 'id = "Ear Pain"', "need Ear Pain: `id` must be words in lower case"),
    ("sick_note = true", "sicknote = true", "need ear-pain: `sicknote` is not a key"),
    ("sick_note = true", "sick_note = 1", "`sick_note` must be true or false"),
    (
        'telemonitoring = "heart_failure"',
        'telemonitoring = "gout"',
        "need heart-failure-follow-up: `telemonitor",
    ),
    ('call = "3114"', 'call = "12"', "red flag suicidal-thoughts: `call` is '12'"),
    (
        '"stroke-signs", "severe-breath',
        '"no-sign", "severe-breath',
        "file: `universal_red_flags` names 'no-sign'",
    ),
    ("validated = false", "validated = true", "`validated` and `validated_by` go together"),
    ("age_max_years = 17", "age_max_years = 500", "need child-fever: `age_max_years` is 500"),
    ("age_min_months = 132", "age_min_months = 1000", "need contraception: no age is both"),
    ("unconfirmed_codes = []", 'unconfirmed_codes = ["XX99"]', "file: `unconfirmed_codes` names 'XX99'"),
    ('SM04 = ["SM73"', 'SM04 = ["XX73"', "equivalents of 'SM04'"),
    ('sources = ["draft", "pharmacy-convention"]', 'sources = ["hearsay"]', "`sources` names 'hearsay'"),
    ('modes = ["cabin", "home_visit"', 'modes = ["teleportation", "home_visit"', "names 'teleportation'"),
    ('source = "draft"', "source = 4", "`source` is 4"),
]


@pytest.mark.parametrize(("good", "bad", "fault"), BROKEN_NEEDS)
def test_a_broken_twin_of_the_needs_is_refused(good: str, bad: str, fault: str) -> None:
    assert good in NEEDS
    with pytest.raises(DataFileError) as refused:
        parse_catalogue(NEEDS.replace(good, bad, 1).encode())
    assert any(fault in named for named in refused.value.faults), refused.value.faults


def test_all_faults_are_listed_at_once() -> None:
    broken = NEEDS
    for good, bad, _ in BROKEN_NEEDS[:3]:
        broken = broken.replace(good, bad, 1)
    with pytest.raises(DataFileError) as refused:
        parse_catalogue(broken.encode())
    assert len(refused.value.faults) >= 3
    assert str(refused.value).startswith("needs.toml: ")


@pytest.mark.parametrize("raw", [b"\xff\xfe", b"needs = [", NEEDS[:5000].encode() + b"\n[["])
def test_an_unreadable_file_is_refused(raw: bytes) -> None:
    with pytest.raises(DataFileError, match="not readable"):
        parse_catalogue(raw)
    with pytest.raises(DataFileError, match="not readable"):
        parse_rules(raw)


@pytest.mark.parametrize("raw", [b"", b"needs = 3", b"needs = [1, 2]\nred_flags = ['x']\nsources = 2"])
def test_a_file_of_something_else_is_refused(raw: bytes) -> None:
    with pytest.raises(DataFileError):
        parse_catalogue(raw)
    with pytest.raises(DataFileError):
        parse_rules(raw)


BROKEN_RULES = [
    ("valid_from = 2025-01-22", "valid_from = 2025-01-20", "ipa_direct_access_structures: two rows hold on"),
    ("valid_from = 2025-01-22", "valid_from = 2025-02-01", "no row holds on 2025-01-22"),
    ("valid_until = 2024-12-21", "valid_until = 2023-12-21", "`valid_until` comes before"),
    ("value = 0.70", "value = 70", "`value` must be a ratio"),
    ("value = { car = 40, no_car = 12,", "value = { car = 40, bike = 12,", "`value` must name exactly"),
    ("home_visit = 10, assisted", "home_visit = 7, assisted", "`home_visit` must be a multiple of 5"),
    ('id = "cabin_radius_km"', 'id = "cabin_radius_m"', "`id` is 'cabin_radius_m'"),
    ('"es", "esms"', '"es", "spa"', "`value` names 'spa'"),
    ('mode = "home_video"', 'mode = "telepathy"', "`mode` is 'telepathy'"),
    ('nature = "law"', 'nature = "custom"', "`nature` is 'custom'"),
    ("confirmed = true\n", "", "`confirmed` must be true or false"),
    ('value = "remote"', 'value = "nearest"', "`value` is 'nearest'"),
    ("valid_from = 2024-01-01", 'valid_from = "2024-01-01"', "`valid_from` must be a date"),
]


@pytest.mark.parametrize(("good", "bad", "fault"), BROKEN_RULES)
def test_a_broken_twin_of_the_rules_is_refused(good: str, bad: str, fault: str) -> None:
    assert good in RULES
    with pytest.raises(DataFileError) as refused:
        parse_rules(RULES.replace(good, bad, 1).encode())
    assert any(fault in named for named in refused.value.faults), refused.value.faults
