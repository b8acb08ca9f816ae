"""The national demo network leaves nobody without care, at any hour."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest

from services.directory.demo.network import demo_network
from services.directory.domain.details import AccessPoint, Nurse, Practitioner
from services.directory.domain.entries import Entry, EntryKind
from services.hours.openings import is_open
from services.territory.communes import Commune
from services.territory.nearby import Nearby
from services.territory.shipped import load_communes

pytestmark = pytest.mark.national

# Roads are a third longer than the crow flies and are driven at 45 km/h: 45 minutes are at least 25 km.
KM_IN_45_MINUTES = 25.0
KM_IN_A_MINUTE = KM_IN_45_MINUTES / 45


@pytest.fixture(scope="module")
def communes() -> list[Commune]:
    return [commune for commune in load_communes() if commune.population > 0]


@pytest.fixture(scope="module")
def entries(communes: list[Commune]) -> list[Entry]:
    return list(demo_network(communes))


def of_kind(entries: Iterable[Entry], kind: EntryKind) -> list[Entry]:
    return [entry for entry in entries if entry.kind is kind]


def near(entries: Iterable[Entry]) -> Nearby[Entry]:
    return Nearby((entry.position, entry) for entry in entries if entry.position is not None)


def test_counts(entries: list[Entry], communes: list[Commune]) -> None:
    counts = Counter(entry.kind for entry in entries)
    assert counts[EntryKind.ACCESS_POINT] == 6_000
    assert counts[EntryKind.NURSE] == 1_712
    assert counts[EntryKind.PRACTITIONER] == 15_000
    assert counts[EntryKind.TELEMONITORING_PROGRAMME] == 150
    assert counts[EntryKind.REMOTE_INTERVENTION_CENTRE] == 12
    assert counts[EntryKind.HOME_SUPPORT_PLATFORM] == len({commune.department for commune in communes})
    assert counts[EntryKind.DIGITAL_HELP_PLACE] == 500


def test_cabins_are_what_the_country_has(entries: list[Entry], communes: list[Commune]) -> None:
    cabins = [entry.detail for entry in entries if isinstance(entry.detail, AccessPoint)]
    sites = Counter(cabin.site_type for cabin in cabins)
    assert sites["pharmacy"] == 5_100
    assert set(sites) == {
        "pharmacy",
        "town_hall",
        "station",
        "post_office",
        "france_services",
        "village_hall",
        "health_centre",
    }
    has = Counter(item.kind.value for cabin in cabins for item in cabin.equipment)
    assert {has[kind] for kind in ("stethoscope", "otoscope", "oximeter", "blood_pressure")} == {6_000}
    assert 0.22 < has["ecg_12_lead"] / 6_000 < 0.28
    assert 0.08 < has["audiometer"] / 6_000 < 0.12
    assert 0.17 < has["dermatoscope"] / 6_000 < 0.23
    small = {commune.code for commune in communes if commune.population < 3_500}
    in_small = sum(entry.commune_code in small for entry in of_kind(entries, EntryKind.ACCESS_POINT))
    assert in_small > 2_500


def test_remote_doctors_are_of_about_forty_specialities(entries: list[Entry]) -> None:
    remote = [
        entry.detail
        for entry in entries
        if isinstance(entry.detail, Practitioner) and entry.detail.modalities == ("VR",)
    ]
    specialities = Counter(detail.speciality_code or detail.profession_code for detail in remote)
    assert len(specialities) >= 40
    assert specialities.most_common(1)[0][0] == "SM54"


def test_every_commune_has_a_cabin_and_a_nurse_within_reach(
    entries: list[Entry], communes: list[Commune]
) -> None:
    cabins = near(of_kind(entries, EntryKind.ACCESS_POINT))
    nurses = near(of_kind(entries, EntryKind.NURSE))
    hosting = {entry.commune_code for entry in of_kind(entries, EntryKind.ACCESS_POINT)}
    for commune in communes:
        if commune.position is None:  # no source places it: a cabin of its own, or too few people for one
            assert commune.code in hosting or commune.population < 100, commune
            continue
        assert next(cabins.walk(commune.position))[0] < KM_IN_45_MINUTES, commune
        km, nurse = next(nurses.walk(commune.position))
        assert isinstance(nurse.detail, Nurse)
        assert km < KM_IN_45_MINUTES, commune


def test_nearly_all_lie_in_the_zone_of_a_nurse(entries: list[Entry], communes: list[Commune]) -> None:
    nurses = near(of_kind(entries, EntryKind.NURSE))
    placed = [commune for commune in communes if commune.position is not None]
    covered = 0
    for commune in placed:
        for km, entry in nurses.walk(commune.position):
            if km > KM_IN_45_MINUTES:
                break
            if isinstance(entry.detail, Nurse) and km <= entry.detail.zone.max_minutes * KM_IN_A_MINUTE:
                covered += 1
                break
    assert covered > 0.95 * len(placed)


def test_every_department_has_programmes_of_each_line_and_a_platform(
    entries: list[Entry], communes: list[Commune]
) -> None:
    programmes = [entry.detail for entry in of_kind(entries, EntryKind.TELEMONITORING_PROGRAMME)]
    assert {detail.pathology for detail in programmes if not detail.departments} == {
        "heart_failure",
        "respiratory_failure",
        "diabetes",
        "kidney_disease",
        "implant",
    }
    platforms = {
        department
        for entry in of_kind(entries, EntryKind.HOME_SUPPORT_PLATFORM)
        for department in entry.detail.departments
    }
    assert platforms == {commune.department for commune in communes}


def test_a_general_practitioner_is_there_by_video_at_any_hour(entries: list[Entry]) -> None:
    plans = Counter(
        (entry.hours, entry.time_zone)
        for entry in entries
        if isinstance(entry.detail, Practitioner)
        and entry.detail.modalities == ("VR",)
        and entry.detail.speciality_code == "SM54"
    )
    christmas_week = datetime(2026, 12, 21, tzinfo=UTC)
    for half_hour in range(14 * 48):
        at = christmas_week + timedelta(minutes=30 * half_hour)
        there = sum(count for (hours, zone), count in plans.items() if is_open(hours, zone, "75", at))
        assert there >= 20, at


def test_the_largest_and_the_smallest_communes_have_three_ways_at_least(
    entries: list[Entry], communes: list[Commune]
) -> None:
    by_size = sorted(communes, key=lambda commune: (commune.population, commune.code))
    cabins = near(of_kind(entries, EntryKind.ACCESS_POINT))
    nurses = near(of_kind(entries, EntryKind.NURSE))
    practices = near(
        entry
        for entry in entries
        if isinstance(entry.detail, Practitioner) and "AMB" in entry.detail.modalities
    )
    for commune in [*by_size[:100], *by_size[-10:]]:
        ways = {"home_video"}
        if commune.position is not None:
            for way, index in (("cabin", cabins), ("home_visit", nurses), ("in_person", practices)):
                if next(index.walk(commune.position))[0] < KM_IN_45_MINUTES:
                    ways.add(way)
        assert len(ways) >= 3, (commune, ways)
