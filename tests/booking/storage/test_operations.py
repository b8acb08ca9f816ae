"""The tests of the operations again, on both real databases, with every invariant checked after each."""

import pytest

from tests.booking.operations.test_appointments import *  # noqa: F403
from tests.booking.operations.test_repropose_affected import *  # noqa: F403
from tests.booking.operations.test_tickets_of_the_past import *  # noqa: F403
from tests.booking.operations.test_tidying import *  # noqa: F403
from tests.booking.operations.test_waiting import *  # noqa: F403


@pytest.fixture(autouse=True)
def _nothing_broken_at_the_end(there):
    yield
    assert there.broken() == []
