"""Entries, changes, searches and places: messages to domain values and back."""

from collections.abc import Iterable

from maillage.api.directory.v1 import entries_service_pb2 as service_pb
from maillage.api.directory.v1 import entry_pb2 as pb
from maillage.api.directory.v1 import places_service_pb2 as places_pb

from services.directory.domain.changes import Change, Following
from services.directory.domain.commune_facts import CommuneFacts
from services.directory.domain.counting import EntryCount
from services.directory.domain.entries import BookableVia, Entry, EntryKind, Provenance
from services.directory.domain.searches import Filters, Search, SearchPage
from services.directory.rpc.details import detail_from, detail_message
from services.directory.rpc.equipment import KINDS as EQUIPMENT_KINDS
from services.directory.rpc.equipment import live_state_message
from services.directory.rpc.hours import hours_from, hours_message
from services.directory.rpc.values import (
    day_from,
    day_text,
    instant_from,
    member_of,
    numbers_of,
    position_from,
    position_message,
    reversed_map,
    stamp_of,
)
from services.platform.refusals import Invalid
from services.territory.areas import DEPARTMENTS
from services.territory.communes import Commune

KIND_NUMBERS = numbers_of(pb.EntryKind, "ENTRY_KIND", EntryKind)
KINDS = reversed_map(KIND_NUMBERS)
_VIA = {
    pb.BOOKABLE_VIA_UNSPECIFIED: BookableVia.UNKNOWN,
    pb.BOOKABLE_VIA_HERE: BookableVia.HERE,
    pb.BOOKABLE_VIA_EXTERNAL_LINK: BookableVia.EXTERNAL_LINK,
    pb.BOOKABLE_VIA_PHONE: BookableVia.PHONE,
    pb.BOOKABLE_VIA_WALK_IN: BookableVia.WALK_IN,
    pb.BOOKABLE_VIA_NOTHING: BookableVia.NOTHING,
}
_VIA_NUMBERS = {via: number for number, via in _VIA.items()}


def entry_from(message: pb.Entry, field: str = "entry") -> Entry:
    """The entry a message tells of, not yet checked. What only the directory says is left out, except the
    id and version that an update needs. CODE_UNKNOWN, DETAIL_MISMATCH, DATE_INVALID, HOURS_INVALID, ...
    """
    kind: EntryKind = member_of(message.kind, KINDS, f"{field}.kind")
    if message.WhichOneof("detail") != kind.value:
        raise Invalid(
            "DETAIL_MISMATCH", "Le détail ne correspond pas au type de fiche.", field=f"{field}.detail"
        )
    told = message.provenance
    return Entry(
        kind=kind,
        name=message.name,
        commune_code=message.commune_code,
        time_zone=message.time_zone,
        hours=hours_from(message.hours, f"{field}.hours"),
        provenance=Provenance(told.source, told.source_id, told.edition),
        detail=detail_from(message, kind.value, field),
        id=message.id,
        address=message.address,
        position=position_from(message, f"{field}.position"),
        bookable_via=member_of(message.bookable_via, _VIA, f"{field}.bookable_via"),
        booking_contact=message.booking_contact,
        phone=message.phone,
        languages=tuple(message.languages),
        valid_from=day_from(message.valid_from, f"{field}.valid_from"),
        valid_until=day_from(message.valid_until, f"{field}.valid_until"),
        last_confirmed_at=instant_from(message, "last_confirmed_at", f"{field}.last_confirmed_at"),
        demo=message.demo,
        version=message.version,
        operator_note=message.operator_note,
    )


