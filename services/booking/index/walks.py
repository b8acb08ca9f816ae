"""Nearest-first walks over the places of one class, kept so that the next patient of a village pays nothing.

A class is what a need asks of a place for good: its part, its declared instruments, its competences.
Whether an instrument works today is looked at on the way, so a failing otoscope does not undo a walk.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any, NamedTuple, TypeVar

from services.booking.domain.question import FARTHEST_MINUTES
from services.booking.index.calendars import Calendar
from services.booking.index.reach import Reach
from services.territory.nearby import Nearby
from services.territory.position import Position
from services.territory.roads import FERRIES
from services.territory.travel import Mobility, ModelledTravel, Spot, TravelTimes

_MOST_WALKS = 4096
_T = TypeVar("_T")
_JOINED = {network: min(pair) for pair in FERRIES for network in pair}


class Step(NamedTuple):
    """One place on a walk. `least`: no later step is reached in fewer minutes. `minutes` is None where no
    road goes. The patient's own commune comes first, whatever the distance; a walk ends where nobody arrives
    within FARTHEST_MINUTES.
    """

    km: float
    least: float
    minutes: int | None
    calendar: Calendar


class Walk:
    """Steps read so far, and where to read more. Shared by searches."""

    __slots__ = ("_more", "_steps")

    def __init__(self, more: Iterator[Step]) -> None:
        self._steps: list[Step] = []
        self._more = more

    def __iter__(self) -> Iterator[Step]:
        steps = self._steps
        yield from steps
        at = len(steps)
        while True:
            # Another search may have read on while this one was between two steps.
            if at == len(steps):
                step = next(self._more, None)
                if step is None:
                    return
                steps.append(step)
            yield steps[at]
            at += 1


class _Class:
    """The places of one class: by position on each set of roads, and by commune for those nearest of all."""

    __slots__ = ("by_commune", "nearby")

    def __init__(self, calendars: Iterable[Calendar]) -> None:
        placed: dict[str, list[tuple[Position, Calendar]]] = {}
        self.by_commune: dict[str, list[Calendar]] = {}
        for calendar in sorted(calendars, key=lambda calendar: calendar.id):
            where = calendar.spot
            if where.position is not None:
                placed.setdefault(_roads(where), []).append((where.position, calendar))
            self.by_commune.setdefault(where.commune, []).append(calendar)
        # Apart, or the walk of an island would measure the whole mainland before it ends.
        self.nearby = {roads: Nearby(places) for roads, places in placed.items()}


def _roads(where: Spot) -> str:
    """The network of roads, one name for those that a boat joins."""
    return _JOINED.get(where.network, where.network)


class Walks:
    """Classes and walks, made on first use and dropped when a place comes, goes or moves."""

    def __init__(self, travel: TravelTimes) -> None:
        self._travel = travel
        self._modelled = isinstance(travel, ModelledTravel)
        self._classes: dict[Hashable, _Class] = {}
        self._walks: OrderedDict[Hashable, Walk] = OrderedDict()
        self._others: OrderedDict[Hashable, Any] = OrderedDict()

    def forget(self) -> None:
        """Places have changed."""
        self._classes.clear()
        self._walks.clear()
        self._others.clear()

    def remembered(self, key: Hashable, make: Callable[[], _T]) -> _T:
        """Anything else that stays true as long as places do."""
        if key not in self._others:
            if len(self._others) == _MOST_WALKS:
                self._others.popitem(last=False)
            self._others[key] = make()
        value: _T = self._others[key]
        return value

    def from_origin(
        self, kind: Hashable, members: Callable[[], Iterable[Calendar]], origin: Spot, mobility: Mobility
    ) -> Walk:
        """The walk over class `kind`, whose members are asked for when the class is not known yet."""
        key = (kind, origin.commune, origin.position, mobility)
        walk = self._walks.get(key)
        if walk is None:
            places = self._classes.get(kind)
            if places is None:
                places = self._classes[kind] = _Class(members())
            walk = Walk(self._steps(places, origin, mobility))
            self._walks[key] = walk
            if len(self._walks) > _MOST_WALKS:
                self._walks.popitem(last=False)
        else:
            self._walks.move_to_end(key)
        return walk

    def _steps(self, places: _Class, origin: Spot, mobility: Mobility) -> Iterator[Step]:
        from_here = self._travel.prepared(origin)
        for calendar in places.by_commune.get(origin.commune, ()):
            yield Step(0.0, 0.0, from_here.minutes(calendar.spot, mobility), calendar)
        nearby = places.nearby.get(_roads(origin))
        if origin.position is None or nearby is None:
            return
        reach = Reach(origin, mobility, modelled=self._modelled)
        for km, calendar in nearby.walk(origin.position):
            least = reach.least_minutes(km)
            if least > FARTHEST_MINUTES:
                return
            if calendar.spot.commune != origin.commune:
                yield Step(km, least, from_here.minutes(calendar.spot, mobility), calendar)
