"""Nothing proposed is never a dead end, and no list is promised where waiting cannot help."""

from itertools import product

from services.booking.domain.fallbacks import fallback
from services.booking.domain.options import Fallback
from services.booking.domain.situation import AgeBand
from tests.booking.index.small_worlds import CATALOGUE

PLATFORM = "04 66 00 00 00"


def left(need_id: str, band: AgeBand = AgeBand.UNKNOWN, **told: object) -> Fallback:
    usual = {"may_pass": True, "in_person_only": False, "platform_phone": "", "out_of_hours": False}
    return fallback(CATALOGUE.need(need_id), band, **{**usual, **told})


def test_there_is_always_a_number_to_call() -> None:
    for need, band, phone, passes, by_night in product(
        CATALOGUE.needs.values(), AgeBand, ("", PLATFORM), (True, False), (True, False)
    ):
        found = left(need.id, band, may_pass=passes, platform_phone=phone, out_of_hours=by_night)
        assert found.phone, need.id
        assert found.phone in found.sentence, need.id
        assert found.stand_by == (need.admits(band) and passes), need.id
        assert ("liste d'attente" in found.sentence) == found.stand_by, need.id


def test_where_nothing_is_in_reach_no_list_is_promised() -> None:
    island = left("ear-pain", may_pass=False)
    assert not island.stand_by
    assert island.sentence.startswith("Aucune offre n'est à votre portée")
    assert "en cas d'urgence" in island.sentence


def test_15_is_for_symptoms_and_emergencies() -> None:
    assert left("ear-pain", out_of_hours=True).phone == "15"
    assert left("contraception", out_of_hours=True).phone == "116 117"
    alone = left("contraception")
    assert "votre médecin ou à votre pharmacie ; en cas d'urgence seulement, appelez le 15" in alone.sentence
    assert left("sick-note", platform_phone=PLATFORM).phone != PLATFORM
    assert left("help-with-a-form").phone == "3939"


def test_a_newborn_is_never_put_on_a_list() -> None:
    assert left("child-fever", AgeBand.UNDER_3_MONTHS).phone == "15"
    ear = left("ear-pain", AgeBand.UNDER_3_MONTHS, in_person_only=True)
    assert (ear.stand_by, ear.phone) == (False, "15")


def test_help_with_daily_life_is_the_platform_s() -> None:
    assert left("loss-of-autonomy", AgeBand.FROM_80, platform_phone=PLATFORM).phone == PLATFORM
    assert left("memory-concern", AgeBand.FROM_80, platform_phone=PLATFORM).phone == PLATFORM
