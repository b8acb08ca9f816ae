"""Place a situation: its commune, and how far the nearest care is from there."""

from dataclasses import dataclass

from services.booking.domain.situation import Situation
from services.booking.operations.routing import Routing
from services.booking.operations.understand_situation import check_ids, languages_of, place_of
from services.booking.operations.who_may_wait import need_to_wait_for
from services.platform.refusals import Invalid
from services.territory.gazetteer import Choice


@dataclass(frozen=True, slots=True)
class Located:
    """INSEE code, and great-circle kilometres to the nearest cabin or practice that is booked here."""

    commune_code: str
    isolation_km: float


def locate_situation(routing: Routing, situation: Situation) -> Located:
    """Refuses what a search would refuse, and PLACE_AMBIGUOUS: somebody who waits waits in one place."""
    need_to_wait_for(routing.catalogue, situation)
    languages_of(situation)
    check_ids(situation)
    where = place_of(routing.gazetteer, situation.at)
    if isinstance(where, Choice):
        raise Invalid(
            "PLACE_AMBIGUOUS",
            "Plusieurs communes portent ce nom ; indiquez le code postal ou le code INSEE.",
            field="at",
            choices=", ".join(commune.code for commune in where.candidates[:10]),
        )
    return Located(where.commune.code, routing.index.isolation_km(where.origin))
