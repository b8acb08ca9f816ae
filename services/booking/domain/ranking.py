"""Which candidates are proposed, best first: a pure function of what was gathered and of the terms.

docs/adr/0008-time-to-care-and-ranking.md says why the key is what it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from services.booking.domain.candidates import Candidate
from services.booking.domain.modes import Mode

MOST_OPTIONS = 50
USUAL_OPTIONS = 10
FIRST_WITHIN_MINUTES = 45
"""A practice farther than this does not come first because it is one: where doctors are said not to be
lacking, one is nearer. A product choice, not a rule of care."""

_SEEN_IN_PERSON = frozenset({Mode.IN_PERSON, Mode.HOME_VISIT})


@dataclass(frozen=True, slots=True)
class RankingTerms:
    """What the order depends on besides the candidates; kept with each decision."""

    time_frame_minutes: int
    in_person_first: bool  # the place is not known to lack doctors
    in_person_wish: bool  # the patient would rather be seen in person
    limit: int

    @property
    def per_mode(self) -> int:
        """At most this many options of one mode: four in a list of ten."""
        return max(2, -(-self.limit * 2 // 5))


class RankingKey(NamedTuple):
    """Compared from left to right, the smallest first."""

    not_own_doctor: bool  # False: the treating doctor, free within the need's time frame
    tier: int  # 0: seen in person within the time frame, where that comes first
    time_to_care: int
    travel: int
    not_treating: bool  # in time or not, the own doctor is preferred to another at the same place and time
    candidate: str  # so that equals keep one order for ever


def ranking_key(candidate: Candidate, terms: RankingTerms) -> RankingKey:
    """Where a candidate stands."""
    in_time = candidate.time_to_care <= terms.time_frame_minutes
    near = candidate.mode is Mode.IN_PERSON and candidate.travel_minutes <= FIRST_WITHIN_MINUTES
    first = (terms.in_person_first and near) or (terms.in_person_wish and candidate.mode in _SEEN_IN_PERSON)
    return RankingKey(
        not_own_doctor=not (candidate.treating_doctor and in_time),
        tier=0 if first and in_time else 1,
        time_to_care=candidate.time_to_care,
        travel=candidate.travel_minutes,
        not_treating=not candidate.treating_doctor,
        candidate=candidate.key,
    )


def rank(candidates: Iterable[Candidate], terms: RankingTerms) -> tuple[Candidate, ...]:
    """The proposed candidates, best first: the best of each mode, then the next best of all, at most
    `per_mode` of one mode, in the order of their keys. Of several with the same place and time (the
    patient's own doctor, or any, in one cabin) only the best stays.
    """
    of_mode: dict[Mode, int] = {}
    seen: set[tuple[Mode, str, int]] = set()
    bests: list[tuple[RankingKey, Candidate]] = []
    nexts: list[tuple[RankingKey, Candidate]] = []
    for key, candidate in _in_order(candidates, terms):
        where_and_when = (candidate.mode, _place(candidate), candidate.start_grain)
        if where_and_when in seen:
            continue
        seen.add(where_and_when)
        before = of_mode.get(candidate.mode, 0)
        of_mode[candidate.mode] = before + 1
        if before == 0:
            bests.append((key, candidate))
        elif before < terms.per_mode:
            nexts.append((key, candidate))
    chosen = (bests + nexts)[: terms.limit]
    return tuple(candidate for _, candidate in sorted(chosen, key=itemgetter(0)))


def _in_order(candidates: Iterable[Candidate], terms: RankingTerms) -> list[tuple[RankingKey, Candidate]]:
    return sorted(((ranking_key(each, terms), each) for each in candidates), key=itemgetter(0))


def _place(candidate: Candidate) -> str:
    return "" if candidate.mode is Mode.HOME_VIDEO else candidate.claims[0].resource_id