def entry_message(entry: Entry, *, with_note: bool) -> pb.Entry:
    """The message of an entry; the operator's note only for those it is meant for."""
    told = entry.provenance
    return pb.Entry(
        id=entry.id,
        kind=KIND_NUMBERS[entry.kind],
        name=entry.name,
        address=entry.address,
        commune_code=entry.commune_code,
        position=position_message(entry.position),
        time_zone=entry.time_zone,
        hours=hours_message(entry.hours),
        bookable_via=_VIA_NUMBERS[entry.bookable_via],
        booking_contact=entry.booking_contact,
        phone=entry.phone,
        languages=entry.languages,
        provenance=pb.Provenance(source=told.source, source_id=told.source_id, edition=told.edition),
        valid_from=day_text(entry.valid_from),
        valid_until=day_text(entry.valid_until),
        last_confirmed_at=None if entry.last_confirmed_at is None else stamp_of(entry.last_confirmed_at),
        demo=entry.demo,
        retired=entry.retired,
        version=entry.version,
        live_state=live_state_message(entry.live_state),
        operator_note=entry.operator_note if with_note else "",
        **{entry.kind.value: detail_message(entry.detail)},
    )


def change_message(change: Change) -> service_pb.EntryChange:
    """The message of one line of the log; only staff reads the log."""
    return service_pb.EntryChange(
        position=change.position,
        at=stamp_of(change.at),
        action=change.action.value,
        actor=change.actor,
        entry=entry_message(change.entry, with_note=True),
    )


def following_message(part: Following) -> service_pb.WatchEntriesResponse:
    """The message of a part of the stream."""
    return service_pb.WatchEntriesResponse(
        changes=map(change_message, part.changes),
        position=part.position,
        caught_up=part.caught_up,
        commune_facts_revision=part.facts_revision,
    )


def search_from(request: service_pb.SearchEntriesRequest) -> Search:
    """The search a request asks for, not yet checked; PLACE_MISSING without a centre."""
    centre = position_from(request, "position") or request.at
    if not centre:
        raise Invalid("PLACE_MISSING", "Dites près d'où chercher : une commune ou un point.", field="at")
    return Search(
        centre,
        Filters(
            frozenset(member_of(each, KINDS, "kinds") for each in request.kinds),
            frozenset(member_of(each, EQUIPMENT_KINDS, "equipment") for each in request.equipment),
            request.speciality_code,
            request.step_free,
            request.language,
        ),
        instant_from(request, "open_at", "open_at"),
        request.page_size,
        request.radius_km,
        request.page_token,
    )


def page_message(page: SearchPage, *, with_note: bool) -> service_pb.SearchEntriesResponse:
    """The message of a page."""
    return service_pb.SearchEntriesResponse(
        found=[
            service_pb.FoundEntry(
                entry=entry_message(each.entry, with_note=with_note),
                distance_km=each.distance_km,
                open=each.open,
            )
            for each in page.found
        ],
        next_page_token=page.next_page_token,
        place_choices=map(candidate_message, page.choices),
    )


def candidate_message(commune: Commune) -> service_pb.PlaceCandidate:
    """The message of a commune that words may mean."""
    return service_pb.PlaceCandidate(
        commune_code=commune.code,
        name=commune.name,
        department_code=commune.department,
        department_name=DEPARTMENTS[commune.department].name,
        postal_codes=commune.postal_codes,
        population=commune.population,
        position=position_message(commune.position),
        position_source=commune.position_source,
        position_accuracy_m=commune.position_accuracy_m,
    )


def counts_message(counts: Iterable[EntryCount]) -> service_pb.CountEntriesResponse:
    """The message of counts."""
    return service_pb.CountEntriesResponse(
        counts=[
            service_pb.EntryCount(
                territory_code=each.territory, kind=KIND_NUMBERS[each.kind], count=each.count
            )
            for each in counts
        ]
    )


def facts_message(facts: CommuneFacts) -> places_pb.CommuneFacts:
    """The message of a commune's facts."""
    return places_pb.CommuneFacts(
        commune_code=facts.commune_code,
        position=position_message(facts.position),
        position_source=facts.position_source,
        position_accuracy_m=facts.position_accuracy_m,
        apl=facts.apl,
        apl_year=facts.apl_year,
        apl_level=facts.apl_level,
        zoning=facts.zoning,
    )
