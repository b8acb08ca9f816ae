"""Replicas of what the directory knows, and the decisions that rest on them."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

import msgspec
from sqlalchemy import bindparam, delete, select

from services.booking.domain.decisions import KeptDecision
from services.booking.domain.resources import (
    Cabin,
    Detail,
    HelpPlace,
    Nurse,
    Part,
    Platform,
    Practitioner,
    Programme,
    Resource,
)
from services.booking.storage.page import Page
from services.booking.storage.tables import COMMUNE_FACT, DECISION, FOLLOWED, RESOURCE
from services.hours.weekly import OpeningHours
from services.platform.clock import instant, micros
from services.territory.position import Position

FORGOTTEN_AT_ONCE = 500
DETAIL_OF: Mapping[Part, type[Detail]] = {
    Part.CABIN: Cabin,
    Part.PRACTITIONER: Practitioner,
    Part.NURSE: Nurse,
    Part.PROGRAMME: Programme,
    Part.PLATFORM: Platform,
    Part.HELP_PLACE: HelpPlace,
}


def _encoded(resource: Resource) -> str:
    return msgspec.json.encode(resource).decode()


class _Shelved(msgspec.Struct, frozen=True):
    """A Resource whose detail is still JSON: the kinds of detail carry no tag, `part` says which it is."""

    id: str
    part: Part
    name: str
    commune_code: str
    department: str
    zone: str
    hours: OpeningHours
    detail: msgspec.Raw
    position: Position | None = None
    address: str = ""
    phone: str = ""
    languages: tuple[str, ...] = ("fr",)
    bookable_via: str = "here"
    valid_from: date | None = None
    valid_until: date | None = None
    last_confirmed_at: datetime | None = None
    demo: bool = False


def _decoded(body: str) -> Resource:
    shelved = msgspec.json.decode(body, type=_Shelved)
    values = {name: getattr(shelved, name) for name in _Shelved.__struct_fields__}
    values["detail"] = msgspec.json.decode(shelved.detail, type=DETAIL_OF[shelved.part])
    return Resource(**values)


class Replicas(Page):
    """Entries and communes as last heard from the directory."""

    def put_resources(self, resources: Iterable[Resource]) -> None:
        """Stores resources over their former state."""
        rows = [{"id": each.id, "part": str(each.part), "body": _encoded(each)} for each in resources]
        self._replace(RESOURCE, rows, "id")

    def drop_resources(self, ids: Iterable[str]) -> None:
        """Forgets entries that were retired."""
        gone = [{"gone": each} for each in ids]
        if gone:  # one by one: a whole demonstration network has more ids than a statement takes
            self._connection.execute(delete(RESOURCE).where(RESOURCE.c.id == bindparam("gone")), gone)

    def drop_all_resources(self) -> None:
        """Forgets everything: the directory's data was replaced."""
        self._connection.execute(delete(RESOURCE))

    def all_resources(self) -> tuple[Resource, ...]:
        """Every resource by id."""
        rows = self._connection.execute(select(RESOURCE.c.body).order_by(RESOURCE.c.id)).scalars()
        return tuple(_decoded(body) for body in rows)

    def resources(self, ids: Iterable[str]) -> dict[str, Resource]:
        """Those of these resources that are known."""
        rows = self._connection.execute(
            select(RESOURCE.c.id, RESOURCE.c.body).where(RESOURCE.c.id.in_(list(ids)))
        )
        return {row.id: _decoded(row.body) for row in rows}

    def put_commune_facts(self, facts: Mapping[str, str]) -> None:
        """Replaces all facts: JSON by commune code."""
        self._connection.execute(delete(COMMUNE_FACT))
        rows = [{"commune_code": code, "body": body} for code, body in facts.items()]
        self._replace(COMMUNE_FACT, rows, "commune_code")

    def commune_facts(self) -> dict[str, str]:
        """All facts: JSON by commune code."""
        return {row.commune_code: row.body for row in self._connection.execute(select(COMMUNE_FACT))}

    def followed(self, log: str) -> int:
        """The position up to which a log is stored here; 0 before the first."""
        found = self._connection.execute(
            select(FOLLOWED.c.position).where(FOLLOWED.c.log == log)
        ).scalar_one_or_none()
        return found or 0

    def put_followed(self, log: str, position: int) -> None:
        """Moves the position, in the unit that stores what was read up to it."""
        self._replace(FOLLOWED, [{"log": log, "position": position}], "log")


class Decisions(Page):
    """Decisions of routing, each kept once."""

    def put_decisions(self, decisions: Iterable[KeptDecision]) -> None:
        """Keeps decisions; one that is kept already is counted and its last date moves on."""
        rows = [
            {
                "id": each.id,
                "record": each.record,
                "first_decided_at": micros(each.first_decided_at),
                "last_decided_at": micros(each.last_decided_at),
                "times": each.times,
            }
            for each in decisions
        ]
        if not rows:
            return
        statement = self._insert(DECISION)
        self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["id"],
                set_={
                    "last_decided_at": statement.excluded.last_decided_at,
                    "times": DECISION.c.times + statement.excluded.times,
                },
            ),
            rows,
        )

    def forget_decisions(self, before: datetime) -> bool:
        """Deletes some decisions that were last made before then; whether there may be more."""
        old = (
            select(DECISION.c.id).where(DECISION.c.last_decided_at < micros(before)).limit(FORGOTTEN_AT_ONCE)
        )
        ids = list(self._connection.execute(old).scalars())
        if ids:
            self._connection.execute(delete(DECISION).where(DECISION.c.id.in_(ids)))
        return len(ids) == FORGOTTEN_AT_ONCE

    def decision(self, decision_id: str) -> KeptDecision | None:
        """A kept decision."""
        row = self._connection.execute(select(DECISION).where(DECISION.c.id == decision_id)).one_or_none()
        if row is None:
            return None
        return KeptDecision(
            row.id, row.record, instant(row.first_decided_at), instant(row.last_decided_at), row.times
        )
