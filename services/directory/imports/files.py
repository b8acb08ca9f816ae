"""The kinds of files an operator may bring, and the one way in for all of them."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from services.directory.domain.commune_facts import CommuneFacts
from services.directory.domain.entries import Entry
from services.directory.imports.access_points import read_access_points
from services.directory.imports.apl import read_apl
from services.directory.imports.communes import read_communes
from services.directory.imports.france_services import read_france_services
from services.directory.imports.reading import Communes, Reading
from services.directory.imports.tabular import decoded, unpacked
from services.directory.imports.zoning import read_zoning


class ImportKind(StrEnum):
    """What a file holds; the value is the word of the command line."""

    COMMUNES = "communes"
    FRANCE_SERVICES = "france-services"
    ACCESS_POINTS = "access-points"
    APL = "apl"
    ZONING = "zoning"


AnyReading = Reading[Entry] | Reading[CommuneFacts]


def read_file(
    kind: ImportKind, content: bytes, file_name: str, communes: Communes, today: date
) -> tuple[int, Iterator[AnyReading]]:
    """How many rows the file has, and what becomes of each, read as they are asked for. `today` tells what
    is over.

    Refusals of the file as a whole are raised here, before the first row: FILE_EMPTY, FILE_TOO_LARGE,
    FILE_TRUNCATED, FILE_COMPRESSION, FILE_ENCODING, FILE_NOT_TEXT, FILE_QUOTING, FILE_JSON, HEADER_MISSING,
    HEADER_DOUBLED. Nothing else is ever raised, whatever the bytes.
    """
    text = decoded(unpacked(content))
    if kind is ImportKind.COMMUNES:
        return read_communes(text, communes)
    if kind is ImportKind.FRANCE_SERVICES:
        return read_france_services(text, communes, file_name)
    if kind is ImportKind.ACCESS_POINTS:
        return read_access_points(text, communes, file_name, today)
    if kind is ImportKind.APL:
        return read_apl(text, communes, file_name)
    return read_zoning(text, communes)
