import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from services.booking.domain.candidates import Absence
from services.booking.domain.decisions import Asked, DecisionRecord, from_json, to_json, with_id
from services.booking.domain.modes import Mode
from services.booking.domain.ranking import RankingTerms
from tests.booking.domain.test_ranking import CANDIDATES

ASKED = Asked("ear-pain", "48030", 5_983_861, "car", "", "", ("fr",), False, False, False, False, "")
RECORD = DecisionRecord(
    "",
    ASKED,
    "abc.20805.0",
    "1/1",
    RankingTerms(2880, in_person_first=True, in_person_wish=False, limit=10),
    "dense",
    (),
    (),
    (Absence(Mode.CABIN, "CABINS_FULL", "Pharmacie", 12, "04"),),
)


@given(CANDIDATES)
def test_a_record_survives_json(candidates: list) -> None:
    record = with_id(
        replace(RECORD, candidates=tuple(candidates), chosen=tuple(c.key for c in candidates[:3]))
    )
    assert from_json(to_json(record)) == record


@given(st.integers(0, 10**7))
def test_the_id_is_of_the_content(grain: int) -> None:
    one = with_id(RECORD)
    assert with_id(one) == one
    assert len(one.decision_id) == 26
    other = with_id(replace(RECORD, asked=replace(ASKED, earliest_grain=grain)))
    assert (other.decision_id == one.decision_id) == (grain == ASKED.earliest_grain)


def test_no_field_of_a_record_could_say_who_asked() -> None:
    assert set(json.loads(to_json(RECORD))["asked"]) == set(Asked.__slots__)
    assert not {"at", "name", "phone", "birth_date", "position"} & set(Asked.__slots__)
