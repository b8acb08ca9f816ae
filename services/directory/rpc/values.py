"""Small values on the wire: codes, days, instants, positions. What cannot be understood is refused by name,
with the field; nothing else ever comes out of a hostile message.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from google.protobuf.timestamp_pb2 import Timestamp
from maillage.api.common.v1.geography_pb2 import Position as PositionMessage

from services.platform.refusals import Invalid
from services.territory.position import Position

E = TypeVar("E", bound=StrEnum)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND = timedelta(seconds=1)
_FIRST, _LAST = -2_208_988_800, 7_258_118_400  # years 1900 to 2200
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def numbers_of(enum: Any, prefix: str, kind: type[E]) -> dict[E, Any]:
    """The wire's number of each member; a member the contract lacks fails at once, not at the first call."""
    return {member: enum.Value(f"{prefix}_{member.name}") for member in kind}


def numbers_of_codes(enum: Any, prefix: str, codes: Iterable[str]) -> dict[str, Any]:
    """The same for plain codes; "" is the unspecified one."""
    return {code: enum.Value(f"{prefix}_{code.upper() or 'UNSPECIFIED'}") for code in codes}


def reversed_map(numbers: Mapping[E, Any]) -> dict[int, E]:
    """Members by number."""
    return {number: member for member, number in numbers.items()}


def member_of(number: int, members: Mapping[Any, Any], field: str) -> Any:
    """The member of that number; CODE_UNKNOWN."""
    try:
        return members[number]
    except KeyError:
        raise Invalid("CODE_UNKNOWN", "Cette valeur n'existe pas au contrat.", field=field) from None


def day_from(text: str, field: str) -> date | None:
    """An ISO 8601 day, None for ""; DATE_INVALID."""
    if not text:
        return None
    try:
        if not _DAY.fullmatch(text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid("DATE_INVALID", "Écrivez la date ainsi : 2026-03-17.", field=field) from None


def day_text(day: date | None) -> str:
    """An ISO 8601 day, "" for None."""
    return "" if day is None else day.isoformat()


def instant_from(message: Any, name: str, field: str) -> datetime | None:
    """The aware UTC instant in field `name` of a message, None when it is not set; TIMESTAMP_INVALID."""
    if not message.HasField(name):
        return None
    stamp: Timestamp = getattr(message, name)
    if not (_FIRST <= stamp.seconds <= _LAST and 0 <= stamp.nanos < 1_000_000_000):
        raise Invalid("TIMESTAMP_INVALID", "Cet instant est impossible.", field=field)
    return _EPOCH + timedelta(seconds=stamp.seconds, microseconds=stamp.nanos // 1000)


def stamp_of(at: datetime) -> Timestamp:
    """The message for an aware instant."""
    since = at - _EPOCH
    return Timestamp(seconds=since // _SECOND, nanos=since.microseconds * 1000)


def position_from(message: Any, field: str) -> Position | None:
    """The position of a message, None when it is not set; COORDINATES_IMPOSSIBLE."""
    if not message.HasField("position"):
        return None
    try:
        return Position(message.position.lat, message.position.lon)
    except ValueError:
        raise Invalid(
            "COORDINATES_IMPOSSIBLE",
            "La latitude va de -90 à 90, la longitude de -180 à 180.",
            field=field,
        ) from None


def position_message(position: Position | None) -> PositionMessage | None:
    """The message for a position."""
    return None if position is None else PositionMessage(lat=position.lat, lon=position.lon)
