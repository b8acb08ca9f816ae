"""Truths that must hold in the database at every moment, checked in production by `maillage verify`.

Each is one statement that finds rows breaking it. They do not trust the schema: what a primary key forbids
is checked as well, since a restored dump or a hand-made repair may have gone around it.
"""

# ruff: noqa: S608 - every text here is fixed in this file: nothing that anybody sent becomes SQL
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, text

from services.booking.domain.findings import Finding
from services.platform.clock import micros

EXAMPLES = 10


@dataclass(frozen=True, slots=True)
class Invariant:
    """`rows` is what it is checked on, `breaking` a query giving the id of each row that breaks it.

    `:now` is the database's clock in microseconds; every lapsed hold counts as gone.
    """

    name: str
    statement: str
    rows: str
    breaking: str


# Appointments that own their time right now.
_OWNING = "(a.status = 'booked' OR (a.status IN ('held', 'offered') AND a.expires_at > :now))"
_CONFIRMED = "a.status IN ('booked', 'done', 'no_show')"
# Past visits become nobody's after a while: identity, reference and notices are gone together.
_FORGOTTEN = f"({_CONFIRMED} AND a.reference_index IS NULL AND a.end_at < :now)"

INVARIANTS = (
    Invariant(
        "no_grain_claimed_twice",
        "No five minutes of a resource are claimed twice.",
        "claim",
        """SELECT c.resource_id || '@' || c.grain AS id FROM claim c
           GROUP BY c.resource_id, c.grain HAVING count(*) > 1""",
    ),
    Invariant(
        "no_overlap",
        "No two appointments take overlapping time of one resource.",
        "taken_range",
        f"""SELECT x.appointment_id AS id FROM taken_range x
            JOIN appointment a ON a.id = x.appointment_id AND {_OWNING}
            JOIN taken_range y ON y.resource_id = x.resource_id AND y.appointment_id > x.appointment_id
             AND y.first_grain < x.end_grain AND x.first_grain < y.end_grain
            JOIN appointment b ON b.id = y.appointment_id AND {_OWNING.replace("a.", "b.")}""",
    ),
    Invariant(
        "claims_match_the_option",
        "Every appointment that owns its time has exactly the claims of its option.",
        "appointment",
        f"""SELECT a.id FROM appointment a WHERE {_OWNING} AND (
              coalesce((SELECT sum(r.end_grain - r.first_grain) FROM taken_range r
                         WHERE r.appointment_id = a.id), 0)
              <> (SELECT count(*) FROM claim c WHERE c.appointment_id = a.id)
              OR EXISTS (SELECT 1 FROM claim c WHERE c.appointment_id = a.id AND NOT EXISTS (
                  SELECT 1 FROM taken_range r WHERE r.appointment_id = a.id
                     AND r.resource_id = c.resource_id
                     AND c.grain >= r.first_grain AND c.grain < r.end_grain)))""",
    ),
    Invariant(
        "booked_takes_something",
        "Every booked appointment has a start, an end after it, and something that it takes.",
        "appointment",
        """SELECT a.id FROM appointment a WHERE a.status IN ('booked', 'held', 'offered') AND (
             a.start_at IS NULL OR a.end_at IS NULL OR a.end_at <= a.start_at OR a.ticket = ''
             OR NOT EXISTS (SELECT 1 FROM taken_range r WHERE r.appointment_id = a.id))""",
    ),
    Invariant(
        "no_claim_without_owner",
        "No claim belongs to an appointment that is over, waiting or missing.",
        "claim",
        """SELECT c.resource_id || '@' || c.grain AS id FROM claim c
           LEFT JOIN appointment a ON a.id = c.appointment_id
           WHERE (c.expires_at IS NULL OR c.expires_at > :now)
             AND (a.id IS NULL OR a.status NOT IN ('held', 'offered', 'booked', 'done', 'no_show'))""",
    ),
    Invariant(
        "confirmed_never_expires",
        "No claim of a confirmed appointment has an expiry.",
        "claim",
        f"""SELECT c.resource_id || '@' || c.grain AS id FROM claim c
            JOIN appointment a ON a.id = c.appointment_id
            WHERE {_CONFIRMED} AND c.expires_at IS NOT NULL""",
    ),
    Invariant(
        "holds_expire",
        "Every hold and every offer has an expiry, and so has each of its claims.",
        "appointment",
        """SELECT a.id FROM appointment a WHERE a.status IN ('held', 'offered') AND (a.expires_at IS NULL
             OR EXISTS (SELECT 1 FROM claim c WHERE c.appointment_id = a.id AND c.expires_at IS NULL))""",
    ),
    Invariant(
        "cancelled_claims_nothing",
        "A cancelled or waiting appointment claims nothing.",
        "appointment",
        """SELECT DISTINCT a.id FROM appointment a JOIN claim c ON c.appointment_id = a.id
           WHERE a.status IN ('cancelled', 'waiting') AND (c.expires_at IS NULL OR c.expires_at > :now)""",
    ),
    Invariant(
        "one_proposal_at_a_time",
        "No appointment has two proposals held for it.",
        "appointment",
        """SELECT a.replaces AS id FROM appointment a WHERE a.replaces <> '' AND a.status = 'held'
             AND a.expires_at > :now GROUP BY a.replaces HAVING count(*) > 1""",
    ),
    Invariant(
        "reference_is_unique",
        "No two appointments share a reference.",
        "appointment",
        """SELECT min(a.id) AS id FROM appointment a WHERE a.reference_index IS NOT NULL
           GROUP BY a.reference_index HAVING count(*) > 1""",
    ),
    Invariant(
        "named_has_reference",
        "Every appointment has a reference and an identity, until it is over and made nobody's.",
        "appointment",
        f"""SELECT a.id FROM appointment a LEFT JOIN patient_identity p ON p.appointment_id = a.id
            WHERE ({_CONFIRMED} OR a.status IN ('waiting', 'offered'))
              AND (p.appointment_id IS NULL OR a.reference_index IS NULL)
              AND NOT ({_FORGOTTEN} AND p.appointment_id IS NULL)""",
    ),
    Invariant(
        "no_identity_without_appointment",
        "No identity is kept without an appointment that has a reference.",
        "patient_identity",
        """SELECT p.appointment_id AS id FROM patient_identity p
           LEFT JOIN appointment a ON a.id = p.appointment_id
           WHERE a.id IS NULL OR a.reference_index IS NULL""",
    ),
    Invariant(
        "one_notice_a_confirmation",
        "Every confirmed appointment was told to its patient exactly once.",
        "appointment",
        f"""SELECT a.id FROM appointment a WHERE {_CONFIRMED} AND NOT {_FORGOTTEN}
             AND (SELECT count(*) FROM notice n
                   WHERE n.appointment_id = a.id AND n.kind = 'confirmed') <> 1""",
    ),
    Invariant(
        "waiting_is_on_the_list",
        "Everybody who waits or is offered a slot from the list is on the stand-by list.",
        "appointment",
        """SELECT a.id FROM appointment a LEFT JOIN stand_by s ON s.appointment_id = a.id
           WHERE a.status IN ('waiting', 'offered') AND s.appointment_id IS NULL""",
    ),
)


def verify(connection: Connection, now: datetime) -> tuple[Finding, ...]:
    """Checks everything over the whole database; reads only."""
    return tuple(_checked(connection, invariant, now) for invariant in INVARIANTS)


def _checked(connection: Connection, invariant: Invariant, now: datetime) -> Finding:
    checked = connection.execute(text(f"SELECT count(*) FROM {invariant.rows}")).scalar_one()
    moment = {"now": micros(now)} if ":now" in invariant.breaking else {}
    found = connection.execute(
        text(f"SELECT count(*) FROM ({invariant.breaking}) AS broken"),
        moment,
    ).scalar_one()
    examples: tuple[str, ...] = ()
    if found:
        rows = connection.execute(text(f"{invariant.breaking} ORDER BY 1 LIMIT {EXAMPLES}"), moment)
        examples = tuple(str(row.id) for row in rows)
    return Finding(invariant.name, invariant.statement, checked, found, examples)
