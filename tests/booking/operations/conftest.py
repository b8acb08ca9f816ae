"""A world in memory; tests/booking/storage runs the same tests on real databases."""

import pytest

from tests.booking.memory import MemoryWorld


@pytest.fixture(name="there")
def _there():
    return MemoryWorld()
