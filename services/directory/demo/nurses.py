"""Invented advanced-practice nurses (IPA), as many as there are in France, with the zone they visit."""

from collections.abc import Iterator, Sequence
from datetime import date
from random import Random

from services.directory.demo import identities, timetables
from services.directory.demo.entries import demo_entry, languages
from services.directory.demo.placing import drawn, somewhere_in, spread
from services.directory.domain.details import DirectAccess, InterventionZone, Nurse
from services.directory.domain.entries import Entry, EntryKind
from services.directory.domain.equipment import Equipment, EquipmentKind
from services.territory.communes import Commune

# With 18 km between those who look after common chronic diseases, no commune is beyond 25 minutes of one.
_APART_KM = 18.0
_MINUTES = range(25, 46, 5)
_RPPS_FROM = 1

# TRE_R38: chronic diseases, oncology, kidney disease, mental health, emergencies.
_SPECIALITIES = ("SI01",) * 12 + ("SI02",) * 3 + ("SI03",) * 1 + ("SI04",) * 3 + ("SI05",) * 1
_STRUCTURES = ("msp",) * 8 + ("cds",) * 4 + ("esp",) * 2 + ("es",) * 3 + ("esms", "cpts", "liberal")
_STRUCTURE_NAMES = {
    "msp": "Maison de santé",
    "cds": "Centre de santé",
    "esp": "Équipe de soins primaires",
    "es": "Centre hospitalier",
    "esms": "Établissement médico-social",
    "cpts": "Communauté professionnelle",
    "liberal": "Cabinet infirmier",
}
# CSP L.4301-2 (law of 19 May 2023); the lists it needs are those of the order of 25 April 2025. A CPTS opens
# it only in the six departments of a trial that is not among public data: an orientation is asked for there.
_DIRECT = frozenset({"msp", "cds", "esp", "es", "esms"})
_DIRECT_ACCESS = DirectAccess("CSP-L4301-2", valid_from=date(2025, 4, 25))

_CARRIED = (
    EquipmentKind.BLOOD_PRESSURE,
    EquipmentKind.OXIMETER,
    EquipmentKind.STETHOSCOPE,
    EquipmentKind.THERMOMETER,
)
_SOMETIMES = (
    (EquipmentKind.CAMERA, 0.55),
    (EquipmentKind.ECG_12_LEAD, 0.35),
    (EquipmentKind.GLUCOMETER, 0.75),
    (EquipmentKind.OTOSCOPE, 0.30),
    (EquipmentKind.SCALE, 0.40),
)


def nurses(communes: Sequence[Commune], count: int, chance: Random) -> Iterator[Entry]:
    """`count` nurses; the first ones are spread and look after chronic diseases (SI01)."""
    by_size = sorted(communes, key=lambda commune: (-commune.population, commune.code))
    near_all = spread(by_size, _APART_KM)[:count]
    more = drawn(communes, count - len(near_all), lambda commune: commune.population**0.8, chance)
    for number, commune in enumerate(near_all + more):
        spread_out = number < len(near_all)
        yield _nurse(number, commune, "SI01" if spread_out else chance.choice(_SPECIALITIES), chance)


def _nurse(number: int, commune: Commune, speciality: str, chance: Random) -> Entry:
    structure = "es" if speciality == "SI05" else chance.choice(_STRUCTURES)
    direct = structure in _DIRECT
    where = identities.of_commune(commune)
    entrusted = not direct or chance.random() < 0.7
    kinds = sorted([*_CARRIED, *(kind for kind, share in _SOMETIMES if chance.random() < share)])
    return demo_entry(
        EntryKind.NURSE,
        number,
        name=identities.person(chance),
        commune=commune,
        hours=chance.choice(timetables.VISITS),
        detail=Nurse(
            rpps=identities.rpps(_RPPS_FROM + number),
            speciality_code=speciality,
            structure_kind=structure,
            structure_name=f"{_STRUCTURE_NAMES[structure]} {where} {identities.MARK}",
            entrusting_doctor_rpps=identities.rpps(9_000_000 + number) if entrusted else "",
            direct_access=_DIRECT_ACCESS if direct else None,
            zone=InterventionZone(max_minutes=chance.choice(_MINUTES)),
            equipment=tuple(Equipment(kind) for kind in kinds),
        ),
        chance=chance,
        address=identities.street(chance, commune),
        position=somewhere_in(commune, chance),
        languages=languages(chance),
    )
