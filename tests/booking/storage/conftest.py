"""A world on each database."""

import pytest

from tests.booking.database import world


@pytest.fixture(name="there")
def _there(database_url):
    with world(database_url) as made:
        yield made
