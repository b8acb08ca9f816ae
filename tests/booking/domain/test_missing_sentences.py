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
