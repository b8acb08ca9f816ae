"""Whether an option still stands at the moment it is taken.

An option was true when it was answered. Minutes later a cabin may have fallen silent, a nurse may have been
retired from the directory, a plan may have changed; the schema guards the grains, this guards the rest.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from services.booking.domain.modes import AT_HOME
from services.booking.domain.needs import Need
from services.booking.domain.resources import Cabin, Resource
from services.booking.domain.ticket import Ticket, TicketClaim
from services.hours.grains import GRAIN_MINUTES, HORIZON_DAYS, bitmap, span_bits
from services.hours.zones import zone_info
from services.platform.refusals import Conflict
from services.territory.zones import zone_of_commune


def fault(ticket: Ticket, resources: Mapping[str, Resource], need: Need | None, now: datetime) -> str:
    """Why the option no longer stands, in UPPER_SNAKE; "" when it does."""
    if latest(ticket) <= now:
        return "IN_THE_PAST"
    if ticket.start > now + timedelta(days=HORIZON_DAYS):
        return "BEYOND_HORIZON"
    if need is None:
        return "NEED_WITHDRAWN"
    for claim in ticket.claims:
        resource = resources.get(claim.resource_id)
        if resource is None or resource.part is not claim.part:
            return "RESOURCE_UNKNOWN"
        cause = _fault_of(resource, claim, ticket, need)
        if cause:
            return cause
    return ""


def check(ticket: Ticket, resources: Mapping[str, Resource], need: Need | None, now: datetime) -> None:
    """Refuses `OPTION_STALE` with its cause when the option no longer stands."""
    cause = fault(ticket, resources, need, now)
    if cause:
        raise Conflict(
            "OPTION_STALE",
            "Cette proposition n'est plus valable ; demandez de nouvelles options.",
            cause=cause,
        )


def latest(ticket: Ticket) -> datetime:
    """From when on it is too late to take the option: the visit begins, or somebody should have left for it a
    grain ago.
    """
    return min(ticket.start, ticket.begins + timedelta(minutes=GRAIN_MINUTES))


def cabin_fault(cabin: Cabin, equipment: frozenset[str]) -> str:
    """What a cabin lacks for a visit that needs `equipment`; "" when it has everything."""
    if cabin.silent:
        return "CABIN_SILENT"
    return "" if equipment <= cabin.working else "EQUIPMENT_BROKEN"


def zone_of(ticket: Ticket, resources: Mapping[str, Resource]) -> str:
    """The zone in which the visit is shown: the place's, or the patient's commune for care at home."""
    place = resources.get(ticket.claims[0].resource_id) if ticket.claims else None
    if place is None or ticket.mode in AT_HOME:
        return zone_of_commune(ticket.commune_code)
    return place.zone


def _fault_of(resource: Resource, claim: TicketClaim, ticket: Ticket, need: Need) -> str:
    if resource.bookable_via != "here":
        return "NOT_BOOKABLE"
    day = ticket.start.astimezone(zone_info(resource.zone)).date()
    if resource.valid_from is not None and day < resource.valid_from:
        return "NOT_VALID_YET"
    if _over(resource.valid_until, day):
        return "NO_LONGER_VALID"
    length = claim.end_grain - claim.first_grain
    opened = bitmap(resource.hours, resource.zone, resource.department, claim.first_grain, length)
    if opened != span_bits(0, length):
        return "CLOSED"
    if isinstance(resource.detail, Cabin):
        if _over(resource.detail.approval_valid_until, day):
            return "NO_LONGER_VALID"
        return cabin_fault(resource.detail, need.equipment_for(ticket.mode))
    return ""


def _over(until: date | None, day: date) -> bool:
    return until is not None and day > until
