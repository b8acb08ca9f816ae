"""A cabin's report, and what makes one impossible to believe.

A cabin's clock may be wrong by hours, so nothing it dates is compared with our clock alone: the offset is
measured at each report, and the dates of self-tests are brought to our time with it.
"""

import string
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from services.kiosk.domain.instruments import Instrument
from services.platform.refusals import Invalid

EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)  # where a clock without battery starts again
LATEST = datetime(2100, 1, 1, tzinfo=UTC)
TOLERANCE = timedelta(minutes=1)  # between two clocks of one cabin
MAX_BANDWIDTH_KBPS = 10_000_000  # 10 Gbit/s, more than any line a cabin has
MAX_VERSION_LENGTH = 64
VERSION_CHARACTERS = frozenset(string.ascii_letters + string.digits + ".-+_ ")


@dataclass(frozen=True, slots=True)
class CabinReport:
    """What a cabin says. `sent_at` is its own clock, aware UTC; bandwidth: kilobits a second, 0 = unknown."""

    sent_at: datetime
    instruments: tuple[Instrument, ...] = ()
    bandwidth_kbps: int = 0
    agent_version: str = ""


def clock_ahead(report: CabinReport, now: datetime) -> timedelta:
    """How far the cabin's clock is ahead of ours; the time on the way is counted as its delay."""
    return report.sent_at - now


def believed(report: CabinReport, now: datetime) -> CabinReport:
    """The report with self-tests in our time and instruments in the order of their names.

    Refuses, by name, one that contradicts itself: `SENT_AT_INVALID`, `EQUIPMENT_DUPLICATED`,
    `SELF_TEST_INVALID`, `SELF_TEST_IN_FUTURE`, `CALIBRATION_IN_FUTURE`, `BANDWIDTH_OUT_OF_RANGE`,
    `AGENT_VERSION_INVALID`.
    """
    if not EARLIEST <= report.sent_at < LATEST:
        raise Invalid(
            "SENT_AT_INVALID", "L'heure de la cabine est impossible ; réglez son horloge.", field="sent_at"
        )
    if not 0 <= report.bandwidth_kbps <= MAX_BANDWIDTH_KBPS:
        raise Invalid(
            "BANDWIDTH_OUT_OF_RANGE",
            "Le débit se donne en kilobits par seconde, de 0 (inconnu) à 10 000 000.",
            field="bandwidth_kbps",
            value=report.bandwidth_kbps,
        )
    if len(report.agent_version) > MAX_VERSION_LENGTH or not VERSION_CHARACTERS.issuperset(
        report.agent_version
    ):
        raise Invalid(
            "AGENT_VERSION_INVALID",
            "La version du logiciel de la cabine tient en 64 caractères : lettres, chiffres, « . - + _ ».",
            field="agent_version",
        )
    by_kind = {instrument.kind: instrument for instrument in report.instruments}
    if len(by_kind) < len(report.instruments):
        raise Invalid(
            "EQUIPMENT_DUPLICATED",
            "Un instrument figure deux fois ; envoyez une seule ligne par instrument.",
            field="equipment",
        )
    dated = tuple(_dated(by_kind[kind], report.sent_at, now) for kind in sorted(by_kind))
    return replace(report, instruments=dated)


def _dated(instrument: Instrument, sent_at: datetime, now: datetime) -> Instrument:
    if instrument.calibrated_on is not None and instrument.calibrated_on > (now + timedelta(days=1)).date():
        raise Invalid(
            "CALIBRATION_IN_FUTURE",
            "Un étalonnage ne peut pas être daté du futur ; corrigez sa date.",
            field="equipment.calibrated_on",
            kind=instrument.kind.value,
        )
    tested_at = instrument.last_self_test_at
    if tested_at is None:
        return instrument
    if tested_at < EARLIEST:
        raise Invalid(
            "SELF_TEST_INVALID",
            "La date d'un autotest est impossible ; refaites-le.",
            field="equipment.last_self_test_at",
            kind=instrument.kind.value,
        )
    if tested_at > max(sent_at, now) + TOLERANCE:
        raise Invalid(
            "SELF_TEST_IN_FUTURE",
            "Un autotest est daté du futur ; réglez l'horloge de la cabine et refaites-le.",
            field="equipment.last_self_test_at",
            kind=instrument.kind.value,
        )
    if tested_at > sent_at + TOLERANCE:
        return instrument  # dated before the cabin's clock fell back: it was right then
    return replace(instrument, last_self_test_at=min(now, now - (sent_at - tested_at)))
