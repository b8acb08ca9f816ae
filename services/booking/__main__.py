"""Booking in a process of its own: `python -m services.booking`."""

from services.booking.settings import Settings
from services.booking.wiring import build
from services.platform.process import run

if __name__ == "__main__":
    run(build, Settings, "booking")
