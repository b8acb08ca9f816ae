"""The communes JSON of geo.api.gouv.fr: `[{"code": "01001", "centre": {"type": "Point", ...}}, ...]`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from services.directory.imports.fields import checked_position
from services.directory.imports.reading import Fault, RowFaultError
from services.platform.refusals import Invalid
from services.territory.position import Position

_BLANK = " \t\r\n"
_SHAPE = (
    "Ce JSON n'est pas une liste de communes ; téléchargez "
    "https://geo.api.gouv.fr/communes?fields=code,nom,centre (format json)."
)


@dataclass(frozen=True, slots=True)
class Item:
    """A commune of the list, at the line where it begins."""

    line: int
    code: str
    fields: Mapping[str, Any]


def items(text: str) -> tuple[Item | Fault, ...]:
    """The items of the list. Raises FILE_JSON, FILE_TRUNCATED, FILE_EMPTY."""
    decoder = json.JSONDecoder(parse_constant=_not_a_number)
    at = _past_blanks(text, 0)
    if text[at : at + 1] != "[":
        raise Invalid("FILE_JSON", _SHAPE, line=1)
    at = _past_blanks(text, at + 1)
    found: list[Item | Fault] = []
    line, counted = 1, 0
    while text[at : at + 1] != "]":
        line += text.count("\n", counted, at)
        counted = at
        if at >= len(text):
            raise _truncated(line)
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            # The decoder stops at the end of a cut file, or at the quote that the cut left open.
            position = error.pos if isinstance(error, json.JSONDecodeError) else at
            if position >= len(text.rstrip()) or "Unterminated string" in str(error):
                raise _truncated(line) from None
            raise Invalid(
                "FILE_JSON", f"Le JSON est mal formé à la ligne {line} ; téléchargez-le à nouveau.", line=line
            ) from None
        found.append(_item(line, value))
        at = _past_blanks(text, at)
        if text[at : at + 1] == ",":
            at = _past_blanks(text, at + 1)
        elif at >= len(text):
            raise _truncated(line)
        elif text[at] != "]":
            raise Invalid("FILE_JSON", f"Le JSON est mal formé à la ligne {line}.", line=line)
    if not found:
        raise Invalid("FILE_EMPTY", "La liste est vide ; il n'y a rien à importer.")
    return tuple(found)


def item_position(item: Item) -> Position | None:
    """The point of `centre` (GeoJSON: longitude first); None when the item has none. Raises RowFaultError."""
    centre = item.fields.get("centre")
    if centre is None:
        return None
    coordinates = centre.get("coordinates") if isinstance(centre, dict) else None
    if not (
        isinstance(centre, dict)
        and centre.get("type") == "Point"
        and isinstance(coordinates, list)
        and len(coordinates) >= 2
        and all(type(number) in {int, float} and abs(number) <= 360 for number in coordinates[:2])
    ):
        raise RowFaultError(
            "centre",
            "POSITION_IMPOSSIBLE",
            f"Commune {item.code} : `centre` n'est pas un point GeoJSON [longitude, latitude] possible.",
        )
    return checked_position(float(coordinates[1]), float(coordinates[0]), "centre")


def _item(line: int, value: Any) -> Item | Fault:
    code = value.get("code") if isinstance(value, dict) else None
    if not isinstance(code, str):
        return Fault(line, "code", "FIELD_MISSING", "Cet élément n'a pas de `code` INSEE ; complétez-le.")
    return Item(line, code, value)


def _past_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at] in _BLANK:
        at += 1
    return at


def _truncated(line: int) -> Invalid:
    return Invalid(
        "FILE_TRUNCATED",
        "Le fichier est coupé : il manque la fin. Téléchargez-le à nouveau ; rien n'a été importé.",
        line=line,
    )


def _not_a_number(constant: str) -> NoReturn:
    raise ValueError(constant)
