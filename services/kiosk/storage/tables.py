"""The rows of the gateway. Instants are whole microseconds of Unix time, UTC."""

from sqlalchemy import BigInteger, Column, Index, Text
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from services.platform.units import request_table


class Rows(SQLModel, registry=registry()):
    """What every row of the gateway descends from; its metadata is the gateway's own."""


class CabinRow(Rows, table=True):
    """One cabin, as it last reported."""

    __tablename__ = "cabin"
    __table_args__ = (Index("cabin_by_delivery", "delivery"), Index("cabin_by_last_seen", "last_seen_us"))

    entry_id: str = Field(primary_key=True, max_length=64)
    connection: str = Field(max_length=16)
    last_seen_us: int = Field(sa_column=Column(BigInteger, nullable=False))
    instruments: str = Field(sa_column=Column(Text, nullable=False))  # JSON of domain.instruments.Instrument
    bandwidth_kbps: int
    clock_ahead_ms: int = Field(sa_column=Column(BigInteger, nullable=False))
    agent_version: str = Field(max_length=64)
    delivery: str = Field(max_length=16)
    told_seen_us: int = Field(
        sa_column=Column(BigInteger, nullable=False)
    )  # last seen that the directory has
    leased_until_us: int = Field(sa_column=Column(BigInteger, nullable=False))
    revision: int = Field(sa_column=Column(BigInteger, nullable=False))


metadata = Rows.metadata
requests = request_table(metadata)
