"""One more thing to know beside an answer, in plain French; nothing mostly."""

from services.booking.domain.question import FARTHEST_MINUTES


def treating_doctor_notice(ways: tuple[int | None, ...]) -> str:
    """Why the treating doctor is not proposed. `ways`: minutes to each place where they work, None where no
    road goes; empty where the directory does not know them.
    """
    if not ways:
        return (
            "Le médecin traitant indiqué n'est pas dans notre annuaire : "
            "vérifiez son numéro, ou appelez son cabinet."
        )
    if all(minutes is None or minutes > FARTHEST_MINUTES for minutes in ways):
        return "Votre médecin traitant est à plus de deux heures d'ici : il n'est pas proposé."
    return "Votre médecin traitant n'a pas de créneau ici pour ce motif : appelez son cabinet."


def infant_notice() -> str:
    """Beside a visit in person for a symptom, at an age at which nothing else is proposed."""
    return "À cet âge, n'attendez pas si l'état vous inquiète : appelez le 15."
