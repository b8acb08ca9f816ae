"""Published accessibility to general practitioners (APL, DREES), by commune or by department."""

import re
from collections.abc import Collection, Iterator

from services.directory.domain.commune_facts import HIGHEST_APL, CommuneFacts
from services.directory.imports import fields
from services.directory.imports.reading import Communes, Reading, RowFaultError, RowNotes
from services.directory.imports.row_by_row import Once, row_by_row
from services.directory.imports.tabular import Columns, Row, Table, read_table
from services.platform.refusals import Invalid

_NEWEST_YEAR = 2099
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")

_APL_HEADINGS = (
    "apl",
    "apl aux medecins generalistes",
    "apl medecins generalistes",
    "apl aux medecins generalistes sans borne d age",
    "accessibilite potentielle localisee",
    "apl mg",
    "apl gp",
)
# Files that hold several years name them in the heading; the newest comes first and wins.
_DATED = tuple(f"{heading} {year}" for year in range(_NEWEST_YEAR, 2010, -1) for heading in _APL_HEADINGS)
_COLUMNS: Columns = {
    "commune": ("code commune insee", "code commune", "code insee", "codgeo", "depcom", "insee com"),
    "department": ("departement", "code departement", "code du departement", "dep", "department"),
    "apl": _DATED + _APL_HEADINGS,
    "year": ("annee", "year", "millesime"),
}


def read_apl(text: str, communes: Communes, file_name: str) -> tuple[int, Iterator[Reading[CommuneFacts]]]:
    """How many rows the file has, and what becomes of each: one fact, or one for each commune of a
    department. Raises the refusals of a file as a whole.
    """
    table = read_table(text, _COLUMNS, ("apl",))
    if not {"commune", "department"} & table.headings.keys():
        raise Invalid(
            "HEADER_MISSING",
            "Il manque dans l'en-tête : code_commune ou departement. Ajoutez la colonne qui dit où.",
            columns="code_commune, departement",
        )
    named = _YEAR.search(table.heading("apl")) or _YEAR.search(file_name)
    return len(table.rows), _readings(table, communes, int(named.group()) if named else 0)


def _readings(table: Table, communes: Communes, file_year: int) -> Iterator[Reading[CommuneFacts]]:
    by_commune = "commune" in table.headings
    level = "commune" if by_commune else "department"
    of_department: dict[str, list[str]] = {}
    for commune in () if by_commune else communes.all:
        of_department.setdefault(commune.department, []).append(commune.code)
    once = Once()

    def take(row: Row, _: RowNotes) -> tuple[CommuneFacts, ...]:
        if by_commune:
            area = communes.named(row["commune"], table.heading("commune")).code
        else:
            area = _department(row, table, of_department)
        once.claim(area, row.line, table.heading(level))
        apl, year = _apl(row, table), _year(row, table) or file_year
        return tuple(
            CommuneFacts(code, apl=apl, apl_year=year, apl_level=level)
            for code in ((area,) if by_commune else of_department[area])
        )

    return row_by_row(table.rows, take)


def _department(row: Row, table: Table, known: Collection[str]) -> str:
    code = row["department"].strip().upper()
    if len(code) == 1:
        code = "0" + code
    if code not in known:
        raise RowFaultError(
            table.heading("department"),
            "DEPARTMENT_UNKNOWN",
            "Ce code n'est pas celui d'un département ; écrivez par exemple 48, 2A ou 974.",
        )
    return code


def _apl(row: Row, table: Table) -> float:
    apl = fields.decimal(table, row, "apl")
    if apl is None:
        raise RowFaultError(table.heading("apl"), "FIELD_MISSING", "Cette ligne n'a pas de valeur d'APL.")
    if not 0 <= apl <= HIGHEST_APL:
        raise RowFaultError(
            table.heading("apl"),
            "APL_IMPOSSIBLE",
            "L'APL aux médecins généralistes se compte en consultations par an et par habitant, de 0 à 50 ; "
            "vérifiez la colonne.",
        )
    return apl


def _year(row: Row, table: Table) -> int:
    year = row["year"].strip()
    if year and not _YEAR.fullmatch(year):
        raise RowFaultError(table.heading("year"), "YEAR_INVALID", "Écrivez une année, par exemple 2024.")
    return int(year or 0)
