"""The outbox on real databases: one notice that does not open stops none of the others."""

import asyncio
from datetime import timedelta

from sqlalchemy import text

from services.booking.operations.send_notices import send_notices
from tests.booking.world import MARTIN, MORNING, option

SOON = MORNING + timedelta(hours=4)


class Sender:
    def __init__(self):
        self.sent = []

    def send(self, notice):
        self.sent.append(notice.appointment_id)


def run(there, sender):
    return asyncio.run(send_notices(there.units(), sender))


def test_a_broken_notice_stops_nothing_and_is_tried_again_an_hour_later(there, caplog):
    broken, _ = there.booked(option(SOON))
    whole, _ = there.booked(option(SOON, "cabin-2", "doctor-2"), MARTIN)

    def payload(book):
        place = {"id": broken}
        query = "SELECT payload FROM notice WHERE appointment_id = :id"
        return book._connection.execute(text(query), place).scalar_one()

    def put(sealed):
        query = "UPDATE notice SET payload = :payload WHERE appointment_id = :id"
        there.do(lambda book: book._connection.execute(text(query), {"payload": sealed, "id": broken}))

    sealed = there.look(payload)
    put(sealed[:-8] + "AAAAAAA=")
    sender = Sender()
    assert run(there, sender) == 1
    assert sender.sent == [whole]
    assert "cannot be opened" in caplog.text
    assert "33612345678" not in caplog.text
    put(sealed)  # the right key is back
    there.watch.forward(minutes=30)
    assert run(there, sender) == 0
    there.watch.forward(minutes=31)
    assert run(there, sender) == 1
    assert sender.sent == [whole, broken]
