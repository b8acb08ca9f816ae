"""Files come in by chunks and progress goes out, on one stream."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from datetime import datetime
from typing import Any

from maillage.api.directory.v1 import imports_service_pb2 as pb
from maillage.api.directory.v1.imports_service_pb2_grpc import ImportsServiceServicer

from services.directory.imports.files import ImportKind
from services.directory.imports.reading import Communes, Fault
from services.directory.imports.tabular import LARGEST_FILE
from services.directory.operations.import_file import Progress, Shelf, import_file
from services.platform.refusals import Exhausted, Invalid
from services.platform.rpc import caller
from services.platform.units import REQUEST_ID

_KINDS = {
    pb.IMPORT_KIND_COMMUNES: ImportKind.COMMUNES,
    pb.IMPORT_KIND_FRANCE_SERVICES: ImportKind.FRANCE_SERVICES,
    pb.IMPORT_KIND_ACCESS_POINTS: ImportKind.ACCESS_POINTS,
    pb.IMPORT_KIND_APL: ImportKind.APL,
    pb.IMPORT_KIND_ZONING: ImportKind.ZONING,
}
_LONGEST_NAME = 200


class ImportsServicer(ImportsServiceServicer):
    """Imports files. `communes` gives the communes as they are known now; `shelf_of` where a caller's
    entries go, under that actor's name.
    """

    def __init__(
        self,
        communes: Callable[[], Awaitable[Communes]],
        shelf_of: Callable[[str], Shelf],
        clock: Callable[[], datetime],
    ) -> None:
        self._communes, self._shelf_of, self._clock = communes, shelf_of, clock

    async def ImportFile(  # noqa: N802 - the contract's name
        self, requests: AsyncIterator[pb.ImportFileRequest], _context: Any
    ) -> AsyncIterator[pb.ImportFileResponse]:
        """An import needs no stored answer to be repeated safely: running it twice changes nothing."""
        kind, file_name, content = await _received(requests)
        shelf = self._shelf_of(str(caller()))
        communes, today = await self._communes(), self._clock().date()
        async for progress in import_file(kind, content, file_name, communes, shelf, today=today):
            yield _told(progress)


async def _received(requests: AsyncIterator[pb.ImportFileRequest]) -> tuple[ImportKind, str, bytes]:
    first: pb.ImportFileRequest | None = None
    kind = ImportKind.COMMUNES
    content = bytearray()
    async for request in requests:
        if first is None:
            first = request
            kind = _kind(request)
        content += request.chunk
        if len(content) > LARGEST_FILE:
            raise Exhausted(
                "FILE_TOO_LARGE",
                f"Le fichier dépasse {LARGEST_FILE // 1024 // 1024} Mio ; découpez-le en plusieurs fichiers.",
                limit_bytes=LARGEST_FILE,
            )
    if first is None:
        raise Invalid("FILE_EMPTY", "Aucun octet n'est arrivé ; envoyez le fichier.")
    printable = "".join(letter for letter in first.file_name if letter.isprintable())
    return kind, printable[-_LONGEST_NAME:], bytes(content)


def _kind(request: pb.ImportFileRequest) -> ImportKind:
    if not REQUEST_ID.fullmatch(request.request_id):
        raise Invalid("REQUEST_ID_INVALID", "Il faut un request_id : un UUID neuf.", field="request_id")
    if request.kind not in _KINDS:
        raise Invalid(
            "IMPORT_KIND_UNKNOWN",
            f"Dites ce que contient le fichier : {', '.join(ImportKind)}.",
            field="kind",
        )
    return _KINDS[request.kind]


def _told(progress: Progress) -> pb.ImportFileResponse:
    return pb.ImportFileResponse(
        rows_read=progress.rows_read,
        rows_total=progress.rows_total,
        imported=progress.tally.imported,
        updated=progress.tally.updated,
        unchanged=progress.tally.unchanged,
        rejected=_rows(progress.rejected),
        doubtful=_rows(progress.doubtful),
        done=progress.done,
    )


def _rows(faults: Iterable[Fault]) -> list[pb.RejectedRow]:
    return [
        pb.RejectedRow(line=fault.line, field=fault.field, reason=fault.reason, sentence=fault.sentence)
        for fault in faults
    ]
