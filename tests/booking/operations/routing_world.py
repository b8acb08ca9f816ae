"""A routing bundle over a small world, and what was recorded."""

from datetime import date

from services.booking.domain.decisions import DecisionRecord
from services.booking.domain.resources import Cabin, HelpPlace, Nurse, Part, Platform, Practitioner
from services.booking.domain.ticket import TicketSigner
from services.booking.index.territory_access import TerritoryAccess
from services.booking.operations.routing import Routing
from services.territory.gazetteer import Gazetteer
from services.territory.living_areas import living_areas
from tests.booking.index.small_worlds import CATALOGUE, INSTRUMENTS, RULES, World, commune, resource

VILLAGE = commune("48030", 44.5, 3.5)
TOWN = commune("48095", 44.55, 3.5, population=12_000)
KIT = frozenset(INSTRUMENTS)
OWN_DOCTOR = "10000000007"
NETWORK = [
    resource("cabin", Part.CABIN, Cabin("pharmacy", KIT, assistance="on_site"), TOWN),
    resource("video", Part.PRACTITIONER, Practitioner("SM54", "10000000001", frozenset({"VR"})), TOWN),
    resource(
        "own", Part.PRACTITIONER, Practitioner("SM54", OWN_DOCTOR, frozenset({"AMB", "VR"}), False), TOWN
    ),
    resource("office", Part.PRACTITIONER, Practitioner("SM54", "10000000002", frozenset({"AMB"})), VILLAGE),
    resource(
        "nurse",
        Part.NURSE,
        Nurse("SI01", "", "msp", direct_access_from=date(2025, 4, 25), zone_minutes=45, equipment=KIT),
        TOWN,
    ),
    resource("platform", Part.PLATFORM, Platform(frozenset({"48"})), TOWN, phone="04 66 00 00 00"),
    resource("help", Part.HELP_PLACE, HelpPlace(), TOWN),
]


def routing(world: World | None = None) -> tuple[Routing, list[DecisionRecord]]:
    world = world or World([VILLAGE, TOWN], NETWORK, {})
    index = world.index()
    records: list[DecisionRecord] = []
    bundle = Routing(
        catalogue=CATALOGUE,
        rules=RULES,
        index=index,
        gazetteer=Gazetteer(world.communes),
        access=TerritoryAccess(index, living_areas(world.communes, {})),
        signer=TicketSigner(b"k" * 32),
        record_decision=records.append,
    )
    return bundle, records
