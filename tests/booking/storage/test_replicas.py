"""Replicas and decisions: what is put is what is read, of every kind."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from services.booking.domain.resources import (
    Cabin,
    HelpPlace,
    Nurse,
    Part,
    Platform,
    Practitioner,
    Programme,
    Resource,
)
from services.booking.storage.replicas import DETAIL_OF, KeptDecision, _Shelved
from services.hours.weekly import DayException, OpeningHours, WeeklyHours
from services.territory.position import Position
from tests.booking.world import MORNING, resource

HOURS = OpeningHours(
    WeeklyHours((((480, 720), (840, 1140)),) * 5 + ((), ())),
    (DayException(date(2027, 5, 1), date(2027, 5, 9), ((600, 660),)),),
    holidays_open=True,
)
DETAILS = {
    Part.CABIN: Cabin("pharmacy", frozenset({"otoscope"}), frozenset({"camera"}), "on_site", silent=True),
    Part.PRACTITIONER: Practitioner("SM54", "10000000001", frozenset({"AMB", "HH"}), sector="1"),
    Part.NURSE: Nurse("SI01", direct_access_from=date(2025, 1, 1), zone_communes=frozenset({"48030"})),
    Part.PROGRAMME: Programme("diabetes", departments=frozenset({"48"})),
    Part.PLATFORM: Platform(frozenset({"48"})),
    Part.HELP_PLACE: HelpPlace(france_services=True),
}


@pytest.mark.parametrize("part", Part)
def test_a_resource_of_each_kind_comes_back_equal(there, part):
    kept = replace(
        resource("x"),
        part=part,
        detail=DETAILS[part],
        hours=HOURS,
        position=Position(44.5, 3.5),
        languages=("fr", "oc"),
        valid_until=date(2028, 1, 1),
        last_confirmed_at=datetime(2027, 3, 1, 12, 0, tzinfo=UTC),
        demo=True,
    )
    there.do(lambda book: book.put_resources([kept]))
    there.do(lambda book: book.put_resources([replace(kept, name="other"), kept][::-1][:1]))
    assert there.look(lambda book: book.resources(["x", "unknown"])) == {"x": kept}
    there.do(lambda book: book.drop_resources(["x"]))
    assert there.look(lambda book: book.resources(["x"])) == {}


def test_every_part_has_its_detail_and_every_field_its_place():
    assert set(DETAIL_OF) == set(Part)
    assert [field.name for field in fields(Resource)] == list(_Shelved.__struct_fields__)


def test_facts_are_replaced_as_a_whole(there):
    there.do(lambda book: book.put_commune_facts({"48030": "{}", "48095": "{}"}))
    there.do(lambda book: book.put_commune_facts({"48095": '{"a":1}'}))
    assert there.look(lambda book: book.commune_facts()) == {"48095": '{"a":1}'}


def test_positions_move_on(there):
    assert there.look(lambda book: book.followed("log")) == 0
    for position in (7, 9_000_000_000):
        there.do(lambda book, at=position: book.put_followed("log", at))
        assert there.look(lambda book: book.followed("log")) == position


def test_the_same_decision_is_kept_once_and_counted(there):
    first, later = MORNING, MORNING + timedelta(hours=1)
    there.do(lambda book: book.put_decisions([KeptDecision("d", "{}", first, first, 2)]))
    there.do(lambda book: book.put_decisions([KeptDecision("d", "{}", later, later, 1)]))
    assert there.look(lambda book: book.decision("d")) == KeptDecision("d", "{}", first, later, 3)
    assert there.look(lambda book: book.decision("e")) is None
