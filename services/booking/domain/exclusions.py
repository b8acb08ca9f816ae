"""Which of a need's modes are searched, and why the situation or the rules exclude the others."""

from collections.abc import Mapping

from services.booking.domain.modes import REMOTE, Mode
from services.booking.domain.needs import Need
from services.booking.domain.reasons import Reason
from services.booking.domain.rules import DayRules
from services.booking.domain.situation import AgeBand, Situation

# Modes in which nobody can write a sick note beyond the cap, were it the treating doctor: no doctor is there.
_WITHOUT_A_DOCTOR = frozenset({Mode.HOME_VISIT})


def excluded(situation: Situation, need: Need, rules: DayRules) -> Mapping[Mode, Reason]:
    """The need's modes that are not searched."""
    if not need.admits(situation.age_band):
        return dict.fromkeys(need.modes, Reason.AGE_NOT_SERVED)
    if in_person_only(situation.age_band, need, rules):
        return dict.fromkeys(need.modes - {Mode.IN_PERSON}, Reason.AGE_IN_PERSON_ONLY)
    found: dict[Mode, Reason] = {}
    for mode in need.modes:
        reason = _reason(mode, situation, need, rules)
        if reason is not None:
            found[mode] = reason
    return found


def in_person_only(age_band: AgeBand, need: Need, rules: DayRules) -> bool:
    """A symptom at an age at which a doctor must see and touch the patient."""
    return need.category == "symptom" and age_band in rules.in_person_only_age_bands


def remote_only_with_treating(situation: Situation) -> bool:
    """A long sick note is given from afar by the treating doctor or by nobody (LFSS 2024)."""
    return situation.long_sick_note


def helper_needed(situation: Situation, need: Need) -> bool:
    return situation.helper_wanted or need.helper == "needed"


def _reason(mode: Mode, situation: Situation, need: Need, rules: DayRules) -> Reason | None:
    if mode is Mode.HOME_VIDEO:
        if not situation.home_video_possible:
            return Reason.HOME_VIDEO_NOT_POSSIBLE
        if helper_needed(situation, need):
            return Reason.HELPER_WANTED
    if situation.long_sick_note:
        treating_may = bool(situation.treating_doctor_rpps) and rules.sick_note_cap_spares_treating_doctor
        if mode in _WITHOUT_A_DOCTOR or (mode in REMOTE and not treating_may):
            return Reason.LONG_SICK_NOTE
    if mode is Mode.TELEMONITORING and situation.existing_programme == need.telemonitoring:
        return Reason.ALREADY_FOLLOWED
    return None
