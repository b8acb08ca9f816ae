"""Each invariant sees the fault that it is there for: planted by hand, with the schema's guards off."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from services.booking.invariants import INVARIANTS, verify
from services.platform.clock import micros
from tests.booking.database import world
from tests.booking.world import LUCIE, MARTIN, MORNING, option

SOON = MORNING + timedelta(hours=2)
LATER = MORNING + timedelta(hours=5)


def _bare(table: str) -> str:
    """The same table without any constraint, as a careless restore would leave it."""
    return (
        f"CREATE TABLE bare AS SELECT * FROM {table}; DROP TABLE {table}; ALTER TABLE bare RENAME TO {table}"
    )


HELD = "(SELECT id FROM appointment WHERE status = 'held')"
BOOKED = "(SELECT id FROM appointment WHERE status = 'booked' AND replaces = 'first')"
OTHER = "(SELECT id FROM appointment WHERE status = 'booked' AND replaces <> 'first')"
CANCELLED = "(SELECT id FROM appointment WHERE status = 'cancelled')"

FAULTS = {
    "no_grain_claimed_twice": f"INSERT INTO claim SELECT * FROM claim WHERE appointment_id = {BOOKED}",
    "no_overlap": f"""INSERT INTO taken_range
        SELECT {OTHER}, resource_id, first_grain + 1, end_grain FROM taken_range
        WHERE appointment_id = {BOOKED}""",
    "claims_match_the_option": f"UPDATE claim SET grain = grain + 50 WHERE appointment_id = {BOOKED}",
    "booked_takes_something": f"DELETE FROM taken_range WHERE appointment_id = {BOOKED}",
    "no_claim_without_owner": "INSERT INTO claim VALUES ('cabin-2', 7, 'nobody', NULL)",
    "confirmed_never_expires": f"UPDATE claim SET expires_at = :later WHERE appointment_id = {BOOKED}",
    "holds_expire": f"UPDATE claim SET expires_at = NULL WHERE appointment_id = {HELD}",
    "cancelled_claims_nothing": f"INSERT INTO claim VALUES ('cabin-2', 7, {CANCELLED}, NULL)",
    "one_proposal_at_a_time": """UPDATE appointment
        SET replaces = 'same', status = 'held', expires_at = :later""",
    "reference_is_unique": "UPDATE appointment SET reference_index = 'same' WHERE status = 'booked'",
    "named_has_reference": f"DELETE FROM patient_identity WHERE appointment_id = {BOOKED}",
    "no_identity_without_appointment": f"""INSERT INTO patient_identity
        SELECT 'nobody', given_name, family_name, birth_date, phone, email, birth_factor, phone_factor
        FROM patient_identity WHERE appointment_id = {BOOKED}""",
    "one_notice_a_confirmation": f"DELETE FROM notice WHERE appointment_id = {BOOKED}",
    "waiting_is_on_the_list": f"UPDATE appointment SET status = 'waiting' WHERE id = {CANCELLED}",
}


@pytest.fixture(name="there")
def _there(database_url):
    with world(database_url) as made:
        first, _ = made.booked(option(SOON, "cabin-1", "doctor-1"), LUCIE)
        made.booked(option(LATER, "cabin-1", "doctor-1"), MARTIN)
        made.hold(option(SOON, "nurse-1"))
        given_back = made.hold(option(SOON, "cabin-2"))
        from services.booking.operations.release_hold import release_hold

        made.do(lambda book: release_hold(book, given_back.hold_id, "public:"))
        with made.store.engine.begin() as connection:  # so that the faults can name one of the two
            connection.execute(
                text("UPDATE appointment SET replaces = 'first' WHERE id = :id"), {"id": first}
            )
        yield made


def test_a_sound_database_breaks_nothing(there):
    found = there.look(lambda book: verify(book._connection, book.now()))
    assert [each.name for each in found] == [each.name for each in INVARIANTS]
    assert {each.violations for each in found} == {0}
    assert all(each.checked for each in found)


def test_every_invariant_has_a_planted_fault():
    assert set(FAULTS) == {each.name for each in INVARIANTS}


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_seen(there, name):
    with there.store.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.connection.dbapi_connection.execute("PRAGMA foreign_keys=OFF")
        with connection.begin():
            for table in ("claim", "patient_identity", "notice", "taken_range", "stand_by", "appointment"):
                for statement in _bare(table).split(";"):
                    connection.execute(text(statement.replace("DROP TABLE appointment", _drop(connection))))
            later = micros(there.watch.at + timedelta(days=1))
            fault = text(FAULTS[name])
            connection.execute(fault, {"later": later} if ":later" in FAULTS[name] else {})
    found = {each.name: each for each in there.look(lambda book: verify(book._connection, book.now()))}
    assert found[name].violations > 0
    assert 0 < len(found[name].examples) <= 10


def _drop(connection) -> str:
    return (
        "DROP TABLE appointment CASCADE"
        if connection.dialect.name == "postgresql"
        else "DROP TABLE appointment"
    )
