"""Whoever reads the database learns nothing about anybody."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text, update

from services.booking.domain.situation import Situation
from services.booking.operations.join_stand_by import join_stand_by
from services.booking.storage.tables import METADATA, PATIENT_IDENTITY
from services.platform.keys import SealBrokenError
from tests.booking.world import LUCIE, MARTIN, MORNING, option

SOON = MORNING + timedelta(hours=2)


def test_an_identity_comes_back_as_it_was_kept(there):
    appointment_id, _ = there.booked(option(SOON), MARTIN)
    assert there.look(lambda book: book.identity_of(appointment_id)) == MARTIN.checked(MORNING)
    assert there.look(lambda book: book.identity_of("nobody")) is None


def test_no_value_of_a_patient_is_readable_in_any_table(there):
    _, confirmed = there.booked(option(SOON), MARTIN)
    there.do(
        lambda book: join_stand_by(
            book,
            there.grounds,
            Situation("ear-pain", "44.5179,3.5012", MORNING),
            commune_code="48030",
            isolation_km=3.0,
            patient=MARTIN,
            actor="public",
        )
    )
    held = there.hold(option(SOON, "cabin-2"))
    secrets = [
        "Martin", "Roux", "1980-11-02", "798765432", "martin@exemple.fr", "44.5179",
        confirmed.reference, confirmed.reference.replace("-", ""), held.hold_id,
    ]  # fmt: skip
    for table in METADATA.sorted_tables:
        rows = there.look(
            lambda book, t=table: [str(tuple(row)) for row in book._connection.execute(select(t))]
        )
        for secret in secrets:
            assert not any(secret.lower() in row.lower() for row in rows), table.name


def test_a_sealed_value_moved_to_another_row_does_not_open(there):
    one, _ = there.booked(option(SOON), MARTIN)
    other, _ = there.booked(option(SOON, "cabin-2"), LUCIE)

    def swap(book):
        sealed = book._connection.execute(
            select(PATIENT_IDENTITY.c.phone).where(PATIENT_IDENTITY.c.appointment_id == one)
        ).scalar_one()
        book._connection.execute(
            update(PATIENT_IDENTITY).where(PATIENT_IDENTITY.c.appointment_id == other).values(phone=sealed)
        )

    there.do(swap)
    with pytest.raises(SealBrokenError):
        there.look(lambda book: book.identity_of(other))


def test_the_same_birth_date_looks_different_in_every_row(there):
    there.booked(option(SOON), LUCIE)
    there.booked(option(SOON, "cabin-2"), LUCIE)
    rows = there.look(
        lambda book: book._connection.execute(
            text("SELECT birth_factor, phone_factor, birth_date FROM patient_identity")
        ).all()
    )
    assert len({row.birth_factor for row in rows}) == len({row.phone_factor for row in rows}) == 2
    assert len({row.birth_date for row in rows}) == 2
