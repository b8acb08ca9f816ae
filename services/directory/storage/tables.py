"""Tables of the directory. `entry_change` is the truth: a log that only grows. `entry` is its index, one
row for each entry, pointing at the entry's latest change and holding what a search filters by.

Instants are microseconds since 1970 in UTC. Bodies are JSON (`bodies.py`).
"""

from sqlalchemy import BigInteger, Column, Float, Index, Text, UniqueConstraint
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from services.platform.units import request_table


class Rows(SQLModel, registry=registry()):
    """Base of the directory's rows: metadata of its own, apart from other services in the same process."""


class ChangeRow(Rows, table=True):
    """One line of the log: an entry as it stood after a change. Triggers refuse to alter or remove it."""

    __tablename__ = "entry_change"
    __table_args__ = (Index("entry_change_by_entry", "entry_id", "position"),)

    position: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    entry_id: str = Field(max_length=40)
    at: int = Field(sa_column=Column(BigInteger, nullable=False))
    action: str = Field(max_length=20)
    actor: str = Field(max_length=200)
    kind: str = Field(max_length=40)
    version: int
    retired: bool
    confirmed_at: int | None = Field(sa_column=Column(BigInteger))
    body: str = Field(sa_column=Column(Text, nullable=False))
    live: str | None = Field(sa_column=Column(Text))


class EntryRow(Rows, table=True):
    """The present state of an entry. `position` is its latest line of the log, which holds the body.

    `cell` numbers the quarter-degree cell of lat and lon, which are the entry's own position or else its
    commune's (`own_position` false); null when it stands nowhere. `usable` has a bit for each instrument
    that works. `live` and `confirmed_at` may be fresher than the log: a sign of life is not a change.
    """

    __tablename__ = "entry"
    __table_args__ = (
        UniqueConstraint("source", "source_id", name="entry_once_by_source"),
        Index("entry_by_cell", "cell", "kind"),
        Index("entry_by_department", "department", "kind"),
        Index("entry_by_commune", "commune_code"),
    )

    id: str = Field(primary_key=True, max_length=40)
    source: str = Field(max_length=40)
    source_id: str = Field(max_length=200)
    kind: str = Field(max_length=40)
    commune_code: str = Field(max_length=5)
    department: str = Field(max_length=3)
    cell: int | None
    lat: float | None = Field(sa_column=Column(Float(53)))
    lon: float | None = Field(sa_column=Column(Float(53)))
    own_position: bool
    speciality_code: str = Field(max_length=10)
    step_free: bool
    usable: int
    languages: str = Field(max_length=100)  # ",en,fr,"
    retired: bool
    version: int
    position: int = Field(sa_column=Column(BigInteger, nullable=False, unique=True))
    confirmed_at: int | None = Field(sa_column=Column(BigInteger))
    live: str | None = Field(sa_column=Column(Text))


class FactRow(Rows, table=True):
    """Facts of a commune that imports brought. The highest `revision` is that of all facts."""

    __tablename__ = "commune_fact"
    __table_args__ = (Index("commune_fact_by_revision", "revision"),)

    commune_code: str = Field(primary_key=True, max_length=5)
    lat: float | None = Field(sa_column=Column(Float(53)))
    lon: float | None = Field(sa_column=Column(Float(53)))
    position_source: str = Field(max_length=100)
    position_accuracy_m: int
    apl: float | None = Field(sa_column=Column(Float(53)))
    apl_year: int
    apl_level: str = Field(max_length=20)
    zoning: str = Field(max_length=10)
    revision: int


REQUESTS = request_table(Rows.metadata)
CHANGES = Rows.metadata.tables["entry_change"]
ENTRIES = Rows.metadata.tables["entry"]
FACTS = Rows.metadata.tables["commune_fact"]
