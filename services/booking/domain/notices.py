"""What people are told about their appointments: short French sentences, never the reason of the visit.

A text message is read by whoever holds the phone; so it says when, where and the reference, and no more.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from services.booking.domain.identity import PatientIdentity
from services.booking.domain.phones import receives_texts
from services.booking.domain.sentence_words import day_fr
from services.hours.zones import zone_info

_CLOCKS = {
    "Europe/Paris": "de Paris",
    "America/Guadeloupe": "de la Guadeloupe",
    "America/Martinique": "de la Martinique",
    "America/Cayenne": "de la Guyane",
    "Indian/Reunion": "de La Réunion",
    "America/Miquelon": "de Saint-Pierre-et-Miquelon",
    "Indian/Mayotte": "de Mayotte",
    "America/St_Barthelemy": "de Saint-Barthélemy",
    "America/Marigot": "de Saint-Martin",
    "Pacific/Wallis": "de Wallis-et-Futuna",
    "Pacific/Tahiti": "de Tahiti",
    "Pacific/Gambier": "des Gambier",
    "Pacific/Marquesas": "des Marquises",
    "Pacific/Noumea": "de la Nouvelle-Calédonie",
}


class NoticeKind(StrEnum):
    """What a notice tells."""

    CONFIRMED = "confirmed"
    MOVED = "moved"
    CANCELLED = "cancelled"
    OFFERED = "offered"
    PROPOSED = "proposed"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True)
class Notice:
    """One message to one person. `channel` is sms, email or print."""

    id: str
    appointment_id: str
    kind: str
    channel: str
    to: str = field(repr=False)
    text: str = field(repr=False)
    created_at: datetime
    attempts: int = 0


def channel_for(identity: PatientIdentity) -> tuple[str, str]:
    """The one channel that reaches this person, and its address: text, else e-mail, else paper by hand."""
    if receives_texts(identity.phone):
        return "sms", identity.phone
    if identity.email:
        return "email", identity.email
    return "print", identity.phone


def spoken(at: datetime, zone: str) -> str:
    """`mardi 24 novembre à 14 h 35`, on the clock of `zone`."""
    local = at.astimezone(zone_info(zone))
    return f"{day_fr(local)} à {local.hour} h {local.minute:02d}"


def clock_of(zone: str) -> str:
    """`heure de Paris`, `heure de La Réunion`: whose clock a time is on."""
    return f"heure {_CLOCKS[zone]}" if zone in _CLOCKS else "heure locale"


def sentence(
    kind: NoticeKind, reference: str, *, place: str | None, start: str, until: str = "", reason: str = ""
) -> str:
    """The words of a notice. `start` and `until` come from `spoken`; `place` is "" at home, None when it
    cannot be told.
    """
    visit = start if place is None else f"{start}, {place or 'chez vous'}"
    tail = f" Référence : {reference}."
    change = "Pour le changer, donnez la référence là où vous l'avez pris."
    answer = f"Répondez avant {until}, avec la référence, là où vous avez pris rendez-vous."
    words = {
        NoticeKind.CONFIRMED: f"Votre rendez-vous est confirmé : {visit}. {change}",
        NoticeKind.MOVED: f"Votre rendez-vous est déplacé : {visit}. {change}",
        NoticeKind.CANCELLED: f"Votre rendez-vous du {start} est annulé.",
        NoticeKind.OFFERED: f"Un créneau s'est libéré : {visit}. {answer}",
        NoticeKind.PROPOSED: (
            f"{reason} Nous vous gardons un autre créneau : {visit}. À vous de choisir :"
            f" sans réponse, vous gardez l'ancien. {answer}"
        ),
        NoticeKind.GIVEN_UP: "Plusieurs créneaux sont restés sans réponse : votre attente est close.",
    }
    return words[kind] + tail


REASONS = {
    "CABIN_SILENT": "La cabine de votre rendez-vous ne répond plus pour l'instant.",
    "EQUIPMENT_BROKEN": (
        "Un appareil de votre rendez-vous est en panne : la personne sur place ne pourra peut-être pas faire"
        " cette mesure."
    ),
}
