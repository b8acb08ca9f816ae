import pytest

from services.booking.domain.candidates import Absence
from services.booking.domain.missing_sentences import missing
from services.booking.domain.modes import Mode
from services.booking.domain.reasons import Reason


@pytest.mark.parametrize("mode", list(Mode))
def test_every_reason_of_every_mode_has_a_sentence(mode: Mode) -> None:
    for reason in Reason:
        shown = missing(Absence(mode, reason.name, "Pharmacie du Pont", 65, "04 66 00 00 00"))
        assert shown.reason == reason.name
        assert shown.sentence.endswith("."), reason
        assert "{" not in shown.sentence, reason
        assert len(shown.sentence) < 160, reason


def test_a_place_by_phone_is_named_with_its_number() -> None:
    shown = missing(Absence(Mode.CABIN, "BY_PHONE_ONLY", "Pharmacie du Pont", 12, "04 66 00 00 00"))
    assert "Pharmacie du Pont ne prend rendez-vous que par téléphone au 04 66 00 00 00" in shown.sentence


def test_people_do_not_close_and_ways_are_no_times_of_day() -> None:
    nurse = missing(Absence(Mode.HOME_VISIT, "CLOSED", "Iris Merle", 20))
    assert nurse.sentence == (
        "Visite d'une infirmière : Iris Merle ne travaille pas durant les quatre semaines à venir."
    )
    far = missing(Absence(Mode.CABIN, "CABINS_FULL", "Pharmacie du Pont", 77), without_car=True)
    assert "Pharmacie du Pont, à 1 heure 17 de trajet, est complète" in far.sentence
