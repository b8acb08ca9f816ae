"""The words that sentences to patients are made of, in French and in English: times, instruments, people."""

from collections.abc import Iterable, Mapping
from datetime import datetime

_DAYS_FR = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS_FR = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_DAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

INSTRUMENTS: Mapping[str, tuple[str, str]] = {
    "ecg_12_lead": ("ECG 12 dérivations", "12-lead ECG"),
    "blood_pressure": ("tensiomètre", "blood-pressure monitor"),
    "otoscope": ("otoscope", "otoscope"),
    "stethoscope": ("stéthoscope", "stethoscope"),
    "oximeter": ("oxymètre", "oximeter"),
    "thermometer": ("thermomètre", "thermometer"),
    "scale": ("balance", "scale"),
    "audiometer": ("audiomètre", "audiometer"),
    "dermatoscope": ("dermatoscope", "dermatoscope"),
    "glucometer": ("lecteur de glycémie", "glucometer"),
    "camera": ("caméra d'examen", "examination camera"),
}

SITES: Mapping[str, tuple[str, str]] = {
    "pharmacy": ("la pharmacie", "the pharmacy"),
    "town_hall": ("la mairie", "the town hall"),
    "station": ("la gare", "the station"),
    "post_office": ("le bureau de poste", "the post office"),
    "france_services": ("la maison France services", "the France services house"),
    "village_hall": ("la salle communale", "the village hall"),
    "health_centre": ("le centre de santé", "the health centre"),
    "msp": ("la maison de santé", "the health house"),
    "ehpad": ("la maison de retraite", "the care home"),
    "company": ("l'entreprise", "the company"),
}
UNKNOWN_SITE = ("la cabine", "the cabin")

GENERAL_PRACTICE = frozenset({"SM54", "SM26", "SM53"})
_PEOPLE: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(GENERAL_PRACTICE, ("un médecin généraliste", "a GP")),
    "SM04": ("un cardiologue", "a cardiologist"),
    "SM15": ("un dermatologue", "a dermatologist"),
    "SM38": ("un ophtalmologue", "an ophthalmologist"),
    "SM39": ("un ORL", "an ear, nose and throat doctor"),
    "SM40": ("un pédiatre", "a paediatrician"),
    "SM42": ("un psychiatre", "a psychiatrist"),
    "G15-21": ("un pharmacien", "a pharmacist"),
    "G15-40": ("un dentiste", "a dentist"),
    "G15-50": ("une sage-femme", "a midwife"),
    "G15-70": ("un kinésithérapeute", "a physiotherapist"),
    "G15-80": ("un pédicure-podologue", "a podiatrist"),
}
_SPECIALIST = ("un médecin spécialiste", "a specialist doctor")


def person(competence: str) -> tuple[str, str]:
    """Who a practitioner is, with an article: ("un pédiatre", "a paediatrician")."""
    return _PEOPLE.get(competence, _SPECIALIST)


def when_fr(start: datetime, asked: datetime) -> str:
    """`à 14 h 20` on the day that was asked for, `lundi 23 novembre à 9 h` on another. Both local times."""
    clock = f"à {start.hour} h {start.minute:02d}" if start.minute else f"à {start.hour} h"
    if start.date() == asked.date():
        return clock
    number = "1er" if start.day == 1 else str(start.day)
    return f"{_DAYS_FR[start.weekday()]} {number} {_MONTHS_FR[start.month - 1]} {clock}"


def when_en(start: datetime, asked: datetime) -> str:
    """`at 14:20`, or `on Monday 23 November at 09:00`."""
    clock = f"at {start.hour:02d}:{start.minute:02d}"
    if start.date() == asked.date():
        return clock
    return f"on {_DAYS_EN[start.weekday()]} {start.day} {_MONTHS_EN[start.month - 1]} {clock}"


def way_fr(minutes: int) -> str:
    """`12 min`, `1 h 05`."""
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02d}"


def listed(words: Iterable[str], conjunction: str) -> str:
    """`a`, `a et b`, `a, b et c`."""
    *first, last = words
    return f"{', '.join(first)} {conjunction} {last}" if first else last


def instruments_fr(codes: Iterable[str]) -> str:
    return listed((INSTRUMENTS[code][0] for code in sorted(codes)), "et")


def instruments_en(codes: Iterable[str]) -> str:
    return listed((INSTRUMENTS[code][1] for code in sorted(codes)), "and")


def capitalised(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
