"""Why a mode is not proposed, in one French sentence that says what the reason is about and what helps."""

from collections.abc import Mapping

from services.booking.domain.candidates import Absence
from services.booking.domain.modes import Mode
from services.booking.domain.options import MissingMode
from services.booking.domain.reasons import Reason
from services.booking.domain.sentence_words import way_fr

_MODES: Mapping[Mode, str] = {
    Mode.CABIN: "Cabine",
    Mode.HOME_VISIT: "Visite d'une infirmière",
    Mode.ASSISTED_VIDEO: "Vidéo avec une infirmière chez vous",
    Mode.HOME_VIDEO: "Vidéo chez vous",
    Mode.IN_PERSON: "Au cabinet",
    Mode.TELEMONITORING: "Suivi à distance",
    Mode.HOME_SUPPORT: "Aide à domicile",
    Mode.DIGITAL_HELP: "Aide aux démarches",
}

# {place} is « the nearest place », {way} the way to it (à 12 minutes de route), {call} its number when it is
# known, {shut} what it is to be closed for a place or for a person.
_SENTENCES: Mapping[Reason, str] = {
    Reason.TOO_FAR: "rien à moins de deux heures de trajet",
    Reason.NO_NURSE_IN_ZONE: "aucune infirmière en pratique avancée ne couvre votre commune",
    Reason.NO_PROGRAMME_HERE: "aucun programme pour ce suivi dans votre département",
    Reason.NO_PLATFORM_HERE: "aucune plateforme connue dans votre département",
    Reason.NO_REMOTE_PRACTITIONER: "aucun praticien ne consulte à distance sur ce portail pour ce motif",
    Reason.NO_CABIN_EQUIPPED: "la plus proche, {place}, {way}, n'a pas les instruments nécessaires",
    Reason.NO_NURSE_OF_SPECIALITY: "les infirmières de votre secteur n'ont pas cette spécialité",
    Reason.NURSE_NOT_EQUIPPED: "les infirmières de votre secteur n'ont pas les instruments nécessaires",
    Reason.CABIN_INSTRUMENT_BROKEN: "à {place} ({way}), un instrument nécessaire est en panne",
    Reason.NO_NEW_PATIENTS: "les praticiens à votre portée ne prennent pas de nouveaux patients",
    Reason.NOT_STEP_FREE: "{place} ({way}) n'est peut-être pas de plain-pied ; renseignez-vous{call}",
    Reason.NO_HELP_ON_SITE: "à {place} ({way}), personne n'est là pour aider",
    Reason.NO_COMMON_LANGUAGE: "personne à votre portée ne parle votre langue",
    Reason.NO_PRACTITIONER_SPEAKS: "aucun praticien à distance ne parle votre langue",
    Reason.IPA_NEEDS_ORIENTATION: "votre médecin traitant doit d'abord vous orienter vers cette infirmière",
    Reason.CABINS_NOT_CONNECTED: "{place}, {way}, n'est pas connectée en ce moment",
    Reason.NOT_CONNECTED: "« {place} » n'est pas relié à ce portail",
    Reason.BY_LINK_ONLY: "{place} ne se réserve que sur son propre site",
    Reason.BY_PHONE_ONLY: "{place} ne prend rendez-vous que par téléphone{call}",
    Reason.WALK_IN_ONLY: "{place}, {way}, reçoit sans rendez-vous{call}",
    Reason.CABINS_CLOSED: "{place}, {way}, est fermée durant les quatre semaines à venir",
    Reason.CLOSED: "{place} {shut} durant les quatre semaines à venir",
    Reason.OPEN_AT_NIGHT_ONLY: "« {place} » ne vous appellerait qu'entre 21 h et 7 h, heure de chez vous",
    Reason.CABINS_FULL: "{place}, {way}, est complète durant les quatre semaines à venir",
    Reason.FULL: "plus aucun créneau durant les quatre semaines à venir",
    Reason.NO_PRACTITIONER_FREE: "aucun praticien n'est libre à distance quand il le faudrait",
    Reason.AGE_NOT_SERVED: "ce motif n'est pas prévu pour cet âge",
    Reason.AGE_IN_PERSON_ONLY: "à cet âge, un médecin doit voir et toucher votre bébé ; pas à distance",
    Reason.LONG_SICK_NOTE: (
        "un arrêt de travail aussi long ne peut être donné à distance que par votre médecin traitant"
    ),
    Reason.HOME_VIDEO_NOT_POSSIBLE: "vous n'avez pas indiqué pouvoir faire une vidéo chez vous",
    Reason.HELPER_WANTED: "personne ne serait à vos côtés pour aider",
    Reason.ALREADY_FOLLOWED: "vous suivez déjà un programme ; appelez-le pour tout changement",
    Reason.LIST_FULL: "d'autres possibilités vous soignent plus tôt",
}


_SHUT: Mapping[Mode, str] = {
    Mode.HOME_VISIT: "ne travaille pas",
    Mode.ASSISTED_VIDEO: "ne travaille pas",
    Mode.IN_PERSON: "ne reçoit pas",
}
_FEMININE = frozenset({Mode.CABIN, Mode.HOME_VISIT, Mode.ASSISTED_VIDEO, Mode.HOME_SUPPORT})


def missing(absence: Absence, *, without_car: bool = False) -> MissingMode:
    """The absence as it is shown. `without_car`: so the way was counted."""
    nearest = "la plus proche" if absence.mode in _FEMININE else "le plus proche"
    sentence = _SENTENCES[Reason[absence.reason]].format(
        place=absence.place_name or nearest,
        way=way_fr(absence.minutes, without_car=without_car),
        shut=_SHUT.get(absence.mode, "est fermé"),
        call=f" au {absence.contact}" if absence.contact else "",
    )
    return MissingMode(absence.mode, absence.reason, f"{_MODES[absence.mode]} : {sentence}.")
