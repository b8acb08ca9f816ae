"""An entry's data as JSON text, and back. What the tables' columns say is not repeated in the body.

Thousands of entries share a few hundred weeks of opening hours, and hours are the dearest part to read:
equal hours are read once and shared.
"""

from datetime import date, datetime
from functools import lru_cache
from typing import Any, Generic, TypeVar

import msgspec

from services.directory.domain.entries import DETAIL_OF, BookableVia, Entry, EntryKind, Provenance
from services.directory.domain.equipment import LiveState
from services.hours.weekly import OpeningHours
from services.territory.position import Position

D = TypeVar("D")


class Body(msgspec.Struct, Generic[D], omit_defaults=True, frozen=True):
    """The JSON form; a field that is added later needs a default, for the log is never rewritten."""

    name: str
    commune_code: str
    time_zone: str
    hours: msgspec.Raw
    provenance: Provenance
    detail: D
    address: str = ""
    position: Position | None = None
    bookable_via: BookableVia = BookableVia.UNKNOWN
    booking_contact: str = ""
    phone: str = ""
    languages: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    demo: bool = False
    operator_note: str = ""


_DECODERS: dict[str, msgspec.json.Decoder[Body[Any]]] = {
    kind.value: msgspec.json.Decoder(Body[detail])  # type: ignore[valid-type]
    for kind, detail in DETAIL_OF.items()
}
_ENCODER = msgspec.json.Encoder()
_HOURS = msgspec.json.Decoder(OpeningHours)
_LIVE = msgspec.json.Decoder(LiveState)


@lru_cache(maxsize=8192)
def _hours_json(hours: OpeningHours) -> msgspec.Raw:
    return msgspec.Raw(_ENCODER.encode(hours))


@lru_cache(maxsize=8192)
def _hours(text: bytes) -> OpeningHours:
    return _HOURS.decode(text)


def body_of(entry: Entry) -> str:
    """The JSON of an entry's data."""
    body = Body(
        entry.name,
        entry.commune_code,
        entry.time_zone,
        _hours_json(entry.hours),
        entry.provenance,
        entry.detail,
        entry.address,
        entry.position,
        entry.bookable_via,
        entry.booking_contact,
        entry.phone,
        entry.languages,
        entry.valid_from,
        entry.valid_until,
        entry.demo,
        entry.operator_note,
    )
    return _ENCODER.encode(body).decode()


def live_json(live: LiveState) -> str | None:
    """The JSON of a live state; None for an entry that was never heard from."""
    return None if live == LiveState() else _ENCODER.encode(live).decode()


def entry_of(
    entry_id: str,
    kind: str,
    body: str,
    *,
    version: int,
    retired: bool,
    confirmed_at: datetime | None,
    live: str | None,
) -> Entry:
    """The entry that a body and its columns tell of."""
    told = _DECODERS[kind].decode(body)
    return Entry(
        kind=EntryKind(kind),
        name=told.name,
        commune_code=told.commune_code,
        time_zone=told.time_zone,
        hours=_hours(bytes(told.hours)),
        provenance=told.provenance,
        detail=told.detail,
        id=entry_id,
        address=told.address,
        position=told.position,
        bookable_via=told.bookable_via,
        booking_contact=told.booking_contact,
        phone=told.phone,
        languages=told.languages,
        valid_from=told.valid_from,
        valid_until=told.valid_until,
        last_confirmed_at=confirmed_at,
        demo=told.demo,
        retired=retired,
        version=version,
        live_state=LiveState() if live is None else _LIVE.decode(live),
        operator_note=told.operator_note,
    )
