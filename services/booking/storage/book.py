"""The book of the booking service: everything an operation can read or write in one transaction."""

from services.booking.storage.appointments import Appointments
from services.booking.storage.claims import Claims
from services.booking.storage.identities import Identities
from services.booking.storage.replicas import Decisions, Replicas
from services.booking.storage.waiting import Outbox, StandBy


class Book(Appointments, Claims, Identities, StandBy, Outbox, Replicas, Decisions):
    """Made from the connection of a unit of work; operations see it as the Protocols they declare."""
