"""Why a mode is not proposed. The later in this list, the nearer it came to being proposed."""

from enum import Enum, auto


class Reason(Enum):
    """Names are what answers say; `depth` orders them from "nothing there" to "all but a free minute"."""

    # Nothing there.
    TOO_FAR = auto()
    NO_NURSE_IN_ZONE = auto()
    NO_PROGRAMME_HERE = auto()
    NO_PLATFORM_HERE = auto()
    NO_REMOTE_PRACTITIONER = auto()
    # There, but not for this.
    NO_CABIN_EQUIPPED = auto()
    NO_NURSE_OF_SPECIALITY = auto()
    NURSE_NOT_EQUIPPED = auto()
    CABIN_INSTRUMENT_BROKEN = auto()
    NO_NEW_PATIENTS = auto()
    NOT_STEP_FREE = auto()
    NO_HELP_ON_SITE = auto()
    NO_COMMON_LANGUAGE = auto()
    NO_PRACTITIONER_SPEAKS = auto()
    IPA_NEEDS_ORIENTATION = auto()
    # There, but not through this portal.
    CABINS_NOT_CONNECTED = auto()
    NOT_CONNECTED = auto()
    BY_LINK_ONLY = auto()
    BY_PHONE_ONLY = auto()
    WALK_IN_ONLY = auto()
    # There and here, but not at any time.
    CABINS_CLOSED = auto()
    CLOSED = auto()
    OPEN_AT_NIGHT_ONLY = auto()
    CABINS_FULL = auto()
    FULL = auto()
    NO_PRACTITIONER_FREE = auto()
    # Not searched at all: the situation or the rules exclude the mode.
    AGE_NOT_SERVED = auto()
    AGE_IN_PERSON_ONLY = auto()
    LONG_SICK_NOTE = auto()
    HOME_VIDEO_NOT_POSSIBLE = auto()
    HELPER_WANTED = auto()
    ALREADY_FOLLOWED = auto()
    # Found, but other options took the places of the list.
    LIST_FULL = auto()

    @property
    def depth(self) -> int:
        return int(self.value)

    @property
    def may_pass(self) -> bool:
        """Whether waiting can help: somebody is there who is full, closed or out of order for a time."""
        return self in _MAY_PASS


_MAY_PASS = frozenset(
    {
        Reason.CABIN_INSTRUMENT_BROKEN,
        Reason.CABINS_NOT_CONNECTED,
        Reason.CABINS_CLOSED,
        Reason.CLOSED,
        Reason.CABINS_FULL,
        Reason.FULL,
        Reason.NO_PRACTITIONER_FREE,
    }
)
