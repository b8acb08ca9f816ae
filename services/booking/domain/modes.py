"""The ways of being cared for that one list mixes."""

from enum import StrEnum


class Mode(StrEnum):
    """A way of being cared for; the value is what answers and files say."""

    CABIN = "cabin"  # a cabin with a remote practitioner
    HOME_VISIT = "home_visit"  # an advanced-practice nurse at home
    ASSISTED_VIDEO = "assisted_video"  # a nurse at home beside a remote practitioner
    HOME_VIDEO = "home_video"  # a remote practitioner, the patient at home
    IN_PERSON = "in_person"  # a practitioner's practice
    TELEMONITORING = "telemonitoring"  # enrolment in a programme
    HOME_SUPPORT = "home_support"  # a home-support platform
    DIGITAL_HELP = "digital_help"  # a place that helps with screens and forms


AT_HOME = frozenset(
    {Mode.HOME_VISIT, Mode.ASSISTED_VIDEO, Mode.HOME_VIDEO, Mode.TELEMONITORING, Mode.HOME_SUPPORT}
)
REMOTE = frozenset({Mode.CABIN, Mode.ASSISTED_VIDEO, Mode.HOME_VIDEO})  # the practitioner is elsewhere
