"""The contracts keep their promises: generated code is fresh, every rpc says who may call it."""

import subprocess
import sys
from pathlib import Path

import pytest
from google.protobuf import descriptor_pb2, descriptor_pool
from google.protobuf.descriptor import ServiceDescriptor

from services.platform.access import UndeclaredRpcError, policies

ROOT = Path(__file__).parents[2]
PROTO = ROOT / "proto"
GENERATED = PROTO / "gen"
FILES = sorted(str(path.relative_to(PROTO)) for path in (PROTO / "maillage").rglob("*.proto"))
READING = ("Get", "List", "Find", "Search", "Watch", "Count", "Replay", "Verify")


def service_descriptors() -> list[ServiceDescriptor]:
    import importlib

    found = []
    for file in FILES:
        module = importlib.import_module(file.removesuffix(".proto").replace("/", ".") + "_pb2")
        found += list(module.DESCRIPTOR.services_by_name.values())
    return found


def test_generated_code_is_fresh(tmp_path: Path) -> None:
    outputs = [f"--{kind}_out={tmp_path}" for kind in ("python", "pyi", "grpc_python")]
    subprocess.run(
        [sys.executable, "-m", "grpc_tools.protoc", "-I", str(PROTO), *outputs, *FILES], check=True
    )
    fresh = {str(path.relative_to(tmp_path)): path.read_text() for path in tmp_path.rglob("*.py*")}
    committed = {
        str(path.relative_to(GENERATED)): path.read_text()
        for path in GENERATED.rglob("*.py*")
        if "__pycache__" not in path.parts
    }
    assert fresh == committed, "run `make proto` and commit what it changes"


def test_every_rpc_says_who_may_call_it() -> None:
    names = [service.full_name for service in service_descriptors()]
    assert len(policies(names)) == sum(len(service.methods) for service in service_descriptors())


def test_an_rpc_that_says_nothing_stops_the_server() -> None:
    file = descriptor_pb2.FileDescriptorProto(name="mute.proto", package="mute.v1", syntax="proto3")
    file.message_type.add(name="SayRequest")
    file.message_type.add(name="SayResponse")
    service = file.service.add(name="MuteService")
    service.method.add(name="Say", input_type=".mute.v1.SayRequest", output_type=".mute.v1.SayResponse")
    descriptor_pool.Default().Add(file)
    with pytest.raises(UndeclaredRpcError, match="does not declare"):
        policies(["mute.v1.MuteService"])


def test_every_writing_rpc_has_a_request_id() -> None:
    bare = [
        method.full_name
        for service in service_descriptors()
        for method in service.methods
        if not method.name.startswith(READING) and "request_id" not in method.input_type.fields_by_name
    ]
    assert bare == []


def test_every_patients_field_is_sensitive() -> None:
    from maillage.api.booking.v1.option_pb2 import PatientIdentity
    from maillage.api.common.v1 import options_pb2
    from maillage.api.common.v1.patient_pb2 import PatientProof

    for message in (PatientIdentity, PatientProof):
        for field in message.DESCRIPTOR.fields:
            assert field.GetOptions().Extensions[options_pb2.sensitive], field.full_name
