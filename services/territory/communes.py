"""A commune, the unit every place of the product is attached to."""

from dataclasses import dataclass, replace
from typing import Self

from services.territory.position import Position

# Paris, Lyon and Marseille are one commune each; health data name their municipal arrondissements.
_ARRONDISSEMENTS = (("751", 1, 20, "75056"), ("6938", 1, 9, "69123"), ("132", 1, 16, "13055"))


@dataclass(frozen=True, slots=True)
class Commune:
    """A current commune (geography 2025).

    `code` is the 5-character INSEE code; `epci` the SIREN of its intercommunality, None for the few
    communes without one; `population` in inhabitants, 0 where nobody lives all year.
    `position` is None where no source places the commune; `position_accuracy_m` is the distance in
    metres within which nine positions in ten of that `position_source` lie from the commune's centroid.
    """

    code: str
    name: str
    department: str
    region: str
    epci: str | None
    postal_codes: tuple[str, ...]
    population: int
    position: Position | None
    position_source: str
    position_accuracy_m: int

    def with_position(self, position: Position, source: str, accuracy_m: int) -> Self:
        """The same commune placed by another source (an import of the official file)."""
        return replace(self, position=position, position_source=source, position_accuracy_m=accuracy_m)


def commune_code(code: str) -> str:
    """The code of the commune that `code` means: itself, or the city of a municipal arrondissement."""
    for prefix, first, last, city in _ARRONDISSEMENTS:
        number = code.removeprefix(prefix)
        if number != code and len(code) == 5 and number.isdecimal() and first <= int(number) <= last:
            return city
    return code


def department_of(code: str) -> str:
    """The INSEE code of the department, or of the overseas territory, of a commune's code."""
    return code[:3] if code.startswith(("97", "98")) else code[:2]
