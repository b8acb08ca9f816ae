"""A process killed in its sleep loses nothing; callers who hang up at any moment harm nobody."""

import asyncio
import random
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import grpc
import pytest
from click.testing import CliRunner
from maillage.api.booking.v1 import appointments_service_pb2, routing_service_pb2, situation_pb2
from maillage.api.booking.v1.appointments_service_pb2_grpc import AppointmentsServiceStub
from maillage.api.booking.v1.routing_service_pb2_grpc import RoutingServiceStub

from services.cli.__main__ import maillage
from services.cli.link import refused
from services.platform.keys import load
from tests.journeys.conftest import Instance, started
from tests.journeys.small_network import register
from tests.journeys.wire import until

EAR = ("route", "--at", "48030", "--need", "ear-pain")
JEANNE = ("--given-name", "Jeanne", "--family-name", "Exemple", "--birth-date", "1946-03-17")
PHONE = ("--phone", "01 99 00 12 34")
CALLS, AT_ONCE = 200, 20
LONGEST_PATIENCE_SECONDS = 0.02


def small(instance: Instance) -> Instance:
    """The instance, once it knows the small network."""
    register(f"127.0.0.1:{instance.port}", load(instance.data / "keys.json"))
    modes = {"cabin", "home_visit", "assisted_video", "in_person"}
    until(lambda: {option["mode"] for option in instance.run(*EAR)["options"]}, lambda found: found == modes)
    return instance


def killed(instance: Instance) -> None:
    """`kill -9`: nothing is said, nothing is tidied. One that has ended already stays as it is."""
    instance.process.kill()
    instance.process.wait()
    assert instance.process.stdout is not None
    instance.process.stdout.close()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[], Instance]]:
    """Starts an instance on the data of this test; none outlives it."""
    with ExitStack() as stack:

        def on_the_same_data() -> Instance:
            instance = started(tmp_path, "--empty")
            stack.callback(killed, instance)
            return instance

        yield on_the_same_data


def test_what_was_booked_survives_a_kill(start: Callable[[], Instance]) -> None:
    first = small(start())
    options = first.run(*EAR)["options"]
    booked = first.run("book", "--option", options[0]["id"], *JEANNE, *PHONE)
    show = ("show", "--reference", booked["reference"], *PHONE)
    killed(first)
    assert (first.data / "instance.json").exists()  # what the dead one left

    # The commands see that nobody answers there any more, and open the database themselves.
    assert first.run(*show)["start"] == booked["start"]
    assert first.run("verify")["violations"] == 0
    assert set(first.run("status", exit_code=1)["services"].values()) == {"NOT_RUNNING"}

    again = start()
    assert again.run("status")["grpc_address"] == f"127.0.0.1:{again.port}"
    shown = again.run(*show)
    assert (shown["status"], shown["start"], shown["mode"]) == ("booked", booked["start"], booked["mode"])
    refusal = again.run("book", "--option", options[0]["id"], *JEANNE, *PHONE, exit_code=1)
    assert refusal["error"]["reason"] == "SLOT_TAKEN"
    assert again.run("cancel", "--reference", booked["reference"], *PHONE)["status"] == "cancelled"
    assert again.run("verify")["violations"] == 0
    again.stop()


async def ended(call: Any, patience: float) -> str:
    """How a call ended whose caller hangs up after `patience` seconds."""
    try:
        async with asyncio.timeout(patience):
            await call
    except TimeoutError:
        return "hung up"
    except grpc.aio.AioRpcError as error:
        return refused(error).reason
    return "answered"


async def hang_up_at_random(address: str, option_ids: list[str]) -> list[str]:
    """Searches and holds, many at once, each given up at some moment of its life."""
    chance, room = random.Random(20270303), asyncio.Semaphore(AT_ONCE)
    situation = situation_pb2.Situation(need_id="ear-pain", at="48030")

    async with grpc.aio.insecure_channel(address) as channel:
        routing, appointments = RoutingServiceStub(channel), AppointmentsServiceStub(channel)

        async def one(number: int) -> str:
            async with room:
                if number % 2:
                    call = routing.FindOptions(routing_service_pb2.FindOptionsRequest(situation=situation))
                else:
                    wish = appointments_service_pb2.HoldOptionRequest(
                        request_id=str(uuid.uuid4()), option_id=chance.choice(option_ids)
                    )
                    call = appointments.HoldOption(wish)
                return await ended(call, chance.uniform(0, LONGEST_PATIENCE_SECONDS))

        return await asyncio.gather(*(one(number) for number in range(CALLS)))


def booked_first(instance: Instance) -> bool:
    """Books the best option there is now; whether it was still free."""
    fresh = instance.run(*EAR)["options"][0]
    arguments = ["book", "--option", fresh["id"], *JEANNE, *PHONE, "--port", str(instance.port)]
    result = CliRunner().invoke(maillage, arguments)
    assert result.exit_code == 0 or "SLOT_TAKEN" in result.output, result.output
    return result.exit_code == 0


def test_callers_who_hang_up_harm_nobody(start: Callable[[], Instance]) -> None:
    running = small(start())
    options = running.run(*EAR, "--limit", "50")["options"]
    ends = asyncio.run(hang_up_at_random(f"127.0.0.1:{running.port}", [option["id"] for option in options]))
    assert "hung up" in ends
    assert set(ends) <= {"hung up", "answered", "SLOT_TAKEN"}
    assert running.run("verify")["violations"] == 0
    until(lambda: booked_first(running), bool)  # what the last who hung up took is known a moment later
    assert set(running.run("status")["services"].values()) == {"SERVING"}
    assert running.run("verify")["violations"] == 0
    running.stop()  # cleanly, after all that
