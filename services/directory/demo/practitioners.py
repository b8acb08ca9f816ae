"""Invented practitioners: those who are met by video, from wherever they are, and those of a practice."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from random import Random

from services.directory.demo import identities, timetables
from services.directory.demo.entries import demo_entry, languages
from services.directory.demo.placing import drawn, somewhere_in
from services.directory.domain.details import Practitioner
from services.directory.domain.entries import BookableVia, Entry, EntryKind
from services.territory.communes import Commune

_REMOTE_RPPS_FROM = 100_000
_PRACTICE_RPPS_FROM = 200_000

# TRE_G15 profession, TRE_R38 speciality, and weight. General practice first; the rest are those that needs
# ask for, then others that patients are sent to.
# fmt: off
_RARER = (
    "SM02", "SM08", "SM10", "SM12", "SM13", "SM14", "SM17", "SM21", "SM25", "SM27", "SM31", "SM33", "SM35",
    "SM44", "SM49", "SM52", "SM62",
)
# fmt: on
_REMOTE = (
    ("10", "SM54", 500),
    ("10", "SM53", 40),
    ("10", "SM26", 20),
    ("10", "SM42", 60),
    ("10", "SM40", 50),
    ("10", "SM15", 35),
    ("10", "SM04", 35),
    ("10", "SM16", 25),
    ("10", "SM18", 20),
    ("10", "SM19", 20),
    ("10", "SM20", 12),
    ("10", "SM39", 18),
    ("10", "SM38", 18),
    ("10", "SM32", 18),
    ("10", "SM41", 14),
    ("10", "SM24", 14),
    ("10", "SM48", 14),
    ("10", "SM57", 12),
    ("10", "SM43", 12),
    ("10", "SM58", 10),
    ("10", "SM61", 8),
    ("10", "SM30", 6),
    ("10", "SM36", 8),
    ("10", "SM50", 6),
    ("50", "", 35),
    ("40", "", 12),
    ("21", "", 10),
    ("70", "", 12),
    ("80", "", 6),
    *(("10", code, 3) for code in _RARER),
)
_PRACTICE = tuple(
    (profession, speciality, {"40": 60, "50": 50, "70": 60, "80": 20}.get(profession, weight))
    for profession, speciality, weight in _REMOTE
    if profession != "21"
)
# Somebody must be there at any hour in every zone from Papeete to Nouméa, all days of the year.
_TIMES = (
    (timetables.REMOTE_DAYS, 0.62),
    (timetables.REMOTE_EVENINGS, 0.83),
    (timetables.REMOTE_WEEKENDS, 0.94),
    (timetables.REMOTE_NIGHTS, 1.0),
)
_TITLED = frozenset({"10", "40"})  # doctors and dentists are called "Dr"


def remote_practitioners(communes: Sequence[Commune], count: int, chance: Random) -> Iterator[Entry]:
    """`count` practitioners met by video only."""
    sums = list(accumulate(weight for _, _, weight in _REMOTE))
    for number, commune in enumerate(drawn(communes, count, lambda each: each.population, chance)):
        ((profession, speciality, _),) = chance.choices(_REMOTE, cum_weights=sums)
        draw = chance.random()
        times = next(times for times, below in _TIMES if draw < below)
        yield demo_entry(
            EntryKind.PRACTITIONER,
            number,
            name=_called(profession, chance),
            commune=commune,
            hours=chance.choice(times),
            detail=Practitioner(
                rpps=identities.rpps(_REMOTE_RPPS_FROM + number),
                profession_code=profession,
                speciality_code=speciality,
                modalities=("VR",),
                sector=chance.choice(("1", "1", "1", "1", "optam", "2")),
            ),
            chance=chance,
            languages=languages(chance),
        )


def practice_practitioners(
    communes: Sequence[Commune], count: int, first: int, chance: Random
) -> Iterator[Entry]:
    """`count` practitioners of a practice, numbered from `first`; far fewer in the country than in towns."""
    sums = list(accumulate(weight for _, _, weight in _PRACTICE))
    places = drawn(
        communes,
        count,
        lambda each: each.population * (0.25 if each.population < 1_000 else 1.0),
        chance,
    )
    for number, commune in enumerate(places):
        ((profession, speciality, _),) = chance.choices(_PRACTICE, cum_weights=sums)
        modalities = ["AMB"]
        if chance.random() < 0.15:
            modalities.append("HH")
        if chance.random() < 0.2:
            modalities.append("VR")
        yield demo_entry(
            EntryKind.PRACTITIONER,
            first + number,
            name=_called(profession, chance),
            commune=commune,
            hours=chance.choice(timetables.PRACTICE),
            detail=Practitioner(
                rpps=identities.rpps(_PRACTICE_RPPS_FROM + number),
                profession_code=profession,
                speciality_code=speciality,
                modalities=tuple(modalities),
                sector=chance.choice(("1", "1", "optam", "2")),
                accepts_new_patients=chance.random() < 0.55,
                step_free=chance.random() < 0.7,
            ),
            chance=chance,
            address=identities.street(chance, commune),
            position=somewhere_in(commune, chance),
            bookable_via=BookableVia.HERE if chance.random() < 0.8 else BookableVia.PHONE,
            languages=languages(chance),
        )


def _called(profession: str, chance: Random) -> str:
    name = identities.person(chance)
    return f"Dr {name}" if profession in _TITLED else name
