"""Replay a decision: rank what was recorded, by the terms that were recorded, and compare."""

from collections.abc import Iterable
from dataclasses import dataclass

from services.booking.domain.decisions import DecisionRecord, ticket_of
from services.booking.domain.ranking import rank
from services.booking.domain.ticket import TicketSigner


@dataclass(frozen=True, slots=True)
class Replayed:
    """Ids of options, best first: as they come out now, and as they were answered."""

    option_ids: tuple[str, ...]
    recorded_option_ids: tuple[str, ...]

    @property
    def same(self) -> bool:
        return self.option_ids == self.recorded_option_ids


def replay_decision(record: DecisionRecord, signer: TicketSigner) -> Replayed:
    """Needs no index and no clock: the record holds all that the ranking reads."""
    now = (candidate.key for candidate in rank(record.candidates, record.terms))
    return Replayed(_option_ids(record, now, signer), recorded_option_ids(record, signer))


def recorded_option_ids(record: DecisionRecord, signer: TicketSigner) -> tuple[str, ...]:
    """The ids that were answered: the same ticket always gets the same seal."""
    return _option_ids(record, record.chosen, signer)


def _option_ids(record: DecisionRecord, keys: Iterable[str], signer: TicketSigner) -> tuple[str, ...]:
    of_key = {candidate.key: candidate for candidate in record.candidates}
    return tuple(signer.seal(ticket_of(record, of_key[key])) for key in keys)
