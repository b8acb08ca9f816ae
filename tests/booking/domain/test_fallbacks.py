import pytest

from services.booking.domain.fallbacks import fallback
from services.booking.domain.situation import AgeBand
from tests.booking.index.small_worlds import CATALOGUE


@pytest.mark.parametrize("need", CATALOGUE.needs.values(), ids=lambda need: need.id)
def test_there_is_always_a_number_to_call(need) -> None:
    for band in AgeBand:
        for platform in ("", "04 66 00 00 00"):
            left = fallback(need, band, platform)
            assert left.phone
            assert left.phone in left.sentence
            assert left.stand_by == need.admits(band)


def test_a_newborn_is_never_put_on_a_list() -> None:
    assert fallback(CATALOGUE.need("child-fever"), AgeBand.UNDER_3_MONTHS, "").phone == "15"


def test_help_with_daily_life_is_the_platform_s() -> None:
    assert (
        fallback(CATALOGUE.need("loss-of-autonomy"), AgeBand.FROM_80, "04 66 00 00 00").phone
        == "04 66 00 00 00"
    )
