"""Single cells, checked: text, numbers, dates, yes or no, positions. Each raises RowFaultError."""

import re
from datetime import date
from math import isfinite

from services.directory.imports.choices import Choices
from services.directory.imports.reading import RowFaultError
from services.directory.imports.tabular import Row, Table
from services.territory.names import folded
from services.territory.position import Position

_DECIMAL = re.compile(r"[+-]?\d{1,9}(?:[.,]\d{1,17})?(?:[eE]-\d{1,2})?", re.ASCII)
_WHOLE = re.compile(r"\d{1,9}", re.ASCII)
_FRENCH_DATE = re.compile(r"(\d{2})/(\d{2})/(\d{4})", re.ASCII)
_YES = frozenset({"oui", "o", "yes", "y", "vrai", "true", "1", "x"})
_NO = frozenset({"non", "n", "no", "faux", "false", "0"})


def text(table: Table, row: Row, column: str, longest: int, *, needed: bool = False) -> str:
    """One line of text, spaces set right."""
    value = " ".join(row[column].split())
    if needed and not value:
        raise RowFaultError(
            table.heading(column), "FIELD_MISSING", f"Remplissez la colonne « {table.heading(column)} »."
        )
    if len(value) > longest:
        raise RowFaultError(
            table.heading(column), "TEXT_TOO_LONG", f"Raccourcissez ce texte à {longest} caractères."
        )
    if not value.isprintable():
        raise RowFaultError(
            table.heading(column),
            "TEXT_MALFORMED",
            "Ce texte contient des caractères invisibles ; retapez-le.",
        )
    return value


def decimal(table: Table, row: Row, column: str) -> float | None:
    """A number with a decimal point or comma; None when empty."""
    value = "".join(row[column].split())
    if not value:
        return None
    if not _DECIMAL.fullmatch(value):
        raise RowFaultError(
            table.heading(column), "NUMBER_INVALID", "Écrivez un nombre, par exemple 2,57 ou 2.57."
        )
    return float(value.replace(",", "."))


def whole(table: Table, row: Row, column: str, unit: str) -> int:
    """A whole number of `unit`; 0 when empty."""
    value = "".join(row[column].split())
    if not value:
        return 0
    if not _WHOLE.fullmatch(value):
        raise RowFaultError(
            table.heading(column), "NUMBER_INVALID", f"Écrivez un nombre entier, en {unit}, par exemple 8000."
        )
    return int(value)


def day(table: Table, row: Row, column: str) -> date | None:
    """A date, 2026-11-20 or 20/11/2026; None when empty."""
    value = row[column].strip()
    if not value:
        return None
    if french := _FRENCH_DATE.fullmatch(value):
        value = "-".join(reversed(french.groups()))
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise RowFaultError(
            table.heading(column), "DATE_INVALID", "Écrivez une date qui existe, par exemple 2026-11-20."
        ) from None


def flag(table: Table, row: Row, column: str) -> bool:
    """`oui` or `non`; empty means no."""
    cell = row[column].strip()
    value = folded(cell)
    if value in _YES:
        return True
    if not cell or value in _NO:
        return False
    raise RowFaultError(table.heading(column), "YES_NO_INVALID", "Écrivez oui ou non.")


def choice(table: Table, row: Row, column: str, choices: Choices[str], *, needed: bool = False) -> str:
    """One of the listed words, as its code; empty stays empty unless needed."""
    word = text(table, row, column, 100, needed=needed)
    if not word:
        return ""
    code = choices.code(word)
    if code is None:
        raise RowFaultError(table.heading(column), "CHOICE_UNKNOWN", choices.hint)
    return code


def several(table: Table, row: Row, column: str) -> tuple[str, ...]:
    """The items of a cell, set apart by `|` or commas, each once, in order."""
    items = [" ".join(item.split()) for item in re.split(r"[|,]", text(table, row, column, 500))]
    return tuple(dict.fromkeys(item for item in items if item))


def position(table: Table, row: Row) -> Position | None:
    """The columns `lat` and `lon`; None when both are empty."""
    lat, lon = decimal(table, row, "lat"), decimal(table, row, "lon")
    if lat is None and lon is None:
        return None
    if lat is None or lon is None:
        raise RowFaultError(
            table.heading("lat" if lat is None else "lon"),
            "POSITION_HALF",
            "Donnez la latitude et la longitude, ou aucune des deux.",
        )
    return checked_position(lat, lon, table.heading("lat"))


def checked_position(lat: float, lon: float, column: str) -> Position:
    """A position on Earth that is not the empty 0,0 of a failed geocoding."""
    if not (isfinite(lat) and isfinite(lon) and abs(lat) <= 90 and abs(lon) <= 180) or (lat, lon) == (0, 0):
        raise RowFaultError(
            column,
            "POSITION_IMPOSSIBLE",
            "Cette position n'existe pas : latitude de -90 à 90, longitude de -180 à 180, en degrés WGS 84.",
        )
    return Position(lat, lon)
