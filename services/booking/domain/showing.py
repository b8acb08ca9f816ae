"""An option as it is shown, made from its ticket: the same when proposed, held and booked."""

from collections.abc import Mapping
from datetime import datetime

from services.booking.domain.modes import AT_HOME
from services.booking.domain.needs import Need
from services.booking.domain.options import Option, TakenResource
from services.booking.domain.resources import (
    Cabin,
    Detail,
    HelpPlace,
    Nurse,
    Part,
    Platform,
    Practitioner,
    Programme,
    Resource,
)
from services.booking.domain.rules import DayRules
from services.booking.domain.sentence_words import GENERAL_PRACTICE
from services.booking.domain.standing import zone_of
from services.booking.domain.ticket import Ticket, TicketClaim
from services.booking.domain.why_sentences import Proposal, why_en, why_fr
from services.hours.grains import GRAIN_MINUTES
from services.hours.weekly import DAYS_PER_WEEK, OpeningHours, WeeklyHours
from services.hours.zones import zone_info
from services.territory.communes import department_of
from services.territory.zones import zone_of_commune

_REFUNDED_AS_SAID = frozenset({"", "1", "optam"})


def option_from(
    ticket: Ticket,
    option_id: str,
    resources: Mapping[str, Resource],
    need: Need | None,
    rules: DayRules,
    *,
    now: datetime,
) -> Option:
    """`option_id` is the sealed ticket; `resources` holds every resource of its claims; `rules` are those of
    the day it starts; `now` (aware) tells which day today is at the place. Without the need, withdrawn since,
    no instruments are named.
    """
    taken = [resources[claim.resource_id] for claim in ticket.claims]
    first = taken[0]
    practitioner = next((each for each in taken if isinstance(each.detail, Practitioner)), None)
    equipment = _equipment(first, need.equipment_for(ticket.mode) if need else frozenset())
    zone = zone_of(ticket, resources)
    local = zone_info(zone)
    proposal = Proposal(
        mode=ticket.mode,
        start=ticket.start.astimezone(local),
        now=now.astimezone(local),
        travel_minutes=ticket.travel_minutes,
        first=first,
        practitioner=practitioner,
        equipment=equipment,
        treating_doctor=ticket.treating_doctor,
        without_car=ticket.without_car,
        visit=(need.visit_fr, need.visit_en) if need else ("", ""),
    )
    place = None if ticket.mode in AT_HOME else first
    return Option(
        id=option_id,
        mode=ticket.mode,
        need_id=ticket.need_id,
        commune_code=ticket.commune_code,
        start=ticket.start,
        zone=zone,
        duration_minutes=ticket.duration_grains * GRAIN_MINUTES,
        travel_minutes=ticket.travel_minutes,
        wait_minutes=ticket.wait_minutes,
        resources=tuple(TakenResource(each.id, each.name, each.part) for each in taken),
        claims=ticket.plain_claims(),
        why=why_fr(proposal),
        why_en=why_en(proposal),
        distance_km=ticket.distance_hm / 10,
        place_name=place.name if place else "",
        address=place.address if place else "",
        position=place.position if place else None,
        speciality=_speciality(practitioner or first),
        equipment=tuple(sorted(equipment)),
        assistance=first.detail.assistance if isinstance(first.detail, Cabin) else "",
        step_free=isinstance(first.detail, Cabin | Practitioner) and first.detail.step_free,
        treating_doctor=ticket.treating_doctor,
        cost=_cost(ticket, practitioner, rules),
        # The option is as fresh as the least fresh thing it rests on.
        last_confirmed_at=min(
            (each.last_confirmed_at for each in taken if each.last_confirmed_at), default=None
        ),
        demo=any(each.demo for each in taken),
    )


_DETAIL_OF_VANISHED: Mapping[Part, Detail] = {
    Part.CABIN: Cabin(),
    Part.PRACTITIONER: Practitioner(""),
    Part.NURSE: Nurse(""),
    Part.PROGRAMME: Programme(""),
    Part.PLATFORM: Platform(),
    Part.HELP_PLACE: HelpPlace(),
}
_NEVER = OpeningHours(WeeklyHours(((),) * DAYS_PER_WEEK))


def vanished(claim: TicketClaim, commune_code: str) -> Resource:
    """What stands in for a resource that has left the directory since the option was made."""
    return Resource(
        id=claim.resource_id,
        part=claim.part,
        name="",
        commune_code=commune_code,
        department="",
        zone=zone_of_commune(commune_code),
        hours=_NEVER,
        detail=_DETAIL_OF_VANISHED[claim.part],
    )


def _equipment(first: Resource, needed: frozenset[str]) -> frozenset[str]:
    if isinstance(first.detail, Cabin):
        return needed & first.detail.working
    if isinstance(first.detail, Nurse):
        return needed & first.detail.equipment
    return frozenset()


def _speciality(resource: Resource) -> str:
    detail = resource.detail
    return detail.competence if isinstance(detail, Practitioner | Nurse) else ""


def _cost(ticket: Ticket, practitioner: Resource | None, rules: DayRules) -> str:
    """The rule's sentence. It speaks of a sector 1 GP, so nothing is said of other practitioners' fees."""
    if practitioner is not None and isinstance(practitioner.detail, Practitioner):
        detail = practitioner.detail
        if detail.competence not in GENERAL_PRACTICE or detail.sector not in _REFUNDED_AS_SAID:
            return ""
    return rules.cost_fr(ticket.mode, department_of(ticket.commune_code))
