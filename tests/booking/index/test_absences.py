from dataclasses import replace

import pytest

from services.booking.domain.missing_sentences import missing
from services.booking.domain.modes import Mode
from services.booking.domain.resources import Cabin, HelpPlace, Nurse, Part, Practitioner, Programme, Resource
from services.booking.domain.situation import Mobility
from services.booking.index.calendars import HeldClaim
from services.hours.grains import grain_of
from services.hours.weekly import OpeningHours, WeeklyHours
from tests.booking.index.small_worlds import (
    ALWAYS,
    INSTRUMENTS,
    NEVER,
    NOW,
    World,
    commune,
    question,
    resource,
)

HOME = commune("48001", 44.5, 3.5)
NEAR = commune("48002", 44.6, 3.5)
FAR = commune("48003", 48.6, 3.5)
KIT = frozenset(INSTRUMENTS)
FULL = [HeldClaim(grain_of(NOW) - 10, grain_of(NOW) + 20_000)]
CABIN = resource("cabin", Part.CABIN, Cabin("pharmacy", KIT, assistance="none"), NEAR)
VIDEO = resource("video", Part.PRACTITIONER, Practitioner("SM54", "10000000001", frozenset({"VR"})), NEAR)
OFFICE = resource("office", Part.PRACTITIONER, Practitioner("SM54", "10000000002", frozenset({"AMB"})), NEAR)
NURSE = resource(
    "nurse", Part.NURSE, Nurse("SI01", structure_kind="msp", zone_minutes=60, equipment=KIT), NEAR
)


def reason(mode: Mode, resources: list[Resource], claims: dict | None = None, **told: object) -> str:
    world = World([HOME, NEAR, FAR], resources, claims or {})
    gathered = world.index().gather(question(HOME, modes={mode}, **told))
    (absence,) = gathered.absent
    assert missing(absence).sentence.endswith(".")
    return absence.reason


@pytest.mark.parametrize(
    ("expected", "cabin", "claims", "told"),
    [
        ("TOO_FAR", resource("cabin", Part.CABIN, CABIN.detail, FAR), {}, {}),
        ("NO_CABIN_EQUIPPED", replace(CABIN, detail=Cabin(working=KIT - {"otoscope"})), {}, {}),
        (
            "CABIN_INSTRUMENT_BROKEN",
            replace(CABIN, detail=Cabin(working=KIT - {"otoscope"}, broken=frozenset({"otoscope"}))),
            {},
            {},
        ),
        ("CABINS_NOT_CONNECTED", replace(CABIN, detail=Cabin(working=KIT, silent=True)), {}, {}),
        ("NOT_CONNECTED", replace(CABIN, bookable_via="nothing"), {}, {}),
        ("BY_PHONE_ONLY", replace(CABIN, bookable_via="phone"), {}, {}),
        ("WALK_IN_ONLY", replace(CABIN, bookable_via="walk_in"), {}, {}),
        ("BY_LINK_ONLY", replace(CABIN, bookable_via="external_link"), {}, {}),
        ("CABINS_CLOSED", replace(CABIN, hours=NEVER), {}, {}),
        ("CABINS_FULL", CABIN, {"cabin": FULL}, {}),
        ("NO_PRACTITIONER_FREE", CABIN, {"video": FULL}, {}),
        ("NO_PRACTITIONER_SPEAKS", CABIN, {}, {"languages": ("ar",)}),
        ("NO_HELP_ON_SITE", CABIN, {}, {"helper_wanted": True}),
        ("NOT_STEP_FREE", CABIN, {}, {"mobility": Mobility.STEP_FREE}),
    ],
)
def test_why_there_is_no_cabin(expected: str, cabin: Resource, claims: dict, told: dict) -> None:
    assert reason(Mode.CABIN, [cabin, VIDEO], claims, **told) == expected


def test_a_full_cabin_says_more_than_a_broken_one_nearer_by() -> None:
    broken = resource("broken", Part.CABIN, Cabin(working=KIT, silent=True), HOME)
    assert reason(Mode.CABIN, [broken, CABIN, VIDEO], {"cabin": FULL}) == "CABINS_FULL"


