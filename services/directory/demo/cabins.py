"""Invented cabins: 85 % in pharmacies, and where there is none in town halls, stations, post offices, France
Services houses, village halls and health centres.

A third of them stand so that no inhabited commune is more than 12 km from one; the others go where people
live, small communes counted for more than their share.
"""

import math
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from services.directory.demo import identities, timetables
from services.directory.demo.entries import demo_entry, languages
from services.directory.demo.placing import drawn, somewhere_in, spread
from services.directory.domain.details import AccessPoint, Approval, SiteCriteria
from services.directory.domain.entries import BookableVia, Entry, EntryKind
from services.directory.domain.equipment import Equipment, EquipmentKind
from services.territory.communes import Commune

_APART_KM = 12.0
_SMALLEST_DRAWN = 400  # inhabitants; smaller communes have a cabin only where all others are far
_SHARE_OF_PHARMACIES = 0.85
_ISOLATED = 100  # inhabitants from which a commune that no source places has a cabin of its own

# Minimum of the pharmacists' convention of 9 March 2022, then the share of cabins that have more.
_KIT = (
    EquipmentKind.BLOOD_PRESSURE,
    EquipmentKind.OTOSCOPE,
    EquipmentKind.OXIMETER,
    EquipmentKind.STETHOSCOPE,
)
_EXTRAS = (
    (EquipmentKind.AUDIOMETER, 0.10),
    (EquipmentKind.CAMERA, 0.65),
    (EquipmentKind.DERMATOSCOPE, 0.20),
    (EquipmentKind.ECG_12_LEAD, 0.25),
    (EquipmentKind.GLUCOMETER, 0.35),
    (EquipmentKind.SCALE, 0.60),
    (EquipmentKind.THERMOMETER, 0.90),
)
_CALIBRATED_FROM = date(2025, 12, 1)
_CALIBRATED_WITHIN_DAYS = 330

_OPERATOR_NAMES = (
    "Cabines du Vallon",
    "Télésanté Bocage",
    "Clairlogis",
    "Relais Pervenche",
    "Ondesoin",
    "Mille Hameaux",
)
_OPERATORS = tuple(
    (f"{name} {identities.MARK}", f"DEMO-{number:04d}", date(2027, 9, 30) + timedelta(days=45 * number))
    for number, name in enumerate(
        (
            "Cabines du Vallon",
            "Télésanté Bocage",
            "Clairlogis",
            "Relais Pervenche",
            "Ondesoin",
            "Mille Hameaux",
        )
    )
)
_PLACE_NAMES = {
    "pharmacy": "Pharmacie",
    "town_hall": "Mairie",
    "station": "Gare",
    "post_office": "Bureau de poste",
    "france_services": "Maison France Services",
    "village_hall": "Salle communale",
    "health_centre": "Centre de santé",
}
# fmt: off
_PHARMACY_NAMES = (
    "des Tilleuls", "de la Fontaine", "du Lavoir", "des Érables", "des Vergers", "de la Grange",
    "du Marché", "des Hirondelles", "du Moulin", "des Saules", "du Pont", "de la Halle",
)
# fmt: on
# Who hosts a cabin where no pharmacy does: below 1,500 inhabitants, below 10,000, and above.
_HOSTS_BY_SIZE = (
    (1_500, ("village_hall", "town_hall", "post_office", "france_services", "station")),
    (10_000, ("town_hall", "post_office", "france_services", "health_centre", "station")),
    (1_000_000_000, ("station", "station", "health_centre", "post_office", "france_services")),
)
_HELP = {
    "pharmacy": (("required", "pharmacist"), ("on_site", "pharmacist"), ("on_site", "pharmacist")),
    "town_hall": (("on_site", "agent"), ("none", "")),
    "station": (("none", ""),),
    "post_office": (("on_site", "agent"), ("required", "agent")),
    "france_services": (("on_site", "agent"),),
    "village_hall": (("none", ""),),
    "health_centre": (("on_site", "nurse"), ("required", "nurse")),
}
_BOOKABLE = (
    (BookableVia.HERE, 0.93),
    (BookableVia.PHONE, 0.96),
    (BookableVia.EXTERNAL_LINK, 0.98),
    (BookableVia.WALK_IN, 0.99),
    (BookableVia.NOTHING, 1.0),
)


