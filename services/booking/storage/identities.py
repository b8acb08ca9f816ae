"""Who appointments are for, sealed, and the second factor that opens them."""

import hmac
from datetime import date, datetime, timedelta

from sqlalchemy import case, delete, insert, select

from services.booking.domain.identity import PatientIdentity
from services.booking.storage.page import Page
from services.booking.storage.tables import FACTOR_ATTEMPT, PATIENT_IDENTITY
from services.platform.clock import micros

_FIELDS = ("given_name", "family_name", "birth_date", "phone", "email")
_NOBODYS = "0" * 32


class Identities(Page):
    """The only part of the book that opens an identity."""

    def put_identity(self, appointment_id: str, identity: PatientIdentity, reference: str) -> None:
        """Seals an identity beside an appointment, with the factors that prove it."""
        texts = {
            "given_name": identity.given_name,
            "family_name": identity.family_name,
            "birth_date": identity.birth_date.isoformat(),
            "phone": identity.phone,
            "email": identity.email,
        }
        sealed = {
            field: self._keys.sealer.seal("patient_identity", field, appointment_id, text)
            for field, text in texts.items()
        }
        self._connection.execute(
            insert(PATIENT_IDENTITY).values(
                appointment_id=appointment_id,
                birth_factor=self._factor(reference, "birth_date", texts["birth_date"]),
                phone_factor=self._factor(reference, "phone", identity.phone),
                **sealed,
            )
        )

    def identity_of(self, appointment_id: str) -> PatientIdentity | None:
        """The identity, opened."""
        row = self._connection.execute(
            select(PATIENT_IDENTITY).where(PATIENT_IDENTITY.c.appointment_id == appointment_id)
        ).one_or_none()
        if row is None:
            return None
        opened = {
            field: self._keys.sealer.open("patient_identity", field, appointment_id, getattr(row, field))
            for field in _FIELDS
        }
        return PatientIdentity(
            given_name=opened["given_name"],
            family_name=opened["family_name"],
            birth_date=date.fromisoformat(opened["birth_date"]),
            phone=opened["phone"],
            email=opened["email"],
        )

    def factor_fits(self, appointment_id: str, reference: str, *, birth_date: str, phone: str) -> bool:
        """Whether the one factor given is the appointment's. An unknown appointment ("") costs the same."""
        row = self._connection.execute(
            select(PATIENT_IDENTITY.c.birth_factor, PATIENT_IDENTITY.c.phone_factor).where(
                PATIENT_IDENTITY.c.appointment_id == appointment_id
            )
        ).one_or_none()
        kept_birth, kept_phone = (row.birth_factor, row.phone_factor) if row else (_NOBODYS, _NOBODYS)
        birth_fits = hmac.compare_digest(kept_birth, self._factor(reference, "birth_date", birth_date))
        phone_fits = hmac.compare_digest(kept_phone, self._factor(reference, "phone", phone))
        return row is not None and ((bool(birth_date) and birth_fits) or (bool(phone) and phone_fits))

    def count_attempt(self, reference: str, now: datetime, window: timedelta) -> int:
        """Counts one more try of a factor for a reference; answers how many there are within the window.

        Counted before the factor is looked at, so that many guesses at once cannot all come in first.
        """
        statement = self._insert(FACTOR_ATTEMPT).values(
            reference_index=self._attempt_index(reference),
            attempts=1,
            window_ends_at=micros(now + window),
        )
        over = FACTOR_ATTEMPT.c.window_ends_at <= micros(now)
        counted = statement.on_conflict_do_update(
            index_elements=["reference_index"],
            set_={
                "attempts": case((over, 1), else_=FACTOR_ATTEMPT.c.attempts + 1),
                "window_ends_at": case((over, micros(now + window)), else_=FACTOR_ATTEMPT.c.window_ends_at),
            },
        ).returning(FACTOR_ATTEMPT.c.attempts)
        return int(self._connection.execute(counted).scalar_one())

    def forget_attempts(self, reference: str) -> None:
        """The right factor was given."""
        self._connection.execute(
            delete(FACTOR_ATTEMPT).where(FACTOR_ATTEMPT.c.reference_index == self._attempt_index(reference))
        )

    def forget_old_attempts(self, now: datetime) -> None:
        """Drops counts whose window is over."""
        self._connection.execute(delete(FACTOR_ATTEMPT).where(FACTOR_ATTEMPT.c.window_ends_at <= micros(now)))

    def _attempt_index(self, reference: str) -> str:
        return self._keys.blind_index("factor_attempt.reference", reference)

    def _factor(self, reference: str, name: str, value: str) -> str:
        # Bound to the reference: the same birth date looks different in every row, so that neither a dump
        # nor a leaked index key shows who was born on a given day without the references as well.
        return self._keys.blind_index(f"patient_identity.{name}", f"{reference}\0{value}")
