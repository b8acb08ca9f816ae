import subprocess
import sys
from datetime import date

import pytest

from services.hours.holidays import is_public_holiday, public_holidays

MAINLAND_2026 = {
    date(2026, 1, 1),
    date(2026, 4, 6),
    date(2026, 5, 1),
    date(2026, 5, 8),
    date(2026, 5, 14),
    date(2026, 5, 25),
    date(2026, 7, 14),
    date(2026, 8, 15),
    date(2026, 11, 1),
    date(2026, 11, 11),
    date(2026, 12, 25),
}


@pytest.mark.parametrize("department", ["01", "48", "75", "2A", "2B", "54", "88"])
def test_the_eleven_days_of_the_mainland(department):
    assert public_holidays(department, 2026) == MAINLAND_2026


@pytest.mark.parametrize("department", ["57", "67", "68"])
def test_alsace_and_moselle_add_good_friday_and_saint_stephen(department):
    assert public_holidays(department, 2026) - MAINLAND_2026 == {date(2026, 4, 3), date(2026, 12, 26)}
    assert is_public_holiday(department, date(2027, 3, 26))


@pytest.mark.parametrize(
    ("department", "month", "day"),
    [
        ("971", 5, 27),
        ("972", 5, 22),
        ("973", 6, 10),
        ("974", 12, 20),
        ("976", 4, 27),
        ("977", 10, 9),
        ("978", 5, 28),
        ("986", 7, 29),
        ("987", 11, 20),
        ("988", 9, 24),
    ],
)
def test_each_overseas_territory_has_its_own_day(department, month, day):
    assert is_public_holiday(department, date(2026, month, day))
    assert not is_public_holiday("75", date(2026, month, day))


@pytest.mark.parametrize("department", ["975", "984"])
def test_territories_without_a_day_of_their_own_follow_the_mainland(department):
    assert public_holidays(department, 2026) == MAINLAND_2026


def test_an_ordinary_day_is_ordinary_everywhere():
    assert not any(is_public_holiday(d, date(2026, 9, 15)) for d in ["48", "57", "971", "974", "987"])


def test_starting_the_product_does_not_load_every_country_of_the_world():
    program = "import sys, services.hours.grains; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
