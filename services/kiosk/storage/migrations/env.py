"""What Alembic runs: all that is missing, in one transaction."""

from services.kiosk.storage.tables import metadata
from services.platform.migrations import run_env

run_env(metadata)
