"""Who may wait for a freed slot: nobody whom waiting would harm, nobody for whom no slot would come."""

from collections.abc import Iterable

from services.booking.domain.needs import Catalogue, Need
from services.booking.domain.situation import AgeBand, Situation
from services.platform.refusals import Conflict, Invalid


def refuse_emergency(catalogue: Catalogue, red_flags: Iterable[str], need_id: str, age_band: AgeBand) -> None:
    """Refuses EMERGENCY, with whom to call, when a red flag is answered with yes or raised by age alone."""
    flag = catalogue.first_raised(red_flags, catalogue.needs.get(need_id), age_band)
    if flag is not None:
        raise Conflict("EMERGENCY", catalogue.told(flag)[0], call=flag.call)


def need_to_wait_for(catalogue: Catalogue, situation: Situation) -> Need:
    """The need, when one may wait for it. Refuses EMERGENCY, NEED_UNKNOWN, AGE_NOT_SERVED."""
    refuse_emergency(catalogue, situation.red_flags, situation.need_id, situation.age_band)
    need = catalogue.need(situation.need_id)
    if not need.admits(situation.age_band):
        raise Invalid(
            "AGE_NOT_SERVED",
            "Ce motif n'est pas prévu pour cet âge : choisissez un autre motif ; "
            "si l'état vous inquiète, appelez le 15.",
            field="age_band",
        )
    return need
