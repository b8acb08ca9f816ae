"""The whole demo network, the same entries in the same order at every start."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random

from services.directory.demo.cabins import cabins
from services.directory.demo.entries import provenance
from services.directory.demo.nurses import nurses
from services.directory.demo.placing import inhabited
from services.directory.demo.practitioners import practice_practitioners, remote_practitioners
from services.directory.demo.territory_services import (
    digital_help,
    home_support,
    remote_centres,
    telemonitoring,
)
from services.directory.domain.entries import Entry, EntryKind, Provenance
from services.territory.communes import Commune

SEED = 20261120


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many of each; a home-support platform per department comes on top. Nurses are as many as France
    has IPA.
    """

    cabins: int = 6_000
    nurses: int = 1_712
    remote_practitioners: int = 10_000
    practice_practitioners: int = 5_000
    programmes: int = 150
    remote_centres: int = 12
    digital_help_places: int = 500


NATIONAL = Sizes()


def demo_network(communes: Iterable[Commune], sizes: Sizes = NATIONAL, seed: int = SEED) -> Iterator[Entry]:
    """Every entry of the demo, without id (`check_entry` gives it). The order of `communes` has no effect,
    and each kind has its own chance: changing how many there are of one changes no other.
    """
    homes = inhabited(communes)

    def chance(kind: str) -> Random:
        return Random(f"{seed}/{kind}")  # noqa: S311 - invented data, not secrets

    yield from cabins(homes, sizes.cabins, chance("cabins"))
    yield from nurses(homes, sizes.nurses, chance("nurses"))
    yield from remote_practitioners(homes, sizes.remote_practitioners, chance("remote"))
    yield from practice_practitioners(
        homes, sizes.practice_practitioners, sizes.remote_practitioners, chance("practice")
    )
    yield from telemonitoring(homes, sizes.programmes, chance("programmes"))
    yield from remote_centres(homes, sizes.remote_centres, chance("centres"))
    yield from home_support(homes, chance("platforms"))
    yield from digital_help(homes, sizes.digital_help_places, chance("help"))


def last_provenance(sizes: Sizes = NATIONAL) -> Provenance:
    """The provenance of the entry that comes last."""
    return provenance(EntryKind.DIGITAL_HELP_PLACE, sizes.digital_help_places - 1)
