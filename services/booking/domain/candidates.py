"""What a search found before anything is ranked: facts only, so that ranking can be done again later."""

from dataclasses import dataclass

from services.booking.domain.modes import Mode
from services.booking.domain.ticket import Ticket, TicketClaim


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way of being cared for at one time. Minutes count from the asked instant; `distance_km` is whole
    kilometres, for candidates are kept with decisions. Claims: place or nurse first, remote practitioner
    last.
    """

    mode: Mode
    start_grain: int
    duration_grains: int
    travel_minutes: int
    wait_minutes: int
    distance_km: int
    treating_doctor: bool
    claims: tuple[TicketClaim, ...]

    @property
    def time_to_care(self) -> int:
        return self.travel_minutes + self.wait_minutes

    @property
    def key(self) -> str:
        """What it takes and when: stable and unique within an answer."""
        taken = "+".join(claim.resource_id for claim in self.claims)
        return f"{self.mode}/{taken}/{self.start_grain}"

    def ticket(self, need_id: str, commune_code: str, decision_id: str, *, without_car: bool) -> Ticket:
        return Ticket(
            mode=self.mode,
            need_id=need_id,
            commune_code=commune_code,
            start_grain=self.start_grain,
            duration_grains=self.duration_grains,
            travel_minutes=self.travel_minutes,
            wait_minutes=self.wait_minutes,
            distance_hm=10 * self.distance_km,
            treating_doctor=self.treating_doctor,
            claims=self.claims,
            decision_id=decision_id,
            without_car=without_car,
        )


@dataclass(frozen=True, slots=True)
class Absence:
    """A mode the need allows for which nothing was found. The reason is one of `missing_sentences`; the
    place is the nearest one the reason speaks of, when it speaks of one.
    """

    mode: Mode
    reason: str
    place_name: str = ""
    minutes: int = 0
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Gathered:
    """Candidates in no particular order, and why the other modes have none."""

    candidates: tuple[Candidate, ...]
    absent: tuple[Absence, ...]
