from itertools import product

from services.booking.domain.fallbacks import fallback
from services.booking.domain.situation import AgeBand
from tests.booking.index.small_worlds import CATALOGUE


def test_there_is_always_a_number_to_call() -> None:
    for need, band, platform in product(CATALOGUE.needs.values(), AgeBand, ("", "04 66 00 00 00")):
        left = fallback(need, band, platform)
        assert left.phone, need.id
        assert left.phone in left.sentence, need.id
        assert left.stand_by == need.admits(band), need.id


def test_a_newborn_is_never_put_on_a_list() -> None:
    assert fallback(CATALOGUE.need("child-fever"), AgeBand.UNDER_3_MONTHS, "").phone == "15"


def test_help_with_daily_life_is_the_platform_s() -> None:
    assert (
        fallback(CATALOGUE.need("loss-of-autonomy"), AgeBand.FROM_80, "04 66 00 00 00").phone
        == "04 66 00 00 00"
    )
