"""What a cabin's report must be, and which of two reports is the later."""

from dataclasses import replace
from datetime import datetime, timedelta

from services.directory.domain.detail_checks import checked_equipment
from services.directory.domain.equipment import MOST_KBPS, Connection, LiveState
from services.directory.domain.texts import checked_number
from services.platform.refusals import Invalid

CLOCK_SLACK = timedelta(minutes=5)


def check_live_state(report: LiveState, now: datetime) -> LiveState:
    """The report with its instruments sorted; or CONNECTION_MISSING, LAST_SEEN_MISSING,
    LAST_SEEN_IN_FUTURE, EQUIPMENT_REPEATED, NUMBER_IMPOSSIBLE.
    """
    if report.connection is Connection.UNKNOWN:
        raise Invalid(
            "CONNECTION_MISSING",
            "Dites si la cabine est joignable.",
            field="live_state.connection",
        )
    if report.last_seen_at is None:
        raise Invalid(
            "LAST_SEEN_MISSING",
            "Dites quand la cabine a donné signe de vie.",
            field="live_state.last_seen_at",
        )
    if report.last_seen_at > now + CLOCK_SLACK:
        raise Invalid(
            "LAST_SEEN_IN_FUTURE",
            "Ce signe de vie est daté du futur ; réglez l'horloge.",
            field="live_state.last_seen_at",
        )
    checked_number(report.bandwidth_kbps, "live_state.bandwidth_kbps", MOST_KBPS)
    return replace(report, equipment=checked_equipment(report.equipment, "live_state.equipment"))


def is_late(report: LiveState, known: LiveState) -> bool:
    """Whether the report tells of a moment before the one already known: a repeat that lost its way."""
    return (
        report.last_seen_at is not None
        and known.last_seen_at is not None
        and report.last_seen_at < known.last_seen_at
    )
