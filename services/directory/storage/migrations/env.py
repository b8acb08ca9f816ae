"""Alembic's way in."""

from services.directory.storage.tables import Rows
from services.platform.migrations import run_env

run_env(Rows.metadata)
