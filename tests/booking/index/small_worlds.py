"""Small worlds around Mende, invented from a seed: a few dozen communes, cabins, practitioners, nurses."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from random import Random

from services.booking.domain.exclusions import helper_needed
from services.booking.domain.modes import Mode
from services.booking.domain.question import Question
from services.booking.domain.resources import (
    Cabin,
    HelpPlace,
    Nurse,
    Part,
    Platform,
    Practitioner,
    Programme,
    Resource,
)
from services.booking.domain.situation import Mobility, Situation
from services.booking.index.calendars import HeldClaim
from services.booking.index.index import Index
from services.booking.knowledge.catalogue import load_catalogue
from services.booking.knowledge.rulebook import load_rules
from services.hours.grains import grain_of
from services.hours.weekly import OpeningHours, WeeklyHours
from services.territory.communes import Commune
from services.territory.gazetteer import Gazetteer
from services.territory.position import Position
from services.territory.travel import ModelledTravel, spot

NOW = datetime(2026, 11, 20, 7, 2, tzinfo=UTC)  # a Friday, 08:02 in Paris
CATALOGUE = load_catalogue()
RULES = load_rules()
TODAY = RULES.on(NOW.date())
TRAVEL = ModelledTravel()
ALWAYS = OpeningHours(WeeklyHours((((0, 1440),),) * 7), holidays_open=True)
NEVER = OpeningHours(WeeklyHours(((),) * 7))
MORNINGS = OpeningHours(WeeklyHours((((540, 720),),) * 5 + ((), ())))
OFFICE = OpeningHours(WeeklyHours((((510, 720), (840, 1080)),) * 5 + ((), ())))
SATURDAYS = OpeningHours(WeeklyHours(((),) * 5 + (((600, 900),), ())))
INSTRUMENTS = ("otoscope", "thermometer", "stethoscope", "oximeter", "blood_pressure", "scale", "ecg_12_lead")


def commune(code: str, lat: float, lon: float, *, population: int = 300, accuracy_m: int = 900) -> Commune:
    return Commune(
        code,
        f"Village {code}",
        "48",
        "76",
        "200069151",
        (code,),
        population,
        Position(lat, lon),
        "test",
        accuracy_m,
    )


def resource(name: str, part: Part, detail: object, home: Commune, **changed: object) -> Resource:
    made = Resource(
        name, part, f"Nom de {name}", home.code, "48", "Europe/Paris", ALWAYS, detail, home.position
    )
    return replace(made, **changed)


@dataclass
class World:
    communes: list[Commune]
    resources: list[Resource]
    claims: dict[str, list[HeldClaim]]

    def index(self, now: datetime = NOW) -> Index:
        index = Index(now, TRAVEL, Gazetteer(self.communes))
        for each in self.resources:
            index.put(each)
        for resource_id, claims in self.claims.items():
            index.set_claims(resource_id, claims)
        return index


def question(home: Commune, need_id: str = "ear-pain", per_mode: int = 4, **told: object) -> Question:
    need = CATALOGUE.need(need_id)
    situation = Situation(need_id, home.code, NOW, **{k: v for k, v in told.items() if k != "modes"})
    return Question(
        need=need,
        competences=CATALOGUE.competences(need),
        commune=home,
        origin=spot(home),
        earliest_grain=grain_of(NOW) + 1,
        mobility=situation.mobility,
        languages=situation.languages or ("fr",),
        helper=helper_needed(situation, need),
        treating_rpps=situation.treating_doctor_rpps,
        modes=frozenset(told.get("modes", need.modes)),
        remote_only_with_treating=situation.long_sick_note,
        rules=TODAY,
        per_mode=per_mode,
    )


def invented(seed: int) -> World:
    """A world small enough to be searched by hand, dense enough for ties and full calendars."""
    chance = Random(seed)
    communes = [
        commune(
            f"48{number:03d}",
            44.5 + chance.random() * 1.2,
            3.5 + chance.random() * 1.2,
            population=chance.choice((40, 900, 60_000)),
            accuracy_m=chance.choice((0, 900, 6000)),
        )
        for number in range(1, 25)
    ]
    plans = (ALWAYS, MORNINGS, OFFICE, SATURDAYS, NEVER)
    made: list[Resource] = []
    for number in range(chance.randint(0, 14)):
        kit = frozenset(chance.sample(INSTRUMENTS, chance.randint(2, 7)))
        broken = frozenset(chance.sample(sorted(kit), chance.choice((0, 0, 1))))
        cabin = Cabin(
            "pharmacy",
            kit - broken,
            broken,
            assistance=chance.choice(("required", "on_site", "none", "")),
            step_free=chance.random() < 0.7,
            silent=chance.random() < 0.1,
            approval_valid_until=chance.choice((None, date(2026, 11, 23), date(2026, 11, 1))),
        )
        made.append(_anywhere(f"cabin-{number:02d}", Part.CABIN, cabin, communes, plans, chance))
    for number in range(chance.randint(0, 14)):
        practitioner = Practitioner(
            chance.choice(("SM54", "SM54", "SM39", "SM04")),
            f"1000000{number:04d}",
            frozenset(chance.sample(("AMB", "VR"), chance.randint(1, 2))),
            accepts_new_patients=chance.random() < 0.8,
            step_free=chance.random() < 0.5,
        )
        made.append(_anywhere(f"prac-{number:02d}", Part.PRACTITIONER, practitioner, communes, plans, chance))
    for number in range(chance.randint(0, 6)):
        nurse = Nurse(
            chance.choice(("SI01", "SI01", "SI03")),
            f"2000000{number:04d}",
            chance.choice(("msp", "es", "liberal")),
            entrusting_doctor_rpps=chance.choice(("", "10000000001")),
            direct_access_from=chance.choice((None, date(2025, 4, 25), date(2026, 11, 22))),
            zone_communes=frozenset(each.code for each in chance.sample(communes, chance.choice((0, 9)))),
            zone_minutes=chance.choice((0, 40, 90)),
            equipment=frozenset(chance.sample(INSTRUMENTS, 6)),
        )
        made.append(_anywhere(f"nurse-{number:02d}", Part.NURSE, nurse, communes, plans, chance))
    for number in range(2):
        made.append(
            _anywhere(f"prog-{number}", Part.PROGRAMME, Programme("heart_failure"), communes, plans, chance)
        )
        made.append(
            _anywhere(f"plat-{number}", Part.PLATFORM, Platform(frozenset({"48"})), communes, plans, chance)
        )
        made.append(_anywhere(f"help-{number}", Part.HELP_PLACE, HelpPlace(), communes, plans, chance))
    claims = {each.id: _busy(chance) for each in made if chance.random() < 0.7}
    return World(communes, made, claims)


def _anywhere(  # noqa: PLR0917
    name: str, part: Part, detail: object, communes: list[Commune], plans: tuple, chance: Random
) -> Resource:
    home = chance.choice(communes)
    return resource(
        name,
        part,
        detail,
        home,
        hours=chance.choice(plans),
        position=chance.choice((None, home.position)),
        languages=chance.choice((("fr",), ("fr", "ar"), ("en",))),
        bookable_via="here" if chance.random() < 0.9 else "phone",
    )


def _busy(chance: Random) -> list[HeldClaim]:
    first = grain_of(NOW)
    spans = []
    for _ in range(chance.randint(1, 8)):
        start = first + chance.randint(0, 600)
        spans.append(
            HeldClaim(start, start + chance.randint(2, 120), chance.choice((None, NOW + timedelta(1))))
        )
    return spans


ASKED = (
    ("ear-pain", {}),
    ("ear-pain", {"treating_doctor_rpps": "10000000003"}),
    ("ear-pain", {"treating_doctor_rpps": "10000000001", "long_sick_note": True}),
    ("heart-failure-follow-up", {"languages": ("ar",), "treating_doctor_rpps": "10000000001"}),
    ("cough", {"mobility": Mobility.NO_CAR}),
    ("fall-at-home", {"mobility": Mobility.STEP_FREE}),
    ("loss-of-autonomy", {"helper_wanted": True}),
    ("help-with-a-form", {}),
    ("help-with-a-form", {"mobility": Mobility.STEP_FREE}),
    ("fever", {"treating_doctor_rpps": "10000000002", "mobility": Mobility.STEP_FREE}),
)
MODES = tuple(Mode)
