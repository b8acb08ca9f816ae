"""Living areas: communes that share an EPCI, the scale at which density of care is judged."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from services.territory.communes import Commune


@dataclass(frozen=True, slots=True)
class LivingArea:
    """`code` is the SIREN of the EPCI, or the INSEE code of a commune that belongs to none and stands
    alone; `communes` are INSEE codes in ascending order; `population` their inhabitants.
    """

    code: str
    name: str
    communes: tuple[str, ...]
    population: int


def living_area_code(commune: Commune) -> str:
    """The code of the living area the commune belongs to."""
    return commune.epci or commune.code


def living_areas(communes: Iterable[Commune], epci_names: Mapping[str, str]) -> dict[str, LivingArea]:
    """Every living area by code, in ascending order; an EPCI without a name keeps its code for name."""
    members: dict[str, list[Commune]] = {}
    for commune in communes:
        members.setdefault(living_area_code(commune), []).append(commune)
    return {
        code: LivingArea(
            code=code,
            name=epci_names.get(code, code) if together[0].epci else together[0].name,
            communes=tuple(sorted(commune.code for commune in together)),
            population=sum(commune.population for commune in together),
        )
        for code, together in sorted(members.items())
    }
