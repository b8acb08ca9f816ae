"""Show an option again from its id: held, booked or offered, it reads as it did when it was proposed."""

from services.booking.domain.options import Option
from services.booking.domain.showing import option_from, vanished
from services.booking.operations.routing import Routing


def show_option(routing: Routing, option_id: str) -> Option:
    """Refuses OPTION_INVALID. What has left the directory since keeps its place, without its name."""
    ticket = routing.signer.open(option_id)
    resources = {
        claim.resource_id: routing.index.resource(claim.resource_id) or vanished(claim, ticket.commune_code)
        for claim in ticket.claims
    }
    need = routing.catalogue.need(ticket.need_id)
    return option_from(ticket, option_id, resources, need, routing.rules_on(ticket.start.date()))
