"""`maillage import`: files of real data, with progress, totals, and a file of rejected rows."""

import csv
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click
from maillage.api.directory.v1 import imports_service_pb2 as messages
from maillage.api.directory.v1.imports_service_pb2_grpc import ImportsServiceStub

from services.cli.group import maillage
from services.cli.link import Where, new_request_id, where_options
from services.cli.progress import ProgressLine
from services.cli.show import print_json

KINDS = ("communes", "france-services", "access-points", "apl", "zoning")
CHUNK_BYTES = 512 * 1024
REJECTS_HEADER = ("ligne", "champ", "raison", "que_faire")


def chunks(kind: str, file: Path) -> Iterator[messages.ImportFileRequest]:
    """The file as the contract wants it: what it is first, then its bytes."""
    name = f"IMPORT_KIND_{kind.replace('-', '_').upper()}"
    yield messages.ImportFileRequest(request_id=new_request_id(), kind=name, file_name=file.name)
    with file.open("rb") as opened:
        while chunk := opened.read(CHUNK_BYTES):
            yield messages.ImportFileRequest(chunk=chunk)


def write_rejects(path: Path, rows: list[messages.RejectedRow]) -> None:
    """The rejects file: CSV, one line for each rejected row or doubtful field."""
    with path.open("w", newline="", encoding="utf-8") as opened:
        writer = csv.writer(opened)
        writer.writerow(REJECTS_HEADER)
        writer.writerows((row.line, row.field, row.reason, row.sentence) for row in rows)


def forget_rejects(path: Path) -> None:
    """Removes what an earlier run wrote there; a file that is no rejects file stays."""
    if not path.is_file():
        return
    header = ",".join(REJECTS_HEADER).encode()
    with path.open("rb") as opened:
        ours = opened.readline(len(header) + 2).rstrip(b"\r\n") == header
    if ours:
        path.unlink()


@maillage.command("import")
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--rejects", type=click.Path(path_type=Path), help="Where to write rejected rows.")
@click.option("--json", "as_json", is_flag=True)
@where_options
def import_file(where: Where, kind: str, file: Path, rejects: Path | None, as_json: bool) -> None:
    """Imports FILE; importing it again changes nothing."""
    rejected: list[messages.RejectedRow] = []
    doubtful: list[messages.RejectedRow] = []
    last = messages.ImportFileResponse()
    progress = ProgressLine(sys.stderr, time.monotonic)
    with where.open("operator") as link:
        stub = ImportsServiceStub(link.channel)
        try:
            for last in link.stream(stub.ImportFile, chunks(kind, file)):
                rejected.extend(last.rejected)
                doubtful.extend(last.doubtful)
                if not last.done:
                    progress.show(last.rows_read, last.rows_total)
        finally:
            progress.end()
    path = rejects or Path(f"{file.name}.rejets.csv")
    if rejected or doubtful:
        write_rejects(path, [*rejected, *doubtful])
    else:
        forget_rejects(path)
    totals = {
        "imported": last.imported,
        "updated": last.updated,
        "unchanged": last.unchanged,
        "rejected": len(rejected),
    }
    if as_json:
        shown = totals | {"doubtful": len(doubtful)}
        print_json(shown | {"rejects_file": str(path) if rejected or doubtful else None})
        return
    click.echo(
        f"{totals['imported']} nouveaux, {totals['updated']} mis à jour, {totals['unchanged']} inchangés, "
        f"{totals['rejected']} lignes rejetées, {len(doubtful)} champs douteux"
    )
    if rejected or doubtful:
        click.echo(f"Détail par ligne : {path}")
