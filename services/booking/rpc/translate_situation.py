"""Situations between the contract and the domain."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TypeVar

from maillage.api.booking.v1 import situation_pb2 as pb

from services.booking.domain.decisions import Asked
from services.booking.domain.needs import LONGEST_ID
from services.booking.domain.situation import AgeBand, Mobility, Situation
from services.hours.grains import GRAIN_SECONDS
from services.platform.refusals import Invalid

_N = TypeVar("_N")
_T = TypeVar("_T")
_MOBILITIES: Mapping[pb.Mobility, Mobility] = {
    pb.MOBILITY_UNSPECIFIED: Mobility.CAR,
    pb.MOBILITY_CAR: Mobility.CAR,
    pb.MOBILITY_NO_CAR: Mobility.NO_CAR,
    pb.MOBILITY_STEP_FREE: Mobility.STEP_FREE,
}
_AGE_BANDS: Mapping[pb.AgeBand, AgeBand] = {
    pb.AGE_BAND_UNSPECIFIED: AgeBand.UNKNOWN,
    pb.AGE_BAND_UNDER_3_MONTHS: AgeBand.UNDER_3_MONTHS,
    pb.AGE_BAND_UNDER_6: AgeBand.UNDER_6,
    pb.AGE_BAND_6_TO_15: AgeBand.FROM_6_TO_15,
    pb.AGE_BAND_16_TO_64: AgeBand.FROM_16_TO_64,
    pb.AGE_BAND_65_TO_79: AgeBand.FROM_65_TO_79,
    pb.AGE_BAND_80_PLUS: AgeBand.FROM_80,
}
_LONGEST = {
    "need_id": LONGEST_ID,
    "at": 200,
    "treating_doctor_rpps": LONGEST_ID,
    "existing_programme": LONGEST_ID,
}
_MOST_LISTED = 200
_MOBILITY_NUMBERS = {mobility: number for number, mobility in _MOBILITIES.items() if number}
_AGE_NUMBERS = {band: number for number, band in _AGE_BANDS.items()}


def situation(message: pb.Situation, now: datetime) -> Situation:
    """The situation a message tells of; an absent `earliest` means now. CODE_UNKNOWN, TIME_INVALID,
    TEXT_TOO_LONG.
    """
    _check_lengths(message)
    return Situation(
        need_id=message.need_id,
        at=message.at,
        earliest=_instant(message) if message.HasField("earliest") else now,
        mobility=_known(_MOBILITIES, message.mobility, "mobility"),
        age_band=_known(_AGE_BANDS, message.age_band, "age_band"),
        treating_doctor_rpps=message.treating_doctor_rpps,
        languages=tuple(message.languages),
        home_video_possible=message.home_video_possible,
        helper_wanted=message.helper_wanted,
        long_sick_note=message.long_sick_note,
        in_person_wish=message.in_person_wish,
        existing_programme=message.existing_programme,
        red_flags=tuple(message.red_flags),
    )


def age_band(message: pb.Situation) -> AgeBand:
    """The age a message tells of, unknown where its code is."""
    return _AGE_BANDS.get(message.age_band, AgeBand.UNKNOWN)


def asked_message(asked: Asked) -> pb.Situation:
    """What was asked, as a decision keeps it: the place is a commune, red flags led to no decision."""
    message = pb.Situation(
        need_id=asked.need_id,
        at=asked.commune_code,
        mobility=_MOBILITY_NUMBERS[Mobility(asked.mobility)],
        age_band=_AGE_NUMBERS[AgeBand(asked.age_band)],
        treating_doctor_rpps=asked.treating_doctor_rpps,
        languages=asked.languages,
        home_video_possible=asked.home_video_possible,
        helper_wanted=asked.helper_wanted,
        long_sick_note=asked.long_sick_note,
        in_person_wish=asked.in_person_wish,
        existing_programme=asked.existing_programme,
    )
    message.earliest.FromSeconds(asked.earliest_grain * GRAIN_SECONDS)
    return message


def _check_lengths(message: pb.Situation) -> None:
    for field, longest in _LONGEST.items():
        if len(getattr(message, field)) > longest:
            raise _too_long(field)
    for field in ("languages", "red_flags"):
        listed = getattr(message, field)
        if len(listed) > _MOST_LISTED or any(len(each) > LONGEST_ID for each in listed):
            raise _too_long(field)


def _too_long(field: str) -> Invalid:
    return Invalid("TEXT_TOO_LONG", "Ce texte est trop long ; raccourcissez-le.", field=field)


def _instant(message: pb.Situation) -> datetime:
    try:
        return message.earliest.ToDatetime(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise Invalid("TIME_INVALID", "Cette date n'existe pas ; vérifiez-la.", field="earliest") from None


def _known(codes: Mapping[_N, _T], number: _N, field: str) -> _T:
    if number not in codes:
        raise Invalid("CODE_UNKNOWN", "Ce code n'est pas connu ; mettez à jour votre logiciel.", field=field)
    return codes[number]
