"""Invented services of a whole territory: telemonitoring, remote intervention, home support, digital help."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from services.directory.demo import identities, timetables
from services.directory.demo.entries import demo_entry
from services.directory.demo.placing import drawn, somewhere_in, spread
from services.directory.domain.details import (
    DigitalHelpPlace,
    HomeSupportPlatform,
    RemoteInterventionCentre,
    TelemonitoringProgramme,
)
from services.directory.domain.entries import BookableVia, Entry, EntryKind
from services.territory.areas import DEPARTMENTS
from services.territory.communes import Commune

# Lines of the list of telemonitoring activities (LATM): the four generic ones, and implants by own order.
_LINES = (
    ("heart_failure", "Insuffisance cardiaque chronique", True, True),
    ("respiratory_failure", "Insuffisance respiratoire chronique", True, False),
    ("diabetes", "Diabète", True, True),
    ("kidney_disease", "Maladie rénale chronique", False, True),
    ("implant", "Prothèse rythmique implantable", False, True),
)
_NATIONAL_OF_EACH = 3
_MOST_DEPARTMENTS = 8
_HELP_APART_KM = 40.0


def telemonitoring(communes: Sequence[Commune], count: int, chance: Random) -> Iterator[Entry]:
    """`count` programmes, as many for each line; the first of each line serve everybody, the others a few
    departments of one region.
    """
    seats = _capitals(communes)
    regions: dict[str, list[str]] = {}
    for seat in seats.values():
        regions.setdefault(seat.region, []).append(seat.department)
    for number in range(count if seats else 0):
        pathology, line, weekly_call, check_up = _LINES[number % len(_LINES)]
        national = number < _NATIONAL_OF_EACH * len(_LINES)
        around = regions[chance.choice(sorted(regions))]
        served = () if national else tuple(sorted(chance.sample(around, min(len(around), _MOST_DEPARTMENTS))))
        seat = max(seats.values(), key=_size) if national else seats[served[0]]
        operator = f"Suivi {chance.choice(('Clairval', 'Pas à Pas', 'Marégraphe', 'Boussole', 'Veilleuse'))}"
        entry = demo_entry(
            EntryKind.TELEMONITORING_PROGRAMME,
            number,
            name=f"{operator} : {line.lower()} {identities.MARK}",
            commune=seat,
            hours=chance.choice(timetables.OFFICE),
            detail=TelemonitoringProgramme(
                pathology=pathology,
                latm_line=line,
                operator=f"{operator} {identities.MARK}",
                prescription_required=True,
                weekly_call=weekly_call,
                six_monthly_check_up=check_up,
                departments=served,
            ),
            chance=chance,
        )
        yield replace(entry, commune_code="")  # it serves a territory and stands nowhere


def remote_centres(communes: Sequence[Commune], count: int, chance: Random) -> Iterator[Entry]:
    """`count` hospitals with a thrombectomy robot, in the largest communes of different departments.

    Reached by referral only: nothing is booked with them.
    """
    largest = sorted(_capitals(communes).values(), key=_size, reverse=True)[:count]
    for number, commune in enumerate(largest):
        yield demo_entry(
            EntryKind.REMOTE_INTERVENTION_CENTRE,
            number,
            name=f"Centre hospitalier {identities.of_commune(commune)} {identities.MARK}",
            commune=commune,
            hours=timetables.ALWAYS,
            detail=RemoteInterventionCentre(identities.finess(number + 1), ("thrombectomy",)),
            chance=chance,
            address=identities.street(chance, commune),
            position=somewhere_in(commune, chance),
            bookable_via=BookableVia.NOTHING,
        )


def home_support(communes: Sequence[Commune], chance: Random) -> Iterator[Entry]:
    """A platform for each department where somebody lives."""
    for number, (department, seat) in enumerate(sorted(_capitals(communes).items())):
        entry = demo_entry(
            EntryKind.HOME_SUPPORT_PLATFORM,
            number,
            name=f"Plateforme d'aide à domicile, {DEPARTMENTS[department].name} {identities.MARK}",
            commune=seat,
            hours=chance.choice(timetables.OFFICE),
            detail=HomeSupportPlatform((department,)),
            chance=chance,
        )
        yield replace(entry, commune_code="")


def digital_help(communes: Sequence[Commune], count: int, chance: Random) -> Iterator[Entry]:
    """`count` places that help with screens and forms, spread first over the country, then by population."""
    by_size = sorted(communes, key=lambda commune: (-commune.population, commune.code))
    places = spread(by_size, _HELP_APART_KM)[:count]
    places += drawn(communes, count - len(places), lambda commune: commune.population**0.6, chance)
    for number, commune in enumerate(places):
        yield demo_entry(
            EntryKind.DIGITAL_HELP_PLACE,
            number,
            name=f"Espace d'aide numérique {identities.of_commune(commune)} {identities.MARK}",
            commune=commune,
            hours=chance.choice(timetables.OF_SITE["france_services"]),
            detail=DigitalHelpPlace(),
            chance=chance,
            address=identities.street(chance, commune),
            position=somewhere_in(commune, chance),
            bookable_via=BookableVia.HERE if chance.random() < 0.7 else BookableVia.WALK_IN,
        )


def _size(commune: Commune) -> tuple[int, str]:
    return commune.population, commune.code


def _capitals(communes: Sequence[Commune]) -> dict[str, Commune]:
    """The largest commune of each department."""
    found: dict[str, Commune] = {}
    for commune in communes:
        known = found.get(commune.department)
        if known is None or _size(known) < _size(commune):
            found[commune.department] = commune
    return found
