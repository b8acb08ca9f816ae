"""Which GeoNames place is which commune: by name, inside the region, homonyms told apart by neighbours."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from services.territory.position import Position, distance_km

FAR_KM = {"postal": 25.0, "epci": 40.0, "arrondissement": 60.0, "department": 120.0}
# Communes of these territories are tens or hundreds of kilometres apart.
VAST = {"973": 4.0, "987": 10.0, "988": 4.0}
# A place that bears only a part of the name, or is of another size, must lie nearer to the neighbours.
DOUBTFUL_STRANGENESS = 0.4
LIKE_POPULATION = 2.5
SHORTEST_PARTIAL = 4
ROUNDS = 4  # each round knows more neighbours than the one before; the fourth changes nothing


@dataclass(frozen=True, slots=True)
class GeoPlace:
    """A populated place: folded main name, and every folded name it has. `region` is an INSEE region code
    in metropolitan France, else a department code; `department` a folded department name, or "" where the
    extract does not say.
    """

    name: str
    keys: frozenset[str]
    position: Position
    region: str
    department: str
    population: int


@dataclass(frozen=True, slots=True)
class Sought:
    """A commune to be placed. `names` are folded, the best first; `groups` are (kind, code) pairs of
    the neighbourhoods it belongs to, the smallest first.
    """

    code: str
    names: tuple[str, ...]
    region: str
    department: str
    population: int
    groups: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """A place that may be the commune: `partial` when one name is only the beginning of the other,
    `alike` when the populations are.
    """

    place: GeoPlace
    partial: bool
    alike: bool


def match(communes: Sequence[Sought], places: Sequence[GeoPlace]) -> dict[str, GeoPlace]:
    """The place of each commune that has one, by commune code. A place serves one commune only."""
    by_key: dict[tuple[str, str], list[GeoPlace]] = {}
    by_beginning: dict[tuple[str, str], list[GeoPlace]] = {}
    for place in places:
        for area in sorted({place.region, place.department} - {""}):
            for key in sorted(place.keys):
                by_key.setdefault((area, key), []).append(place)
            for beginning in _beginnings(place.name):
                by_beginning.setdefault((area, beginning), []).append(place)
    candidates = {commune.code: list(_candidates(commune, by_key, by_beginning)) for commune in communes}
    rivals: dict[int, int] = {}
    for offers in candidates.values():
        for offer in offers:
            rivals[id(offer.place)] = rivals.get(id(offer.place), 0) + 1
    # The first round trusts only names that are alone on both sides; they are the neighbours of the next.
    matched = {
        code: offers[0].place
        for code, offers in candidates.items()
        if len(offers) == 1 and not offers[0].partial and rivals[id(offers[0].place)] == 1
    }
    for _ in range(ROUNDS):
        matched = _choose(communes, candidates, _centres(communes, matched))
    return matched


def _candidates(
    commune: Sought,
    by_key: Mapping[tuple[str, str], list[GeoPlace]],
    by_beginning: Mapping[tuple[str, str], list[GeoPlace]],
) -> Iterator[Offer]:
    areas = (commune.region, commune.department)
    whole = [place for name in commune.names for area in areas for place in by_key.get((area, name), ())]
    partial = [
        place
        for beginning in _beginnings(commune.names[0])
        for area in areas
        for place in by_key.get((area, beginning), ())
    ]
    partial += [place for area in areas for place in by_beginning.get((area, commune.names[0]), ())]
    seen = set()
    for position, place in enumerate(whole + partial):
        if id(place) in seen or place.department not in ("", commune.department):
            continue
        seen.add(id(place))
        seat = any(name in place.keys for name in commune.names[1:])  # a part of it: its size says nothing
        alike = seat or (commune.names[0] == place.name and _alike(commune, place))
        if position < len(whole) or _alike(commune, place):
            yield Offer(place, partial=position >= len(whole), alike=alike)


def _beginnings(name: str) -> Iterator[str]:
    """`evry courcouronnes` gives `evry`; `saint ouen sur seine` gives `saint ouen sur`, `saint ouen`."""
    words = name.split()
    for kept in range(len(words) - 1, 0, -1):
        beginning = " ".join(words[:kept])
        if len(beginning) >= SHORTEST_PARTIAL and beginning not in {"saint", "sainte"}:
            yield beginning


def _alike(commune: Sought, place: GeoPlace) -> bool:
    """Populations of the same order; many places have none, which says nothing."""
    return not place.population or (
        commune.population <= place.population * LIKE_POPULATION
        and place.population <= commune.population * LIKE_POPULATION
    )


def _centres(
    communes: Sequence[Sought], matched: Mapping[str, GeoPlace]
) -> dict[tuple[str, str], list[tuple[str, Position]]]:
    members: dict[tuple[str, str], list[tuple[str, Position]]] = {}
    for commune in communes:
        if commune.code in matched:
            for group in commune.groups:
                members.setdefault(group, []).append((commune.code, matched[commune.code].position))
    return members


def _expected(
    commune: Sought, members: Mapping[tuple[str, str], list[tuple[str, Position]]]
) -> tuple[Position, float] | None:
    """Where neighbours say the commune should be, and how far from there it may be (km). The commune's
    own match never speaks for itself, and a median is not moved by one wrong neighbour.
    """
    for group in commune.groups:
        others = [position for code, position in members.get(group, ()) if code != commune.code]
        if len(others) >= 2:
            centre = Position(median(p.lat for p in others), median(p.lon for p in others))
            return centre, FAR_KM[group[0]] * VAST.get(commune.region, 1.0)
    return None


def _choose(
    communes: Sequence[Sought],
    candidates: Mapping[str, Sequence[Offer]],
    members: Mapping[tuple[str, str], list[tuple[str, Position]]],
) -> dict[str, GeoPlace]:
    ranked = []
    for commune in communes:
        expected = _expected(commune, members)
        for rank, offer in enumerate(candidates[commune.code]):
            if expected is None:
                strangeness = 0.3 if len(candidates[commune.code]) == 1 else 2.0
            else:
                strangeness = distance_km(offer.place.position, expected[0]) / expected[1]
            doubtful = offer.partial or not offer.alike
            if strangeness <= (DOUBTFUL_STRANGENESS if doubtful else 1.0):
                ranked.append((offer.partial, strangeness, rank, commune.code, offer.place))
    ranked.sort(key=lambda choice: choice[:4])
    matched: dict[str, GeoPlace] = {}
    taken: set[int] = set()
    for *_, code, place in ranked:
        if code not in matched and id(place) not in taken:
            matched[code] = place
            taken.add(id(place))
    return matched
