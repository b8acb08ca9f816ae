"""Between the wire and a servicer: who calls, may they, what came of it. One interceptor, in this order:
faults become one neutral sentence, the call is measured, the message is understood, the caller is admitted.

gRPC runs `intercept_service` for each call on the serving loop; all work happens in the handler it returns.
"""

import hashlib
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextvars import ContextVar
from typing import Any

import grpc
from google.protobuf.any_pb2 import Any as AnyMessage
from google.protobuf.message import DecodeError
from google.rpc import error_details_pb2, status_pb2

from services.platform import refusals, tokens
from services.platform.access import MethodPolicy, admit
from services.platform.clock import Clock
from services.platform.keys import Keys
from services.platform.redact import redacted
from services.platform.refusals import Exhausted, Invalid, Refusal, Unauthenticated
from services.platform.telemetry import RpcMetrics
from services.platform.tokens import ANYBODY, Caller
from services.platform.units import RequestKey

log = logging.getLogger(__name__)
DOMAIN = "maillage"
MAX_MESSAGE_BYTES = 4 * 1024 * 1024
CODES: Mapping[type[Refusal], grpc.StatusCode] = {
    refusals.Invalid: grpc.StatusCode.INVALID_ARGUMENT,
    refusals.NotFound: grpc.StatusCode.NOT_FOUND,
    refusals.Conflict: grpc.StatusCode.FAILED_PRECONDITION,
    refusals.Exhausted: grpc.StatusCode.RESOURCE_EXHAUSTED,
    refusals.Forbidden: grpc.StatusCode.PERMISSION_DENIED,
    refusals.Unauthenticated: grpc.StatusCode.UNAUTHENTICATED,
    refusals.Unavailable: grpc.StatusCode.UNAVAILABLE,
}
_caller: ContextVar[Caller] = ContextVar("caller", default=ANYBODY)
_path: ContextVar[str] = ContextVar("path", default="")


def caller() -> Caller:
    """Who is calling the rpc that is being answered."""
    return _caller.get()


def request_key(request: Any) -> RequestKey:
    """What makes a repeat of this writing call recognisable: caller, request id, rpc and content."""
    body = hashlib.sha256(request.SerializeToString(deterministic=True)).hexdigest()
    return RequestKey(str(caller()), request.request_id, _path.get(), body)


def status_of(refusal: Refusal) -> tuple[grpc.StatusCode, status_pb2.Status]:
    """The gRPC code of a refusal and the details that travel with it (google.rpc.ErrorInfo)."""
    code = CODES[type(refusal)]
    info = error_details_pb2.ErrorInfo(reason=refusal.reason, domain=DOMAIN, metadata=refusal.metadata)
    detail = AnyMessage()
    detail.Pack(info)
    return code, status_pb2.Status(code=code.value[0], message=refusal.sentence, details=[detail])


