"""Ask again what was asked once, by the record of the decision that answered it."""

from datetime import datetime

from services.booking.domain.decisions import Asked
from services.booking.domain.situation import AgeBand, Mobility, Situation


def situation_again(asked: Asked, earliest: datetime) -> Situation:
    """The same need in the same circumstances, from `earliest` on. The place is a commune, as kept; red flags
    are none, since one that was raised led to no decision.
    """
    return Situation(
        need_id=asked.need_id,
        at=asked.commune_code,
        earliest=earliest,
        mobility=Mobility(asked.mobility),
        age_band=AgeBand(asked.age_band),
        treating_doctor_rpps=asked.treating_doctor_rpps,
        languages=asked.languages,
        home_video_possible=asked.home_video_possible,
        helper_wanted=asked.helper_wanted,
        long_sick_note=asked.long_sick_note,
        in_person_wish=asked.in_person_wish,
        existing_programme=asked.existing_programme,
    )
