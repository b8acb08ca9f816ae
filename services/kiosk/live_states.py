"""The directory's words for a cabin's state: both our contract and our calls to the directory use them."""

from maillage.api.directory.v1 import equipment_pb2, live_state_pb2

from services.kiosk.domain.cabins import Cabin, Connection
from services.kiosk.domain.instruments import Instrument, InstrumentKind, InstrumentState

KINDS = {equipment_pb2.EquipmentKind.Value(f"EQUIPMENT_KIND_{kind.name}"): kind for kind in InstrumentKind}
STATES = {
    equipment_pb2.EquipmentState.Value(f"EQUIPMENT_STATE_{state.name}"): state for state in InstrumentState
}
CONNECTIONS = {
    Connection.CONNECTED: live_state_pb2.CONNECTION_STATE_CONNECTED,
    Connection.SILENT: live_state_pb2.CONNECTION_STATE_SILENT,
}


def live_state(cabin: Cabin) -> live_state_pb2.LiveState:
    """A cabin's whole state."""
    message = live_state_pb2.LiveState(
        connection=CONNECTIONS[cabin.connection],
        equipment=[_equipment(instrument) for instrument in cabin.instruments],
        bandwidth_kbps=cabin.bandwidth_kbps,
    )
    message.last_seen_at.FromDatetime(cabin.last_seen_at)
    return message


def _equipment(instrument: Instrument) -> equipment_pb2.Equipment:
    message = equipment_pb2.Equipment(
        kind=f"EQUIPMENT_KIND_{instrument.kind.name}", state=f"EQUIPMENT_STATE_{instrument.state.name}"
    )
    if instrument.last_self_test_at is not None:
        message.last_self_test_at.FromDatetime(instrument.last_self_test_at)
    if instrument.calibrated_on is not None:
        message.calibrated_on = instrument.calibrated_on.isoformat()
    return message
