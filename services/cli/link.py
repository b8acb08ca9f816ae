"""The way from a command to the services: a running instance, or an embedded one for the time of a call."""

import contextlib
import os
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import click
import grpc
from google.rpc import error_details_pb2
from grpc_status import rpc_status

from services.embedded.instance import DEFAULT_PORT, Instance
from services.platform import tokens
from services.platform.clock import system_clock
from services.platform.keys import load
from services.platform.tokens import Caller

DEADLINE_SECONDS = 30.0
OPERATOR_TOKEN = timedelta(minutes=10)


class Refused(Exception):  # noqa: N818 - what the service answered, not an error of ours
    """A service's refusal, as it is shown."""

    def __init__(self, reason: str, sentence: str, metadata: dict[str, str]) -> None:
        super().__init__(reason)
        self.reason, self.sentence, self.metadata = reason, sentence, metadata


def refused(error: grpc.RpcError) -> Refused:
    """The refusal inside a gRPC error; a broken line becomes one too."""
    status = rpc_status.from_call(error)
    for detail in status.details if status is not None else ():
        info = error_details_pb2.ErrorInfo()
        if detail.Unpack(info):
            return Refused(info.reason, status.message, dict(info.metadata))
    code = error.code()
    if code in {grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED}:
        sentence = "Aucun service ne répond ici : lancez « make up », ou donnez --port ou --data."
        return Refused("SERVICE_UNREACHABLE", sentence, {})
    return Refused(code.name, error.details() or "", {})


class Link:
    """Calls rpcs with the caller's credential, and turns what goes wrong into a `Refused`."""

    def __init__(self, channel: grpc.Channel, token: str) -> None:
        self.channel = channel
        self._metadata = (("authorization", f"Bearer {token}"),) if token else ()

    def call(self, rpc: Callable[..., Any], request: Any) -> Any:
        """One answer."""
        try:
            return rpc(request, metadata=self._metadata, timeout=DEADLINE_SECONDS)
        except grpc.RpcError as error:
            raise refused(error) from None

    def stream(self, rpc: Callable[..., Any], requests: Any) -> Iterator[Any]:
        """Answers as they come."""
        try:
            yield from rpc(requests, metadata=self._metadata)
        except grpc.RpcError as error:
            raise refused(error) from None


def new_request_id() -> str:
    """A fresh id for a writing call."""
    return str(uuid.uuid4())


@dataclass(frozen=True, slots=True)
class Where:
    """What the options --port, --data, --address and --token say."""

    data: Path | None
    port: int | None
    address: str
    token: str

    @property
    def instance(self) -> Instance:
        return Instance(self.data or Path(os.environ.get("MAILLAGE_DATA", "var")))

    def target(self) -> str | None:
        """Address of a running instance; None when --data names one that does not run."""
        if self.address:
            return self.address
        if self.port is not None:
            return f"127.0.0.1:{self.port}"
        if (running := self.instance.running()) is not None:
            return running.grpc_address
        return None if self.data is not None else f"127.0.0.1:{DEFAULT_PORT}"

    @contextlib.contextmanager
    def open(self, role: str = "") -> Iterator[Link]:
        """A link as `role`; the operator of this machine signs its own credential with the instance's key."""
        target = self.target()
        passing = contextlib.nullcontext(target) if target is not None else self._passing()
        with passing as address, grpc.insecure_channel(address) as channel:
            yield Link(channel, self.token or self._own_token(role))

    def sign(self, who: Caller, lifetime: timedelta) -> str:
        """A credential signed with the key of this instance, which must have been started once."""
        if not self.instance.keys_file.exists():
            sentence = (
                f"Aucune instance dans {self.instance.data} : donnez --data, ou lancez « maillage up »."
            )
            raise Refused("INSTANCE_NOT_FOUND", sentence, {})
        return tokens.issue(load(self.instance.keys_file), who, system_clock(), lifetime)

    def _own_token(self, role: str) -> str:
        return self.sign(Caller(role, "cli"), OPERATOR_TOKEN) if role else ""

    def _passing(self) -> contextlib.AbstractContextManager[str]:
        if not self.instance.begun:
            sentence = f"Aucune instance dans {self.instance.data} : vérifiez --data."
            raise Refused("INSTANCE_NOT_FOUND", sentence, {})
        from services.embedded.passing import embedded  # noqa: PLC0415 - every service takes a second to load

        return embedded(self.instance)


def where_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say which instance is meant, gathered in `where`."""

    @click.option("--data", type=click.Path(path_type=Path), help="Data directory of the instance.")
    @click.option("--port", type=click.IntRange(1, 65535), help="gRPC port of an instance on this machine.")
    @click.option("--address", default="", help="host:port of an instance elsewhere.")
    @click.option("--token", default="", envvar="MAILLAGE_TOKEN", help="Credential, from `maillage token`.")
    def with_where(data: Path | None, port: int | None, address: str, token: str, **rest: Any) -> Any:
        return command(where=Where(data, port, address, token), **rest)

    with_where.__name__ = command.__name__
    with_where.__doc__ = command.__doc__
    with_where.__click_params__ = [*getattr(command, "__click_params__", []), *with_where.__click_params__]  # type: ignore[attr-defined]
    return with_where
