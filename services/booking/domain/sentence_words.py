"""The words that sentences to patients are made of, in French and in English: times, instruments, people."""

from collections.abc import Collection, Iterable, Mapping
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
    "ecg_12_lead": ("un électrocardiogramme", "12-lead ECG"),
    "blood_pressure": ("un tensiomètre", "blood-pressure monitor"),
    "otoscope": ("un otoscope", "otoscope"),
    "stethoscope": ("un stéthoscope", "stethoscope"),
    "oximeter": ("un oxymètre", "oximeter"),
    "thermometer": ("un thermomètre", "thermometer"),
    "scale": ("une balance", "scale"),
    "audiometer": ("un audiomètre", "audiometer"),
    "dermatoscope": ("un dermatoscope", "dermatoscope"),
    "glucometer": ("un lecteur de glycémie", "glucometer"),
    "camera": ("une caméra d'examen", "examination camera"),
}
# Said instead where the list is short enough to bear it.
_PLAIN_FR: Mapping[str, str] = {"otoscope": "un appareil pour regarder l'oreille"}
_SHORT_LIST = 2

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
# TRE_R38 codes of the needs and of what counts as them; a reform left several codes for one speciality.
_PEOPLE: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(GENERAL_PRACTICE, ("un médecin généraliste", "a GP")),
    **dict.fromkeys(("SM04", "SM73", "SM79", "SM80", "SM81"), ("un cardiologue", "a cardiologist")),
    "SM07": ("un chirurgien du visage et de la bouche", "a face and mouth surgeon"),
    "SM15": ("un dermatologue", "a dermatologist"),
    **dict.fromkeys(("SM16", "SM62"), ("un endocrinologue", "an endocrinologist")),
    "SM18": ("un gériatre", "a geriatrician"),
    **dict.fromkeys(("SM19", "SM20", "SM51", "SM52"), ("un gynécologue", "a gynaecologist")),
    "SM24": ("un gastro-entérologue", "a gastroenterologist"),
    **dict.fromkeys(("SM30", "SM83"), ("un néphrologue", "a kidney doctor")),
    **dict.fromkeys(("SM32", "SM84"), ("un neurologue", "a neurologist")),
    "SM33": ("un neuropsychiatre", "a neuropsychiatrist"),
    **dict.fromkeys(("SM35", "SM36"), ("un cancérologue", "a cancer doctor")),
    **dict.fromkeys(("SM38", "SM85"), ("un ophtalmologue", "an ophthalmologist")),
    **dict.fromkeys(("SM34", "SM39", "SM86"), ("un ORL", "an ear, nose and throat doctor")),
    **dict.fromkeys(("SM40", "SM88", "SM89"), ("un pédiatre", "a paediatrician")),
    **dict.fromkeys(("SM41", "SM91"), ("un pneumologue", "a lung doctor")),
    **dict.fromkeys(("SM42", "SM93"), ("un psychiatre", "a psychiatrist")),
    **dict.fromkeys(("SM43", "SM92"), ("un psychiatre pour enfants et adolescents", "a child psychiatrist")),
    "SM48": ("un rhumatologue", "a rheumatologist"),
    **dict.fromkeys(("SM50", "SM56"), ("un spécialiste de la bouche", "a mouth specialist")),
    "SM57": ("un allergologue", "an allergist"),
    "SM58": ("un spécialiste des maladies infectieuses", "an infectious-disease doctor"),
    "SM61": ("un spécialiste des vaisseaux", "a blood-vessel doctor"),
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


def day_fr(local: datetime) -> str:
    """`lundi 23 novembre`, `vendredi 1er mai`."""
    number = "1er" if local.day == 1 else str(local.day)
    return f"{_DAYS_FR[local.weekday()]} {number} {_MONTHS_FR[local.month - 1]}"


def when_fr(start: datetime, today: datetime) -> str:
    """`à 14 h 20` today, `demain à 9 h`, `lundi 23 novembre à 9 h` on another day. Both local times."""
    clock = f"à {start.hour} h {start.minute:02d}" if start.minute else f"à {start.hour} h"
    match (start.date() - today.date()).days:
        case 0:
            return clock
        case 1:
            return f"demain {clock}"
    return f"{day_fr(start)} {clock}"


def when_en(start: datetime, today: datetime) -> str:
    """`at 14:20`, `tomorrow at 09:00` or `on Monday 23 November at 09:00`."""
    clock = f"at {start.hour:02d}:{start.minute:02d}"
    match (start.date() - today.date()).days:
        case 0:
            return clock
        case 1:
            return f"tomorrow {clock}"
    return f"on {_DAYS_EN[start.weekday()]} {start.day} {_MONTHS_EN[start.month - 1]} {clock}"


def way_fr(minutes: int, *, without_car: bool = False) -> str:
    """`à 12 minutes de route`, `à 1 heure 05 de trajet`: never to be taken for a time of day."""
    if not minutes:
        return "tout près de chez vous"
    hours, rest = divmod(minutes, 60)
    if not hours:
        lasting = f"{rest} minute{'s' if rest > 1 else ''}"
    else:
        lasting = f"{hours} heure{'s' if hours > 1 else ''}" + (f" {rest:02d}" if rest else "")
    return f"à {lasting} de {'trajet' if without_car else 'route'}"


def listed(words: Iterable[str], conjunction: str) -> str:
    """`a`, `a et b`, `a, b et c`."""
    *first, last = words
    return f"{', '.join(first)} {conjunction} {last}" if first else last


def instruments_fr(codes: Collection[str]) -> str:
    """Instruments with their articles."""
    plain = _PLAIN_FR if len(codes) <= _SHORT_LIST else {}
    return listed((plain.get(code, INSTRUMENTS[code][0]) for code in sorted(codes)), "et")


def instruments_en(codes: Iterable[str]) -> str:
    return listed((INSTRUMENTS[code][1] for code in sorted(codes)), "and")


def capitalised(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
