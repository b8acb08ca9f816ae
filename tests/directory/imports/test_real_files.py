"""The real files, where they are at hand beside the repository."""

from datetime import date
from pathlib import Path

import pytest

from services.directory.imports.files import ImportKind, read_file
from services.directory.imports.reading import Communes, Reading
from services.territory.gazetteer import Gazetteer
from services.territory.shipped import load_communes

DATA = Path(__file__).parents[4] / "shared" / "data"


@pytest.fixture(scope="module")
def communes() -> Communes:
    every = load_communes()
    return Communes(every, Gazetteer(every))


def readings(kind: ImportKind, name: str, communes: Communes) -> list[Reading]:
    if not (DATA / name).exists():
        pytest.skip(f"../shared/data/{name} is not there")
    content = (DATA / name).read_bytes()
    return list(read_file(kind, content, name, communes, date(2026, 11, 20))[1])


def test_all_communes(communes: Communes) -> None:
    found = readings(ImportKind.COMMUNES, "communes.csv.gz", communes)
    assert len(found) == 34_969
    assert sum(not reading.rejected for reading in found) == 34_868
    assert {fault.reason for reading in found for fault in reading.faults} == {"POSITION_MISSING"}


def test_all_france_services_are_kept(communes: Communes) -> None:
    found = readings(ImportKind.FRANCE_SERVICES, "france_services.csv.gz", communes)
    assert len(found) == 2_845
    assert not any(reading.rejected for reading in found)
    assert sum(len(reading.faults) for reading in found) > 100


def test_apl_of_every_department(communes: Communes) -> None:
    found = readings(ImportKind.APL, "apl_by_departement.csv.gz", communes)
    assert len(found) == 100
    assert not any(reading.rejected for reading in found)
    assert sum(len(reading.values) for reading in found) > 34_800
