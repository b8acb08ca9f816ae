"""The ticket of an option: what was proposed, sealed so that it can be handed back but not altered.

The sealed text is the option's id. Nothing is stored when options are proposed: holding one opens its
ticket, which names every resource and grain to take.
"""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from dataclasses import dataclass
from datetime import UTC, datetime

from services.booking.domain.modes import Mode
from services.booking.domain.options import Claim
from services.booking.domain.resources import Part
from services.booking.domain.ticket_bytes import Reader, TicketBytesError, Writer
from services.hours.grains import GRAIN_SECONDS
from services.platform.refusals import Invalid

_SEAL_BYTES = 16
_LONGEST = 2048
_FORMAT = 1
_MODES = tuple(Mode)
_PARTS = tuple(Part)


@dataclass(frozen=True, slots=True)
class TicketClaim:
    """Grains that one resource gives, first included and last excluded, and the part it plays."""

    resource_id: str
    part: Part
    first_grain: int
    end_grain: int


@dataclass(frozen=True, slots=True)
class Ticket:
    """All that is needed to take an option and to show it again. Place or nurse comes first in `claims`,
    the remote practitioner last. `distance_hm` is in hundreds of metres; `without_car` says how the way was
    counted.
    """

    mode: Mode
    need_id: str
    commune_code: str  # where the patient is
    start_grain: int
    duration_grains: int
    travel_minutes: int
    wait_minutes: int
    distance_hm: int
    treating_doctor: bool
    claims: tuple[TicketClaim, ...]
    decision_id: str
    without_car: bool = False

    @property
    def start(self) -> datetime:
        return datetime.fromtimestamp(self.start_grain * GRAIN_SECONDS, UTC)

    @property
    def begins(self) -> datetime:
        """When the first of what it takes is needed: a nurse leaves before she arrives."""
        first = min((claim.first_grain for claim in self.claims), default=self.start_grain)
        return datetime.fromtimestamp(first * GRAIN_SECONDS, UTC)

    def plain_claims(self) -> tuple[Claim, ...]:
        return tuple(Claim(c.resource_id, c.first_grain, c.end_grain) for c in self.claims)


class TicketSigner:
    """Seals and opens tickets with one instance's key (HMAC-SHA256 cut to 16 bytes)."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def seal(self, ticket: Ticket) -> str:
        """The ticket as text that is safe in a URL: base64url without padding."""
        content = _written(ticket)
        return urlsafe_b64encode(self._seal(content) + content).rstrip(b"=").decode()

    def open(self, text: str) -> Ticket:
        """The ticket that was sealed here; refuses anything else with `OPTION_INVALID`."""
        try:
            if len(text) > _LONGEST:
                raise TicketBytesError
            sealed = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
            seal, content = sealed[:_SEAL_BYTES], sealed[_SEAL_BYTES:]
            if not hmac.compare_digest(seal, self._seal(content)):
                raise TicketBytesError
            # One ticket has one spelling: base64 would forgive stray characters and spare bits.
            if urlsafe_b64encode(sealed).rstrip(b"=").decode() != text:
                raise TicketBytesError
            return _read(content)
        except (TicketBytesError, Base64Error, ValueError) as fault:
            raise Invalid(
                "OPTION_INVALID",
                "Cette proposition n'est pas reconnue ; refaites la recherche et choisissez à nouveau.",
                field="option_id",
            ) from fault

    def _seal(self, content: bytes) -> bytes:
        return hmac.digest(self._key, content, "sha256")[:_SEAL_BYTES]


def _written(ticket: Ticket) -> bytes:
    out = Writer()
    out.number(_FORMAT)
    out.number(_MODES.index(ticket.mode))
    out.text(ticket.need_id)
    out.text(ticket.commune_code)
    out.number(ticket.start_grain)
    out.number(ticket.duration_grains)
    out.number(ticket.travel_minutes)
    out.number(ticket.wait_minutes)
    out.number(ticket.distance_hm)
    out.number(int(ticket.treating_doctor) | int(ticket.without_car) << 1)
    out.number(len(ticket.claims))
    for claim in ticket.claims:
        out.text(claim.resource_id)
        out.number(_PARTS.index(claim.part))
        out.number(ticket.start_grain - claim.first_grain)
        out.number(claim.end_grain - ticket.start_grain)
    out.text(ticket.decision_id)
    return out.content()


def _read(content: bytes) -> Ticket:
    read = Reader(content)
    if read.number() != _FORMAT:
        raise TicketBytesError
    mode = _MODES[read.number()]
    need_id, commune_code = read.text(), read.text()
    start = read.number()
    duration, travel, wait, distance = read.number(), read.number(), read.number(), read.number()
    flags = read.number()
    claims = tuple(
        TicketClaim(read.text(), _PARTS[read.number()], start - read.number(), start + read.number())
        for _ in range(read.number())
    )
    return Ticket(
        mode=mode,
        need_id=need_id,
        commune_code=commune_code,
        start_grain=start,
        duration_grains=duration,
        travel_minutes=travel,
        wait_minutes=wait,
        distance_hm=distance,
        treating_doctor=bool(flags & 1),
        claims=claims,
        decision_id=read.text(),
        without_car=bool(flags & 2),
    )
