"""First tables: appointments and their claims, identities, stand-by, outbox, replicas, decisions."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _where(condition: str) -> dict[str, Any]:
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def upgrade() -> None:
    op.create_table(
        "appointment",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("need_id", sa.String(80), nullable=False),
        sa.Column("commune_code", sa.String(5), nullable=False),
        sa.Column("ticket", sa.Text(), nullable=False),
        sa.Column("start_at", sa.BigInteger(), nullable=True),
        sa.Column("end_at", sa.BigInteger(), nullable=True),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=True),
        sa.Column("actor", sa.String(200), nullable=False),
        sa.Column("hold_hash", sa.String(64), nullable=True),
        sa.Column("reference_index", sa.String(32), nullable=True),
        sa.Column("reference_sealed", sa.Text(), nullable=True),
        sa.Column("replaces", sa.String(36), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("lapsed_offers", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("hold_hash"),
        sa.UniqueConstraint("reference_index"),
    )
    op.create_index("appointment_expiry", "appointment", ["expires_at"], **_where("expires_at IS NOT NULL"))
    op.create_index(
        "appointment_of_somebody", "appointment", ["end_at"], **_where("reference_index IS NOT NULL")
    )
    op.create_index("appointment_replaces", "appointment", ["replaces"])
    op.create_index("appointment_status_start", "appointment", ["status", "start_at"])
    op.create_table(
        "claim_change",
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("resource_id", sa.String(64), nullable=False),
        sa.Column("written_in", sa.BigInteger(), nullable=False),
        sa.Column("written_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("position"),
    )
    op.create_index("ix_claim_change_written_in", "claim_change", ["written_in"])
    op.create_table(
        "commune_fact",
        sa.Column("commune_code", sa.String(5), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("commune_code"),
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("first_decided_at", sa.BigInteger(), nullable=False),
        sa.Column("last_decided_at", sa.BigInteger(), nullable=False),
        sa.Column("times", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_decision_last_decided_at", "decision", ["last_decided_at"])
    op.create_table(
        "factor_attempt",
        sa.Column("reference_index", sa.String(32), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("window_ends_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("reference_index"),
    )
    op.create_index("ix_factor_attempt_window_ends_at", "factor_attempt", ["window_ends_at"])
    op.create_table(
        "followed",
        sa.Column("log", sa.String(40), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("log"),
    )
    op.create_table(
        "request",
        sa.Column("actor", sa.String(length=200), nullable=False),
        sa.Column("request_id", sa.String(length=64), nullable=False),
        sa.Column("rpc", sa.String(length=200), nullable=False),
        sa.Column("body", sa.String(length=64), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("actor", "request_id"),
    )
    op.create_index("ix_request_at", "request", ["at"])
    op.create_table(
        "resource",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("part", sa.String(20), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "claim",
        sa.Column("resource_id", sa.String(64), nullable=False),
        sa.Column("grain", sa.Integer(), nullable=False),
        sa.Column("appointment_id", sa.String(36), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["appointment_id"],
            ["appointment.id"],
        ),
        sa.PrimaryKeyConstraint("resource_id", "grain"),
        sqlite_with_rowid=False,
    )
    op.create_index("claim_expiry", "claim", ["expires_at"], **_where("expires_at IS NOT NULL"))
    op.create_index("ix_claim_appointment_id", "claim", ["appointment_id"])
    op.create_table(
        "notice",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("appointment_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("channel", sa.String(10), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("next_try_at", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["appointment_id"],
            ["appointment.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_notice_appointment_id", "notice", ["appointment_id"])
    op.create_index("notice_waiting", "notice", ["next_try_at"], **_where("sent_at IS NULL"))
    op.create_table(
        "patient_identity",
        sa.Column("appointment_id", sa.String(36), nullable=False),
        sa.Column("given_name", sa.Text(), nullable=False),
        sa.Column("family_name", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("birth_factor", sa.String(32), nullable=False),
        sa.Column("phone_factor", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(
            ["appointment_id"],
            ["appointment.id"],
        ),
        sa.PrimaryKeyConstraint("appointment_id"),
    )
    op.create_table(
        "stand_by",
        sa.Column("appointment_id", sa.String(36), nullable=False),
        sa.Column("situation", sa.Text(), nullable=False),
        sa.Column("time_frame_hours", sa.Integer(), nullable=False),
        sa.Column("isolation_metres", sa.Integer(), nullable=False),
        sa.Column("joined_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["appointment_id"],
            ["appointment.id"],
        ),
        sa.PrimaryKeyConstraint("appointment_id"),
    )
    op.create_table(
        "taken_range",
        sa.Column("appointment_id", sa.String(36), nullable=False),
        sa.Column("resource_id", sa.String(64), nullable=False),
        sa.Column("first_grain", sa.Integer(), nullable=False),
        sa.Column("end_grain", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["appointment_id"],
            ["appointment.id"],
        ),
        sa.PrimaryKeyConstraint("appointment_id", "resource_id", "first_grain"),
    )
    op.create_index("ix_taken_range_resource_id", "taken_range", ["resource_id"])
