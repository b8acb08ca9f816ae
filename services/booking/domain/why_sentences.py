"""Why an option is proposed, in one concrete sentence: how far, when, who, with what, and who helps."""

from dataclasses import dataclass
from datetime import datetime

from services.booking.domain.modes import Mode
from services.booking.domain.resources import Cabin, Practitioner, Programme, Resource
from services.booking.domain.sentence_words import (
    SITES,
    UNKNOWN_SITE,
    capitalised,
    instruments_en,
    instruments_fr,
    person,
    way_fr,
    when_en,
    when_fr,
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the sentence tells. `start` and `now` are local times of the place; `first` is the place, the
    nurse, the programme or the platform; `equipment` what the need asks for and is there; `visit` what a
    nurse comes to do, in French and in English, empty for an examination.
    """

    mode: Mode
    start: datetime
    now: datetime
    travel_minutes: int
    first: Resource
    practitioner: Resource | None
    equipment: frozenset[str]
    treating_doctor: bool
    without_car: bool = False
    visit: tuple[str, str] = ("", "")


def why_fr(proposal: Proposal) -> str:
    """One French sentence."""
    when = when_fr(proposal.start, proposal.now)
    far = way_fr(proposal.travel_minutes, without_car=proposal.without_car)
    who = "votre médecin traitant" if proposal.treating_doctor else _who(proposal)[0]
    tools = instruments_fr(proposal.equipment) if proposal.equipment else ""
    name = proposal.first.name
    match proposal.mode:
        case Mode.CABIN:
            ending = [f"{tools} en état de marche"] if tools else []
            ending += _help(proposal.first, "quelqu'un est là pour vous aider", "personne n'aide sur place")
            said = f"{far}, {_site(proposal.first)[0]} ouvre un créneau {when} avec {who} à distance"
            sentence = f"{said} ; {', '.join(ending)}" if ending else said
        case Mode.HOME_VISIT:
            brings = f" ; elle apporte : {tools}" if tools else ""
            comes = f"vient {proposal.visit[0] or 'vous examiner'}"
            sentence = f"chez vous {when} : une infirmière en pratique avancée {comes}{brings}"
        case Mode.ASSISTED_VIDEO:
            brings = f" avec {tools}" if tools else ""
            sentence = f"chez vous {when} : une infirmière vient{brings}, et {who} vous voit par vidéo"
        case Mode.HOME_VIDEO:
            sentence = f"chez vous {when} : {who} vous voit par vidéo, sans aucun trajet"
        case Mode.IN_PERSON:
            sentence = f"{far}, {who} vous reçoit à son cabinet {when}"
        case Mode.TELEMONITORING:
            sentence = f"{when}, un appel vous inscrit au suivi à distance « {name} »{_cadence(proposal)[0]}"
        case Mode.HOME_SUPPORT:
            sentence = f"{when}, « {name} » vous appelle pour organiser l'aide à la maison"
        case Mode.DIGITAL_HELP:
            sentence = f"{far}, « {name} » vous aide dans vos démarches {when}"
    return capitalised(sentence) + "."


def why_en(proposal: Proposal) -> str:
    """The same in English."""
    when, far = when_en(proposal.start, proposal.now), f"{proposal.travel_minutes} min away"
    who = "your own doctor" if proposal.treating_doctor else _who(proposal)[1]
    tools = instruments_en(proposal.equipment) if proposal.equipment else ""
    name = proposal.first.name
    match proposal.mode:
        case Mode.CABIN:
            ending = [f"{tools} in working order"] if tools else []
            ending += _help(proposal.first, "somebody is there to help you", "nobody helps on the spot")
            said = f"{far}: {_site(proposal.first)[1]} has a slot {when} with {who} on video"
            sentence = f"{said}; {', '.join(ending)}" if ending else said
        case Mode.HOME_VISIT:
            brings = f"; she brings: {tools}" if tools else ""
            comes = f"comes to {proposal.visit[1] or 'examine you'}"
            sentence = f"at home {when}: an advanced-practice nurse {comes}{brings}"
        case Mode.ASSISTED_VIDEO:
            brings = f" with {tools}" if tools else ""
            sentence = f"at home {when}: a nurse comes{brings}, and {who} sees you on video"
        case Mode.HOME_VIDEO:
            sentence = f"at home {when}: {who} sees you on video, without any journey"
        case Mode.IN_PERSON:
            sentence = f"{far}: {who} sees you in person {when}"
        case Mode.TELEMONITORING:
            sentence = f"{when}, a call enrols you in the programme “{name}”{_cadence(proposal)[1]}"
        case Mode.HOME_SUPPORT:
            sentence = f"{when}, “{name}” calls you to arrange help at home"
        case Mode.DIGITAL_HELP:
            sentence = f"{far}: “{name}” helps you with forms and websites {when}"
    return capitalised(sentence) + "."


def _who(proposal: Proposal) -> tuple[str, str]:
    resource = proposal.practitioner
    detail = resource.detail if resource else None
    return person(detail.competence if isinstance(detail, Practitioner) else "")


def _site(resource: Resource) -> tuple[str, str]:
    detail = resource.detail
    return SITES.get(detail.site_type, UNKNOWN_SITE) if isinstance(detail, Cabin) else UNKNOWN_SITE


def _help(resource: Resource, somebody: str, nobody: str) -> list[str]:
    """What is known of help on the spot; nothing when nothing is known."""
    assistance = resource.detail.assistance if isinstance(resource.detail, Cabin) else ""
    return {"required": [somebody], "on_site": [somebody], "none": [nobody]}.get(assistance, [])


def _cadence(proposal: Proposal) -> tuple[str, str]:
    detail = proposal.first.detail
    if not isinstance(detail, Programme):
        return "", ""
    fr = " ; ensuite un appel chaque semaine" if detail.weekly_call else ""
    en = "; then a call every week" if detail.weekly_call else ""
    if detail.prescription_required:
        fr += " ; une ordonnance sera nécessaire"
        en += "; a prescription will be needed"
    return fr, en
