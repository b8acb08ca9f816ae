"""Instruments and live states on the wire."""

from collections.abc import Iterable

from maillage.api.directory.v1 import equipment_pb2 as pb
from maillage.api.directory.v1 import live_state_pb2 as live_pb

from services.directory.domain.equipment import (
    Connection,
    Equipment,
    EquipmentKind,
    EquipmentState,
    LiveState,
)
from services.directory.rpc.values import (
    day_from,
    day_text,
    instant_from,
    member_of,
    numbers_of,
    reversed_map,
    stamp_of,
)

KIND_NUMBERS = numbers_of(pb.EquipmentKind, "EQUIPMENT_KIND", EquipmentKind)
KINDS = reversed_map(KIND_NUMBERS)
_STATE_NUMBERS = numbers_of(pb.EquipmentState, "EQUIPMENT_STATE", EquipmentState)
# Nothing said of the state of an instrument that is listed: its being listed is the declaration.
_STATES = {pb.EQUIPMENT_STATE_UNSPECIFIED: EquipmentState.DECLARED, **reversed_map(_STATE_NUMBERS)}
_CONNECTIONS = {
    live_pb.CONNECTION_STATE_UNSPECIFIED: Connection.UNKNOWN,
    live_pb.CONNECTION_STATE_CONNECTED: Connection.CONNECTED,
    live_pb.CONNECTION_STATE_SILENT: Connection.SILENT,
}
_CONNECTION_NUMBERS = {connection: number for number, connection in _CONNECTIONS.items()}


def equipment_from(messages: Iterable[pb.Equipment], field: str) -> tuple[Equipment, ...]:
    """Instruments as a message lists them; CODE_UNKNOWN, DATE_INVALID, TIMESTAMP_INVALID."""
    return tuple(
        Equipment(
            member_of(each.kind, KINDS, f"{field}.kind"),
            member_of(each.state, _STATES, f"{field}.state"),
            instant_from(each, "last_self_test_at", f"{field}.last_self_test_at"),
            day_from(each.calibrated_on, f"{field}.calibrated_on"),
        )
        for each in messages
    )


def equipment_messages(equipment: Iterable[Equipment]) -> list[pb.Equipment]:
    """The messages of instruments."""
    return [
        pb.Equipment(
            kind=KIND_NUMBERS[item.kind],
            state=_STATE_NUMBERS[item.state],
            last_self_test_at=None if item.last_self_test_at is None else stamp_of(item.last_self_test_at),
            calibrated_on=day_text(item.calibrated_on),
        )
        for item in equipment
    ]


def live_state_from(message: live_pb.LiveState, field: str) -> LiveState:
    """A live state as a message tells it."""
    return LiveState(
        member_of(message.connection, _CONNECTIONS, f"{field}.connection"),
        instant_from(message, "last_seen_at", f"{field}.last_seen_at"),
        equipment_from(message.equipment, f"{field}.equipment"),
        message.bandwidth_kbps,
    )


def live_state_message(live: LiveState) -> live_pb.LiveState | None:
    """The message of a live state; None for an entry that was never heard from."""
    if live.connection is Connection.UNKNOWN and live.last_seen_at is None:
        return None
    return live_pb.LiveState(
        connection=_CONNECTION_NUMBERS[live.connection],
        last_seen_at=None if live.last_seen_at is None else stamp_of(live.last_seen_at),
        equipment=equipment_messages(live.equipment),
        bandwidth_kbps=live.bandwidth_kbps,
    )
