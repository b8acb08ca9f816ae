"""Bytes of a CSV file, as a table: gzip, UTF-8, separators, header and line numbers.

A file that was cut, or that is not UTF-8, is refused as a whole and by name before a single row is taken:
half a file looks like a whole one to everybody downstream.
"""

import csv
import io
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from services.directory.imports.reading import Fault
from services.platform.refusals import Exhausted, Invalid
from services.territory.names import folded

LARGEST_FILE = 64 * 1024 * 1024
LARGEST_UNPACKED = 256 * 1024 * 1024
_GZIP = b"\x1f\x8b"
_UTF8_BOM = b"\xef\xbb\xbf"
_SEPARATORS = (";", ",", "\t")
_HEADER_WITHIN = 20  # statistical files carry a few lines of title above the header
_LONGEST_HEADER = 65_536
_DATED = re.compile(r" 20\d\d$")
_CUT = (
    "Le fichier est coupé : il manque la fin. Téléchargez-le ou exportez-le à nouveau ; rien n'a été importé."
)

Columns = Mapping[str, tuple[str, ...]]
"""Our name of a column to the headings it may have, folded (lower case, no accents, words apart)."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row by our names of columns; `line` is where it starts. A column the file lacks reads as empty."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Table:
    """`headings`: our name of a column to the file's own. `rows` holds a Fault for a row that is no row."""

    headings: Mapping[str, str]
    rows: tuple[Row | Fault, ...]

    def heading(self, column: str) -> str:
        """What the file calls a column, for a person who will correct it."""
        return self.headings.get(column, column)


def unpacked(content: bytes) -> bytes:
    """The bytes of the file itself. Raises FILE_EMPTY, FILE_TOO_LARGE, FILE_TRUNCATED, FILE_COMPRESSION."""
    if len(content) > LARGEST_FILE:
        raise _too_large(LARGEST_FILE)
    if content.startswith(_GZIP):
        content = _gunzipped(content)
    if not content.removeprefix(_UTF8_BOM).strip():
        raise Invalid("FILE_EMPTY", "Le fichier est vide ; choisissez le bon fichier.")
    return content


def _gunzipped(content: bytes) -> bytes:
    parts: list[bytes] = []
    room = LARGEST_UNPACKED
    while content.startswith(_GZIP):  # a gzip file may be several, one after the other
        stream = zlib.decompressobj(wbits=31)
        try:
            part = stream.decompress(content, room + 1)
        except zlib.error:
            raise Invalid(
                "FILE_COMPRESSION", "Le fichier compressé est abîmé ; téléchargez-le à nouveau."
            ) from None
        room -= len(part)
        if room < 0:
            raise _too_large(LARGEST_UNPACKED)
        if not stream.eof:
            raise Invalid("FILE_TRUNCATED", _CUT)
        parts.append(part)
        content = stream.unused_data
    return b"".join(parts)


def _too_large(limit: int) -> Exhausted:
    return Exhausted(
        "FILE_TOO_LARGE",
        f"Le fichier dépasse {limit // 1024 // 1024} Mio ; découpez-le en plusieurs fichiers.",
        limit_bytes=limit,
    )


def decoded(content: bytes) -> str:
    """The text of a UTF-8 file, with or without a mark. Raises FILE_ENCODING with `line` and `byte`."""
    content = content.removeprefix(_UTF8_BOM)
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        guess = "UTF-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "Latin-1 ou Windows-1252"
        raise Invalid(
            "FILE_ENCODING",
            f"Le fichier n'est pas en UTF-8 (ligne {line}) mais sans doute en {guess}. Enregistrez-le en "
            "UTF-8 (dans un tableur : « CSV UTF-8 »), puis recommencez ; rien n'a été importé.",
            line=line,
            byte=error.start,
        ) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise Invalid(
            "FILE_NOT_TEXT", "Ce fichier n'est pas un fichier texte ; exportez-le en CSV UTF-8.", line=line
        )
    return text


