"""How operations look for another option: routing, handed in."""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from services.booking.domain.situation import Situation

B_co = TypeVar("B_co", covariant=True)
T = TypeVar("T")


class Find(Protocol):
    """Ids of the options there are for a situation right now, best first; empty when there is none."""

    async def __call__(self, situation: Situation, /) -> Sequence[str]: ...


class Units(Protocol[B_co]):
    """Units of work on a book that offers at least `B_co`."""

    async def read(self, query: Callable[[B_co], T], /) -> T: ...
    async def write(self, work: Callable[[B_co], T], /) -> T: ...
