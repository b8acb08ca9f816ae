"""What remains when nothing is proposed: the stand-by list where waiting can help, and a number always."""

from services.booking.domain.modes import Mode
from services.booking.domain.needs import Need
from services.booking.domain.options import Fallback
from services.booking.domain.situation import AgeBand

MEDICAL_CALL = "15"  # the Samu also advises and finds a doctor on duty, everywhere and at any hour
OUT_OF_HOURS_CALL = "116 117"
PAPERWORK_CALL = "3939"  # national line of the public services (from memory, to be confirmed)
_NO_ILLNESS = frozenset({"paperwork", "daily_life"})
_HELP = frozenset({Mode.HOME_SUPPORT, Mode.DIGITAL_HELP})


def fallback(
    need: Need,
    age_band: AgeBand,
    *,
    may_pass: bool,
    in_person_only: bool,
    platform_phone: str,
    out_of_hours: bool,
) -> Fallback:
    """`may_pass`: somebody in reach is only full or closed for now, so the stand-by list makes sense;
    `in_person_only`: the age allows nothing else; `platform_phone`: the number of the department's
    home-support platform, empty when there is none; `out_of_hours`: 116 117 answers in the department.
    """
    if not need.admits(age_band) or in_person_only:
        return Fallback(stand_by=False, phone=MEDICAL_CALL, sentence=_of_age(age_band, in_person_only))
    state = (
        "Rien n'est libre dans les quatre semaines : inscrivez-vous sur la liste d'attente, "
        "nous vous préviendrons."
        if may_pass
        else "Aucune offre n'est à votre portée sur ce portail."
    )
    phone, advice = _whom_to_call(need, platform_phone, out_of_hours)
    return Fallback(stand_by=may_pass, phone=phone, sentence=f"{state} {advice}")


def _of_age(age_band: AgeBand, in_person_only: bool) -> str:
    if age_band is AgeBand.UNDER_3_MONTHS:
        return "Pour un bébé de moins de 3 mois, appelez le 15 : un médecin vous répond."
    if in_person_only:
        return "À cet âge, appelez le 15 : un médecin vous répond."
    return (
        "Ce motif n'est pas prévu pour cet âge : choisissez un autre motif ; "
        "si l'état vous inquiète, appelez le 15."
    )


def _whom_to_call(need: Need, platform_phone: str, out_of_hours: bool) -> tuple[str, str]:
    """The number, and a sentence that names it."""
    if platform_phone and (Mode.HOME_SUPPORT in need.modes or need.category == "daily_life"):
        return platform_phone, f"Appelez l'aide à domicile de votre département au {platform_phone}."
    if need.category in _NO_ILLNESS and need.modes & _HELP:
        return PAPERWORK_CALL, f"Appelez Allô Service Public au {PAPERWORK_CALL}."
    seen = "Parlez-en à votre médecin ou à votre pharmacie"
    if need.category == "symptom":
        return MEDICAL_CALL, f"{seen} ; en cas d'urgence ou si votre état s'aggrave, appelez le 15."
    if out_of_hours:
        return (
            OUT_OF_HOURS_CALL,
            f"{seen} ; le soir et le week-end, appelez le 116 117 ; en cas d'urgence, le 15.",
        )
    return MEDICAL_CALL, f"{seen} ; en cas d'urgence seulement, appelez le 15."
