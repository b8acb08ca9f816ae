"""What remains when nothing is proposed: the stand-by list where that makes sense, and a number."""

from services.booking.domain.needs import Need
from services.booking.domain.options import Fallback
from services.booking.domain.situation import AgeBand

MEDICAL_CALL = "15"  # the Samu also advises and finds a doctor on duty, everywhere and at any hour
PAPERWORK_CALL = "3939"  # national line of the public services (from memory, to be confirmed)
_NO_ILLNESS = frozenset({"paperwork", "daily_life"})


def fallback(need: Need, age_band: AgeBand, platform_phone: str) -> Fallback:
    """`platform_phone`: the number of the department's home-support platform, empty when there is none."""
    if not need.admits(age_band):
        if age_band is AgeBand.UNDER_3_MONTHS:
            return Fallback(
                stand_by=False,
                phone=MEDICAL_CALL,
                sentence="Pour un bébé de moins de 3 mois, appelez le 15 : un médecin vous répond.",
            )
        return Fallback(
            stand_by=False,
            phone=MEDICAL_CALL,
            sentence=(
                "Ce motif n'est pas prévu pour cet âge : choisissez un autre motif ; "
                "si l'état vous inquiète, appelez le 15."
            ),
        )
    if need.category in _NO_ILLNESS:
        call = (
            f"l'aide à domicile de votre département au {platform_phone}"
            if platform_phone
            else f"Allô Service Public au {PAPERWORK_CALL}"
        )
        return Fallback(
            stand_by=True,
            phone=platform_phone or PAPERWORK_CALL,
            sentence=(
                "Rien n'est libre dans les quatre semaines : inscrivez-vous sur la liste d'attente, "
                f"ou appelez {call}."
            ),
        )
    return Fallback(
        stand_by=True,
        phone=MEDICAL_CALL,
        sentence=(
            "Rien n'est libre dans les quatre semaines : inscrivez-vous sur la liste d'attente, "
            "nous vous préviendrons. Si votre état s'aggrave, appelez le 15."
        ),
    )
