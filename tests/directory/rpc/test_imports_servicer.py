"""A file in chunks gives progress; what cannot be imported is refused before anything is written."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime

import pytest
from maillage.api.directory.v1 import imports_service_pb2 as pb

from services.directory.imports.reading import Communes
from services.directory.imports.tabular import LARGEST_FILE
from services.directory.rpc.imports_servicer import ImportsServicer
from services.platform.refusals import Refusal
from tests.directory.imports.villages import COMMUNES
from tests.directory.operations.shelves import FakeShelf

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
REQUEST_ID = "3f1f9f1e-0000-4000-8000-000000000001"


def first(**fields: object) -> pb.ImportFileRequest:
    return pb.ImportFileRequest(
        **{"request_id": REQUEST_ID, "kind": pb.IMPORT_KIND_ZONING, "file_name": "z.csv"} | fields
    )


def answers(messages: Iterable[pb.ImportFileRequest], shelf: FakeShelf) -> list[pb.ImportFileResponse]:
    async def communes() -> Communes:
        return COMMUNES

    servicer = ImportsServicer(communes, lambda _actor: shelf, lambda: NOON)

    async def stream() -> AsyncIterator[pb.ImportFileRequest]:
        for message in messages:
            yield message

    async def collected() -> list[pb.ImportFileResponse]:
        return [answer async for answer in servicer.ImportFile(stream(), None)]

    return asyncio.run(collected())


def test_chunks_anywhere_make_one_file() -> None:
    content = b"codgeo;zonage\n48030;ZIP\n48095;bleu\n"
    chunks = [pb.ImportFileRequest(chunk=content[at : at + 5]) for at in range(0, len(content), 5)]
    found = answers([first(), *chunks], FakeShelf())
    assert (found[-1].done, found[-1].imported, found[-1].rows_total) == (True, 1, 2)
    (rejected,) = [row for answer in found for row in answer.rejected]
    assert (rejected.line, rejected.field, rejected.reason) == (3, "zonage", "CHOICE_UNKNOWN")


@pytest.mark.parametrize(
    ("messages", "reason"),
    [
        ([], "FILE_EMPTY"),
        ([first()], "FILE_EMPTY"),
        ([first(request_id="")], "REQUEST_ID_INVALID"),
        ([first(kind=pb.IMPORT_KIND_UNSPECIFIED)], "IMPORT_KIND_UNKNOWN"),
        ([first(kind=99)], "IMPORT_KIND_UNKNOWN"),
        ([first(chunk=b"codgeo;zonage\n48030;\xe9\n")], "FILE_ENCODING"),
        ([first(chunk=bytes(LARGEST_FILE // 2 + 1))] * 2, "FILE_TOO_LARGE"),
    ],
)
def test_refusals(messages: list[pb.ImportFileRequest], reason: str) -> None:
    shelf = FakeShelf()
    with pytest.raises(Refusal) as raised:
        answers(messages, shelf)
    assert raised.value.reason == reason
    assert shelf.calls == 0
