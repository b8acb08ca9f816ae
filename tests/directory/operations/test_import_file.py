"""An import tells where it is, names what it leaves out, and twice changes nothing."""

import asyncio
from datetime import date

import pytest

from services.directory.domain.tallies import Tally
from services.directory.imports.files import ImportKind
from services.directory.operations.import_file import BATCH, Progress, import_file
from services.platform.refusals import Invalid
from tests.directory.imports.villages import COMMUNES
from tests.directory.operations.shelves import FakeShelf

HOUSES = "id_fs;lib_fs;insee_com;h_lundi;latitude;longitude\n"


def run(kind: ImportKind, text: str, shelf: FakeShelf) -> list[Progress]:
    async def collected() -> list[Progress]:
        steps = import_file(kind, text.encode(), "f.csv", COMMUNES, shelf, today=date(2026, 11, 20))
        return [step async for step in steps]

    return asyncio.run(collected())


def house(number: int, hours: str = "9h-12h") -> str:
    return f"{number};Maison {number};48030;{hours};44.47;3.55\n"


def test_twice_changes_nothing_and_a_correction_updates() -> None:
    shelf = FakeShelf()
    text = HOUSES + house(1) + house(2)
    assert run(ImportKind.FRANCE_SERVICES, text, shelf)[-1].tally == Tally(imported=2)
    assert run(ImportKind.FRANCE_SERVICES, text, shelf)[-1].tally == Tally(unchanged=2)
    corrected = HOUSES + house(1) + house(2, "14h-17h")
    assert run(ImportKind.FRANCE_SERVICES, corrected, shelf)[-1].tally == Tally(updated=1, unchanged=1)


def test_progress_by_batches_with_each_fault_told_once() -> None:
    count = 2 * BATCH + 10
    rows = [house(number) for number in range(count)]
    rows[3] = house(3, "n'importe quoi")
    rows[BATCH + 1] = "x;y;99999;;;\n"
    steps = run(ImportKind.FRANCE_SERVICES, HOUSES + "".join(rows), FakeShelf())
    assert [step.rows_read for step in steps] == [BATCH, 2 * BATCH, count, count]
    assert {step.rows_total for step in steps} == {count}
    assert [[fault.line for fault in step.rejected] for step in steps] == [[], [BATCH + 3], [], []]
    assert [[fault.line for fault in step.doubtful] for step in steps] == [[5], [], [], []]
    assert [step.done for step in steps] == [False, False, False, True]
    assert steps[-1].tally == Tally(imported=count - 1)


def test_a_commune_repeated_at_the_same_point_is_one_fact() -> None:
    shelf = FakeShelf()
    text = "code_commune_insee;code_postal;_geopoint\n48030;48000;44.47,3.55\n48030;48001;44.47,3.55\n"
    assert run(ImportKind.COMMUNES, text, shelf)[-1].tally == Tally(imported=1, unchanged=1)
    assert run(ImportKind.COMMUNES, text, shelf)[-1].tally == Tally(unchanged=2)


def test_a_department_goes_to_all_its_communes_at_once() -> None:
    shelf = FakeShelf()
    assert run(ImportKind.APL, "departement;apl\n48;3,1\n", shelf)[-1].tally == Tally(imported=2)
    assert shelf.calls == 1


def test_a_refused_file_writes_nothing() -> None:
    shelf = FakeShelf()
    with pytest.raises(Invalid, match="FILE_TRUNCATED"):
        run(ImportKind.FRANCE_SERVICES, HOUSES + house(1) + "2;Mais", shelf)
    assert shelf.calls == 0
