"""`python -m services.directory`: the directory in a process of its own."""

from services.directory.settings import Settings
from services.directory.wiring import build
from services.platform.process import run

if __name__ == "__main__":
    run(build, Settings, "directory")
