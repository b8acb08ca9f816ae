"""Find the commune somebody means, or the choice to offer, or what to suggest; never an exception."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from services.territory.communes import Commune, commune_code
from services.territory.names import folded, without_article
from services.territory.nearby import Nearby
from services.territory.position import Position
from services.territory.wording import (
    LONGEST,
    NameHint,
    code_and_rest,
    coordinates,
    departments_of_code,
    name_hints,
)

FARTHEST_KM = 60.0  # the remotest villages of Guyane aside, nobody in France is farther from a commune
_SHORTEST_TYPO = 4  # one letter of `Eu` or `Ars` is too much of the name to guess
_SUGGESTIONS = 5
_MOST_BEGINNINGS = 100  # `Châlons` begins a few names; `Saint` begins too many to mean one of them


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere in a commune. `exact` when the position was given, not taken from the commune."""

    commune: Commune
    position: Position | None
    exact: bool


@dataclass(frozen=True, slots=True)
class Found:
    """One place. `also`: other communes the same text can mean (a number that is the INSEE code of one
    and the postal code of others; `Évry` in Yonne, and Évry-Courcouronnes). `corrected`: a typo was mended
    or the end of the name added, better say so.
    """

    place: Place
    also: tuple[Commune, ...] = ()
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """At least two communes, to be told apart by department: those that fit best first, among them the
    most populous first.
    """

    candidates: tuple[Commune, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """No commune. `reason` is one of PLACE_EMPTY, PLACE_TOO_LONG, PLACE_UNKNOWN, COORDINATES_IMPOSSIBLE,
    COORDINATES_OUTSIDE; `suggestions` may be empty.
    """

    reason: str
    suggestions: tuple[Commune, ...] = ()


Answer = Found | Choice | Unknown


class Gazetteer:
    """Look-ups over a fixed set of communes. Immutable once built; safe to share between threads (the
    lazy indexes may at worst be built twice).
    """

    def __init__(self, communes: Iterable[Commune]) -> None:
        self._by_code: dict[str, Commune] = {}
        self._by_postal: dict[str, list[Commune]] = {}
        self._by_name: dict[str, list[Commune]] = {}
        self._by_bare_name: dict[str, list[Commune]] = {}
        # The most populous first, so that every list below is in the order people are shown.
        for commune in sorted(communes, key=_most_populous_first):
            self._by_code[commune.code] = commune
            for postal_code in commune.postal_codes:
                self._by_postal.setdefault(postal_code, []).append(commune)
            key = folded(commune.name)
            self._by_name.setdefault(key, []).append(commune)
            self._by_bare_name.setdefault(without_article(key), []).append(commune)

    def commune(self, code: str) -> Commune | None:
        """By INSEE code; a municipal arrondissement gives its city, an unknown code None."""
        return self._by_code.get(commune_code(code))

    def find(self, text: str, *, numbers: Literal["insee", "postal"] = "insee") -> Answer:
        """A code, a name (`Name`, `Name (48)`, `Name, Lozère`, `48000 Name`), or `lat,lon` for the commune
        around it. Exact names win over beginnings of names and names with one typo.

        3,000 numbers are both the INSEE code of a commune and the postal code of others. `numbers` says who
        speaks: a program means the first (the others come in `also`), a person gets the choice.
        """
        if len(text) > LONGEST:
            return Unknown("PLACE_TOO_LONG")
        if where := coordinates(text):
            return self._around(*where)
        key = folded(text)
        if not key:
            return Unknown("PLACE_EMPTY")
        if coded := code_and_rest(key):
            return self._by_number(*coded, numbers)
        hints = name_hints(text, key)
        return self._by_hints(hints) or Unknown("PLACE_UNKNOWN", self._suggestions(hints))

    def _around(self, lat: float, lon: float) -> Answer:
        try:
            position = Position(lat, lon)
        except ValueError:
            return Unknown("COORDINATES_IMPOSSIBLE")
        best: Commune | None = None
        best_km = float("inf")
        for km, commune in self._nearby.walk(position, within_km=FARTHEST_KM):
            if km >= best_km:
                break
            # Nine times in ten the commune is within its accuracy: compare the worst of those cases, or
            # a village placed by guess would win over the town one stands in.
            worst_km = km + commune.position_accuracy_m / 1000
            if worst_km < best_km:
                best, best_km = commune, worst_km
        if best is None:
            return Unknown("COORDINATES_OUTSIDE")
        return Found(Place(best, position, exact=True))

    @cached_property
    def _nearby(self) -> Nearby[Commune]:
        return Nearby(
            (commune.position, commune) for commune in self._by_code.values() if commune.position is not None
        )

    def _by_number(self, code: str, rest: str, numbers: Literal["insee", "postal"]) -> Answer:
        by_postal = self._by_postal.get(code, [])
        by_insee = self.commune(code)
        if rest:
            meant = dict.fromkeys([*by_postal, *([by_insee] if by_insee else [])])
            return self._by_number_and_name(code, rest, list(meant))
        others = [commune for commune in by_postal if commune is not by_insee]
        if by_insee and numbers == "insee":
            return Found(_place(by_insee), also=tuple(others))
        if by_insee:
            return _answer([*others, by_insee])
        return _answer(others) if others else Unknown("PLACE_UNKNOWN", self._same_sector(code))

    def _by_number_and_name(self, code: str, rest: str, meant: list[Commune]) -> Answer:
        if named := _named_at_end(rest, meant):
            return _answer(named)
        # Business mail has codes of its own (`48005 Mende Cedex`): their beginning is the department.
        department = NameHint(rest, departments_of_code(code))
        if found := _within(department, self._by_bare_name.get(without_article(rest), ())):
            return _answer(found)
        return Unknown("PLACE_UNKNOWN", tuple(meant[:_SUGGESTIONS]) or self._same_sector(code))

    def _same_sector(self, code: str) -> tuple[Commune, ...]:
        """The towns of the nearest postal codes that begin alike: most unknown codes are business mail."""
        alike = [known for known in self._by_postal if known[:3] == code[:3] and known.isdecimal()]
        alike.sort(key=lambda known: (abs(int(known) - int(code)) if code.isdecimal() else 0, known))
        towns = [self._by_postal[known][0] for known in alike]
        return tuple(dict.fromkeys(towns))[:_SUGGESTIONS]

    def _by_hints(self, hints: Sequence[NameHint]) -> Answer | None:
        for names in (self._by_name, self._by_bare_name):
            for hint in hints:
                key = hint.name if names is self._by_name else without_article(hint.name)
                if found := _within(hint, names.get(key, ())):
                    longer = [] if hint.departments else self._beginning_with(hint.name)
                    return _answer(found, longer)
        for hint in hints:
            longer = self._beginning_with(hint.name)
            typos = self._communes_at(self._with_one_typo(hint.name))
            if found := _within(hint, dict.fromkeys([*longer, *typos])):
                return _answer(found, corrected=True)
        return None

    def _with_one_typo(self, name: str) -> list[str]:
        if len(name) < _SHORTEST_TYPO:
            return []
        alike = process.extract_iter(name, self._keys, scorer=OSA.distance, score_cutoff=1)
        return [key for key, _, _ in alike]

    def _communes_at(self, keys: Iterable[str]) -> list[Commune]:
        """The communes of these keys, with or without their article, the most populous first."""
        found = {
            commune.code: commune
            for key in keys
            for names in (self._by_name, self._by_bare_name)
            for commune in names.get(key, ())
        }
        return sorted(found.values(), key=_most_populous_first)

    @cached_property
    def _keys(self) -> list[str]:
        return sorted(self._by_name.keys() | self._by_bare_name.keys())

    def _suggestions(self, hints: Sequence[NameHint]) -> tuple[Commune, ...]:
        """Same name elsewhere (the department was wrong), then the names that are least different."""
        found: dict[str, Commune] = {}
        for hint in reversed(hints):
            elsewhere = self._by_bare_name.get(without_article(hint.name), ())
            found.update((commune.code, commune) for commune in elsewhere)
        name = hints[0].name
        if len(found) < _SUGGESTIONS and len(name) >= _SHORTEST_TYPO:
            alike = process.extract(
                name, self._keys, scorer=OSA.distance, score_cutoff=max(2, len(name) // 4), limit=50
            )
            closest = min((distance for _, distance, _ in alike), default=0)
            near = self._communes_at(key for key, distance, _ in alike if distance == closest)
            found.update((commune.code, commune) for commune in near)
        return tuple(found.values())[:_SUGGESTIONS]

    def _beginning_with(self, name: str) -> list[Commune]:
        """The biggest communes whose name goes on after these words."""
        first = bisect_left(self._keys, name + " ")
        last = bisect_left(self._keys, name + "!", lo=first)  # the sign after the space
        if last - first > _MOST_BEGINNINGS:
            return []
        return self._communes_at(self._keys[first:last])[:_SUGGESTIONS]


def _most_populous_first(commune: Commune) -> tuple[int, str]:
    return -commune.population, commune.code


def _within(hint: NameHint, communes: Iterable[Commune]) -> list[Commune]:
    if not hint.departments:
        return list(communes)
    return [commune for commune in communes if commune.department in hint.departments]


def _named_at_end(words: str, communes: Sequence[Commune]) -> list[Commune]:
    """The communes whose name ends the words (an address may come first), else with one typo."""
    for typos in (0, 1):
        named = []
        for commune in communes:
            bare = without_article(folded(commune.name))
            count = bare.count(" ") + 1
            end = without_article(" ".join(words.split()[-count:]))
            if OSA.distance(end, bare, score_cutoff=1) <= typos:
                named.append(commune)
        if named:
            return named
    return []


def _answer(
    communes: Sequence[Commune], longer: Sequence[Commune] = (), *, corrected: bool = False
) -> Answer:
    """`communes` all fit the text alike; `longer` are those whose name only begins so."""
    longer = tuple(commune for commune in longer if commune not in communes)
    if len(communes) == 1:
        return Found(_place(communes[0]), also=longer, corrected=corrected)
    return Choice((*communes, *longer))


def _place(commune: Commune) -> Place:
    return Place(commune, commune.position, exact=False)
