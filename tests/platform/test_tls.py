"""Mutual TLS between services: who says to be a service must show a certificate."""

import asyncio
import datetime as dt
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import grpc
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from google.rpc import error_details_pb2
from grpc_status import rpc_status
from maillage.api.directory.v1 import entries_service_pb2 as messages
from maillage.api.directory.v1 import entries_service_pb2_grpc as services
from prometheus_client import CollectorRegistry

from services.platform.clock import system_clock
from services.platform.keys import make_keys
from services.platform.service import Floor, Listening, Registration, Running, Service, Tls, channel

KEYS = make_keys()
NAME = "maillage.api.directory.v1.EntriesService"


class Sample(services.EntriesServiceServicer):
    async def ReportLiveState(self, request: Any, context: Any) -> Any:
        return messages.ReportLiveStateResponse(changed=True)


def write_certificates(folder: Path) -> tuple[Tls, Path]:
    """A small authority and one certificate of it, for both ends."""
    now = dt.datetime.now(dt.UTC)

    def name(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])

    def signed(subject: str, key: Any, issuer: str, issuer_key: Any, *, ca: bool) -> x509.Certificate:
        names = x509.SubjectAlternativeName(
            [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
        )
        builder = (
            x509.CertificateBuilder()
            .subject_name(name(subject))
            .issuer_name(name(issuer))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - dt.timedelta(minutes=5))
            .not_valid_after(now + dt.timedelta(days=1))
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
            .add_extension(names, critical=False)
        )
        return builder.sign(issuer_key, hashes.SHA256())

    def write(path: Path, data: bytes) -> Path:
        path.write_bytes(data)
        return path

    authority_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    authority = signed("authority", authority_key, "authority", authority_key, ca=True)
    certificate = signed("service", key, "authority", authority_key, ca=False)
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    ca_file = write(folder / "ca.pem", authority.public_bytes(pem))
    return Tls(
        write(folder / "cert.pem", certificate.public_bytes(pem)), write(folder / "key.pem", private), ca_file
    ), ca_file


def test_a_service_shows_its_certificate(tmp_path: Path) -> None:
    tls, ca_file = write_certificates(tmp_path)
    request = messages.ReportLiveStateRequest(request_id="0192f0c1-aaaa")

    async def run() -> None:
        service = Service(
            "directory", (Registration(NAME, services.add_EntriesServiceServicer_to_server, Sample()),)
        )
        floor = Floor(
            system_clock, lambda: "id", KEYS, CollectorRegistry(), lambda _: grpc.aio.insecure_channel("")
        )
        running = Running((service,), Listening(tls=tls), floor)
        await running.start()
        try:
            mutual = channel(running.addresses.service, KEYS, system_clock, "kiosk", tls)
            assert (await services.EntriesServiceStub(mutual).ReportLiveState(request)).changed
            await mutual.close()

            one_sided = grpc.aio.secure_channel(
                running.addresses.grpc, grpc.ssl_channel_credentials(ca_file.read_bytes())
            )
            from services.platform import tokens
            from services.platform.tokens import Caller

            token = tokens.issue(KEYS, Caller("service", "kiosk"), system_clock(), dt.timedelta(hours=1))
            metadata = [("authorization", f"Bearer {token}")]
            with pytest.raises(grpc.aio.AioRpcError) as caught:
                await services.EntriesServiceStub(one_sided).ReportLiveState(request, metadata=metadata)
            info = error_details_pb2.ErrorInfo()
            rpc_status.from_call(caught.value).details[0].Unpack(info)
            assert info.reason == "CERTIFICATE_MISSING"
            await one_sided.close()

            bare = grpc.aio.secure_channel(
                running.addresses.service, grpc.ssl_channel_credentials(ca_file.read_bytes())
            )
            with pytest.raises(grpc.aio.AioRpcError) as caught:
                await services.EntriesServiceStub(bare).ReportLiveState(request, metadata=metadata)
            assert caught.value.code() == grpc.StatusCode.UNAVAILABLE
            await bare.close()
        finally:
            await running.stop()

    asyncio.run(run())
