"""Modes for which the patient travels: a cabin, a practice, a place that helps."""

from collections.abc import Callable, Iterable, Iterator

from services.booking.domain.candidates import Candidate
from services.booking.domain.modes import Mode
from services.booking.domain.question import FARTHEST_MINUTES, SECOND_START_GRAINS, Question
from services.booking.domain.ranking import FIRST_WITHIN_MINUTES
from services.booking.domain.resources import Cabin, Part, Practitioner, Resource
from services.booking.domain.situation import Mobility
from services.booking.index.builders import candidate
from services.booking.index.classes import PRACTICE, bookable_here, is_cabin_with, is_practice_of
from services.booking.index.holdings import Holdings
from services.booking.index.remote import own_doctors, remote_sides
from services.booking.index.walks import Step, Walk
from services.booking.index.window import Best, Find, Window
from services.hours.grains import GRAIN_MINUTES, runs
from services.territory.zones import zone_of_commune

Admits = Callable[[Resource], bool]


def cabin_walk(holdings: Holdings, question: Question) -> Walk:
    instruments = question.need.equipment_for(Mode.CABIN)
    cabins = holdings.of_part[Part.CABIN].values()
    return holdings.walks.from_origin(
        (Mode.CABIN, instruments),
        lambda: (c for c in cabins if is_cabin_with(c.resource, instruments)),
        question.origin,
        question.mobility.value,
    )


def practice_walk(holdings: Holdings, question: Question) -> Walk:
    competences = frozenset(question.competences)
    practitioners = holdings.of_part[Part.PRACTITIONER].values()
    return holdings.walks.from_origin(
        (Mode.IN_PERSON, competences),
        lambda: (
            c for c in practitioners if bookable_here(c.resource) and is_practice_of(c.resource, competences)
        ),
        question.origin,
        question.mobility.value,
    )


def help_walk(holdings: Holdings, question: Question) -> Walk:
    places = holdings.of_part[Part.HELP_PLACE].values()
    return holdings.walks.from_origin(
        Mode.DIGITAL_HELP,
        lambda: (c for c in places if bookable_here(c.resource)),
        question.origin,
        question.mobility.value,
    )


def cabins(holdings: Holdings, question: Question) -> Iterator[Candidate]:
    """A cabin and a remote practitioner, both free from the start to the end of the buffer."""
    instruments = question.need.equipment_for(Mode.CABIN)
    radius_km = question.rules.cabin_radius_km[question.mobility]

    def admits(resource: Resource) -> bool:
        return cabin_admits(resource, question, instruments)

    for side in remote_sides(holdings, question, Mode.CABIN):
        window = window_of(holdings, question, Mode.CABIN, side.startable)
        for find in nearest(cabin_walk(holdings, question), window, question, admits, radius_km=radius_km):
            offset = question.earliest_grain + find.start - holdings.plans.base_grain
            practitioner = side.pick(offset, find.resource_id)
            if practitioner is not None:
                yield candidate(question, Mode.CABIN, find, (find.calendar, practitioner))


def cabin_admits(resource: Resource, question: Question, instruments: frozenset[str]) -> bool:
    """What must be true of a cabin today: it answers, its instruments work, it is reached, somebody helps."""
    detail = resource.detail
    return (
        isinstance(detail, Cabin)
        and not detail.silent
        and instruments <= detail.working
        and gets_in(resource, question)
        and (not question.helper or detail.assistance in ("required", "on_site"))
    )


