"""Wait for a freed slot."""

from typing import Protocol

from services.booking.domain.appointments import Appointment, Status
from services.booking.domain.identity import IdentityForm
from services.booking.domain.situation import Situation
from services.booking.domain.stand_by import Waiting
from services.booking.operations.confirm_appointment import Confirmed, NamingBook, name_patient
from services.booking.operations.grounds import Grounds
from services.booking.operations.understand_situation import earliest_grain
from services.booking.operations.view_appointment import ViewBook, view
from services.booking.operations.who_may_wait import need_to_wait_for


class Book(ViewBook, NamingBook, Protocol):
    """What joining needs of the database."""

    def add(self, appointment: Appointment, /) -> None: ...
    def join(self, waiting: Waiting, situation: Situation, /) -> None: ...


def join_stand_by(
    book: Book,
    grounds: Grounds,
    situation: Situation,
    *,
    commune_code: str,
    isolation_km: float,
    patient: IdentityForm,
    actor: str,
) -> Confirmed:
    """`isolation_km`: how far the nearest place of care is from the patient's commune.

    Refuses EMERGENCY (whoever needs help now must not be left waiting), NEED_UNKNOWN, AGE_NOT_SERVED,
    IDENTITY_INVALID, and TIME_IN_THE_PAST and TIME_BEYOND_HORIZON as a search does.
    """
    need = need_to_wait_for(grounds.catalogue, situation)
    now = book.now()
    earliest_grain(situation.earliest, now)
    identity = patient.checked(now)
    appointment = Appointment(
        id=grounds.new_id(),
        status=Status.WAITING,
        need_id=need.id,
        commune_code=commune_code,
        created_at=now,
        updated_at=now,
        actor=actor,
    )
    book.add(appointment)
    reference = name_patient(book, grounds, appointment.id, identity)
    book.join(Waiting(appointment.id, need.time_frame_hours, isolation_km, now), situation)
    return Confirmed(reference, view(book, appointment))
