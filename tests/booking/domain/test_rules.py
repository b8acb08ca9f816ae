"""Rules change on a day; an answer of a past day is replayed with the rules of that day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.booking.domain.modes import Mode
from services.booking.domain.rules import Rules
from services.booking.domain.situation import Mobility
from services.booking.knowledge.rulebook import load_rules
from services.directory.domain.details import EmergencyNumber
from services.directory.emergency_numbers import emergency_numbers
from services.platform.refusals import Invalid

TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def rules() -> Rules:
    return load_rules()


def test_today(rules: Rules) -> None:
    today = rules.on(TODAY)
    assert today.sick_note_cap_spares_treating_doctor
    assert (today.first_where_dense, today.first_where_under_dense) == ("in_person", "remote")
    assert today.version == rules.version
    assert not rules.validated
    assert not any(row.origin.validated for row in (*rules.rules, *rules.costs))


@pytest.mark.parametrize(("day", "price"), [(date(2024, 12, 21), "26,50 €"), (date(2024, 12, 22), "30 €")])
def test_a_cost_sentence_changes_overnight(rules: Rules, day: date, price: str) -> None:
    assert price in rules.on(day).costs[Mode.IN_PERSON].fr


def test_costs_are_those_of_the_patient_s_own_health_insurance(rules: Rules) -> None:
    today = rules.on(TODAY)
    for mode in Mode:
        assert today.cost_fr(mode, "48")
        for department in ("975", "986", "987", "988"):
            assert not today.cost_fr(mode, department)
        for department in ("57", "67", "68"):
            assert "70 %" not in today.cost_fr(mode, department)
            assert "60 %" not in today.cost_fr(mode, department)
    assert "la mutuelle, si vous en avez une, paie le reste" in today.cost_fr(Mode.IN_PERSON, "974")
    assert "davantage avec le régime local" in today.cost_fr(Mode.CABIN, "67")


def test_116_117_answers_where_the_directory_says(rules: Rules) -> None:
    (departments,) = (
        each.detail.departments
        for each in emergency_numbers()
        if isinstance(each.detail, EmergencyNumber) and each.detail.number == "116 117"
    )
    assert rules.on(TODAY).out_of_hours_departments == frozenset(departments)


def test_an_advanced_practice_nurse_acts_directly_in_coordinated_structures_only(rules: Rules) -> None:
    today = rules.on(TODAY)
    assert today.ipa_acts_directly("msp", "48")
    assert not today.ipa_acts_directly("liberal", "48")
    assert not today.ipa_acts_directly("cpts", "48")  # no trial department is known
    assert not rules.on(date(2025, 1, 21)).ipa_acts_directly("msp", "48")


def test_the_thirty_percent_rule_is_strict(rules: Rules) -> None:
    today, mean = rules.on(TODAY), 339  # doctors for 100,000 people, as Institut Sapiens reports
    assert today.under_dense(237.2, mean)
    assert not today.under_dense(237.3, mean)
    assert not today.under_dense(70.0, 100.0)


def test_a_day_before_the_rules_is_refused(rules: Rules) -> None:
    with pytest.raises(Invalid, match="RULES_NOT_KNOWN"):
        rules.on(date(2023, 12, 31))


@given(day=st.dates(date(2024, 1, 1), date(2090, 1, 1)))
def test_every_day_has_all_rules(day: date) -> None:
    held = LOADED.on(day)
    assert set(held.costs) == set(held.buffer_minutes) == set(Mode)
    assert set(held.cabin_radius_km) == set(Mobility)
    assert all(minutes % 5 == 0 for minutes in held.buffer_minutes.values())
    assert all(cost.fr != cost.en for cost in held.costs.values())


LOADED = load_rules()
