"""An option is shown again long after it was proposed, whatever has changed meanwhile."""

from dataclasses import replace

from services.booking.domain.situation import Situation
from services.booking.domain.ticket import TicketSigner
from services.booking.operations.find_options import find_options
from services.booking.operations.show_option import show_option
from tests.booking.index.small_worlds import CATALOGUE, NOW
from tests.booking.operations.routing_world import routing


def test_a_need_that_was_withdrawn_keeps_its_code_and_names_no_instruments() -> None:
    bundle, _ = routing()
    options = find_options(bundle, Situation("ear-pain", "48030", NOW), 0, NOW).options
    needs = {each: need for each, need in CATALOGUE.needs.items() if each != "ear-pain"}
    bundle.catalogue = replace(CATALOGUE, needs=needs)
    assert {str(option.mode) for option in options} >= {"cabin", "home_visit", "in_person"}
    for option in options:
        shown = show_option(bundle, option.id, NOW)
        assert shown is not None
        assert (shown.need_id, shown.start, shown.equipment) == ("ear-pain", option.start, ())
        assert shown.why.endswith(".")


def test_what_no_key_of_today_opens_is_not_shown() -> None:
    bundle, _ = routing()
    (option,) = find_options(bundle, Situation("ear-pain", "48030", NOW), 1, NOW).options
    bundle.signer = TicketSigner(b"n" * 32)
    assert show_option(bundle, option.id, NOW) is None
