"""An appointment from hold to its end, one operation after the other."""

from datetime import timedelta

import pytest

from services.booking.domain.appointments import Status
from services.booking.domain.resources import Cabin
from services.booking.operations.calendar_file import calendar_file
from services.booking.operations.cancel_appointment import cancel_appointment
from services.booking.operations.check_proof import Proof, admitted, weigh_proof
from services.booking.operations.move_appointment import move_appointment
from services.booking.operations.record_outcome import record_outcome
from services.booking.operations.release_hold import release_hold
from services.booking.operations.view_appointment import get_appointment
from services.hours.grains import grain_of
from services.platform.refusals import Refusal
from tests.booking.world import MARTIN, MORNING, WORKING, option, resource

SOON = MORNING + timedelta(hours=2)
FIRST = grain_of(SOON)


@pytest.fixture(autouse=True)
def _nothing_broken_at_the_end(there):
    yield
    assert there.broken() == []


def refused(reason, work, *given):
    with pytest.raises(Refusal) as error:
        work(*given)
    assert error.value.reason == reason


def proof(confirmed, **factor):
    return Proof(confirmed.reference, **factor)


def move(there, appointment_id, option_id):
    return there.do(lambda book: move_appointment(book, there.grounds, appointment_id, option_id))


def cancel(there, appointment_id):
    return there.do(lambda book: cancel_appointment(book, there.grounds, appointment_id))


def weigh(there, given):
    return admitted(there.do(lambda book: weigh_proof(book, there.grounds.terms, given)))


def notices(there):
    return there.do(lambda book: book.claim_unsent(there.watch.at, there.watch.at, 50))


def test_hold_confirm_and_look(there):
    held = there.hold(option(SOON))
    assert held.expires_at == MORNING + timedelta(minutes=10)
    confirmed = there.confirm(held)
    assert confirmed.view.status is Status.BOOKED
    assert len(confirmed.reference) == 19
    assert there.look(lambda book: get_appointment(book, there.id_of(confirmed))) == confirmed.view
    (notice,) = notices(there)
    assert (notice.kind, notice.channel, notice.to) == ("confirmed", "sms", "+33612345678")
    assert notice.text == (
        "Votre rendez-vous est confirmé : mercredi 3 mars à 12 h 00, Nom de cabin-1, 1 place de la Mairie."
        " Pour le changer, donnez la référence là où vous l'avez pris."
        f" Référence : {confirmed.reference}."
    )


def test_nobody_elses_hold_can_be_confirmed_or_released(there):
    held = there.hold(option(SOON))
    refused("HOLD_NOT_FOUND", lambda: there.confirm(held, actor="public:other"))
    refused("HOLD_NOT_FOUND", there.do, lambda book: release_hold(book, held.hold_id, "public:other"))
    refused("HOLD_NOT_FOUND", there.do, lambda book: release_hold(book, "guess", "public:"))


def test_a_hold_is_confirmed_once(there):
    held = there.hold(option(SOON))
    there.confirm(held)
    refused("HOLD_NOT_FOUND", there.confirm, held, MARTIN)


def test_a_lapsed_hold_is_expired_even_if_nobody_took_its_place(there):
    held = there.hold(option(SOON))
    there.watch.forward(minutes=10)
    refused("HOLD_EXPIRED", there.confirm, held)


def test_a_bad_identity_leaves_the_hold_as_it_was(there):
    held = there.hold(option(SOON))
    from dataclasses import replace

    refused("IDENTITY_INVALID", there.confirm, held, replace(MARTIN, phone="12"))
    assert there.confirm(held, MARTIN).view.status is Status.BOOKED


def test_releasing_frees_at_once_and_twice_is_once(there):
    held = there.hold(option(SOON))
    for _ in range(2):
        there.do(lambda book: release_hold(book, held.hold_id, "public:"))
    assert there.taken() == set()
    refused("HOLD_EXPIRED", there.confirm, held)


def test_a_stale_option_is_refused_by_its_cause(there):
    there.do(
        lambda book: book.put_resources([resource("cabin-1", detail=Cabin(working=WORKING, silent=True))])
    )
    with pytest.raises(Refusal) as error:
        there.hold(option(SOON))
    assert (error.value.reason, error.value.metadata) == ("OPTION_STALE", {"cause": "CABIN_SILENT"})
    refused("OPTION_INVALID", there.hold, "made-up")


def test_proofs(there):
    _, confirmed = there.booked(option(SOON))
    for factor in ({"birth_date": "1946-03-17"}, {"phone": "0612345678"}, {"phone": "+33 (0)6 12 34 56 78"}):
        assert weigh(there, proof(confirmed, **factor)) == there.id_of(confirmed)
    refused("APPOINTMENT_NOT_FOUND", weigh, there, proof(confirmed, birth_date="1946-03-18"))
    refused("APPOINTMENT_NOT_FOUND", weigh, there, proof(confirmed))
    refused("APPOINTMENT_NOT_FOUND", weigh, there, Proof("0000-0000-0000-0001", birth_date="1946-03-17"))
    refused("APPOINTMENT_NOT_FOUND", weigh, there, Proof("nonsense", birth_date="1946-03-17"))


