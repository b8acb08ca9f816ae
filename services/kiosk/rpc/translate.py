"""Between the contract's messages and the gateway's own words."""

from datetime import UTC, date, datetime

from google.protobuf.timestamp_pb2 import Timestamp
from maillage.api.directory.v1 import equipment_pb2
from maillage.api.kiosk.v1 import gateway_service_pb2 as messages

from services.kiosk.domain.cabins import Cabin, Delivery
from services.kiosk.domain.instruments import Instrument
from services.kiosk.domain.reports import CabinReport
from services.kiosk.live_states import KINDS, STATES, live_state
from services.platform.refusals import Invalid


def report(request: messages.SendHeartbeatRequest) -> CabinReport:
    """A cabin's report; refuses what has no meaning here.

    `SENT_AT_INVALID`, `EQUIPMENT_KIND_UNKNOWN`, `EQUIPMENT_STATE_UNKNOWN`, `SELF_TEST_INVALID`,
    `CALIBRATION_DATE_INVALID`.
    """
    if not request.HasField("sent_at"):
        raise Invalid("SENT_AT_INVALID", "Il faut l'heure de la cabine.", field="sent_at")
    return CabinReport(
        _instant(request.sent_at, "SENT_AT_INVALID", "sent_at"),
        tuple(_instrument(item) for item in request.equipment),
        request.bandwidth_kbps,
        request.agent_version,
    )


def _instrument(item: equipment_pb2.Equipment) -> Instrument:
    kind, state = KINDS.get(item.kind), STATES.get(item.state)
    if kind is None:
        raise Invalid(
            "EQUIPMENT_KIND_UNKNOWN",
            "Cet instrument n'existe pas dans le contrat ; vérifiez la version du logiciel.",
            field="equipment.kind",
            value=item.kind,
        )
    if state is None:
        raise Invalid(
            "EQUIPMENT_STATE_UNKNOWN",
            "Dites de chaque instrument s'il marche, s'il marche en partie ou s'il est en panne.",
            field="equipment.state",
            value=item.state,
        )
    tested_at = None
    if item.HasField("last_self_test_at"):
        tested_at = _instant(item.last_self_test_at, "SELF_TEST_INVALID", "equipment.last_self_test_at")
    return Instrument(kind, state, tested_at, _day(item.calibrated_on))


def _instant(stamp: Timestamp, reason: str, field: str) -> datetime:
    try:
        return stamp.ToDatetime(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise Invalid(reason, "Cette date n'existe pas.", field=field) from None


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError:
        raise Invalid(
            "CALIBRATION_DATE_INVALID",
            "La date d'étalonnage s'écrit AAAA-MM-JJ.",
            field="equipment.calibrated_on",
        ) from None


def cabin_answer(cabin: Cabin) -> messages.GetCabinResponse:
    """A cabin as operators and agencies see it."""
    return messages.GetCabinResponse(
        entry_id=cabin.entry_id,
        live_state=live_state(cabin),
        clock_ahead_ms=cabin.clock_ahead_ms,
        agent_version=cabin.agent_version,
        delivered=cabin.delivery is Delivery.DELIVERED,
    )
