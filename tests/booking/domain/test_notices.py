"""A notice is read on a small screen by whoever holds the phone: when, where, and how to answer."""

from services.booking.domain.notices import REASONS, NoticeKind, clock_of, sentence
from services.territory.zones import zone_of_commune

START, UNTIL = "mardi 24 novembre à 14 h 35", "lundi 23 novembre à 18 h 00"


def told(kind: NoticeKind, reason: str = "") -> str:
    return sentence(kind, "7K3M-Q0TZ", place="Pharmacie du Pont", start=START, until=UNTIL, reason=reason)


def test_a_cancelled_visit_has_a_date() -> None:
    assert "du mardi 24 novembre à 14 h 35 est annulé" in told(NoticeKind.CANCELLED)


def test_how_to_answer_is_said() -> None:
    for kind in (NoticeKind.OFFERED, NoticeKind.PROPOSED):
        assert f"Répondez avant {UNTIL}, avec la référence, là où vous avez pris" in told(kind)
    for kind in NoticeKind:
        assert told(kind).endswith("Référence : 7K3M-Q0TZ.")


def test_a_broken_instrument_is_not_called_unchanged() -> None:
    text = told(NoticeKind.PROPOSED, REASONS["EQUIPMENT_BROKEN"])
    assert "inchangé" not in text
    assert "ne pourra peut-être pas faire cette mesure" in text
    assert "À vous de choisir" in text


def test_clocks_have_french_names() -> None:
    assert clock_of("Europe/Paris") == "heure de Paris"
    assert clock_of(zone_of_commune("97411")) == "heure de La Réunion"
    assert clock_of("Antarctica/DumontDUrville") == "heure locale"
