"""Entries of the directory as the resources that booking knows."""

from collections.abc import Iterable
from datetime import UTC, date
from functools import lru_cache

from maillage.api.directory.v1 import details_pb2 as details_pb
from maillage.api.directory.v1 import entry_pb2 as pb
from maillage.api.directory.v1 import equipment_pb2 as equipment_pb
from maillage.api.directory.v1 import hours_pb2, live_state_pb2

from services.booking.domain.resources import (
    Cabin,
    Detail,
    HelpPlace,
    Nurse,
    Part,
    Platform,
    Practitioner,
    Programme,
    Resource,
)
from services.hours.weekly import DAYS_PER_WEEK, DayException, OpeningHours, Ranges, WeeklyHours
from services.territory.communes import commune_code, department_of
from services.territory.position import Position

_VIA = {
    pb.BOOKABLE_VIA_HERE: "here",
    pb.BOOKABLE_VIA_EXTERNAL_LINK: "external_link",
    pb.BOOKABLE_VIA_PHONE: "phone",
    pb.BOOKABLE_VIA_WALK_IN: "walk_in",
    pb.BOOKABLE_VIA_NOTHING: "nothing",
}
_SINCE_EVER = date(1, 1, 2)  # one day after the first there is: a zone may look back by hours


def resource_from(entry: pb.Entry, today: date) -> Resource | None:
    """The resource; None for an entry that is retired, no longer valid, or nothing one books (an emergency
    number, a hospital reached by referral). ValueError for hours or a position that make no sense.
    """
    until = _day(entry.valid_until)
    if entry.retired or (until is not None and until < today):
        return None
    part_and_detail = _detail(entry)
    if part_and_detail is None:
        return None
    part, detail = part_and_detail
    commune = commune_code(entry.commune_code)
    via = _VIA.get(entry.bookable_via, "")
    contact = entry.booking_contact if via == "phone" else ""
    confirmed = (
        entry.last_confirmed_at.ToDatetime(tzinfo=UTC) if entry.HasField("last_confirmed_at") else None
    )
    return Resource(
        id=entry.id,
        part=part,
        name=entry.name,
        commune_code=commune,
        department=department_of(commune),
        zone=entry.time_zone,
        hours=_hours(entry.hours.SerializeToString(deterministic=True)),
        detail=detail,
        position=Position(entry.position.lat, entry.position.lon) if entry.HasField("position") else None,
        address=entry.address,
        phone=contact or entry.phone,
        languages=tuple(entry.languages) or ("fr",),
        bookable_via=via,
        valid_from=_day(entry.valid_from),
        valid_until=until,
        last_confirmed_at=confirmed,
        demo=entry.demo,
    )


def _detail(entry: pb.Entry) -> tuple[Part, Detail] | None:
    match entry.WhichOneof("detail"):
        case "access_point":
            return Part.CABIN, _cabin(entry.access_point, entry.live_state)
        case "practitioner":
            return Part.PRACTITIONER, _practitioner(entry.practitioner)
        case "nurse":
            return Part.NURSE, _nurse(entry.nurse)
        case "telemonitoring_programme":
            programme = entry.telemonitoring_programme
            return Part.PROGRAMME, Programme(
                pathology=programme.pathology,
                prescription_required=programme.prescription_required,
                weekly_call=programme.weekly_call,
                departments=frozenset(programme.departments),
            )
        case "home_support_platform":
            return Part.PLATFORM, Platform(frozenset(entry.home_support_platform.departments))
        case "digital_help_place":
            return Part.HELP_PLACE, HelpPlace(entry.digital_help_place.france_services)
        case _:
            return None


def _cabin(point: details_pb.AccessPoint, live: live_state_pb2.LiveState) -> Cabin:
    """What a cabin reports wins over what was declared, instrument by instrument; a partly working one counts
    as broken.
    """
    states = {each.kind: each.state for each in point.equipment}
    states.update((each.kind, each.state) for each in live.equipment)
    faulty = {equipment_pb.EQUIPMENT_STATE_DEGRADED, equipment_pb.EQUIPMENT_STATE_BROKEN}
    broken = {kind for kind, state in states.items() if state in faulty}
    return Cabin(
        site_type=_word(details_pb.SiteType.Name(point.site_type), "SITE_TYPE_"),
        working=_instruments(states.keys() - broken),
        broken=_instruments(broken),
        assistance=_word(details_pb.Assistance.Name(point.assistance), "ASSISTANCE_"),
        assistant=point.assistant,
        step_free=point.criteria.step_free,
        silent=live.connection == live_state_pb2.CONNECTION_STATE_SILENT,
        bandwidth_kbps=live.bandwidth_kbps,
        approval_valid_until=_day(point.approval.valid_until),
    )


def _practitioner(message: details_pb.Practitioner) -> Practitioner:
    return Practitioner(
        competence=message.speciality_code or f"G15-{message.profession_code}",
        rpps=message.rpps,
        modalities=frozenset(
            _word(details_pb.Modality.Name(each), "MODALITY_").upper() for each in message.modalities
        ),
        accepts_new_patients=message.accepts_new_patients,
        step_free=message.step_free,
        sector=message.sector,
    )


def _nurse(message: details_pb.Nurse) -> Nurse:
    direct = message.direct_access
    return Nurse(
        competence=message.speciality_code,
        rpps=message.rpps,
        structure_kind=message.structure_kind.lower(),  # as the rules write it: msp, cds, ...
        entrusting_doctor_rpps=message.entrusting_doctor_rpps,
        direct_access_from=(_day(direct.valid_from) or _SINCE_EVER)
        if message.HasField("direct_access")
        else None,
        direct_access_until=_day(direct.valid_until),
        zone_communes=frozenset(commune_code(code) for code in message.zone.commune_codes),
        zone_minutes=message.zone.max_minutes,
        equipment=_instruments(
            each.kind
            for each in message.equipment
            if each.state not in (equipment_pb.EQUIPMENT_STATE_DEGRADED, equipment_pb.EQUIPMENT_STATE_BROKEN)
        ),
    )


def _instruments(kinds: Iterable[equipment_pb.EquipmentKind]) -> frozenset[str]:
    return frozenset(_word(equipment_pb.EquipmentKind.Name(kind), "EQUIPMENT_KIND_") for kind in kinds)


def _word(name: str, prefix: str) -> str:
    """`ASSISTANCE_ON_SITE` as `on_site`; what nobody has said as an empty text."""
    word = name.removeprefix(prefix).lower()
    return "" if word == "unspecified" else word


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@lru_cache(maxsize=4096)
def _hours(message: bytes) -> OpeningHours:
    """Timetables are shared by many entries: each is read, and kept, once."""
    hours = hours_pb2.OpeningHours.FromString(message)
    days: dict[int, Ranges] = {each.weekday: _ranges(each.ranges) for each in hours.week}
    return OpeningHours(
        WeeklyHours(tuple(days.get(day, ()) for day in range(1, DAYS_PER_WEEK + 1))),
        tuple(
            DayException(
                date.fromisoformat(each.first_day), date.fromisoformat(each.last_day), _ranges(each.ranges)
            )
            for each in hours.exceptions
        ),
        hours.open_on_public_holidays,
    )


def _ranges(ranges: Iterable[hours_pb2.TimeRange]) -> Ranges:
    return tuple((each.start_minute, each.end_minute) for each in ranges)
