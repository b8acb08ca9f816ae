"""The log of changes: an entry's history, and what a follower resumes from."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.directory.domain.entries import Entry
from services.directory.domain.placing import Placed


class Action(StrEnum):
    """What happened to an entry."""

    REGISTERED = "registered"
    UPDATED = "updated"
    RETIRED = "retired"
    LIVE_STATE = "live_state"


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the log: `position` grows by one and is never reused; `entry` is as it stood after."""

    position: int
    at: datetime
    action: Action
    actor: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Recorded:
    """The answer to a write: the line of the log that shows the entry as it was answered."""

    entry_id: str
    position: int


@dataclass(frozen=True, slots=True)
class Following:
    """Part of what a follower receives. `position` is where to resume once `changes` are stored."""

    changes: tuple[Change, ...]
    position: int
    caught_up: bool
    facts_revision: int


@dataclass(frozen=True, slots=True)
class Planned:
    """A change to be written: the entry as it will stand, and where."""

    action: Action
    placed: Placed
