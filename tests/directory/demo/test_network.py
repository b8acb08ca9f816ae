"""The demo is the same at every start, is flagged, and passes the rules of the directory."""

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

import pytest

from services.directory.demo.network import Sizes, demo_network, last_provenance
from services.directory.domain.checks import check_entry
from services.directory.domain.entries import Entry, EntryKind
from services.territory.communes import Commune
from services.territory.gazetteer import Gazetteer
from services.territory.shipped import load_communes

SMALL = Sizes(60, 20, 80, 40, 30, 2, 8)
# Changes only with the shipped communes or the generator: then raise EDITION in demo/entries.py.
DIGEST = "18eb01936a3dca42"


@pytest.fixture(scope="module")
def communes() -> Sequence[Commune]:
    return [each for each in load_communes() if each.department in {"48", "974", "987"}]


@pytest.fixture(scope="module")
def entries(communes: Sequence[Commune]) -> list[Entry]:
    return list(demo_network(communes, SMALL))


def test_it_is_the_same_at_every_start(communes: Sequence[Commune], entries: list[Entry]) -> None:
    again = list(demo_network(reversed(communes), SMALL))
    assert again == entries
    assert sha256(repr(entries).encode()).hexdigest()[:16] == DIGEST


def test_another_seed_is_another_network(communes: Sequence[Commune], entries: list[Entry]) -> None:
    assert list(demo_network(communes, SMALL, seed=1)) != entries


def test_counts_and_flags(entries: list[Entry]) -> None:
    assert Counter(entry.kind for entry in entries) == {
        EntryKind.ACCESS_POINT: 60,
        EntryKind.NURSE: 20,
        EntryKind.PRACTITIONER: 120,
        EntryKind.TELEMONITORING_PROGRAMME: 30,
        EntryKind.REMOTE_INTERVENTION_CENTRE: 2,
        EntryKind.HOME_SUPPORT_PLATFORM: 3,
        EntryKind.DIGITAL_HELP_PLACE: 8,
    }
    assert all(entry.demo and entry.provenance.source == "demo" for entry in entries)
    assert all("(démo)" in entry.name for entry in entries)
    assert entries[-1].provenance == last_provenance(SMALL)


def test_every_entry_passes_the_rules_and_has_its_own_id(entries: list[Entry]) -> None:
    gazetteer = Gazetteer(load_communes())
    checked = [check_entry(entry, gazetteer) for entry in entries]
    assert len({entry.id for entry in checked}) == len(entries)
    assert {entry.time_zone for entry in checked} >= {"Europe/Paris", "Indian/Reunion", "Pacific/Tahiti"}


def test_a_country_without_people_has_no_network() -> None:
    assert list(demo_network([], SMALL)) == []