def cabins(communes: Sequence[Commune], count: int, chance: Random) -> Iterator[Entry]:
    """`count` cabins in inhabited communes."""
    hosts = _hosts(communes, count, chance)
    # The larger the commune, the surer the pharmacy; chance decides among equals.
    liking = [math.log(commune.population) + chance.gauss(0, 1.8) for commune in hosts]
    order = sorted(range(len(hosts)), key=lambda index: -liking[index])
    pharmacies = frozenset(order[: round(len(hosts) * _SHARE_OF_PHARMACIES)])
    for index, commune in enumerate(hosts):
        if index in pharmacies:
            site_type = "pharmacy"
        else:
            site_type = chance.choice(
                next(some for most, some in _HOSTS_BY_SIZE if commune.population < most)
            )
        yield _cabin(index, commune, site_type, chance)


def _hosts(communes: Sequence[Commune], count: int, chance: Random) -> list[Commune]:
    lost = [commune for commune in communes if commune.position is None and commune.population >= _ISOLATED]
    near_all = spread(sorted(communes, key=_small_towns_first), _APART_KM)
    certain = (lost + near_all)[:count]
    more = drawn(
        communes,
        count - len(certain),
        _wanting,
        chance,
    )
    return sorted(certain + more, key=lambda commune: commune.code)


def _wanting(commune: Commune) -> float:
    """How much a commune attracts a further cabin: less than its population, more when it is small."""
    if commune.population < _SMALLEST_DRAWN:
        return 0.0
    return math.pow(commune.population, 0.7) * (1.7 if commune.population < 5_000 else 1.0)


def _small_towns_first(commune: Commune) -> tuple[int, int, str]:
    people = commune.population
    rank = 0 if 1_500 <= people < 10_000 else 1 if people >= 10_000 else 2 if people >= 500 else 3
    return rank, -people, commune.code


def _cabin(number: int, commune: Commune, site_type: str, chance: Random) -> Entry:
    operator, approval, until = chance.choice(_OPERATORS)
    assistance, assistant = chance.choice(_HELP[site_type])
    own = f" {chance.choice(_PHARMACY_NAMES)}" if site_type == "pharmacy" else ""
    draw = chance.random()
    bookable = next(via for via, below in _BOOKABLE if draw < below)
    contact = "https://reservation.invalid/demo" if bookable is BookableVia.EXTERNAL_LINK else ""
    return demo_entry(
        EntryKind.ACCESS_POINT,
        number,
        name=f"{_PLACE_NAMES[site_type]}{own}, {commune.name} {identities.MARK}",
        commune=commune,
        hours=chance.choice(timetables.OF_SITE[site_type]),
        detail=AccessPoint(
            site_type=site_type,
            assistance=assistance,
            assistant=assistant,
            criteria=SiteCriteria(
                closed_room=True,
                sound_proof=chance.random() < 0.6,
                waiting_area=chance.random() < 0.5,
                step_free=chance.random() < 0.85,
            ),
            operator=operator,
            approval=Approval(approval, until),
            equipment=_equipment(chance),
        ),
        chance=chance,
        address=identities.street(chance, commune),
        position=somewhere_in(commune, chance),
        bookable_via=bookable,
        booking_contact=contact,
        languages=languages(chance),
    )


def _equipment(chance: Random) -> tuple[Equipment, ...]:
    kinds = sorted([*_KIT, *(kind for kind, share in _EXTRAS if chance.random() < share)])
    calibrated = _CALIBRATED_FROM + timedelta(days=chance.randrange(_CALIBRATED_WITHIN_DAYS))
    return tuple(Equipment(kind, calibrated_on=calibrated) for kind in kinds)
