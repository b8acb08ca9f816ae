"""`python -m services.kiosk`: the gateway in a process of its own."""

from services.kiosk.settings import Settings
from services.kiosk.wiring import build
from services.platform.process import run

if __name__ == "__main__":
    run(build, Settings, "kiosk")
