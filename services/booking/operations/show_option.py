"""Show an option again from its id: held, booked or offered, it reads as it did when it was proposed."""

from datetime import datetime

from services.booking.domain.options import Option
from services.booking.domain.showing import option_from, vanished
from services.booking.operations.routing import Routing
from services.platform.refusals import Invalid


def show_option(routing: Routing, option_id: str, now: datetime) -> Option | None:
    """What has left the directory since keeps its place, without its name; a need that has left the catalogue
    keeps its code. None where the ticket cannot be read: sealed with a key that is no longer here.
    """
    try:
        ticket = routing.signer.open(option_id)
    except Invalid:
        return None
    resources = {
        claim.resource_id: routing.index.resource(claim.resource_id) or vanished(claim, ticket.commune_code)
        for claim in ticket.claims
    }
    need = routing.catalogue.needs.get(ticket.need_id)
    return option_from(ticket, option_id, resources, need, routing.rules_on(ticket.start.date()), now=now)
