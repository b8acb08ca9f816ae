"""Which places a walk goes by: what a need asks of them for good, as opposed to what is true today."""

from collections.abc import Hashable

from services.booking.domain.resources import Cabin, Nurse, Practitioner, Resource

PRACTICE = "AMB"


def declared(resource: Resource) -> frozenset[str]:
    """The instruments a cabin was declared with, working today or not."""
    detail = resource.detail
    return detail.working | detail.broken if isinstance(detail, Cabin) else frozenset()


def bookable_here(resource: Resource) -> bool:
    return resource.bookable_via == "here"


def is_cabin_with(resource: Resource, instruments: frozenset[str]) -> bool:
    return bookable_here(resource) and instruments <= declared(resource)


def is_practice_of(resource: Resource, competences: frozenset[str]) -> bool:
    detail = resource.detail
    return (
        isinstance(detail, Practitioner)
        and PRACTICE in detail.modalities
        and detail.competence in competences
    )


def is_nurse_by_minutes(resource: Resource) -> bool:
    return isinstance(resource.detail, Nurse) and resource.detail.zone_minutes > 0


def is_doctor_in_person(resource: Resource) -> bool:
    """A doctor (not a midwife, a dentist or a nurse) who sees patients in a practice."""
    detail = resource.detail
    return (
        isinstance(detail, Practitioner)
        and PRACTICE in detail.modalities
        and detail.competence.startswith("SM")
    )


def standing(resource: Resource) -> Hashable:
    """What decides on which walks a resource is found: while it stays, walks stay."""
    detail = resource.detail
    own: Hashable = ()
    if isinstance(detail, Cabin):
        own = declared(resource)
    elif isinstance(detail, Practitioner):
        own = (detail.competence, detail.modalities)
    elif isinstance(detail, Nurse):
        own = (detail.zone_communes, detail.zone_minutes)
    return (resource.part, resource.commune_code, resource.position, resource.bookable_via, own)
