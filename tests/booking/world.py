"""A small world for the tests of appointments: cabins, doctors, a nurse, real tickets, a clock to set."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from services.booking.domain.identity import IdentityForm
from services.booking.domain.modes import Mode
from services.booking.domain.resources import Cabin, Nurse, Part, Practitioner, Resource
from services.booking.domain.ticket import Ticket, TicketClaim, TicketSigner
from services.booking.knowledge.catalogue import load_catalogue
from services.booking.operations.confirm_appointment import Confirmed, confirm_appointment
from services.booking.operations.grounds import Grounds
from services.booking.operations.hold_option import Held, hold_option
from services.hours.grains import grain_of
from services.hours.weekly import OpeningHours, WeeklyHours
from services.platform.keys import Keys

MORNING = datetime(2027, 3, 3, 9, 0, tzinfo=UTC)  # a Wednesday
ALWAYS = OpeningHours(WeeklyHours((((0, 1440),),) * 7), holidays_open=True)
KEYS = Keys(
    {
        use: bytes([number]) * 32
        for number, use in enumerate(("token", "field", "blind_index", "option", "answer"), 1)
    }
)
SIGNER = TicketSigner(KEYS.option_key)
CATALOGUE = load_catalogue()
LUCIE = IdentityForm("Lucie", "Vidal", "1946-03-17", "06 12 34 56 78", "")
MARTIN = IdentityForm("Martin", "Roux", "1980-11-02", "07 98 76 54 32", "martin@exemple.fr")
WORKING = frozenset({"otoscope", "thermometer", "camera", "stethoscope", "oximeter", "blood_pressure"})


def resource(name: str, part: Part = Part.CABIN, **changed: object) -> Resource:
    detail = {
        Part.CABIN: Cabin(site_type="pharmacy", working=WORKING),
        Part.PRACTITIONER: Practitioner(competence="SM54", modalities=frozenset({"AMB"})),
        Part.NURSE: Nurse(competence="SI01", zone_minutes=60),
    }[part]
    made = Resource(
        name,
        part,
        f"Nom de {name}",
        "48030",
        "48",
        "Europe/Paris",
        ALWAYS,
        detail,
        address="1 place de la Mairie",
    )
    return replace(made, **changed)


NETWORK = (
    resource("cabin-1"),
    resource("cabin-2"),
    resource("doctor-1", Part.PRACTITIONER),
    resource("doctor-2", Part.PRACTITIONER),
    resource("nurse-1", Part.NURSE),
)
_PART = {each.id: each.part for each in NETWORK}


def option(
    start: datetime,
    *ids: str,
    mode: Mode = Mode.CABIN,
    grains: int = 3,
    need_id: str = "ear-pain",
) -> str:
    """The id of an option that takes each of `ids` for `grains` grains from `start` on."""
    first = grain_of(start)
    taken = ids or ("cabin-1", "doctor-1")
    claims = tuple(TicketClaim(each, _PART[each], first, first + grains) for each in taken)
    return SIGNER.seal(
        Ticket(
            mode=mode,
            need_id=need_id,
            commune_code="48030",
            start_grain=first,
            duration_grains=grains,
            travel_minutes=12,
            wait_minutes=60,
            distance_hm=84,
            treating_doctor=False,
            claims=claims,
            decision_id="d1",
        )
    )


class Watch:
    """A clock that stands still until it is moved."""

    def __init__(self, at: datetime = MORNING) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **lasting: float) -> None:
        self.at += timedelta(**lasting)


def counting_ids() -> Callable[[], str]:
    numbers = itertools.count(1)
    return lambda: f"00000000-0000-7000-8000-{next(numbers):012d}"


def counting_bytes() -> Callable[[int], bytes]:
    numbers = itertools.count(1)
    return lambda length: (next(numbers) * 0x9E3779B97F4A7C15 % 2 ** (8 * length)).to_bytes(length, "big")


@dataclass
class World:
    """The small network with a clock to set; `do` and `look` run an operation as one unit."""

    watch: Watch = field(default_factory=Watch)
    grounds: Grounds = field(
        default_factory=lambda: Grounds(SIGNER, CATALOGUE, counting_ids(), counting_bytes())
    )

    def hold(self, option_id: str, actor: str = "public:") -> Held:
        return self.do(lambda book: hold_option(book, self.grounds, option_id, actor))

    def confirm(self, held: Held, patient: IdentityForm = LUCIE, actor: str = "public:") -> Confirmed:
        return self.do(lambda book: confirm_appointment(book, self.grounds, held.hold_id, patient, actor))

    def booked(self, option_id: str, patient: IdentityForm = LUCIE) -> tuple[str, Confirmed]:
        """A confirmed appointment: its id and what the patient was told."""
        confirmed = self.confirm(self.hold(option_id), patient)
        return self.id_of(confirmed), confirmed

    def id_of(self, confirmed: Confirmed) -> str:
        return self.look(lambda book: book.id_of(confirmed.reference.replace("-", "")))