@pytest.mark.parametrize("known", [True, False])
def test_the_sixth_try_is_refused_even_if_right_until_the_window_ends(there, known):
    _, confirmed = there.booked(option(SOON))
    reference = confirmed.reference if known else "0000-0000-0000-0001"
    for _ in range(5):
        refused("APPOINTMENT_NOT_FOUND", weigh, there, Proof(reference, birth_date="1950-01-01"))
    refused("TOO_MANY_ATTEMPTS", weigh, there, Proof(reference, birth_date="1946-03-17"))
    there.watch.forward(minutes=15)
    if known:
        assert weigh(there, proof(confirmed, birth_date="1946-03-17"))
    else:
        refused("APPOINTMENT_NOT_FOUND", weigh, there, Proof(reference, birth_date="1946-03-17"))


def test_a_right_factor_clears_the_count(there):
    _, confirmed = there.booked(option(SOON))
    for _ in range(3):
        for _ in range(4):
            refused("APPOINTMENT_NOT_FOUND", weigh, there, proof(confirmed, phone="0611111111"))
        assert weigh(there, proof(confirmed, phone="0612345678"))


def test_moving_by_five_minutes_in_the_same_places(there):
    appointment_id, confirmed = there.booked(option(SOON))
    view = move(there, appointment_id, option(SOON + timedelta(minutes=5)))
    assert view.status is Status.BOOKED
    assert there.taken() == {(each, FIRST + n) for each in ("cabin-1", "doctor-1") for n in (1, 2, 3)}
    assert weigh(there, proof(confirmed, phone="0612345678")) == appointment_id


def test_moving_where_somebody_is_changes_nothing(there):
    appointment_id, _ = there.booked(option(SOON))
    there.booked(option(SOON + timedelta(hours=1), "cabin-2", "doctor-1"), MARTIN)
    before = there.taken(), there.look(lambda book: book.appointment(appointment_id))
    refused("SLOT_TAKEN", move, there, appointment_id, option(SOON + timedelta(hours=1)))
    assert before == (there.taken(), there.look(lambda book: book.appointment(appointment_id)))


def test_moving_to_where_it_is_answers_the_same(there):
    appointment_id, confirmed = there.booked(option(SOON))
    assert move(there, appointment_id, option(SOON)) == confirmed.view
    assert [each.kind for each in notices(there)] == ["confirmed"]


def test_moving_and_cancelling_end_when_it_begins(there):
    appointment_id, _ = there.booked(option(SOON))
    there.watch.at = SOON
    refused("APPOINTMENT_PAST", move, there, appointment_id, option(SOON + timedelta(hours=1)))
    refused("APPOINTMENT_PAST", cancel, there, appointment_id)


def test_cancelling_frees_at_once_and_twice_is_once(there):
    appointment_id, _ = there.booked(option(SOON))
    assert cancel(there, appointment_id).status is Status.CANCELLED
    assert cancel(there, appointment_id).status is Status.CANCELLED
    assert there.taken() == set()
    assert [each.kind for each in notices(there)] == ["confirmed", "cancelled"]
    refused("APPOINTMENT_STATUS", move, there, appointment_id, option(SOON))
    there.booked(option(SOON), MARTIN)


def outcome(there, confirmed, said):
    return there.do(lambda book: record_outcome(book, confirmed.reference, said))


def test_a_missed_visit_frees_what_is_still_ahead(there):
    _, confirmed = there.booked(option(SOON, grains=6))
    refused("APPOINTMENT_NOT_BEGUN", outcome, there, confirmed, Status.NO_SHOW)
    there.watch.at = SOON + timedelta(minutes=12)
    for _ in range(2):
        assert outcome(there, confirmed, Status.NO_SHOW).status is Status.NO_SHOW
    assert there.taken() == {(each, FIRST + n) for each in ("cabin-1", "doctor-1") for n in (0, 1, 2)}
    refused("APPOINTMENT_STATUS", outcome, there, confirmed, Status.DONE)


def test_a_visit_that_took_place_keeps_its_time(there):
    _, confirmed = there.booked(option(SOON))
    there.watch.at = SOON
    assert outcome(there, confirmed, Status.DONE).status is Status.DONE
    assert len(there.taken()) == 6
    refused("OUTCOME_INVALID", outcome, there, confirmed, Status.CANCELLED)
    refused("APPOINTMENT_NOT_FOUND", there.do, lambda book: record_outcome(book, "0" * 16, Status.DONE))


def test_the_calendar_file_says_when_and_where_only(there):
    appointment_id, confirmed = there.booked(option(SOON), MARTIN)
    ics = there.look(lambda book: calendar_file(book, there.grounds, appointment_id)).decode()
    for line in (
        "BEGIN:VCALENDAR",
        "DTSTART:20270303T110000Z",
        "DTEND:20270303T111500Z",
        "SUMMARY:Rendez-vous de soins",
        "STATUS:CONFIRMED",
    ):
        assert line in ics.split("\r\n")
    unfolded = ics.replace("\r\n ", "")
    assert "DESCRIPTION:mercredi 3 mars à 12 h 00 (heure de Paris)" in unfolded
    assert "LOCATION:Nom de cabin-1\\, 1 place de la Mairie" in unfolded
    for secret in ("Martin", "Roux", "ear-pain", "oreille", "0798", "1980", confirmed.reference):
        assert secret not in unfolded
