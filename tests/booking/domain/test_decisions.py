import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from services.booking.domain.candidates import Absence
from services.booking.domain.decisions import Asked, DecisionRecord, from_json, to_json, with_id
from services.booking.domain.modes import Mode
from services.booking.domain.ranking import RankingTerms
from services.booking.domain.resources import Cabin, Part
from services.booking.index.builders import candidate
from services.booking.index.calendars import Calendar
from services.booking.index.window import Find
from services.territory.position import Position
from services.territory.travel import spot
from tests.booking.domain.test_ranking import CANDIDATES
from tests.booking.index.small_worlds import commune, question, resource

ASKED = Asked("ear-pain", "48030", 5_983_861, "car", "", "", ("fr",), False, False, False, False, "")
HOME = commune("48001", 44.5, 3.5)
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


@given(st.floats(0, 300))
def test_a_candidate_is_so_many_whole_kilometres_away(km: float) -> None:
    north = Position(HOME.position.lat + km / 111.2, HOME.position.lon)
    there = Calendar(resource("cabin", Part.CABIN, Cabin(), HOME), spot(HOME, north))
    found = candidate(question(HOME), Mode.CABIN, Find(60, 30, "cabin", 6, there), (there,))
    assert isinstance(found.distance_km, int)
    assert abs(found.distance_km - km) < 1


def test_no_field_of_a_record_could_say_who_asked() -> None:
    assert set(json.loads(to_json(RECORD))["asked"]) == set(Asked.__slots__)
    assert not {"at", "name", "phone", "birth_date", "position"} & set(Asked.__slots__)
