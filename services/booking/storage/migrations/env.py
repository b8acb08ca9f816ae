"""Alembic's entry point."""

from services.booking.storage.tables import METADATA
from services.platform.migrations import run_env

run_env(METADATA)
