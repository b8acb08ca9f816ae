"""An otoscope breaks: its cabin is not proposed for ears, whoever booked there is offered another."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import grpc
import pytest
from maillage.api.directory.v1 import equipment_pb2
from maillage.api.kiosk.v1 import gateway_service_pb2
from maillage.api.kiosk.v1.gateway_service_pb2_grpc import GatewayServiceStub

from services.booking.domain.modes import Mode
from services.platform.clock import system_clock
from services.platform.keys import load
from tests.booking.world import CATALOGUE
from tests.journeys.conftest import Instance
from tests.journeys.wire import contracts, credential, reflected, until

EAR = "ear-pain"
WORKING, BROKEN = equipment_pb2.EQUIPMENT_STATE_WORKING, equipment_pb2.EQUIPMENT_STATE_BROKEN
JEANNE = ("--given-name", "Jeanne", "--family-name", "Exemple", "--birth-date", "1946-03-17")
PHONE = ("--phone", "01 99 00 12 34")
WITHOUT_OTOSCOPE = [
    need.id
    for need in CATALOGUE.needs.values()
    if Mode.CABIN in need.modes and "otoscope" not in need.equipment_for(Mode.CABIN)
]


@dataclass(frozen=True)
class Cabin:
    """The cabin of the best option in a cabin, and what it says of itself."""

    instance: Instance
    id: str

    def says(self, otoscope: Any) -> None:
        """A heartbeat with the credential of this very cabin."""
        request = gateway_service_pb2.SendHeartbeatRequest(
            request_id=str(uuid.uuid4()),
            equipment=[equipment_pb2.Equipment(kind=equipment_pb2.EQUIPMENT_KIND_OTOSCOPE, state=otoscope)],
        )
        request.sent_at.FromDatetime(system_clock())
        keys = load(self.instance.data / "keys.json")
        with grpc.insecure_channel(f"127.0.0.1:{self.instance.port}") as channel:
            GatewayServiceStub(channel).SendHeartbeat(
                request, metadata=credential(keys, "kiosk", self.id), timeout=10
            )

    def proposed_for(self, need: str) -> list[Any]:
        """Options in this cabin."""
        answer = self.instance.run("route", "--at", "48030", "--need", need, "--limit", "50")
        return [option for option in answer["options"] if self.id in taken(option)]


def taken(option: Any) -> set[str]:
    """Who and what an option takes."""
    return {each["id"] for each in option["resources"]}


@pytest.fixture
def cabin(instance: Instance) -> Iterator[Cabin]:
    options = instance.run("route", "--at", "48030", "--need", EAR)["options"]
    best = next(option for option in options if option["mode"] == "cabin")
    (cabin_id,) = (each["id"] for each in best["resources"] if each["part"] == "cabin")
    cabin = Cabin(instance, cabin_id)
    yield cabin
    cabin.says(WORKING)
    until(lambda: cabin.proposed_for(EAR), bool)


def test_a_broken_otoscope_takes_the_cabin_away_from_ears_only(cabin: Cabin) -> None:
    cabin.says(BROKEN)
    until(lambda: cabin.proposed_for(EAR), lambda options: not options)
    assert any(cabin.proposed_for(need) for need in WITHOUT_OTOSCOPE)
    assert not cabin.proposed_for(EAR)
    cabin.says(WORKING)
    until(lambda: cabin.proposed_for(EAR), bool)


def test_whoever_booked_there_is_offered_another_way(instance: Instance, cabin: Cabin) -> None:
    booked = instance.run("book", "--option", cabin.proposed_for(EAR)[0]["id"], *JEANNE, *PHONE)
    reference = ("--reference", booked["reference"])

    def shown() -> Any:
        return instance.run("show", *reference, *PHONE)

    assert "proposal" not in shown()
    cabin.says(BROKEN)
    affected = until(shown, lambda appointment: "proposal" in appointment)
    proposal = affected["proposal"]
    assert affected["proposal_reason"]
    assert affected["status"] == "booked"
    assert affected["start"] == booked["start"]  # nothing is done without the patient
    assert cabin.id not in taken(proposal)
    moved = instance.run("move", *reference, *PHONE, "--option", proposal["id"])
    assert (moved["status"], moved["start"], moved["mode"]) == ("booked", proposal["start"], proposal["mode"])
    assert taken(moved["option"]) == taken(proposal)
    assert "proposal" not in shown()
    assert instance.run("cancel", *reference, *PHONE)["status"] == "cancelled"
    assert instance.run("verify")["violations"] == 0


def test_everything_of_the_contracts_is_offered(instance: Instance) -> None:
    assert reflected(f"127.0.0.1:{instance.port}") == contracts()
