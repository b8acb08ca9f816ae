"""Who an appointment is for. Kept apart from everything else, so that nothing else can leak it.

A refusal names the field at fault and never repeats what was written in it.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from services.booking.domain.phones import normalised_phone
from services.platform.refusals import Invalid

LONGEST_NAME = 80
OLDEST_YEARS = 130
FURTHEST_EAST = timedelta(hours=12)  # a child born today in Wallis is born tomorrow in UTC
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_EMAIL = re.compile(r"[^@\s\"<>(),;:\\\[\]]{1,64}@(?=.{4,190}$)([^\W_]([\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,63}")
_SENTENCES = {
    "given_name": "Écrivez le prénom, de 1 à 80 caractères.",
    "family_name": "Écrivez le nom de famille, de 1 à 80 caractères.",
    "birth_date": "Écrivez la date de naissance ainsi : 1946-03-17 (année-mois-jour).",
    "phone": "Écrivez un numéro de téléphone où vous joindre, par exemple 06 12 34 56 78.",
    "email": "Vérifiez l'adresse électronique, ou laissez la case vide.",
}


@dataclass(frozen=True, slots=True)
class PatientIdentity:
    """Values as kept: trimmed names, E.164 phone, lower-case e-mail ("" when there is none)."""

    given_name: str = field(repr=False)
    family_name: str = field(repr=False)
    birth_date: date = field(repr=False)
    phone: str = field(repr=False)
    email: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class IdentityForm:
    """The same as somebody typed it."""

    given_name: str = field(repr=False)
    family_name: str = field(repr=False)
    birth_date: str = field(repr=False)
    phone: str = field(repr=False)
    email: str = field(default="", repr=False)

    def checked(self, now: datetime) -> PatientIdentity:
        """The identity as kept, or the refusal `IDENTITY_INVALID` with the first field at fault."""
        return PatientIdentity(
            given_name=_name("given_name", self.given_name),
            family_name=_name("family_name", self.family_name),
            birth_date=_birth_date(self.birth_date, (now + FURTHEST_EAST).date()),
            phone=_phone(self.phone),
            email=_email(self.email),
        )


def _invalid(name: str) -> Invalid:
    return Invalid("IDENTITY_INVALID", _SENTENCES[name], field=name)


def _name(name: str, text: str) -> str:
    # Surrogates, control and format characters could turn a printed name around or break a text message.
    if len(text) > 4 * LONGEST_NAME or any(unicodedata.category(character)[0] == "C" for character in text):
        raise _invalid(name)
    kept = " ".join(unicodedata.normalize("NFC", text).split())
    if not 1 <= len(kept) <= LONGEST_NAME or not any(character.isalpha() for character in kept):
        raise _invalid(name)
    return kept


def parsed_birth_date(text: str) -> date | None:
    """The day written as `1946-03-17`, or None."""
    if not text.isascii() or not _ISO_DATE.fullmatch(text.strip()):
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _birth_date(text: str, today: date) -> date:
    day = parsed_birth_date(text)
    if day is None or day > today or (today.year - day.year) > OLDEST_YEARS:
        raise _invalid("birth_date")
    return day


def _phone(text: str) -> str:
    phone = normalised_phone(text)
    if phone is None:
        raise _invalid("phone")
    return phone


def _email(text: str) -> str:
    kept = text.strip()
    if not kept:
        return ""
    if len(kept) > 254 or ".." in kept or not _EMAIL.fullmatch(kept):
        raise _invalid("email")
    return kept.lower()
