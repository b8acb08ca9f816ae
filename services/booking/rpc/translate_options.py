"""Options and answers between the contract and the domain."""

from collections.abc import Mapping
from datetime import datetime

from maillage.api.booking.v1 import option_pb2 as pb
from maillage.api.booking.v1 import routing_service_pb2 as service_pb
from maillage.api.common.v1 import geography_pb2

from services.booking.domain.modes import Mode
from services.booking.domain.needs import Catalogue, Need, RedFlag
from services.booking.domain.options import AccessToDoctors, Answer, Emergency, Fallback, MissingMode, Option
from services.booking.rpc.timestamps import timestamp
from services.territory.position import Position

MODES: Mapping[Mode, pb.Mode] = {
    Mode.CABIN: pb.MODE_CABIN,
    Mode.HOME_VISIT: pb.MODE_HOME_VISIT,
    Mode.ASSISTED_VIDEO: pb.MODE_ASSISTED_VIDEO,
    Mode.HOME_VIDEO: pb.MODE_HOME_VIDEO,
    Mode.IN_PERSON: pb.MODE_IN_PERSON,
    Mode.TELEMONITORING: pb.MODE_TELEMONITORING,
    Mode.HOME_SUPPORT: pb.MODE_HOME_SUPPORT,
    Mode.DIGITAL_HELP: pb.MODE_DIGITAL_HELP,
}


def answer_message(
    answer: Answer, questions: tuple[RedFlag, ...], earliest: datetime | None
) -> service_pb.FindOptionsResponse:
    """The whole answer, with the questions that must be asked before any booking."""
    return service_pb.FindOptionsResponse(
        options=[option_message(each) for each in answer.options],
        missing=[_missing(each) for each in answer.missing],
        emergency=_emergency(answer.emergency) if answer.emergency else None,
        red_flag_questions=[question_message(each) for each in questions],
        access=_access(answer.access) if answer.access else None,
        fallback=_fallback(answer.fallback) if answer.fallback else None,
        place_choices=[
            pb.PlaceChoice(commune_code=code, label=label) for code, label in answer.place_choices
        ],
        place_label=answer.place_label,
        decision_id=answer.decision_id,
        index_version=answer.index_version,
        rules_version=answer.rules_version,
        earliest=timestamp(earliest),
        notice=answer.notice,
    )


def option_message(option: Option) -> pb.Option:
    return pb.Option(
        id=option.id,
        mode=MODES[option.mode],
        start=timestamp(option.start),
        time_zone=option.zone,
        duration_minutes=option.duration_minutes,
        travel_minutes=option.travel_minutes,
        wait_minutes=option.wait_minutes,
        time_to_care_minutes=option.time_to_care_minutes,
        distance_km=option.distance_km,
        place_name=option.place_name,
        address=option.address,
        position=_position(option.position),
        resources=[
            pb.OptionResource(entry_id=each.id, name=each.name, part=each.part) for each in option.resources
        ],
        speciality_code=option.speciality,
        equipment=option.equipment,
        assistance=option.assistance,
        step_free=option.step_free,
        treating_doctor=option.treating_doctor,
        why=option.why,
        why_en=option.why_en,
        cost=option.cost,
        last_confirmed_at=timestamp(option.last_confirmed_at),
        demo=option.demo,
    )


def need_message(need: Need, catalogue: Catalogue) -> service_pb.Need:
    return service_pb.Need(
        id=need.id,
        label=need.fr,
        label_en=need.en,
        help=need.fr_plain,
        category=need.category,
        modes=[MODES[mode] for mode in Mode if mode in need.modes],
        duration_minutes=need.duration_minutes,
        time_frame_hours=need.time_frame_hours,
        red_flag_questions=[question_message(each) for each in catalogue.questions(need)],
        sources=need.sources,
        sick_note=need.sick_note,
    )


def question_message(flag: RedFlag) -> pb.RedFlagQuestion:
    return pb.RedFlagQuestion(id=flag.id, question=flag.fr, question_en=flag.en, call=flag.call)


def _missing(mode: MissingMode) -> pb.MissingMode:
    return pb.MissingMode(mode=MODES[mode.mode], reason=mode.reason, sentence=mode.sentence)


def _emergency(emergency: Emergency) -> pb.Emergency:
    return pb.Emergency(
        number=emergency.number,
        sentence=emergency.sentence,
        sentence_en=emergency.sentence_en,
        red_flag_id=emergency.red_flag_id,
    )


def _access(access: AccessToDoctors) -> pb.AccessToDoctors:
    return pb.AccessToDoctors(
        verdict=access.verdict,
        basis=access.basis,
        apl=access.apl,
        zoning=access.zoning,
        doctors_per_100k=access.doctors_per_100k,
        mean_per_100k=access.mean_per_100k,
        sentence=access.sentence,
    )


def _fallback(fallback: Fallback) -> pb.Fallback:
    return pb.Fallback(stand_by=fallback.stand_by, phone=fallback.phone, sentence=fallback.sentence)


def _position(position: Position | None) -> geography_pb2.Position | None:
    return geography_pb2.Position(lat=position.lat, lon=position.lon) if position else None
