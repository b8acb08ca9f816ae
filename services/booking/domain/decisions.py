"""A decision as it is kept: what was asked, on what it rests, what was weighed, what came out.

No identity. The place is named by its commune. Ranking needs the minutes to each candidate, and an option
names its distance: both are kept whole, counted from a position taken to about a kilometre, so several of
them together may say in which part of a large commune somebody was, and never in which house.
"""

import base64
import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from services.booking.domain.candidates import Absence, Candidate
from services.booking.domain.modes import Mode
from services.booking.domain.ranking import RankingTerms
from services.booking.domain.resources import Part
from services.booking.domain.situation import Mobility
from services.booking.domain.ticket import Ticket, TicketClaim

_FORMAT = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """The situation once understood. The place is a commune: coordinates are not kept."""

    need_id: str
    commune_code: str
    earliest_grain: int
    mobility: str
    age_band: str
    treating_doctor_rpps: str
    languages: tuple[str, ...]
    home_video_possible: bool
    helper_wanted: bool
    long_sick_note: bool
    in_person_wish: bool
    existing_programme: str


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """Ranking `candidates` by `terms` gives `chosen` (keys of candidates, best first), today as then."""

    decision_id: str
    asked: Asked
    index_version: str
    rules_version: str
    terms: RankingTerms
    access_verdict: str
    candidates: tuple[Candidate, ...]
    chosen: tuple[str, ...]
    absent: tuple[Absence, ...]


@dataclass(frozen=True, slots=True)
class KeptDecision:
    """A decision as kept: `record` is JSON without identity."""

    id: str
    record: str
    first_decided_at: datetime
    last_decided_at: datetime
    times: int


def with_id(record: DecisionRecord) -> DecisionRecord:
    """The record under its id: 128 bits of its own content, so the same decision has one id for ever."""
    content = to_json(replace(record, decision_id=""))
    digest = hashlib.blake2b(content.encode(), digest_size=16).digest()
    return replace(record, decision_id=base64.b32encode(digest).decode().rstrip("=").lower())


def ticket_of(record: DecisionRecord, candidate: Candidate) -> Ticket:
    """The ticket of one of its candidates: the same at every replay."""
    asked = record.asked
    return candidate.ticket(
        asked.need_id,
        asked.commune_code,
        record.decision_id,
        without_car=asked.mobility == Mobility.NO_CAR,
    )


def to_json(record: DecisionRecord) -> str:
    """One line of JSON; candidates are rows of bare values, the resources they take a table of their own."""
    resources = list(dict.fromkeys(c.resource_id for each in record.candidates for c in each.claims))
    place = {resource_id: number for number, resource_id in enumerate(resources)}
    asked, terms = record.asked, record.terms
    content = {
        "format": _FORMAT,
        "decision_id": record.decision_id,
        "asked": {name: getattr(asked, name) for name in Asked.__slots__},
        "index_version": record.index_version,
        "rules_version": record.rules_version,
        "terms": {name: getattr(terms, name) for name in RankingTerms.__slots__},
        "access": record.access_verdict,
        "resources": resources,
        "candidates": [
            [
                each.mode,
                each.start_grain,
                each.duration_grains,
                each.travel_minutes,
                each.wait_minutes,
                each.distance_km,
                int(each.treating_doctor),
                [[place[c.resource_id], c.part, c.first_grain, c.end_grain] for c in each.claims],
            ]
            for each in record.candidates
        ],
        "chosen": record.chosen,
        "absent": [[a.mode, a.reason, a.place_name, a.minutes, a.contact] for a in record.absent],
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> DecisionRecord:
    """The record that `to_json` wrote."""
    content: dict[str, Any] = json.loads(text)
    resources: list[str] = content["resources"]
    asked = content["asked"]
    return DecisionRecord(
        decision_id=content["decision_id"],
        asked=Asked(**{**asked, "languages": tuple(asked["languages"])}),
        index_version=content["index_version"],
        rules_version=content["rules_version"],
        terms=RankingTerms(**content["terms"]),
        access_verdict=content["access"],
        candidates=tuple(_candidate(row, resources) for row in content["candidates"]),
        chosen=tuple(content["chosen"]),
        absent=tuple(Absence(Mode(mode), *rest) for mode, *rest in content["absent"]),
    )


def _candidate(row: list[Any], resources: list[str]) -> Candidate:
    mode, start, duration, travel, wait, distance, treating, claims = row
    return Candidate(
        mode=Mode(mode),
        start_grain=start,
        duration_grains=duration,
        travel_minutes=travel,
        wait_minutes=wait,
        distance_km=distance,
        treating_doctor=bool(treating),
        claims=tuple(
            TicketClaim(resources[number], Part(part), first, end) for number, part, first, end in claims
        ),
    )