def in_person(holdings: Holdings, question: Question) -> Iterator[Candidate]:
    """A practitioner's practice; the treating doctor's even when it takes no new patients."""
    window = window_of(holdings, question, Mode.IN_PERSON)
    own = own_doctors(holdings, question, PRACTICE)
    from_here = holdings.travel.prepared(question.origin)
    steps = [Step(0.0, 0.0, from_here.minutes(c.spot, question.mobility.value), c) for c in own]
    for find in nearest(steps, window, question, lambda resource: gets_in(resource, question)):
        yield candidate(question, Mode.IN_PERSON, find, (find.calendar,))
    # The near ones for themselves: they may come first even where farther ones have something sooner.
    for most_minutes in (FIRST_WITHIN_MINUTES, FARTHEST_MINUTES):
        for find in nearest(
            practice_walk(holdings, question),
            window,
            question,
            lambda resource: practice_admits(resource, question),
            most_minutes=most_minutes,
        ):
            yield candidate(question, Mode.IN_PERSON, find, (find.calendar,))


def practice_admits(resource: Resource, question: Question) -> bool:
    detail = resource.detail
    return (
        isinstance(detail, Practitioner)
        and detail.accepts_new_patients
        and gets_in(resource, question)
        and speaks(resource, question)
    )


def digital_help(holdings: Holdings, question: Question) -> Iterator[Candidate]:
    """A place that helps with screens, forms and rights."""
    window = window_of(holdings, question, Mode.DIGITAL_HELP)
    walk = help_walk(holdings, question)
    for find in nearest(walk, window, question, lambda resource: help_admits(resource, question)):
        yield candidate(question, Mode.DIGITAL_HELP, find, (find.calendar,))


def help_admits(resource: Resource, question: Question) -> bool:
    return gets_in(resource, question) and speaks(resource, question)


def gets_in(resource: Resource, question: Question) -> bool:
    """Whether the patient gets in: what is not known to be step-free is not, and of places that help with
    screens nothing is known.
    """
    detail = resource.detail
    known = isinstance(detail, Cabin | Practitioner) and detail.step_free
    return known or question.mobility is not Mobility.STEP_FREE


def speaks(resource: Resource, question: Question) -> bool:
    return any(language in resource.languages for language in question.languages)


def window_of(holdings: Holdings, question: Question, mode: Mode, allowed: int = -1) -> Window:
    """`allowed`: offsets from the base at which a start is allowed; a call that can wait also ends before the
    patient goes to bed.
    """
    if question.waking_hours_only(mode):
        awake = holdings.plans.waking_bits(zone_of_commune(question.commune.code))
        allowed &= runs(awake, question.duration_grains)
    offset = question.earliest_grain - holdings.plans.base_grain
    return Window(offset, holdings.end_offset, question.taken_grains(mode), allowed)


def nearest(
    walk: Iterable[Step],
    window: Window,
    question: Question,
    admits: Admits,
    *,
    radius_km: float = float("inf"),
    most_minutes: int = FARTHEST_MINUTES,
) -> list[Find]:
    """The best finds of a walk, exactly: it goes on until nobody farther can be better.

    Farther than `radius_km` is looked only where nothing nearer was found, and farther than `most_minutes`
    never. Each place gives at most two starts.
    """
    best = Best(question.per_mode)
    first_start = window.first
    for step in walk:
        # Going takes `least` minutes and so does the wait, for nobody can start before arriving.
        if step.least > most_minutes or not best.beaten_by(2 * step.least):
            break
        if step.km > radius_km:
            if best.finds:
                break
            radius_km = float("inf")
        minutes, calendar = step.minutes, step.calendar
        if minutes is None or minutes > most_minutes or not best.beaten_by(2 * minutes):
            continue
        if not admits(calendar.resource):
            continue
        start = first_start(calendar.free, -(-minutes // GRAIN_MINUTES))
        if start is None:
            continue
        best.offer(Find(minutes + start * GRAIN_MINUTES, minutes, calendar.id, start, calendar))
        if best.beaten_by(minutes + (start + SECOND_START_GRAINS) * GRAIN_MINUTES):
            again = first_start(calendar.free, start + SECOND_START_GRAINS)
            if again is not None:
                best.offer(Find(minutes + again * GRAIN_MINUTES, minutes, calendar.id, again, calendar))
    return best.finds
