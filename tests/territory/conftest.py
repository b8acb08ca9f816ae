"""The shipped communes, loaded once for all tests of this folder."""

import pytest

from services.territory.communes import Commune
from services.territory.gazetteer import Gazetteer
from services.territory.shipped import Shipped, load_shipped


@pytest.fixture(scope="session")
def shipped() -> Shipped:
    return load_shipped()


@pytest.fixture(scope="session")
def gazetteer(shipped: Shipped) -> Gazetteer:
    return Gazetteer(shipped.communes)


@pytest.fixture(scope="session")
def by_code(shipped: Shipped) -> dict[str, Commune]:
    return {commune.code: commune for commune in shipped.communes}
