"""Communes that words may mean."""

from dataclasses import dataclass

from services.territory.communes import Commune
from services.territory.gazetteer import Choice, Found, Gazetteer


@dataclass(frozen=True, slots=True)
class Places:
    """Candidates, best first; names that look alike when there is none."""

    candidates: tuple[Commune, ...] = ()
    suggestions: tuple[str, ...] = ()


def find_places(gazetteer: Gazetteer, words: str) -> Places:
    """One candidate when the words are clear, several when homonyms compete. Never refuses."""
    match gazetteer.find(words):
        case Found(place, also):
            return Places((place.commune, *also))
        case Choice(candidates):
            return Places(candidates)
        case unknown:
            return Places(
                suggestions=tuple(f"{each.name} ({each.department})" for each in unknown.suggestions)
            )
