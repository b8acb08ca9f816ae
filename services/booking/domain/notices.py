"""What people are told about their appointments: short French sentences, never the reason of the visit.

A text message is read by whoever holds the phone; so it says when, where and the reference, and no more.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from services.booking.domain.identity import PatientIdentity
from services.booking.domain.phones import receives_texts
from services.hours.zones import zone_info

_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


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
    day = "1er" if local.day == 1 else str(local.day)
    return f"{_DAYS[local.weekday()]} {day} {_MONTHS[local.month - 1]} à {local.hour} h {local.minute:02d}"


def sentence(
    kind: NoticeKind, reference: str, *, place: str, start: str, until: str = "", reason: str = ""
) -> str:
    """The words of a notice. `start` and `until` come from `spoken`; `place` is "" at home."""
    where = f", {place}" if place else ", chez vous"
    visit = f"{start}{where}"
    tail = f" Référence : {reference}."
    words = {
        NoticeKind.CONFIRMED: f"Votre rendez-vous est confirmé : {visit}.",
        NoticeKind.MOVED: f"Votre rendez-vous est déplacé : {visit}.",
        NoticeKind.CANCELLED: "Votre rendez-vous est annulé.",
        NoticeKind.OFFERED: f"Un créneau s'est libéré : {visit}. Répondez avant {until}.",
        NoticeKind.PROPOSED: (
            f"{reason} Nous vous gardons un autre créneau : {visit}. Répondez avant {until} ;"
            " sans réponse, votre rendez-vous reste inchangé."
        ),
        NoticeKind.GIVEN_UP: "Plusieurs créneaux sont restés sans réponse : votre attente est close.",
    }
    return words[kind] + tail


REASONS = {
    "CABIN_SILENT": "La cabine de votre rendez-vous ne répond plus.",
    "EQUIPMENT_BROKEN": "Un appareil nécessaire à votre rendez-vous est en panne.",
}
