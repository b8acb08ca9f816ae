"""Messages to domain values and back; and whatever comes in, a named refusal or a sound entry."""

from dataclasses import replace
from datetime import UTC, date, datetime
from math import inf, nan
from typing import Any

import pytest
from google.protobuf.message import DecodeError
from google.protobuf.timestamp_pb2 import Timestamp
from hypothesis import given
from hypothesis import strategies as st
from maillage.api.common.v1.geography_pb2 import Position as PositionMessage
from maillage.api.directory.v1 import details_pb2, entry_pb2, equipment_pb2, hours_pb2
from maillage.api.directory.v1 import entries_service_pb2 as pb

from services.directory.domain.checks import check_entry
from services.directory.domain.details import AccessPoint, Nurse
from services.directory.domain.entries import EntryKind
from services.directory.domain.equipment import Connection, EquipmentKind, LiveState
from services.directory.domain.searches import check_search
from services.directory.rpc.equipment import live_state_from, live_state_message
from services.directory.rpc.hours import hours_from, hours_message
from services.directory.rpc.translate import entry_from, entry_message, search_from
from services.directory.storage.bodies import body_of
from services.hours.weekly import DayException, OpeningHours, WeeklyHours
from services.platform.refusals import Refusal
from tests.directory.samples import GAZETTEER, INSTRUMENTS, NOW, an_entry, refusal_of


def sent(message: Any) -> Any:
    """The message after a trip over the wire."""
    return type(message).FromString(message.SerializeToString())


@pytest.mark.parametrize("kind", EntryKind)
def test_every_kind_comes_back(kind: EntryKind) -> None:
    entry = an_entry(kind, id="x", version=4)
    assert entry_from(sent(entry_message(entry, with_note=True))) == entry


def test_the_operators_note_is_for_staff() -> None:
    message = entry_message(an_entry(), with_note=False)
    assert message.operator_note == ""


def test_a_live_state_comes_back_and_silence_about_it_is_no_state() -> None:
    live = LiveState(Connection.SILENT, datetime(2026, 11, 20, 1, 2, 3, 456789, tzinfo=UTC), INSTRUMENTS, 8)
    assert live_state_from(sent(live_state_message(live)), "live_state") == live
    assert live_state_message(LiveState()) is None
    message = entry_message(replace(an_entry(), live_state=live), with_note=True)
    assert entry_from(message).live_state == LiveState()  # only the directory says


