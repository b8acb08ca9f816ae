"""Understand a situation: resolve its words, or refuse the one that cannot be."""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from services.booking.domain.needs import PATHOLOGIES
from services.booking.domain.ranking import MOST_OPTIONS, USUAL_OPTIONS
from services.booking.domain.situation import Situation
from services.french_ids.check_digits import Standing
from services.french_ids.rpps import check_rpps
from services.hours.grains import GRAIN_MINUTES, GRAIN_SECONDS, HORIZON_DAYS, grain_of, horizon_end
from services.platform.refusals import Invalid
from services.territory.communes import Commune
from services.territory.gazetteer import Choice, Found, Gazetteer, Place
from services.territory.position import Position
from services.territory.travel import Spot, spot

GRACE = timedelta(minutes=GRAIN_MINUTES)  # clocks differ, and people take their time
_LANGUAGE = re.compile(r"[a-z]{2}")
_MOST_LANGUAGES = 5
_DEFAULT_LANGUAGES = ("fr",)


@dataclass(frozen=True, slots=True)
class Where:
    """The place that was understood, from which journeys start; `also`: what else the words can mean."""

    commune: Commune
    origin: Spot
    also: tuple[Commune, ...] = ()


def options_wanted(limit: int) -> int:
    """The number of options: 10 unless told; refuses what is not between 1 and 50."""
    if not 0 <= limit <= MOST_OPTIONS:
        raise Invalid(
            "LIMIT_INVALID",
            f"Demandez entre 1 et {MOST_OPTIONS} propositions.",
            field="limit",
            value=limit,
        )
    return limit or USUAL_OPTIONS


def earliest_grain(earliest: datetime, now: datetime) -> int:
    """The first whole grain from `earliest` on, and not before now. Refused from the end of the index on:
    nothing would be searched there, and "nothing is free" would not be true.
    """
    if earliest.utcoffset() is None:
        raise Invalid("TIME_WITHOUT_ZONE", "Indiquez l'heure avec son fuseau horaire.", field="earliest")
    if earliest < now - GRACE:
        raise Invalid(
            "TIME_IN_THE_PAST", "Cette date est passée ; choisissez un moment à venir.", field="earliest"
        )
    if earliest.timestamp() > (horizon_end(now) - 1) * GRAIN_SECONDS:
        raise Invalid(
            "TIME_BEYOND_HORIZON",
            f"Les rendez-vous s'ouvrent {HORIZON_DAYS} jours à l'avance ; choisissez une date plus proche.",
            field="earliest",
        )
    at = max(earliest, now)
    return grain_of(at + timedelta(seconds=GRAIN_SECONDS, microseconds=-1))


def place_of(gazetteer: Gazetteer, at: str) -> Where | Choice:
    """The place, or several to choose from; refuses words that mean none."""
    answer = gazetteer.find(at)
    if isinstance(answer, Found):
        return replace(where_of(answer.place), also=answer.also)
    if isinstance(answer, Choice):
        return answer
    near = ", ".join(label(commune) for commune in answer.suggestions)
    hint = f" Peut-être : {near}." if near else ""
    raise Invalid(
        answer.reason,
        f"Ce lieu n'est pas reconnu : donnez une commune, un code postal ou un code INSEE.{hint}",
        field="at",
        suggestions=near,
    )


def where_of(place: Place) -> Where:
    """The commune and the start of journeys. A position is taken to about a kilometre: enough for minutes
    on the road, and a decision that is kept cannot tell a house from its neighbours.
    """
    exact = place.position if place.exact else None
    rough = Position(round(exact.lat, 2), round(exact.lon, 2)) if exact else None
    return Where(place.commune, spot(place.commune, rough))


def label(commune: Commune) -> str:
    """`Le Buisson (48)`."""
    return f"{commune.name} ({commune.department})"


def languages_of(situation: Situation) -> tuple[str, ...]:
    """The patient's languages without doubles, French when none is named."""
    languages = tuple(dict.fromkeys(situation.languages))
    if len(languages) > _MOST_LANGUAGES or not all(_LANGUAGE.fullmatch(each) for each in languages):
        raise Invalid(
            "LANGUAGE_INVALID",
            "Donnez au plus cinq langues, chacune par son code de deux lettres (fr, en, ar…).",
            field="languages",
        )
    return languages or _DEFAULT_LANGUAGES


def check_ids(situation: Situation) -> None:
    """Refuse ids that can belong to nobody and nothing."""
    if situation.treating_doctor_rpps and _is_invalid(situation.treating_doctor_rpps):
        raise Invalid(
            "RPPS_INVALID",
            "Le numéro RPPS du médecin traitant compte onze chiffres ; vérifiez-le ou laissez-le vide.",
            field="treating_doctor_rpps",
        )
    if situation.existing_programme and situation.existing_programme not in PATHOLOGIES:
        raise Invalid(
            "PROGRAMME_UNKNOWN",
            "Ce programme de suivi n'est pas connu ; choisissez-en un dans la liste.",
            field="existing_programme",
        )


def _is_invalid(rpps: str) -> bool:
    return check_rpps(rpps).standing is Standing.INVALID
