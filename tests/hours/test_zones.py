from datetime import UTC, datetime

import pytest

from services.hours.zones import Span, UnknownZoneError, spans, zone_info


def seconds(*when: int) -> int:
    return int(datetime(*when, tzinfo=UTC).timestamp())


def test_the_spring_night_of_paris_is_cut_at_one_utc():
    start, end = seconds(2027, 3, 27), seconds(2027, 3, 29, 12)
    change = seconds(2027, 3, 28, 1)
    assert spans("Europe/Paris", start, end) == [Span(start, change, 3600), Span(change, end, 7200)]


def test_a_change_on_the_very_edge_starts_a_span_of_its_own():
    change = seconds(2027, 10, 31, 1)
    assert spans("Europe/Paris", change, change + 60) == [Span(change, change + 60, 3600)]
    assert spans("Europe/Paris", change - 60, change) == [Span(change - 60, change, 7200)]


def test_miquelon_changes_with_north_america():
    start, end = seconds(2027, 3, 14), seconds(2027, 3, 15)
    assert [span.offset for span in spans("America/Miquelon", start, end)] == [-3 * 3600, -2 * 3600]


def test_the_marquesas_keep_their_half_hour():
    (span,) = spans("Pacific/Marquesas", seconds(2027, 1, 1), seconds(2028, 1, 1))
    assert span.offset == -(9 * 3600 + 1800)


def test_nothing_covers_nothing():
    assert spans("Europe/Paris", 10, 10) == []


@pytest.mark.parametrize(
    "name", ["", "Europe", "Europe/Nowhere", "../../etc/passwd", "/etc/passwd", "x" * 5000, "a\0b"]
)
def test_an_unknown_zone_has_a_named_refusal(name):
    with pytest.raises(UnknownZoneError):
        zone_info(name)
