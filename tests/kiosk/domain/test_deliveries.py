"""Knocking at a closed door: soon at first, then now and then, never less."""

from itertools import islice

from services.kiosk.domain.deliveries import pauses


def test_pauses_double_up_to_half_a_minute() -> None:
    assert list(islice(pauses(), 7)) == [1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0]
