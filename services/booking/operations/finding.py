"""How operations look for another option: routing, handed in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from services.booking.domain.situation import Situation

B_co = TypeVar("B_co", covariant=True)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Choices:
    """Ids of options, best first. Nobody asked for them, so the decision that they rest on is not kept until
    one of them is held for somebody: `keep` keeps it.
    """

    option_ids: tuple[str, ...]
    keep: Callable[[], None]


class Find(Protocol):
    """The options there are for a situation right now; none where routing would refuse."""

    async def __call__(self, situation: Situation, /) -> Choices: ...


class Units(Protocol[B_co]):
    """Units of work on a book that offers at least `B_co`."""

    async def read(self, query: Callable[[B_co], T], /) -> T: ...
    async def write(self, work: Callable[[B_co], T], /) -> T: ...
