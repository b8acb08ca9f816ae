import asyncio
from datetime import UTC, timedelta

import pytest
from maillage.api.booking.v1 import option_pb2, situation_pb2
from maillage.api.booking.v1 import routing_service_pb2 as pb

from services.booking.domain.decisions import to_json
from services.booking.domain.modes import Mode
from services.booking.domain.options import Answer
from services.booking.domain.situation import AgeBand, Mobility, Situation
from services.booking.rpc.routing_servicer import RoutingServicer, StoredDecision
from services.booking.rpc.translate_options import MODES, answer_message
from services.booking.rpc.translate_situation import asked_message, situation
from services.platform.refusals import Invalid, NotFound
from tests.booking.index.small_worlds import CATALOGUE, NOW
from tests.booking.operations.routing_world import routing


class Routed:
    """A servicer over a small world, with the decisions it recorded as storage."""

    def __init__(self) -> None:
        self.routing, self.records = routing()
        self.servicer = RoutingServicer(self.routing, self._read, lambda: NOW)

    async def _read(self, decision_id: str) -> StoredDecision | None:
        found = next((each for each in self.records if each.decision_id == decision_id), None)
        return StoredDecision(to_json(found), NOW) if found else None

    def find(self, **told: object) -> pb.FindOptionsResponse:
        asked = situation_pb2.Situation(**{"need_id": "ear-pain", "at": "48030", **told})
        return asyncio.run(self.servicer.FindOptions(pb.FindOptionsRequest(situation=asked), None))


def test_options_travel_whole() -> None:
    routed = Routed()
    answer = routed.find()
    assert {option.mode for option in answer.options} == {
        option_pb2.MODE_CABIN,
        option_pb2.MODE_HOME_VISIT,
        option_pb2.MODE_ASSISTED_VIDEO,
        option_pb2.MODE_IN_PERSON,
    }
    assert answer.earliest.ToDatetime(tzinfo=UTC) == NOW + timedelta(minutes=3)
    assert answer.red_flag_questions[0].question.endswith("?")
    assert answer.access.basis == "estimated"
    assert not answer.HasField("emergency")
    assert not answer.HasField("fallback")
    for option in answer.options:
        assert option.time_to_care_minutes == option.travel_minutes + option.wait_minutes
        assert option.resources
        assert option.HasField("position") == bool(option.place_name)


def test_an_emergency_carries_no_option_and_an_empty_world_a_fallback() -> None:
    answer = Routed().find(red_flags=["chest-pain"])
    assert (answer.emergency.number, len(answer.options)) == ("15", 0)
    left = answer_message(Answer(), (), None)
    assert not left.HasField("earliest")


def test_nothing_that_cannot_be_read_hides_an_emergency() -> None:
    impossible = situation_pb2.Situation()
    impossible.earliest.seconds = 10**15
    alarms: list[dict[str, object]] = [
        {"red_flags": ["no-such-flag", "chest-pain"]},
        {"need_id": "child-fever", "age_band": situation_pb2.AGE_BAND_UNDER_3_MONTHS},
    ]
    nonsense: list[dict[str, object]] = [
        {"mobility": 99},
        {"earliest": impossible.earliest},
        {"at": "x" * 5000},
        {"languages": ["french"] * 1000},
    ]
    for alarm in alarms:
        for wrong in nonsense:
            assert Routed().find(**alarm, **wrong).emergency.number == "15"
    assert Routed().find(red_flags=["chest-pain"], age_band=99).emergency.number == "15"
    with pytest.raises(Invalid, match="RED_FLAG_UNKNOWN"):
        Routed().find(red_flags=["no-such-flag"])


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("need_id", "x" * 81),
        ("at", "x" * 201),
        ("treating_doctor_rpps", "1" * 81),
        ("existing_programme", "x" * 81),
        ("languages", ["x" * 81]),
        ("languages", ["fr"] * 201),
        ("red_flags", ["x"] * 201),
    ],
)
def test_every_text_of_a_situation_has_an_end(field: str, told: str | list[str]) -> None:
    with pytest.raises(Invalid, match="TEXT_TOO_LONG") as refusal:
        situation(situation_pb2.Situation(**{field: told}), NOW)
    assert refusal.value.metadata == {"field": field}


def test_needs_are_listed_and_searched() -> None:
    servicer = Routed().servicer
    everything = asyncio.run(servicer.ListNeeds(pb.ListNeedsRequest(), None))
    assert [need.id for need in everything.needs] == list(CATALOGUE.needs)
    assert not everything.medically_validated
    assert everything.notice
    ears = asyncio.run(servicer.ListNeeds(pb.ListNeedsRequest(query="mal à l'oreille"), None))
    assert ears.needs[0].id == "ear-pain"
    with pytest.raises(Invalid, match="QUERY_TOO_LONG"):
        asyncio.run(servicer.ListNeeds(pb.ListNeedsRequest(query="a" * 201), None))


def test_a_decision_is_read_and_replayed() -> None:
    routed = Routed()
    answer = routed.find()
    asked = pb.GetDecisionRequest(decision_id=answer.decision_id)
    decision = asyncio.run(routed.servicer.GetDecision(asked, None))
    assert list(decision.option_ids) == [option.id for option in answer.options]
    assert decision.situation.at == "48030"
    assert decision.decided_at.ToDatetime(tzinfo=UTC) == NOW
    assert decision.candidates_weighed >= len(answer.options)
    again = pb.ReplayDecisionRequest(decision_id=answer.decision_id)
    replayed = asyncio.run(routed.servicer.ReplayDecision(again, None))
    assert replayed.same
    assert list(replayed.option_ids) == list(decision.option_ids)


def test_an_unknown_decision_is_not_found() -> None:
    routed = Routed()
    with pytest.raises(NotFound, match="DECISION_NOT_FOUND"):
        asyncio.run(routed.servicer.GetDecision(pb.GetDecisionRequest(decision_id="none"), None))


def test_every_code_of_the_contract_has_its_meaning() -> None:
    assert set(MODES.values()) == set(option_pb2.Mode.values()) - {0}
    assert set(MODES) == set(Mode)
    for number in situation_pb2.Mobility.values():
        assert situation(situation_pb2.Situation(mobility=number), NOW).mobility in Mobility
    bands = {
        situation(situation_pb2.Situation(age_band=n), NOW).age_band for n in situation_pb2.AgeBand.values()
    }
    assert bands == set(AgeBand)


def test_codes_and_times_from_elsewhere_are_refused() -> None:
    with pytest.raises(Invalid, match="CODE_UNKNOWN"):
        situation(situation_pb2.Situation(mobility=99), NOW)
    with pytest.raises(Invalid, match="CODE_UNKNOWN"):
        situation(situation_pb2.Situation(age_band=99), NOW)
    impossible = situation_pb2.Situation()
    impossible.earliest.seconds = 10**15
    with pytest.raises(Invalid, match="TIME_INVALID"):
        situation(impossible, NOW)


def test_what_was_asked_is_told_again() -> None:
    routed = Routed()
    told = {"languages": ["fr", "ar"], "mobility": situation_pb2.MOBILITY_NO_CAR, "in_person_wish": True}
    routed.find(**told)
    message = asked_message(routed.records[0].asked)
    assert situation(message, NOW) == Situation(
        "ear-pain",
        "48030",
        NOW + timedelta(minutes=3),
        Mobility.NO_CAR,
        languages=("fr", "ar"),
        in_person_wish=True,
    )
