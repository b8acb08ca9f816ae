"""Getting ready for the first patient: pools are counted ahead, for it takes a tenth of a second each."""

from collections.abc import Iterator

from services.booking.domain.modes import REMOTE
from services.booking.domain.needs import Catalogue
from services.booking.domain.rules import DayRules
from services.booking.index.holdings import Holdings
from services.hours.grains import GRAIN_MINUTES

_LANGUAGE = "fr"  # others are counted when first asked for: their pools are small


def prepare(holdings: Holdings, catalogue: Catalogue, rules: DayRules) -> Iterator[None]:
    """Count every pool that a need of the catalogue can ask for; give way at each step of the iterator."""
    for need in catalogue.needs.values():
        for mode in sorted(REMOTE & need.modes):
            grains = -(-need.duration_minutes // GRAIN_MINUTES) + -(
                -rules.buffer_minutes[mode] // GRAIN_MINUTES
            )
            yield from holdings.pools.prepare(catalogue.competences(need), _LANGUAGE, grains)
