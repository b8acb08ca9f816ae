"""Whatever the bytes, every reader gives rows or a named refusal, and never another exception."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.directory.imports.files import ImportKind, read_file
from services.platform.refusals import Refusal
from tests.directory.imports.test_access_points import HEADER, TEMPLATE
from tests.directory.imports.villages import COMMUNES

CELLS = st.one_of(
    st.sampled_from(
        [
            "",
            "48030",
            "48",
            "75101",
            "44.4",
            "3,5",
            "-1e-5",
            "9h-12h",
            "20h-2h",
            "00:00 - 00:00",
            "oui",
            "ZIP",
            "pharmacie",
            "ici",
            "2026-01-01",
            "2026-01-01..2026-02-01 fermé",
            "otoscope:2026-01-01",
        ]
    ),
    st.text(max_size=12),
)
HEADINGS = {
    ImportKind.COMMUNES: ["code_insee", "lat", "lon"],
    ImportKind.FRANCE_SERVICES: ["id_fs", "lib_fs", "insee_com", "h_lundi", "latitude", "longitude"],
    ImportKind.ACCESS_POINTS: HEADER,
    ImportKind.APL: ["code_commune", "apl"],
    ImportKind.ZONING: ["code_commune", "zonage"],
}


def whole(kind: ImportKind, content: bytes) -> None:
    try:
        total, readings = read_file(kind, content, "f.csv", COMMUNES, date(2026, 11, 20))
        found = list(readings)
    except Refusal as refusal:
        told = refusal.reason.isupper() and bool(refusal.sentence)
        found, total = [], 0 if told else -1
    assert len(found) == total
    for reading in found:
        assert reading.values or reading.faults
        assert all(fault.line == reading.line and fault.sentence for fault in reading.faults)


@pytest.mark.parametrize("kind", ImportKind)
@given(rows=st.lists(st.lists(CELLS, max_size=32), min_size=1, max_size=4))
def test_any_cells(kind: ImportKind, rows: list[list[str]]) -> None:
    width = len(HEADINGS[kind])
    lines = [";".join(cell.replace(";", "") for cell in (row * width)[:width]) for row in rows]
    whole(kind, "\n".join([";".join(HEADINGS[kind]), *lines, ""]).encode("utf-8", "replace"))


@pytest.mark.parametrize("kind", ImportKind)
@given(content=st.binary(max_size=200))
def test_any_bytes(kind: ImportKind, content: bytes) -> None:
    whole(kind, content)


@given(text=st.recursive(st.none() | st.text(max_size=4) | st.floats(), st.lists, max_leaves=6))
def test_any_json(text: object) -> None:
    whole(ImportKind.COMMUNES, f"[{text!r}]".replace("'", '"').encode("utf-8", "replace"))


@given(cut=st.integers(1, len(TEMPLATE) - 1))
def test_a_template_cut_anywhere(cut: int) -> None:
    whole(ImportKind.ACCESS_POINTS, TEMPLATE[:cut].encode())