def read_table(text: str, columns: Columns, required: tuple[str, ...]) -> Table:
    """The rows of a CSV text under our names.

    The separator is the one that the header uses most. Raises HEADER_MISSING (naming the columns),
    HEADER_DOUBLED, FILE_EMPTY, FILE_TRUNCATED.
    """
    source = io.StringIO(text, newline="")
    best: dict[str, int] = {}
    for number in range(_HEADER_WITHIN):
        line = source.readline().rstrip("\r\n")
        if len(line) > _LONGEST_HEADER:
            continue
        for separator in _SEPARATORS:
            names = next(csv.reader([line], delimiter=separator), [])
            found = _found(names, columns)
            if all(column in found for column in required):
                return _table(text, number, separator, names, found)
            if len(found) > len(best):
                best = found
    missing = [_spellings(columns[column]) for column in required if column not in best]
    raise Invalid(
        "HEADER_MISSING",
        f"Il manque dans l'en-tête : {', '.join(map(_either, missing))}. Écrivez-le ainsi sur la première "
        "ligne ; accents, majuscules et tirets ne comptent pas.",
        columns=", ".join(names[0] for names in missing),
    )


def _spellings(headings: tuple[str, ...]) -> list[str]:
    """Headings as a person may write them; a heading that only adds a year to another goes without saying."""
    undated = (_DATED.sub("", heading) for heading in headings)
    plain = (short if short in headings else long for short, long in zip(undated, headings, strict=True))
    return [heading.replace(" ", "_") for heading in dict.fromkeys(plain)]


def _either(names: list[str]) -> str:
    first, *others = names
    return f"{first} (ou {', '.join(others)})" if others else first


def _found(names: list[str], columns: Columns) -> dict[str, int]:
    """Where each of our columns stands: the first heading of its list that the file has."""
    at: dict[str, int] = {}
    for place, name in enumerate(names):
        at.setdefault(folded(name), place)
    return {
        column: at[heading]
        for column, headings in columns.items()
        for heading in [next((heading for heading in headings if heading in at), None)]
        if heading is not None
    }


def _table(text: str, header_line: int, separator: str, names: list[str], found: dict[str, int]) -> Table:
    folded_names = [folded(name) for name in names]
    for place in found.values():
        if folded_names.count(folded_names[place]) > 1:
            raise Invalid(
                "HEADER_DOUBLED",
                f"La colonne « {names[place].strip()} » apparaît deux fois ; gardez-en une seule.",
                columns=names[place].strip(),
            )
    rows = tuple(_rows(text, header_line, separator, len(names), found))
    if not rows:
        raise Invalid("FILE_EMPTY", "Le fichier n'a que son en-tête ; il n'y a rien à importer.")
    return Table({column: names[place].strip() for column, place in found.items()}, rows)


def _rows(
    text: str, header_line: int, separator: str, width: int, found: dict[str, int]
) -> Iterator[Row | Fault]:
    source = io.StringIO(text, newline="")
    for _ in range(header_line + 1):
        source.readline()
    reader = csv.reader(source, delimiter=separator, strict=True)
    ends_cut = not text.endswith(("\n", "\r"))
    while True:
        line = header_line + 2 + reader.line_num
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "unexpected end of data" in str(error):
                raise Invalid("FILE_TRUNCATED", _CUT, line=line) from None
            if "field limit" in str(error):  # the rows it swallowed would be lost without a word
                raise Invalid(
                    "FILE_QUOTING",
                    f"Un guillemet ouvert à la ligne {line} n'est jamais refermé ; corrigez cette ligne.",
                    line=line,
                ) from None
            last = header_line + 1 + reader.line_num
            where = f"la ligne {line}" if last <= line else f"les lignes {line} à {last}"
            yield Fault(
                line,
                "",
                "ROW_QUOTING",
                f"Des guillemets sont mal placés dans {where} ; doublez ceux qui font partie du texte.",
            )
            continue
        if not any(value.strip() for value in values):
            continue
        if len(values) != width and not (
            len(values) > width and not any(value.strip() for value in values[width:])
        ):
            at_end = source.tell() >= len(text)
            if ends_cut and at_end and len(values) < width:
                raise Invalid("FILE_TRUNCATED", _CUT, line=line)
            yield Fault(
                line,
                "",
                "ROW_COLUMNS",
                f"Cette ligne a {len(values)} colonnes au lieu de {width} ; vérifiez les séparateurs et les "
                "guillemets.",
            )
            continue
        yield Row(line, {column: values[place] for column, place in found.items()})
