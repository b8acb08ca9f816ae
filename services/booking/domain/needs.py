"""Why people come, where each reason may be looked after, and what must be asked first."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from services.booking.domain.modes import Mode
from services.booking.domain.need_search import best_matches
from services.booking.domain.situation import AgeBand
from services.platform.refusals import Invalid

EQUIPMENT = frozenset(
    {
        "ecg_12_lead",
        "blood_pressure",
        "otoscope",
        "stethoscope",
        "oximeter",
        "thermometer",
        "scale",
        "audiometer",
        "dermatoscope",
        "glucometer",
        "camera",
    }
)
PATHOLOGIES = frozenset({"heart_failure", "respiratory_failure", "diabetes", "kidney_disease", "implant"})
CATEGORIES = (
    "symptom",
    "follow_up",
    "care_act",
    "prevention",
    "women_and_family",
    "mind",
    "paperwork",
    "daily_life",
)
HELPERS = ("none", "useful", "needed")
EMERGENCY_CALLS = frozenset({"15", "112", "114", "3114", "119", "3919", "17"})
PRACTITIONER_MODES = frozenset({Mode.CABIN, Mode.ASSISTED_VIDEO, Mode.HOME_VIDEO, Mode.IN_PERSON})
IPA_SPECIALITIES = ("SI01", "SI02", "SI03", "SI04", "SI05")
_NAMES_114 = re.compile(r"\b114\b")
LONGEST_ID = 80
"""Characters of an id of the catalogue; no sense is made of anything longer."""

# TRE_R38 (doctors SM01 to SM95) and the professions of TRE_G15 that need no speciality.
PRACTITIONER_CODES = frozenset(f"SM{number:02d}" for number in range(1, 96)) | {
    "G15-21",  # pharmacist
    "G15-40",  # dentist
    "G15-50",  # midwife
    "G15-70",  # physiotherapist
    "G15-80",  # podiatrist
}

_BAND_MONTHS: dict[AgeBand, tuple[int, int]] = {
    AgeBand.UNDER_3_MONTHS: (0, 3),
    AgeBand.UNDER_6: (3, 72),
    AgeBand.FROM_6_TO_15: (72, 192),
    AgeBand.FROM_16_TO_64: (192, 780),
    AgeBand.FROM_65_TO_79: (780, 960),
    AgeBand.FROM_80: (960, 1800),
}


@dataclass(frozen=True, slots=True)
class RedFlag:
    """A yes/no question; a yes means "call this number now" and never a booking."""

    id: str
    fr: str
    en: str
    call: str
    sentence_fr: str
    sentence_en: str
    source: str


@dataclass(frozen=True, slots=True)
class Need:
    """One reason to come. `specialities` are alternatives, the usual one first; `age_max_years` is included.

    `visit_fr` and `visit_en` end "a nurse comes to", empty for an examination.
    `too_young_red_flag` is the flag that being under `age_min_months` raises by itself, where there is one.
    """

    id: str
    fr: str
    en: str
    fr_plain: str
    category: str
    words_fr: tuple[str, ...]
    modes: frozenset[Mode]
    specialities: tuple[str, ...]
    ipa_specialities: tuple[str, ...]
    equipment: Mapping[Mode, frozenset[str]]
    time_frame_hours: int
    duration_minutes: int
    helper: str
    red_flags: tuple[str, ...]
    sources: tuple[str, ...]
    telemonitoring: str = ""
    age_min_months: int = 0
    age_max_years: int | None = None
    too_young_red_flag: str = ""
    sick_note: bool = False
    visit_fr: str = ""
    visit_en: str = ""

    def equipment_for(self, mode: Mode) -> frozenset[str]:
        """The instruments that must be there and work in this mode; empty where none is needed."""
        return self.equipment.get(mode, frozenset())

    def admits(self, band: AgeBand) -> bool:
        """Whether some age of the band is within the limits; an unknown age always is."""
        if band is AgeBand.UNKNOWN:
            return True
        youngest, past_oldest = _BAND_MONTHS[band]
        limit = None if self.age_max_years is None else (self.age_max_years + 1) * 12
        return past_oldest > self.age_min_months and (limit is None or youngest < limit)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All needs of one version of the file. `version` is the file's own plus a hash of its content."""

    version: str
    validated: bool
    validated_by: str
    statement_fr: str
    statement_en: str
    silent_call_fr: str
    silent_call_en: str
    needs: Mapping[str, Need]
    red_flags: Mapping[str, RedFlag]
    universal_red_flags: tuple[str, ...]
    equivalents: Mapping[str, tuple[str, ...]]

    def need(self, need_id: str) -> Need:
        """The need of that id, or a refusal that names the nearest ones."""
        found = self.needs.get(need_id)
        if found is None:
            words = need_id.replace("-", " ") if len(need_id) <= LONGEST_ID else ""
            near = ", ".join(need.id for need in self.search(words, limit=3))
            hint = f"; peut-être : {near}" if near else ""
            raise Invalid(
                "NEED_UNKNOWN",
                f"Ce motif n'existe pas ; choisissez-en un dans la liste des motifs{hint}.",
                field="need",
            )
        return found

    def red_flag(self, red_flag_id: str) -> RedFlag:
        """The question of that id, or a refusal."""
        found = self.red_flags.get(red_flag_id)
        if found is None:
            raise Invalid(
                "RED_FLAG_UNKNOWN",
                "Cette question de sécurité n'existe pas ; relisez les questions du motif.",
                field="red_flags",
            )
        return found

    def told(self, flag: RedFlag) -> tuple[str, str]:
        """What to do, in French and in English, with the call for who cannot speak, said once."""
        fr = (
            flag.sentence_fr
            if _NAMES_114.search(flag.sentence_fr)
            else f"{flag.sentence_fr} {self.silent_call_fr}"
        )
        en = (
            flag.sentence_en
            if _NAMES_114.search(flag.sentence_en)
            else f"{flag.sentence_en} {self.silent_call_en}"
        )
        return fr, en

    def questions(self, need: Need) -> tuple[RedFlag, ...]:
        """What is asked before anything else: the need's own questions first, then everyone's, none twice."""
        ids = dict.fromkeys((*need.red_flags, *self.universal_red_flags))
        return tuple(self.red_flags[red_flag_id] for red_flag_id in ids)

    def raised_by_age(self, need: Need, band: AgeBand) -> RedFlag | None:
        """The flag that the age alone raises, such as any fever under three months."""
        if not need.too_young_red_flag or band is AgeBand.UNKNOWN:
            return None
        below = _BAND_MONTHS[band][1] <= need.age_min_months
        return self.red_flags[need.too_young_red_flag] if below else None

    def first_raised(
        self, answered_yes: Iterable[str], need: Need | None = None, band: AgeBand = AgeBand.UNKNOWN
    ) -> RedFlag | None:
        """The flag that decides whom to call, raised by an answer or by the age alone: medical help comes
        first. An id that is not known is refused only where no known one is raised: it must not hide it.
        """
        raised: list[RedFlag] = []
        unknown = None
        for red_flag_id in answered_yes:
            if red_flag_id in self.red_flags:
                raised.append(self.red_flags[red_flag_id])
            else:
                unknown = red_flag_id
        by_age = self.raised_by_age(need, band) if need else None
        if by_age is not None:
            raised.append(by_age)
        if not raised and unknown is not None:
            self.red_flag(unknown)
        return min(raised, key=lambda flag: flag.call not in {"15", "112"}, default=None)

    def competences(self, need: Need) -> tuple[str, ...]:
        """Every code that may act as the remote or in-person practitioner, the usual ones first."""
        wanted = dict.fromkeys(need.specialities)
        for code in need.specialities:
            wanted.update(dict.fromkeys(self.equivalents.get(code, ())))
        return tuple(wanted)

    def search(self, text: str, limit: int = 8) -> tuple[Need, ...]:
        """Needs that the words fit, best first; accents, hyphens, plurals and small words do not matter."""
        phrases = {need.id: (need.fr, need.en, *need.words_fr) for need in self.needs.values()}
        return tuple(self.needs[need_id] for need_id in best_matches(text, phrases, limit))
