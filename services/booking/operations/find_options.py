"""Find options: from a need and a place to one ranked list, a number to call, or what remains."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from services.booking.domain.answer_notices import infant_notice, treating_doctor_notice
from services.booking.domain.candidates import Absence, Candidate, Gathered
from services.booking.domain.decisions import Asked, DecisionRecord, ticket_of, with_id
from services.booking.domain.exclusions import (
    excluded,
    helper_needed,
    in_person_only,
    remote_only_with_treating,
)
from services.booking.domain.fallbacks import fallback
from services.booking.domain.missing_sentences import missing
from services.booking.domain.modes import REMOTE, Mode
from services.booking.domain.needs import Need
from services.booking.domain.options import AccessToDoctors, Answer, Emergency, Fallback, Option
from services.booking.domain.question import Question
from services.booking.domain.ranking import RankingTerms, rank
from services.booking.domain.reasons import Reason
from services.booking.domain.resources import Part, Platform
from services.booking.domain.rules import DayRules
from services.booking.domain.showing import option_from
from services.booking.domain.situation import AgeBand, Mobility, Situation
from services.booking.operations.routing import Routing
from services.booking.operations.understand_situation import (
    Where,
    check_ids,
    earliest_grain,
    label,
    languages_of,
    options_wanted,
    place_of,
)
from services.hours.grains import GRAIN_SECONDS
from services.territory.communes import Commune
from services.territory.gazetteer import Choice


def find_options(routing: Routing, situation: Situation, limit: int, now: datetime) -> Answer:
    """Refuses NEED_UNKNOWN, PLACE_UNKNOWN, TIME_IN_THE_PAST, TIME_BEYOND_HORIZON, LANGUAGE_INVALID,
    RED_FLAG_UNKNOWN and the like. A red flag answered with yes, or raised by the age alone (a baby with
    fever), is an emergency, whatever else is asked.
    """
    if (alarm := emergency(routing, situation.red_flags, situation.need_id, situation.age_band)) is not None:
        return alarm
    need = routing.catalogue.need(situation.need_id)
    wanted = options_wanted(limit)
    earliest = earliest_grain(situation.earliest, now)
    languages = languages_of(situation)
    check_ids(situation)
    where = place_of(routing.gazetteer, situation.at)
    if isinstance(where, Choice):
        return Answer(place_choices=_choices(where.candidates), rules_version=routing.rules_version)
    routing.index.advance(now)
    rules = routing.rules_on(datetime.fromtimestamp(earliest * GRAIN_SECONDS, UTC).date())
    access = routing.access.of(where.commune, rules)
    terms = ranking_terms(situation, need, access, rules, wanted)
    barred = excluded(situation, need, rules)
    question = Question(
        need=need,
        competences=routing.catalogue.competences(need),
        commune=where.commune,
        origin=where.origin,
        earliest_grain=earliest,
        mobility=situation.mobility,
        languages=languages,
        helper=helper_needed(situation, need),
        treating_rpps=situation.treating_doctor_rpps,
        modes=need.modes - barred.keys(),
        remote_only_with_treating=remote_only_with_treating(situation),
        rules=rules,
        per_mode=terms.per_mode,
    )
    gathered = routing.index.gather(question)
    chosen = rank(gathered.candidates, terms)
    record = with_id(
        DecisionRecord(
            decision_id="",
            asked=_asked(situation, where, earliest, languages),
            index_version=routing.index_version,
            rules_version=routing.rules_version,
            terms=terms,
            access_verdict=access.verdict,
            candidates=gathered.candidates,
            chosen=tuple(candidate.key for candidate in chosen),
            absent=_absent(question, barred, gathered, chosen),
        )
    )
    routing.record_decision(record)
    without_car = situation.mobility is Mobility.NO_CAR
    return Answer(
        options=_shown(routing, need, chosen, record, now),
        missing=tuple(missing(each, without_car=without_car) for each in record.absent),
        access=access,
        fallback=None if chosen else _fallback(routing, situation, question, record),
        place_label=label(where.commune),
        place_choices=_choices(where.also),
        decision_id=record.decision_id,
        index_version=record.index_version,
        rules_version=record.rules_version,
        earliest=datetime.fromtimestamp(earliest * GRAIN_SECONDS, UTC),
        notice=_notice(routing, situation, question, gathered),
    )


def _choices(communes: Iterable[Commune]) -> tuple[tuple[str, str], ...]:
    return tuple((commune.code, label(commune)) for commune in communes)


def ranking_terms(
    situation: Situation, need: Need, access: AccessToDoctors, rules: DayRules, limit: int
) -> RankingTerms:
    """In person comes first where doctors are not known to be lacking, as the rules of the day say."""
    first = rules.first_where_under_dense if access.verdict == "under_dense" else rules.first_where_dense
    return RankingTerms(
        time_frame_minutes=need.time_frame_hours * 60,
        in_person_first=first == "in_person",
        in_person_wish=situation.in_person_wish,
        limit=limit,
    )


def emergency(routing: Routing, red_flags: Iterable[str], need_id: str, age_band: AgeBand) -> Answer | None:
    """The answer where a known red flag is raised, whatever else cannot be understood; None where none is.
    RED_FLAG_UNKNOWN where only unknown ones are.
    """
    catalogue = routing.catalogue
    flag = catalogue.first_raised(red_flags, catalogue.needs.get(need_id), age_band)
    if flag is None:
        return None
    fr, en = catalogue.told(flag)
    return Answer(
        emergency=Emergency(
            number=flag.call,
            sentence=fr,
            sentence_en=en,
            red_flag_id=flag.id,
        ),
        rules_version=routing.rules_version,
    )


def _asked(situation: Situation, where: Where, earliest: int, languages: tuple[str, ...]) -> Asked:
    return Asked(
        need_id=situation.need_id,
        commune_code=where.commune.code,
        earliest_grain=earliest,
        mobility=situation.mobility.value,
        age_band=situation.age_band.value,
        treating_doctor_rpps=situation.treating_doctor_rpps,
        languages=languages,
        home_video_possible=situation.home_video_possible,
        helper_wanted=situation.helper_wanted,
        long_sick_note=situation.long_sick_note,
        in_person_wish=situation.in_person_wish,
        existing_programme=situation.existing_programme,
    )


def _absent(
    question: Question, barred: Mapping[Mode, Reason], gathered: Gathered, chosen: tuple[Candidate, ...]
) -> tuple[Absence, ...]:
    """Every mode of the need that is not in the list, in the order of Mode, with its reason."""
    proposed = {candidate.mode for candidate in chosen}
    found = {absence.mode: absence for absence in gathered.absent}
    absences = []
    for mode in Mode:
        if mode not in question.need.modes or mode in proposed:
            continue
        if mode in barred:
            absences.append(Absence(mode, barred[mode].name))
        elif question.remote_only_with_treating and mode in REMOTE:
            absences.append(Absence(mode, Reason.LONG_SICK_NOTE.name))
        else:
            absences.append(found.get(mode) or Absence(mode, Reason.LIST_FULL.name))
    return tuple(absences)


def _shown(
    routing: Routing, need: Need, chosen: tuple[Candidate, ...], record: DecisionRecord, now: datetime
) -> tuple[Option, ...]:
    options = []
    for candidate in chosen:
        ticket = ticket_of(record, candidate)
        rules = routing.rules_on(ticket.start.date())
        resources = {
            claim.resource_id: resource
            for claim in ticket.claims
            if (resource := routing.index.resource(claim.resource_id)) is not None
        }
        options.append(option_from(ticket, routing.signer.seal(ticket), resources, need, rules, now=now))
    return tuple(options)


def _fallback(routing: Routing, situation: Situation, question: Question, record: DecisionRecord) -> Fallback:
    need, department = question.need, question.commune.department
    return fallback(
        need,
        situation.age_band,
        may_pass=any(Reason[absence.reason].may_pass for absence in record.absent),
        in_person_only=in_person_only(situation.age_band, need, question.rules),
        platform_phone=_platform_phone(routing, department),
        out_of_hours=department in question.rules.out_of_hours_departments,
    )


def _notice(routing: Routing, situation: Situation, question: Question, gathered: Gathered) -> str:
    said = []
    if gathered.candidates and in_person_only(situation.age_band, question.need, question.rules):
        said.append(infant_notice())
    found = any(candidate.treating_doctor for candidate in gathered.candidates)
    if question.treating_rpps and question.competences and not found:
        ways = routing.index.ways_to(question.treating_rpps, question.origin, question.mobility.value)
        said.append(treating_doctor_notice(ways))
    return " ".join(said)


def _platform_phone(routing: Routing, department: str) -> str:
    for platform in sorted(routing.index.of(Part.PLATFORM), key=lambda each: each.id):
        detail = platform.detail
        if isinstance(detail, Platform) and department in detail.departments and platform.phone:
            return platform.phone
    return ""
