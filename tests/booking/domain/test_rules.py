"""Rules change on a day; an answer of a past day is replayed with the rules of that day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.booking.catalogue import load_catalogue
from services.booking.domain.modes import Mode
from services.booking.domain.rules import Rules
from services.booking.domain.situation import Mobility
from services.booking.rulebook import load_rules
from services.platform.refusals import Invalid

TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def rules() -> Rules:
    return load_rules()


def test_today(rules: Rules) -> None:
    today = rules.on(TODAY)
    assert today.sick_note_max_days_remote == 3
    assert today.pathway_exempt_below_years == 16
    assert today.mean_doctors_per_100k == 339
    assert (today.hold_minutes, today.stand_by_offer_minutes, today.cabin_silence_minutes) == (10, 30, 15)
    assert (today.first_where_dense, today.first_where_under_dense) == ("in_person", "remote")
    assert today.version == rules.version
    assert not rules.validated
    assert not any(origin.validated for origin in today.origins.values())


@pytest.mark.parametrize(("day", "cents"), [(date(2025, 12, 31), 2000), (date(2026, 1, 1), 2300)])
def test_a_tariff_changes_overnight(rules: Rules, day: date, cents: int) -> None:
    assert rules.on(day).tariffs["TE2"].amount_cents == cents


def test_a_tariff_is_unknown_before_it_exists(rules: Rules) -> None:
    assert "TCG" not in rules.on(date(2024, 6, 1)).tariffs


@pytest.mark.parametrize(("day", "price"), [(date(2024, 12, 21), "26,50 €"), (date(2024, 12, 22), "30 €")])
def test_a_cost_sentence_changes_overnight(rules: Rules, day: date, price: str) -> None:
    assert price in rules.on(day).costs[Mode.IN_PERSON].fr


def test_an_advanced_practice_nurse_acts_directly_in_coordinated_structures_only(rules: Rules) -> None:
    today = rules.on(TODAY)
    assert today.ipa_acts_directly("msp", "48")
    assert not today.ipa_acts_directly("liberal", "48")
    assert not today.ipa_acts_directly("cpts", "48")  # no trial department is known
    assert not rules.on(date(2025, 1, 21)).ipa_acts_directly("msp", "48")


def test_the_thirty_percent_rule_is_strict(rules: Rules) -> None:
    today = rules.on(TODAY)
    assert today.under_dense(237.2, today.mean_doctors_per_100k)
    assert not today.under_dense(237.3, today.mean_doctors_per_100k)
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


def test_needs_said_to_be_in_direct_access_name_such_a_speciality(rules: Rules) -> None:
    catalogue = load_catalogue()
    direct = rules.on(TODAY).direct_access_specialities
    for need in catalogue.needs.values():
        if need.direct_access_speciality:
            assert direct.intersection(catalogue.competences(need)), need.id


LOADED = load_rules()
