"""Tables of the booking service. Instants are microseconds since 1970 UTC; grains are unix seconds // 300.

`claim` is the guard of the whole product: its primary key is (resource, grain), so neither SQLite nor
PostgreSQL can hold the same five minutes of the same resource twice, whatever the code does.
"""

from sqlalchemy import BigInteger, Index, Integer, MetaData, Table, Text, text
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from services.platform.units import request_table

_COUNTER = BigInteger().with_variant(Integer(), "sqlite")  # only INTEGER counts by itself on SQLite


def _partial(name: str, column: str, where: str) -> Index:
    return Index(name, column, sqlite_where=text(where), postgresql_where=text(where))


class Rows(SQLModel, registry=registry()):
    """Base of this service's rows: their metadata is theirs alone."""


class AppointmentRow(Rows, table=True):
    """A hold, a wait or an appointment: never who it is for."""

    __tablename__ = "appointment"
    __table_args__ = (
        _partial("appointment_expiry", "expires_at", "expires_at IS NOT NULL"),
        Index("appointment_status_start", "status", "start_at"),
        Index("appointment_replaces", "replaces"),
        _partial("appointment_of_somebody", "end_at", "reference_index IS NOT NULL"),
    )

    id: str = Field(primary_key=True, max_length=36)
    status: str = Field(max_length=12)
    need_id: str = Field(max_length=80)
    commune_code: str = Field(max_length=5)
    ticket: str = Field(sa_type=Text)
    start_at: int | None = Field(sa_type=BigInteger)
    end_at: int | None = Field(sa_type=BigInteger)
    zone: str = Field(max_length=64)
    expires_at: int | None = Field(sa_type=BigInteger)
    actor: str = Field(max_length=200)
    hold_hash: str | None = Field(max_length=64, unique=True)
    reference_index: str | None = Field(max_length=32, unique=True)
    reference_sealed: str | None = Field(sa_type=Text)
    replaces: str = Field(max_length=36)
    reason: str = Field(max_length=40)
    lapsed_offers: int = 0
    created_at: int = Field(sa_type=BigInteger)
    updated_at: int = Field(sa_type=BigInteger)


class TakenRangeRow(Rows, table=True):
    """What an appointment's option takes, as ranges: kept when claims are freed, to check against."""

    __tablename__ = "taken_range"

    appointment_id: str = Field(primary_key=True, foreign_key="appointment.id", max_length=36)
    resource_id: str = Field(primary_key=True, max_length=64, index=True)
    first_grain: int = Field(primary_key=True)
    end_grain: int


class ClaimRow(Rows, table=True):
    """One grain of one resource, taken. A hold's claim has an expiry; a confirmed one has none."""

    __tablename__ = "claim"
    __table_args__ = (
        _partial("claim_expiry", "expires_at", "expires_at IS NOT NULL"),
        {"sqlite_with_rowid": False},
    )

    resource_id: str = Field(primary_key=True, max_length=64)
    grain: int = Field(primary_key=True, sa_type=Integer)
    appointment_id: str = Field(foreign_key="appointment.id", max_length=36, index=True)
    expires_at: int | None = Field(sa_type=BigInteger)


class ClaimChangeRow(Rows, table=True):
    """A resource whose claims changed, in the transaction `written_in`: replicas read its claims again."""

    __tablename__ = "claim_change"

    position: int | None = Field(default=None, primary_key=True, sa_type=_COUNTER)
    resource_id: str = Field(max_length=64)
    written_in: int = Field(sa_type=BigInteger, index=True)
    written_at: int = Field(sa_type=BigInteger)


class PatientIdentityRow(Rows, table=True):
    """Who an appointment is for, sealed field by field; the factors are bound to the reference."""

    __tablename__ = "patient_identity"

    appointment_id: str = Field(primary_key=True, foreign_key="appointment.id", max_length=36)
    given_name: str = Field(sa_type=Text)
    family_name: str = Field(sa_type=Text)
    birth_date: str = Field(sa_type=Text)
    phone: str = Field(sa_type=Text)
    email: str = Field(sa_type=Text)
    birth_factor: str = Field(max_length=32)
    phone_factor: str = Field(max_length=32)


class FactorAttemptRow(Rows, table=True):
    """Wrong second factors for a reference, known or not."""

    __tablename__ = "factor_attempt"

    reference_index: str = Field(primary_key=True, max_length=32)
    attempts: int
    window_ends_at: int = Field(sa_type=BigInteger, index=True)


class StandByRow(Rows, table=True):
    """Why somebody waits. The situation is sealed: its place may be a home."""

    __tablename__ = "stand_by"

    appointment_id: str = Field(primary_key=True, foreign_key="appointment.id", max_length=36)
    situation: str = Field(sa_type=Text)
    time_frame_hours: int
    isolation_metres: int
    joined_at: int = Field(sa_type=BigInteger)


class NoticeRow(Rows, table=True):
    """A message to be sent, written in the transaction that it tells of."""

    __tablename__ = "notice"
    __table_args__ = (_partial("notice_waiting", "next_try_at", "sent_at IS NULL"),)

    id: str = Field(primary_key=True, max_length=36)
    appointment_id: str = Field(foreign_key="appointment.id", max_length=36, index=True)
    kind: str = Field(max_length=20)
    channel: str = Field(max_length=10)
    payload: str = Field(sa_type=Text)
    created_at: int = Field(sa_type=BigInteger)
    next_try_at: int = Field(sa_type=BigInteger)
    sent_at: int | None = Field(sa_type=BigInteger)
    attempts: int = 0


class ResourceRow(Rows, table=True):
    """A directory entry as booking sees it: a replica, never the truth."""

    __tablename__ = "resource"

    id: str = Field(primary_key=True, max_length=64)
    part: str = Field(max_length=20)
    body: str = Field(sa_type=Text)


class CommuneFactRow(Rows, table=True):
    """Facts of one commune that imports brought to the directory: a replica."""

    __tablename__ = "commune_fact"

    commune_code: str = Field(primary_key=True, max_length=5)
    body: str = Field(sa_type=Text)


class FollowedRow(Rows, table=True):
    """How far a log of another service was followed."""

    __tablename__ = "followed"

    log: str = Field(primary_key=True, max_length=40)
    position: int = Field(sa_type=BigInteger)


class DecisionRow(Rows, table=True):
    """One answer of routing, without identity. The same decision made again only counts."""

    __tablename__ = "decision"

    id: str = Field(primary_key=True, max_length=64)
    record: str = Field(sa_type=Text)
    first_decided_at: int = Field(sa_type=BigInteger)
    last_decided_at: int = Field(sa_type=BigInteger, index=True)
    times: int = Field(sa_type=BigInteger)


METADATA: MetaData = Rows.metadata
REQUESTS: Table = request_table(METADATA)
APPOINTMENT = METADATA.tables["appointment"]
TAKEN_RANGE = METADATA.tables["taken_range"]
CLAIM = METADATA.tables["claim"]
CLAIM_CHANGE = METADATA.tables["claim_change"]
PATIENT_IDENTITY = METADATA.tables["patient_identity"]
FACTOR_ATTEMPT = METADATA.tables["factor_attempt"]
STAND_BY = METADATA.tables["stand_by"]
NOTICE = METADATA.tables["notice"]
RESOURCE = METADATA.tables["resource"]
COMMUNE_FACT = METADATA.tables["commune_fact"]
FOLLOWED = METADATA.tables["followed"]
DECISION = METADATA.tables["decision"]
