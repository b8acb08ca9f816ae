"""A file is a table or is refused by name; line numbers are those an editor shows."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.directory.imports import tabular
from services.directory.imports.reading import Fault
from services.directory.imports.tabular import (
    LARGEST_FILE,
    Row,
    Table,
    decoded,
    read_table,
    unpacked,
)
from services.platform.refusals import Invalid, Refusal

COLUMNS = {"code": ("code insee", "code"), "name": ("nom",)}


def table(text: str) -> Table:
    return read_table(text, COLUMNS, ("code", "name"))


def cells(text: str) -> list[tuple[int, str, str]]:
    return [(row.line, row["code"], row["name"]) for row in table(text).rows if isinstance(row, Row)]


def reasons(text: str) -> list[tuple[int, str]]:
    return [(row.line, row.reason) for row in table(text).rows if isinstance(row, Fault)]


def refusal(content: bytes) -> Refusal:
    with pytest.raises(Refusal) as raised:
        table(decoded(unpacked(content)))
    return raised.value


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\N{ZERO WIDTH NO-BREAK SPACE}"])
def test_separators_newlines_and_marks(separator: str, newline: str, mark: str) -> None:
    text = f"{mark}Code_INSEE{separator}Nom{newline}48030{separator}Brenoux{newline}"
    assert cells(decoded(text.encode())) == [(2, "48030", "Brenoux")]


def test_gzip_is_recognised_even_in_parts() -> None:
    packed = gzip.compress(b"code,nom\n1,") + gzip.compress(b"a\n")
    assert cells(decoded(unpacked(packed))) == [(2, "1", "a")]


def test_lines_are_counted_over_titles_blank_lines_and_quoted_newlines() -> None:
    text = 'Un titre\n\ncode,nom\n1,"deux\nlignes"\n\n2,b\n'
    assert cells(text) == [(4, "1", "deux\nlignes"), (7, "2", "b")]


def test_a_row_with_a_wrong_width_or_stray_quotes_is_left_out_and_the_next_is_kept() -> None:
    text = 'code,nom\n1\n"2"x,b\n3,c\n4,d,\n5,e,f\n'
    assert reasons(text) == [(2, "ROW_COLUMNS"), (3, "ROW_QUOTING"), (6, "ROW_COLUMNS")]
    assert [code for _, code, _ in cells(text)] == ["3", "4"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "FILE_EMPTY"),
        (b"\xef\xbb\xbf \n", "FILE_EMPTY"),
        (b"code,nom\n", "FILE_EMPTY"),
        (b"code,nom\n1,a\n2", "FILE_TRUNCATED"),
        (b'code,nom\n1,"a\n2,b\n', "FILE_TRUNCATED"),
        (gzip.compress(b"code,nom\n1,a\n" * 50)[:-12], "FILE_TRUNCATED"),
        (b"\x1f\x8bnot gzip at all", "FILE_COMPRESSION"),
        ("code,nom\n1,Brénoux\n".encode("latin-1"), "FILE_ENCODING"),
        ("code,nom\n1,a\n".encode("utf-16"), "FILE_ENCODING"),
        (b"code,nom\n1,\0\n", "FILE_NOT_TEXT"),
        (b"code\n1\n", "HEADER_MISSING"),
        (b"code,nom,nom\n1,a,b\n", "HEADER_DOUBLED"),
        (b'code,nom\n1,"a\n' + b"2,b\n" * 40_000 + b'"', "FILE_QUOTING"),
        (b"x" * (LARGEST_FILE + 1), "FILE_TOO_LARGE"),
    ],
)
def test_a_file_that_cannot_be_trusted_is_refused_whole(content: bytes, reason: str) -> None:
    assert refusal(content).reason == reason


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tabular, "LARGEST_UNPACKED", 10_000)
    assert refusal(gzip.compress(b"a" * 10_001)).reason == "FILE_TOO_LARGE"
    assert refusal(gzip.compress(b"a" * 5_001) * 2).reason == "FILE_TOO_LARGE"
    assert refusal(gzip.compress(b"a" * 10_000)).reason == "HEADER_MISSING"


def test_latin_1_names_the_line_and_the_byte() -> None:
    metadata = refusal("code,nom\n1,a\n2,é\n".encode("latin-1")).metadata
    assert (metadata["line"], metadata["byte"]) == ("3", "15")


def test_a_missing_header_names_the_columns() -> None:
    refused = refusal(b"code,autre\n1,a\n")
    assert refused.metadata["columns"] == "nom"
    assert "nom" in refused.sentence


@given(st.text(alphabet='abc1,;\t"\n\r é', max_size=120))
def test_any_text_gives_a_table_or_a_named_refusal(text: str) -> None:
    try:
        found = table("code,nom\n" + text)
    except Invalid as refused:
        reason, lines = refused.reason, []
    else:
        reason, lines = "", [row.line for row in found.rows]
    assert reason in {"", "FILE_EMPTY", "FILE_TRUNCATED", "HEADER_DOUBLED"}
    assert lines == sorted(set(lines))