def test_why_there_is_no_practice() -> None:
    closed = replace(OFFICE, detail=replace(OFFICE.detail, accepts_new_patients=False))
    assert reason(Mode.IN_PERSON, []) == "TOO_FAR"
    assert reason(Mode.IN_PERSON, [closed]) == "NO_NEW_PATIENTS"
    assert reason(Mode.IN_PERSON, [replace(OFFICE, bookable_via="phone")]) == "BY_PHONE_ONLY"
    assert reason(Mode.IN_PERSON, [OFFICE], {"office": FULL}) == "FULL"
    assert reason(Mode.IN_PERSON, [OFFICE], languages=("ar",)) == "NO_COMMON_LANGUAGE"


def test_why_no_nurse_comes() -> None:
    assert reason(Mode.HOME_VISIT, []) == "NO_NURSE_IN_ZONE"
    assert reason(Mode.HOME_VISIT, [NURSE]) == "IPA_NEEDS_ORIENTATION"
    other = replace(NURSE, detail=replace(NURSE.detail, competence="SI03"))
    assert reason(Mode.HOME_VISIT, [other]) == "NO_NURSE_OF_SPECIALITY"
    bare = replace(NURSE, detail=replace(NURSE.detail, equipment=frozenset()))
    assert reason(Mode.ASSISTED_VIDEO, [bare, VIDEO]) == "NURSE_NOT_EQUIPPED"
    assert reason(Mode.ASSISTED_VIDEO, [NURSE]) == "NO_REMOTE_PRACTITIONER"


def test_why_there_is_no_call_and_no_video() -> None:
    heart = "heart-failure-follow-up"
    cough = {"need_id": "cough"}
    assert reason(Mode.HOME_VIDEO, [], **cough) == "NO_REMOTE_PRACTITIONER"
    assert reason(Mode.HOME_VIDEO, [OFFICE], **cough) == "NO_REMOTE_PRACTITIONER"
    assert reason(Mode.HOME_VIDEO, [VIDEO], languages=("ar", "uk"), **cough) == "NO_PRACTITIONER_SPEAKS"
    assert reason(Mode.HOME_VIDEO, [VIDEO], {"video": FULL}, **cough) == "NO_PRACTITIONER_FREE"
    assert reason(Mode.TELEMONITORING, [], need_id=heart) == "NO_PROGRAMME_HERE"
    assert reason(Mode.HOME_SUPPORT, [], need_id="loss-of-autonomy") == "NO_PLATFORM_HERE"
    assert reason(Mode.DIGITAL_HELP, [], need_id="help-with-a-form") == "TOO_FAR"


def test_who_calls_only_at_night_is_said_to() -> None:
    heart = {"need_id": "heart-failure-follow-up"}
    night = OpeningHours(WeeklyHours((((0, 360), (1320, 1440)),) * 7), holidays_open=True)
    programme = resource("programme", Part.PROGRAMME, Programme("heart_failure"), NEAR, hours=night)
    assert reason(Mode.TELEMONITORING, [programme], **heart) == "OPEN_AT_NIGHT_ONLY"
    assert reason(Mode.TELEMONITORING, [replace(programme, hours=NEVER)], **heart) == "CLOSED"
    by_day = replace(programme, hours=ALWAYS)
    assert reason(Mode.TELEMONITORING, [by_day], {"programme": FULL}, **heart) == "FULL"


def test_a_place_of_which_nothing_is_known_is_not_said_to_be_step_free() -> None:
    told = {"need_id": "help-with-a-form", "mobility": Mobility.STEP_FREE}
    assert (
        reason(Mode.DIGITAL_HELP, [resource("help", Part.HELP_PLACE, HelpPlace(), NEAR)], **told)
        == "NOT_STEP_FREE"
    )
    own = {"treating_doctor_rpps": "10000000002", "mobility": Mobility.STEP_FREE}
    assert reason(Mode.IN_PERSON, [OFFICE], **own) == "NOT_STEP_FREE"
