"""A situation once understood: every word resolved, every rule of the day applied, ready to be searched."""

from dataclasses import dataclass

from services.booking.domain.modes import Mode
from services.booking.domain.needs import Need
from services.booking.domain.rules import DayRules
from services.booking.domain.situation import Mobility
from services.hours.grains import GRAIN_MINUTES
from services.territory.communes import Commune
from services.territory.travel import Spot

FARTHEST_MINUTES = 120
"""Nobody is sent on a longer way than this. A product choice, not a rule of care."""

WAKING_MINUTES = (7 * 60, 21 * 60)
"""Between these minutes of the patient's own day one may be called at home for what can wait. Programmes and
platforms keep the hours of the mainland, which are the night overseas. A product choice as well.
"""

SECOND_START_GRAINS = 12
"""A second time at the same place is proposed at least an hour after the first: nearer is no choice."""

_HOURS_THAT_DO_NOT_WAIT = 24


@dataclass(frozen=True, slots=True)
class Question:
    """What the index is asked. `competences` are codes in order of preference; `modes` those worth a search;
    `per_mode` how many of the best of each mode are wanted.
    """

    need: Need
    competences: tuple[str, ...]
    commune: Commune
    origin: Spot
    earliest_grain: int
    mobility: Mobility
    languages: tuple[str, ...]
    helper: bool
    treating_rpps: str
    modes: frozenset[Mode]
    remote_only_with_treating: bool
    rules: DayRules
    per_mode: int

    @property
    def duration_grains(self) -> int:
        return -(-self.need.duration_minutes // GRAIN_MINUTES)

    def waking_hours_only(self, mode: Mode) -> bool:
        """Whether a mode is a call that must not wake the patient: enrolments, and a video that can wait."""
        if mode is Mode.HOME_VIDEO:
            return self.need.time_frame_hours > _HOURS_THAT_DO_NOT_WAIT
        return mode in (Mode.TELEMONITORING, Mode.HOME_SUPPORT)

    def taken_grains(self, mode: Mode) -> int:
        """Grains taken from the start on: the duration and the buffer after it."""
        return self.duration_grains + -(-self.rules.buffer_minutes.get(mode, 0) // GRAIN_MINUTES)
