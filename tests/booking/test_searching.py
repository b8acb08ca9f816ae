"""Searches on behalf of those who wait."""

import asyncio

from services.booking.domain.situation import Situation
from services.booking.operations.find_options import find_options
from services.booking.searching import Searching
from tests.booking.index.small_worlds import NOW
from tests.booking.operations.routing_world import routing


def test_a_search_that_nobody_asked_for_leaves_no_decision_until_something_comes_of_it():
    bundle, records = routing()
    searching = Searching(bundle.index, bundle.access, bundle, (), None, lambda: NOW)
    situation = Situation("ear-pain", "48030", NOW)
    found = asyncio.run(searching.find(situation))
    assert len(found.option_ids) == 5
    assert records == []
    found.keep()
    (kept,) = records
    records.clear()
    answer = find_options(bundle, situation, 5, NOW)
    assert tuple(option.id for option in answer.options) == found.option_ids
    assert records == [kept]
