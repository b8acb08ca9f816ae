"""An entry comes back from its JSON as it was."""

from dataclasses import replace

import pytest

from services.directory.domain.entries import Entry, EntryKind
from services.directory.domain.equipment import LiveState
from services.directory.storage.bodies import body_of, entry_of, live_json
from tests.directory.samples import INSTRUMENTS, NOW, OFFICE, an_entry


def again(entry: Entry) -> Entry:
    return entry_of(
        entry.id,
        entry.kind.value,
        body_of(entry),
        version=entry.version,
        retired=entry.retired,
        confirmed_at=entry.last_confirmed_at,
        live=live_json(entry.live_state),
    )


@pytest.mark.parametrize("kind", EntryKind)
def test_every_kind_comes_back(kind: EntryKind) -> None:
    entry = an_entry(kind, id="x", version=3, retired=True)
    heard = replace(entry, live_state=LiveState(last_seen_at=NOW, equipment=INSTRUMENTS, bandwidth_kbps=9))
    assert again(entry) == entry
    assert again(heard) == heard


def test_equal_hours_are_shared() -> None:
    other = replace(OFFICE)
    assert again(an_entry(hours=other)).hours is again(an_entry(hours=OFFICE)).hours


def test_what_later_versions_add_does_not_disturb() -> None:
    body = body_of(an_entry()).replace("{", '{"a_field_of_tomorrow":1,', 1)
    entry = entry_of("", "access_point", body, version=0, retired=False, confirmed_at=None, live=None)
    assert replace(entry, last_confirmed_at=an_entry().last_confirmed_at) == an_entry()
