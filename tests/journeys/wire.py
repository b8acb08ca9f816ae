"""What journeys do on the wire: type a command, sign a credential, wait for an answer, ask who is there."""

import json
import re
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import grpc
from click.testing import CliRunner
from grpc_reflection.v1alpha.proto_reflection_descriptor_database import ProtoReflectionDescriptorDatabase

from services.cli.__main__ import maillage
from services.platform import tokens
from services.platform.access import LIBRARY_SERVICES
from services.platform.clock import system_clock
from services.platform.keys import Keys
from services.platform.tokens import Caller

T = TypeVar("T")
PROTO = Path(__file__).parents[2] / "proto" / "maillage"
PATIENCE_SECONDS = 30.0


def typed(*arguments: str, exit_code: int = 0) -> Any:
    """Runs a command with --json and gives what it printed."""
    result = CliRunner().invoke(maillage, [*arguments, "--json"])
    assert result.exit_code == exit_code, (result.output, result.exception)
    return json.loads(result.stdout)


def credential(keys: Keys, role: str, subject: str) -> tuple[tuple[str, str], ...]:
    """Metadata of a call by this caller."""
    token = tokens.issue(keys, Caller(role, subject), system_clock(), timedelta(hours=1))
    return (("authorization", f"Bearer {token}"),)


def until(ask: Callable[[], T], wanted: Callable[[T], bool]) -> T:
    """Asks, one call after the other, until the answer is the one wanted."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not wanted(answer := ask()):
        assert time.monotonic() < deadline, answer
    return answer


def reflected(address: str) -> set[str]:
    """Full names of the services that a server says it offers, but those of its libraries."""
    with grpc.insecure_channel(address) as channel:
        return set(ProtoReflectionDescriptorDatabase(channel).get_services()) - set(LIBRARY_SERVICES)


def contracts(service: str = "*") -> set[str]:
    """Full names of the services that the contracts of `directory`, `booking`, ... declare."""
    return {
        f"maillage.{'.'.join(file.relative_to(PROTO).parts[:-1])}.{name}"
        for file in PROTO.glob(f"api/{service}/v1/*.proto")
        for name in re.findall(r"^service (\w+) ", file.read_text(), re.MULTILINE)
    }