class Gatekeeper(grpc.aio.ServerInterceptor):  # type: ignore[misc]
    """Stands before every rpc of our contracts."""

    def __init__(
        self,
        policies: Mapping[str, MethodPolicy],
        keys: Keys,
        clock: Clock,
        metrics: RpcMetrics,
        *,
        mutual_tls: bool = False,
    ) -> None:
        self._policies, self._keys, self._clock, self._metrics = policies, keys, clock, metrics
        self._mutual_tls = mutual_tls

    async def intercept_service(
        self, continuation: Callable[[Any], Awaitable[Any]], details: Any
    ) -> grpc.RpcMethodHandler | None:
        handler = await continuation(details)
        policy = self._policies.get(details.method)
        if handler is None or policy is None:
            return handler  # unknown, or health and reflection
        if handler.request_streaming or handler.response_streaming:
            made = (
                grpc.stream_stream_rpc_method_handler
                if handler.request_streaming
                else grpc.unary_stream_rpc_method_handler
            )
            streams = _Streams(self, policy, handler)
            return made(streams.answer, response_serializer=handler.response_serializer)
        return grpc.unary_unary_rpc_method_handler(
            self._unary(policy, handler.unary_unary), response_serializer=handler.response_serializer
        )

    def _unary(self, policy: MethodPolicy, behaviour: Callable[..., Any]) -> Callable[..., Any]:
        async def answer(raw: bytes, context: Any) -> Any:
            began = time.perf_counter()
            request = None
            try:
                request = self.understood(policy, raw)
                admit(policy, self.enter(policy, context), request)
                response = await behaviour(request, context)
            except Exception as error:  # noqa: BLE001 - everything that is not an answer is told in one way
                code, status = self.told(policy, error, request)
                self.measured(policy, code, began)
                await _abort(context, code, status)
            else:
                self.measured(policy, grpc.StatusCode.OK, began)
                return response

        return answer

    def understood(self, policy: MethodPolicy, raw: bytes) -> Any:
        """The message; one that is no such message is refused by name."""
        if len(raw) > MAX_MESSAGE_BYTES:
            raise Exhausted("MESSAGE_TOO_LARGE", "Ce message dépasse 4 Mio ; envoyez-le en plusieurs fois.")
        try:
            return policy.request_type.FromString(raw)
        except DecodeError:
            raise Invalid(
                "MESSAGE_MALFORMED", "Ce message ne suit pas le contrat ; vérifiez la version du client."
            ) from None

    def enter(self, policy: MethodPolicy, context: Any) -> Caller:
        """Reads who is calling and makes it known to the servicer."""
        who = ANYBODY
        for name, value in context.invocation_metadata() or ():
            if name == "authorization":
                scheme, _, token = value.partition(" ")
                if scheme.lower() != "bearer":
                    raise Unauthenticated("TOKEN_INVALID", "Il faut un jeton « Bearer ».")
                who = tokens.read(self._keys, token, self._clock())
        if who.role == "service" and self._mutual_tls and not context.peer_identities():
            raise Unauthenticated("CERTIFICATE_MISSING", "Un service se présente ici avec son certificat.")
        _caller.set(who)
        _path.set(policy.path)
        return who

    def told(
        self, policy: MethodPolicy, error: Exception, request: Any = None
    ) -> tuple[grpc.StatusCode, status_pb2.Status | None]:
        """What the caller hears of an error: a refusal's own words, or one neutral sentence for a fault."""
        if isinstance(error, Refusal):
            self._metrics.refusals.labels(policy.path, error.reason).inc()
            return status_of(error)
        shown = redacted(request) if request is not None else None
        log.error("fault", extra={"rpc": policy.path, "request": shown}, exc_info=error)
        sentence = "Une erreur de notre côté a empêché la réponse ; rien n'a été perdu, réessayez."
        return grpc.StatusCode.INTERNAL, status_pb2.Status(code=13, message=sentence)

    def measured(self, policy: MethodPolicy, code: grpc.StatusCode, began: float) -> None:
        self._metrics.seconds.labels(policy.path, code.name).observe(time.perf_counter() - began)


async def _abort(context: Any, code: grpc.StatusCode, status: status_pb2.Status) -> None:
    trailing = (("grpc-status-details-bin", status.SerializeToString()),)
    await context.abort(code, status.message, trailing)


class _Streams:
    """The same order for rpcs that stream: each message is understood, the first one is admitted."""

    def __init__(self, keeper: Gatekeeper, policy: MethodPolicy, handler: Any) -> None:
        self._keeper, self._policy = keeper, policy
        self._behaviour = handler.stream_stream if handler.request_streaming else handler.unary_stream

    async def answer(self, raw: Any, context: Any) -> AsyncIterator[Any]:
        began = time.perf_counter()
        try:
            who = self._keeper.enter(self._policy, context)
            if isinstance(raw, bytes):
                request = self._keeper.understood(self._policy, raw)
                admit(self._policy, who, request)
            else:
                admit(self._policy, who, None)
                request = self._each(raw)
            async for response in self._behaviour(request, context):
                yield response
        except Exception as error:  # noqa: BLE001 - everything that is not an answer is told in one way
            code, status = self._keeper.told(self._policy, error)
            self._keeper.measured(self._policy, code, began)
            await _abort(context, code, status)
        else:
            self._keeper.measured(self._policy, grpc.StatusCode.OK, began)

    async def _each(self, raws: AsyncIterator[bytes]) -> AsyncIterator[Any]:
        async for raw in raws:
            yield self._keeper.understood(self._policy, raw)
