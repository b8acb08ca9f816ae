"""First tables: the log of changes, its index of entries, facts of communes, answered requests."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_ALTERING = ("UPDATE", "DELETE")
_REFUSAL = "entry_change only grows"


def upgrade() -> None:
    op.create_table(
        "entry_change",
        sa.Column("position", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("entry_id", sa.String(40), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("action", sa.String(20), nullable=False),
        sa.Column("actor", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("retired", sa.Boolean, nullable=False),
        sa.Column("confirmed_at", sa.BigInteger),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("live", sa.Text),
    )
    op.create_index("entry_change_by_entry", "entry_change", ["entry_id", "position"])
    op.create_table(
        "entry",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("source_id", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("commune_code", sa.String(5), nullable=False),
        sa.Column("department", sa.String(3), nullable=False),
        sa.Column("cell", sa.Integer),
        sa.Column("lat", sa.Float(53)),
        sa.Column("lon", sa.Float(53)),
        sa.Column("own_position", sa.Boolean, nullable=False),
        sa.Column("speciality_code", sa.String(10), nullable=False),
        sa.Column("step_free", sa.Boolean, nullable=False),
        sa.Column("usable", sa.Integer, nullable=False),
        sa.Column("languages", sa.String(100), nullable=False),
        sa.Column("retired", sa.Boolean, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False, unique=True),
        sa.Column("confirmed_at", sa.BigInteger),
        sa.Column("live", sa.Text),
        sa.UniqueConstraint("source", "source_id", name="entry_once_by_source"),
    )
    op.create_index("entry_by_cell", "entry", ["cell", "kind"])
    op.create_index("entry_by_department", "entry", ["department", "kind"])
    op.create_index("entry_by_commune", "entry", ["commune_code"])
    op.create_table(
        "commune_fact",
        sa.Column("commune_code", sa.String(5), primary_key=True),
        sa.Column("lat", sa.Float(53)),
        sa.Column("lon", sa.Float(53)),
        sa.Column("position_source", sa.String(100), nullable=False),
        sa.Column("position_accuracy_m", sa.Integer, nullable=False),
        sa.Column("apl", sa.Float(53)),
        sa.Column("apl_year", sa.Integer, nullable=False),
        sa.Column("apl_level", sa.String(20), nullable=False),
        sa.Column("zoning", sa.String(10), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
    )
    op.create_index("commune_fact_by_revision", "commune_fact", ["revision"])
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
    if op.get_bind().dialect.name == "postgresql":
        _refuse_on_postgresql()
    else:
        _refuse_on_sqlite()


def _refuse_on_sqlite() -> None:
    for event in _ALTERING:
        op.execute(
            f"CREATE TRIGGER entry_change_no_{event.lower()} BEFORE {event} ON entry_change"
            f" BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        )


def _refuse_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION refuse_entry_change() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
    )
    for event in (*_ALTERING, "TRUNCATE"):
        op.execute(
            f"CREATE TRIGGER entry_change_no_{event.lower()} BEFORE {event} ON entry_change"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_entry_change()"
        )
