"""`maillage book`, `show`, `move`, `cancel`, `stand-by`, `accept` and `calendar`."""

from pathlib import Path
from typing import Any

import click
from maillage.api.booking.v1 import appointments_service_pb2 as messages
from maillage.api.booking.v1.appointments_service_pb2_grpc import AppointmentsServiceStub
from maillage.api.booking.v1.option_pb2 import PatientIdentity
from maillage.api.common.v1.patient_pb2 import PatientProof

from services.cli.group import maillage
from services.cli.link import Refused, Where, new_request_id, where_options
from services.cli.routing import situation, situation_options
from services.cli.show import STATUSES, appointment_dict, option_place, print_json


def identity_options(command: Any) -> Any:
    """Who the appointment is for."""
    for option in reversed(
        (
            click.option("--given-name", required=True),
            click.option("--family-name", required=True),
            click.option("--birth-date", required=True, help="ISO 8601, such as 1946-03-17."),
            click.option("--phone", required=True),
            click.option("--email", default=""),
        )
    ):
        command = option(command)
    return command


def proof_options(command: Any) -> Any:
    """The reference and one second factor."""
    for option in reversed(
        (
            click.option("--reference", required=True),
            click.option("--birth-date", default="", help="Second factor, or give --phone."),
            click.option("--phone", default=""),
        )
    ):
        command = option(command)
    return command


def identity(given: dict[str, str]) -> PatientIdentity:
    names = ("given_name", "family_name", "birth_date", "phone", "email")
    return PatientIdentity(**{name: given[name] for name in names})


def proof(given: dict[str, str]) -> PatientProof:
    if given["birth_date"]:
        return PatientProof(reference=given["reference"], birth_date=given["birth_date"])
    if not given["phone"]:
        raise click.UsageError("Donnez aussi --birth-date ou --phone, comme à la réservation.")
    return PatientProof(reference=given["reference"], phone=given["phone"])


def tell(shown: dict[str, Any], as_json: bool) -> None:
    """Shows an appointment."""
    if as_json:
        print_json(shown)
        return
    click.secho(f"Référence : {shown['reference']}", bold=True)
    click.echo(STATUSES[shown["status"]].format(rank=shown.get("stand_by_rank", "")))
    if shown["option"]:
        click.echo(option_place(shown["option"]))
    if shown.get("proposal"):
        click.echo(f"{shown['proposal_reason']}\n{option_place(shown['proposal'])}")
        click.echo(f"Pour l'accepter : maillage move, avec --option {shown['proposal']['id']}")


@maillage.command()
@click.option("--option", "option_id", required=True, help="Id of an option from `maillage route`.")
@identity_options
@click.option("--json", "as_json", is_flag=True)
@where_options
def book(where: Where, option_id: str, as_json: bool, **given: str) -> None:
    """Holds an option and confirms it."""
    with where.open() as link:
        stub = AppointmentsServiceStub(link.channel)
        hold = link.call(
            stub.HoldOption,
            messages.HoldOptionRequest(request_id=new_request_id(), option_id=option_id),
        )
        try:
            done = link.call(
                stub.ConfirmAppointment,
                messages.ConfirmAppointmentRequest(
                    request_id=new_request_id(), hold_id=hold.hold_id, patient=identity(given)
                ),
            )
        except Refused:
            release = messages.ReleaseHoldRequest(request_id=new_request_id(), hold_id=hold.hold_id)
            link.call(stub.ReleaseHold, release)
            raise
    tell({"reference": done.reference} | appointment_dict(done.appointment), as_json)


@maillage.command()
@proof_options
@click.option("--json", "as_json", is_flag=True)
@where_options
def show(where: Where, as_json: bool, **given: str) -> None:
    """Shows an appointment or a place on the stand-by list."""
    proven = proof(given)
    with where.open() as link:
        stub = AppointmentsServiceStub(link.channel)
        answer = link.call(stub.GetAppointment, messages.GetAppointmentRequest(proof=proven))
    tell({"reference": given["reference"]} | appointment_dict(answer.appointment), as_json)


@maillage.command()
@proof_options
@click.option("--option", "option_id", required=True, help="Id of the new option.")
@click.option("--json", "as_json", is_flag=True)
@where_options
def move(where: Where, option_id: str, as_json: bool, **given: str) -> None:
    """Moves an appointment to another option; the reference stays."""
    proven = proof(given)
    with where.open() as link:
        stub = AppointmentsServiceStub(link.channel)
        request = messages.MoveAppointmentRequest(
            request_id=new_request_id(), proof=proven, option_id=option_id
        )
        answer = link.call(stub.MoveAppointment, request)
    tell({"reference": given["reference"]} | appointment_dict(answer.appointment), as_json)


@maillage.command()
@proof_options
@click.option("--json", "as_json", is_flag=True)
@where_options
def cancel(where: Where, as_json: bool, **given: str) -> None:
    """Cancels an appointment, or leaves the stand-by list."""
    proven = proof(given)
    with where.open() as link:
        stub = AppointmentsServiceStub(link.channel)
        request = messages.CancelAppointmentRequest(request_id=new_request_id(), proof=proven)
        answer = link.call(stub.CancelAppointment, request)
    tell({"reference": given["reference"]} | appointment_dict(answer.appointment), as_json)


@maillage.command("stand-by")
@situation_options
@identity_options
@click.option("--json", "as_json", is_flag=True)
@where_options
def stand_by(where: Where, as_json: bool, **given: Any) -> None:
    """Waits for a freed slot; one is held and offered in turn."""
    with where.open() as link:
        stub = AppointmentsServiceStub(link.channel)
        request = messages.JoinStandByRequest(
            request_id=new_request_id(), situation=situation(given), patient=identity(given)
        )
        answer = link.call(stub.JoinStandBy, request)
    tell({"reference": answer.reference} | appointment_dict(answer.appointment), as_json)


@maillage.command()
@proof_options
@click.option("--json", "as_json", is_flag=True)
@where_options
def accept(where: Where, as_json: bool, **given: str) -> None:
    """Accepts the slot that is held for a stand-by reference."""
    proven = proof(given)
    with where.open() as link:
        stub = AppointmentsServiceStub(link.channel)
        request = messages.AcceptOfferRequest(request_id=new_request_id(), proof=proven)
        answer = link.call(stub.AcceptOffer, request)
    tell({"reference": given["reference"]} | appointment_dict(answer.appointment), as_json)


@maillage.command()
@proof_options
@click.option("--output", type=click.Path(path_type=Path), default=Path("rendez-vous.ics"))
@where_options
def calendar(where: Where, output: Path, **given: str) -> None:
    """Writes the appointment as an iCalendar file."""
    proven = proof(given)
    with where.open() as link:
        stub = AppointmentsServiceStub(link.channel)
        answer = link.call(stub.GetCalendarFile, messages.GetCalendarFileRequest(proof=proven))
    output.write_bytes(answer.ics)
    click.echo(str(output))
