"""Check that a caller may see an appointment: its reference and one second factor.

In two steps, because a refusal rolls its unit back and a wrong factor must be counted all the same:
`weigh_proof` counts inside a unit and always succeeds, `admitted` refuses after it is committed.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from services.booking.domain.identity import parsed_birth_date
from services.booking.domain.phones import normalised_phone
from services.booking.domain.references import parsed
from services.booking.operations.grounds import Terms
from services.booking.operations.view_appointment import not_found
from services.platform.refusals import Exhausted


class Book(Protocol):
    """What a proof needs of the database."""

    def now(self) -> datetime: ...
    def count_attempt(self, reference: str, now: datetime, window: timedelta, /) -> int: ...
    def forget_attempts(self, reference: str, /) -> None: ...
    def id_of(self, reference: str, /) -> str: ...
    def factor_fits(self, appointment_id: str, reference: str, /, *, birth_date: str, phone: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Proof:
    """As somebody typed it; one of the two factors is empty."""

    reference: str = field(repr=False)
    birth_date: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`appointment_id` is "" unless the proof holds."""

    appointment_id: str = ""
    too_many: bool = False


def weigh_proof(book: Book, terms: Terms, proof: Proof) -> Verdict:
    """Counts the attempt, then looks at the factor; unknown references are counted and cost the same."""
    reference = parsed(proof.reference)
    if reference is None:
        return Verdict()
    attempts = book.count_attempt(reference, book.now(), terms.attempt_window)
    if attempts > terms.attempts:
        return Verdict(too_many=True)
    day = parsed_birth_date(proof.birth_date)
    appointment_id = book.id_of(reference)
    if not book.factor_fits(
        appointment_id,
        reference,
        birth_date=day.isoformat() if day else "",
        phone=normalised_phone(proof.phone) or "",
    ):
        return Verdict()
    book.forget_attempts(reference)
    return Verdict(appointment_id)


def admitted(verdict: Verdict) -> str:
    """The appointment's id; refuses APPOINTMENT_NOT_FOUND or TOO_MANY_ATTEMPTS."""
    if verdict.too_many:
        raise Exhausted(
            "TOO_MANY_ATTEMPTS", "Trop d'essais pour cette référence ; réessayez dans un quart d'heure."
        )
    if not verdict.appointment_id:
        raise not_found()
    return verdict.appointment_id
