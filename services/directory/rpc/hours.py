"""Opening hours on the wire."""

from functools import lru_cache
from typing import Any

from maillage.api.directory.v1 import hours_pb2 as pb

from services.directory.rpc.values import day_from
from services.hours.weekly import DayException, OpeningHours, Ranges, WeeklyHours
from services.platform.refusals import Invalid

_DAYS = 7


def hours_from(message: pb.OpeningHours, field: str) -> OpeningHours:
    """The plan a message tells of; days that are absent are closed. HOURS_INVALID, DATE_INVALID."""
    days: dict[int, Ranges] = {}
    for day in message.week:
        if not 1 <= day.weekday <= _DAYS or day.weekday in days:
            raise _refusal(f"{field}.week", "un jour va de 1, lundi, à 7, une seule fois")
        days[day.weekday] = _ranges(day.ranges)
    try:
        weekly = WeeklyHours(tuple(days.get(day, ()) for day in range(1, _DAYS + 1)))
        return OpeningHours(
            weekly,
            tuple(_exception(each, f"{field}.exceptions") for each in message.exceptions),
            message.open_on_public_holidays,
        )
    except ValueError:
        raise _refusal(field, "chaque plage finit après son début, sans en couvrir une autre") from None


def _exception(message: pb.HoursException, field: str) -> DayException:
    first, last = day_from(message.first_day, field), day_from(message.last_day, field)
    if first is None or last is None:
        raise _refusal(field, "une exception a un premier et un dernier jour")
    return DayException(first, last, _ranges(message.ranges))


def _ranges(messages: Any) -> Ranges:
    return tuple((each.start_minute, each.end_minute) for each in messages)


def _refusal(field: str, what: str) -> Invalid:
    return Invalid("HOURS_INVALID", f"Ces horaires n'ont pas de sens : {what}.", field=field)


@lru_cache(maxsize=8192)
def hours_message(hours: OpeningHours) -> pb.OpeningHours:
    """The message of a plan, shared between all who have that plan: never alter it, only copy it."""
    message = pb.OpeningHours(open_on_public_holidays=hours.holidays_open)
    for weekday, ranges in enumerate(hours.weekly.days, 1):
        if ranges:
            message.week.append(pb.WeekdayHours(weekday=weekday, ranges=_range_messages(ranges)))
    for each in hours.exceptions:
        message.exceptions.append(
            pb.HoursException(
                first_day=each.first_day.isoformat(),
                last_day=each.last_day.isoformat(),
                ranges=_range_messages(each.ranges),
            )
        )
    return message


def _range_messages(ranges: Ranges) -> list[pb.TimeRange]:
    return [pb.TimeRange(start_minute=start, end_minute=end) for start, end in ranges]
