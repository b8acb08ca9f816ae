"""Who may call what, read from the contract: the `callers` option of each rpc.

An rpc that declares nothing, or something unspecified, stops the server from starting. A call whose caller
is not declared is refused, whatever it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from google.protobuf import descriptor_pool
from google.protobuf.descriptor import MethodDescriptor
from google.protobuf.message_factory import GetMessageClass
from maillage.api.common.v1 import options_pb2, patient_pb2

from services.platform.refusals import Forbidden, Invalid, Unauthenticated
from services.platform.tokens import Caller

# Served by the libraries, not by our contracts: they tell nothing of anybody.
LIBRARY_SERVICES = ("grpc.health.v1.Health", "grpc.reflection.v1alpha.ServerReflection")


class UndeclaredRpcError(Exception):
    """An rpc says nothing about who may call it; the server must not start."""


@dataclass(frozen=True, slots=True)
class MethodPolicy:
    """What the contract says of one rpc."""

    path: str  # /package.Service/Method
    callers: frozenset[str]
    request_type: type[Any]
    proof_field: str  # field of the request that holds a PatientProof, "" when there is none


def role_name(number: int) -> str:
    name: str = options_pb2.CallerRole.Name(number)
    return name.removeprefix("CALLER_ROLE_").lower()


def _policy(method: MethodDescriptor) -> MethodPolicy:
    declared = method.GetOptions().Extensions[options_pb2.callers]
    path = f"/{method.containing_service.full_name}/{method.name}"
    if not declared or options_pb2.CALLER_ROLE_UNSPECIFIED in declared:
        raise UndeclaredRpcError(f"{path} does not declare who may call it")
    request = method.input_type
    proofs = [
        f.name
        for f in request.fields
        if f.message_type is not None
        and f.message_type.full_name == patient_pb2.PatientProof.DESCRIPTOR.full_name
    ]
    callers = frozenset(role_name(number) for number in declared)
    if "patient" in callers and not proofs:
        raise UndeclaredRpcError(f"{path} is for patients but its request carries no PatientProof")
    return MethodPolicy(path, callers, GetMessageClass(request), proofs[0] if proofs else "")


def policies(service_names: Iterable[str]) -> dict[str, MethodPolicy]:
    """The policy of every rpc of these services, by path; UndeclaredRpcError when one declares nothing."""
    pool = descriptor_pool.Default()
    found = [
        _policy(method)
        for name in service_names
        if name not in LIBRARY_SERVICES
        for method in pool.FindServiceByName(name).methods
    ]
    return {policy.path: policy for policy in found}


def admit(policy: MethodPolicy, caller: Caller, request: Any) -> None:
    """Refuses a caller that the contract does not name. Decides nothing else: a proof is checked later."""
    if "public" in policy.callers or caller.role in policy.callers:
        return
    if policy.proof_field:
        proof = getattr(request, policy.proof_field)
        factor = proof.WhichOneof("factor")
        if proof.reference and factor and getattr(proof, factor):
            return
        raise Invalid(
            "PROOF_MISSING",
            "Donnez la référence du rendez-vous, et la date de naissance ou le téléphone.",
            field=policy.proof_field,
        )
    if caller.role == "public":
        raise Unauthenticated("CREDENTIAL_MISSING", "Cette opération demande un jeton.")
    raise Forbidden("CALLER_NOT_ALLOWED", "Votre rôle ne permet pas cette opération.", role=caller.role)
