"""Follows the changes of all entries, from nothing or from where the follower left off.

From nothing, the follower first receives each entry once, as of its latest change, in the order of those
changes: the log without what is outdated. So a follower may stop anywhere, even in the midst of that, and
resume from the last position it stored: whatever changed since lies after it. An entry that changes while
the snapshot is on its way moves beyond the snapshot's end and arrives with the log: nothing is missed and
nothing comes twice.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Any, Protocol

from services.directory.domain.changes import Change, Following
from services.platform.refusals import Conflict, Invalid

MOST_CHANGES = 500
PATIENCE_S = 1.0  # another process's commits do not ring our bell: they are looked for this often


class Book(Protocol):
    """What following needs."""

    def last_position(self) -> int: ...
    def facts_revision(self) -> int: ...
    def snapshot(self, after: int, until: int, most: int) -> Sequence[Change]: ...
    def changes_after(self, position: int, most: int) -> Sequence[Change]: ...


class Units(Protocol):
    """Reads the book."""

    def read(self, query: Callable[[Book], Any]) -> Awaitable[Any]: ...


class Bell(Protocol):
    """Rings after each commit of this process, and is closed when the service ends."""

    @property
    def rings(self) -> int:
        """How often it has rung so far."""

    @property
    def closed(self) -> bool:
        """Whether following must end."""

    async def after(self, rings: int, patience_s: float) -> None:
        """Returns once it has rung more often than `rings`, or after that many seconds."""


async def watch_entries(units: Units, bell: Bell, after_position: int) -> AsyncIterator[Following]:
    """Parts of at most 500 changes, until the service ends. `caught_up` parts may be empty.

    POSITION_INVALID for a negative position; POSITION_AHEAD for one that this directory never reached: its
    data was replaced, and the follower must start again from 0.
    """
    if after_position < 0:
        raise Invalid("POSITION_INVALID", "Une position est positive ou nulle.", field="after_position")
    until, revision = await units.read(lambda book: (book.last_position(), book.facts_revision()))
    if after_position > until:
        raise Conflict(
            "POSITION_AHEAD", "Cet annuaire n'est pas allé si loin ; repartez de 0.", field="after_position"
        )
    position = after_position
    if position == 0:
        while not bell.closed and (changes := await units.read(_snapshot(position, until))):
            position = changes[-1].position
            yield Following(tuple(changes), position, caught_up=False, facts_revision=revision)
        position = until
    told: int | None = None  # revision that the follower knows of since it caught up
    while not bell.closed:
        rings = bell.rings  # read before the book: a commit in between makes the wait return at once
        changes, revision = await units.read(_since(position))
        caught_up = len(changes) < MOST_CHANGES
        if changes:
            position = changes[-1].position
        if changes or revision != told:
            yield Following(tuple(changes), position, caught_up, revision)
            told = revision if caught_up else None
        if caught_up:
            await bell.after(rings, PATIENCE_S)


def _snapshot(after: int, until: int) -> Callable[[Book], Sequence[Change]]:
    return lambda book: book.snapshot(after, until, MOST_CHANGES)


def _since(position: int) -> Callable[[Book], tuple[Sequence[Change], int]]:
    # The log first: a revision read too early would be told again, one read too late is told at once.
    return lambda book: (book.changes_after(position, MOST_CHANGES), book.facts_revision())
