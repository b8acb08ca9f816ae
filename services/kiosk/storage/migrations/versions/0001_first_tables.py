"""The cabins, and the answers already given."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes the first tables."""
    op.create_table(
        "cabin",
        sa.Column("entry_id", sa.String(64), primary_key=True),
        sa.Column("connection", sa.String(16), nullable=False),
        sa.Column("last_seen_us", sa.BigInteger, nullable=False),
        sa.Column("instruments", sa.Text, nullable=False),
        sa.Column("bandwidth_kbps", sa.Integer, nullable=False),
        sa.Column("clock_ahead_ms", sa.BigInteger, nullable=False),
        sa.Column("agent_version", sa.String(64), nullable=False),
        sa.Column("delivery", sa.String(16), nullable=False),
        sa.Column("told_seen_us", sa.BigInteger, nullable=False),
        sa.Column("leased_until_us", sa.BigInteger, nullable=False),
        sa.Column("revision", sa.BigInteger, nullable=False),
    )
    op.create_index("cabin_by_delivery", "cabin", ["delivery"])
    op.create_index("cabin_by_last_seen", "cabin", ["last_seen_us"])
    op.create_table(
        "request",
        sa.Column("actor", sa.String(200), primary_key=True),
        sa.Column("request_id", sa.String(64), primary_key=True),
        sa.Column("rpc", sa.String(200), nullable=False),
        sa.Column("body", sa.String(64), nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
    )
    op.create_index("ix_request_at", "request", ["at"])