ranges = st.lists(st.integers(0, 1440), min_size=2, max_size=8, unique=True).map(
    lambda minutes: tuple(zip(*[iter(sorted(minutes)[: len(minutes) // 2 * 2])] * 2, strict=True))
)
days = st.dates(date(2020, 1, 1), date(2030, 1, 1))
exceptions = st.builds(lambda a, b, r: DayException(min(a, b), max(a, b), r), days, days, ranges)


@given(st.lists(ranges, min_size=7, max_size=7), st.lists(exceptions, max_size=3), st.booleans())
def test_hours_come_back(week: list[Any], others: list[DayException], holidays_open: bool) -> None:
    hours = OpeningHours(WeeklyHours(tuple(week)), tuple(others), holidays_open)
    assert hours_from(sent(hours_message(hours)), "hours") == hours


def message(**changes: Any) -> entry_pb2.Entry:
    """A good entry's message with fields written over."""
    good = entry_message(an_entry(), with_note=True)
    for name in changes:
        good.ClearField(name)  # type: ignore[arg-type]
    good.MergeFrom(entry_pb2.Entry(**changes))
    return sent(good)


def week(*days: tuple[int, int, int]) -> hours_pb2.OpeningHours:
    return hours_pb2.OpeningHours(
        week=[
            hours_pb2.WeekdayHours(
                weekday=day, ranges=[hours_pb2.TimeRange(start_minute=start, end_minute=end)]
            )
            for day, start, end in days
        ]
    )


@pytest.mark.parametrize(
    ("entry", "reason", "field"),
    [
        (message(kind=0), "CODE_UNKNOWN", "entry.kind"),
        (message(kind=99), "CODE_UNKNOWN", "entry.kind"),
        (message(kind=entry_pb2.ENTRY_KIND_NURSE), "DETAIL_MISMATCH", "entry.detail"),
        (entry_pb2.Entry(kind=entry_pb2.ENTRY_KIND_NURSE), "DETAIL_MISMATCH", "entry.detail"),
        (message(bookable_via=77), "CODE_UNKNOWN", "entry.bookable_via"),
        (message(position=PositionMessage(lat=nan, lon=1)), "COORDINATES_IMPOSSIBLE", "entry.position"),
        (message(position=PositionMessage(lat=91, lon=1)), "COORDINATES_IMPOSSIBLE", "entry.position"),
        (message(position=PositionMessage(lat=1, lon=-inf)), "COORDINATES_IMPOSSIBLE", "entry.position"),
        (message(valid_from="17/03/2026"), "DATE_INVALID", "entry.valid_from"),
        (message(valid_until="2026-02-30"), "DATE_INVALID", "entry.valid_until"),
        (message(valid_until="20260228"), "DATE_INVALID", "entry.valid_until"),
        (
            message(last_confirmed_at=Timestamp(seconds=10**15)),
            "TIMESTAMP_INVALID",
            "entry.last_confirmed_at",
        ),
        (message(last_confirmed_at=Timestamp(nanos=-1)), "TIMESTAMP_INVALID", "entry.last_confirmed_at"),
        (message(hours=week((1, 700, 600))), "HOURS_INVALID", "entry.hours"),
        (message(hours=week((1, -5, 600))), "HOURS_INVALID", "entry.hours"),
        (message(hours=week((1, 0, 1441))), "HOURS_INVALID", "entry.hours"),
        (message(hours=week((0, 1, 2))), "HOURS_INVALID", "entry.hours.week"),
        (message(hours=week((3, 1, 2), (3, 5, 6))), "HOURS_INVALID", "entry.hours.week"),
        (
            message(
                hours=hours_pb2.OpeningHours(exceptions=[hours_pb2.HoursException(first_day="2026-01-01")])
            ),
            "HOURS_INVALID",
            "entry.hours.exceptions",
        ),
        (
            message(
                hours=hours_pb2.OpeningHours(
                    exceptions=[hours_pb2.HoursException(first_day="2026-01-02", last_day="2026-01-01")]
                )
            ),
            "HOURS_INVALID",
            "entry.hours",
        ),
        (
            message(access_point=details_pb2.AccessPoint(site_type=55)),
            "CODE_UNKNOWN",
            "entry.access_point.site_type",
        ),
        (
            message(access_point=details_pb2.AccessPoint(equipment=[equipment_pb2.Equipment()])),
            "CODE_UNKNOWN",
            "entry.access_point.equipment.kind",
        ),
    ],
)
def test_what_cannot_be_understood_is_refused_by_name_and_field(
    entry: entry_pb2.Entry, reason: str, field: str
) -> None:
    refusal = refusal_of(lambda: entry_from(entry))
    assert (refusal.reason, refusal.metadata["field"]) == (reason, field)


def test_a_search_needs_a_centre() -> None:
    assert refusal_of(lambda: search_from(pb.SearchEntriesRequest())).reason == "PLACE_MISSING"
    at_zero = pb.SearchEntriesRequest(position=PositionMessage())
    assert search_from(at_zero).centre is not None
    asked = pb.SearchEntriesRequest(at="Mende", equipment=[3], kinds=[1], open_at=Timestamp(seconds=1))
    search = search_from(asked)
    assert search.filters.equipment == {EquipmentKind.OTOSCOPE}
    assert search.filters.kinds == {EntryKind.ACCESS_POINT}
    assert search.open_at == datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC)
    assert (
        refusal_of(lambda: search_from(pb.SearchEntriesRequest(at="x", kinds=[0]))).reason == "CODE_UNKNOWN"
    )


def sound_or_refused(entry: entry_pb2.Entry) -> None:
    """Either a refusal with a name, or an entry that can be kept and told again, the same."""
    try:
        kept = check_entry(entry_from(entry), GAZETTEER)
    except Refusal:
        return
    assert "\0" not in body_of(kept)
    assert check_entry(entry_from(sent(entry_message(kept, with_note=True))), GAZETTEER) == kept


GOOD = [entry_message(an_entry(kind), with_note=True).SerializeToString() for kind in EntryKind]


@given(st.sampled_from(GOOD), st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=6))
def test_damaged_messages_are_refused_or_sound(good: bytes, damage: list[tuple[int, int]]) -> None:
    raw = bytearray(good)
    for at, value in damage:
        raw[at % len(raw)] = value
    try:
        entry = entry_pb2.Entry.FromString(bytes(raw))
    except DecodeError:
        return  # the interceptor refuses it
    sound_or_refused(entry)


texts = st.one_of(st.text(max_size=30), st.sampled_from(["", "\0", "é" * 5000, "48095", "2026-01-01", "fr"]))
numbers = st.integers(-(2**31), 2**31 - 1)
floats = st.floats()


@given(st.data())
def test_hostile_fields_are_refused_or_sound(data: st.DataObject) -> None:
    entry = entry_message(an_entry(data.draw(st.sampled_from(EntryKind))), with_note=True)
    _spoil(entry, data)
    sound_or_refused(entry)


def _spoil(entry: Any, data: st.DataObject) -> None:
    """Writes something odd over a few fields, however deep."""
    for _ in range(data.draw(st.integers(1, 3))):
        at = entry
        while True:
            field = data.draw(st.sampled_from(list(at.DESCRIPTOR.fields)))
            if field.message_type is None:
                break
            at = getattr(at, field.name)
            if field.is_repeated:
                at = at.add()
        odd = data.draw(_odd(field))
        if field.is_repeated:
            getattr(at, field.name).append(odd)
        else:
            setattr(at, field.name, odd)


def _odd(field: Any) -> st.SearchStrategy[Any]:
    by_type = {
        field.CPPTYPE_STRING: texts,
        field.CPPTYPE_DOUBLE: floats,
        field.CPPTYPE_BOOL: st.booleans(),
        field.CPPTYPE_ENUM: numbers,
    }
    return by_type.get(field.cpp_type, numbers)


searches = st.fixed_dictionaries(
    {"at": texts, "radius_km": floats, "page_size": numbers, "kinds": st.lists(numbers, max_size=2)},
    optional={"language": texts, "speciality_code": texts, "page_token": texts},
)


@given(searches)
def test_hostile_searches_are_refused_or_sound(fields: dict[str, Any]) -> None:
    try:
        search = check_search(search_from(pb.SearchEntriesRequest(**fields)))
    except Refusal:
        return
    assert 0 < search.radius_km <= 500


def test_an_instrument_listed_without_a_state_is_declared() -> None:
    entry = message(access_point=details_pb2.AccessPoint(equipment=[equipment_pb2.Equipment(kind=3)]))
    detail = entry_from(entry).detail
    assert isinstance(detail, AccessPoint)
    assert detail.equipment[0].state == "declared"


def test_a_nurse_without_direct_access_has_none() -> None:
    nurse = an_entry(EntryKind.NURSE)
    bare = replace(nurse, detail=replace(nurse.detail, direct_access=None))  # type: ignore[call-arg]
    detail = entry_from(sent(entry_message(bare, with_note=True))).detail
    assert isinstance(detail, Nurse)
    assert detail.direct_access is None


def test_instants_keep_their_microseconds() -> None:
    entry = an_entry(last_confirmed_at=NOW.replace(microsecond=123456))
    assert entry_from(sent(entry_message(entry, with_note=True))).last_confirmed_at == entry.last_confirmed_at
