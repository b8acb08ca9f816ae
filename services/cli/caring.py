"""`maillage verify`, `replay` and `token`: looking after an instance."""

from datetime import timedelta

import click
from maillage.api.booking.v1 import operations_service_pb2, routing_service_pb2
from maillage.api.booking.v1.operations_service_pb2_grpc import OperationsServiceStub
from maillage.api.booking.v1.routing_service_pb2_grpc import RoutingServiceStub

from services.cli.group import maillage
from services.cli.link import Where, where_options
from services.cli.show import print_json
from services.platform.tokens import Caller

ROLES = ("professional", "kiosk", "operator", "agency", "service")


@maillage.command()
@click.option("--json", "as_json", is_flag=True)
@where_options
def verify(where: Where, as_json: bool) -> None:
    """Checks every booking invariant over the database; exit code 1 when one is broken."""
    with where.open("operator") as link:
        stub = OperationsServiceStub(link.channel)
        answer = link.call(stub.VerifyInvariants, operations_service_pb2.VerifyInvariantsRequest())
    broken = sum(each.violations for each in answer.invariants)
    if as_json:
        print_json(
            {
                "ok": broken == 0,
                "violations": broken,
                "invariants": [
                    {
                        "name": each.name,
                        "statement": each.statement,
                        "checked": each.checked,
                        "violations": each.violations,
                        "examples": list(each.examples),
                    }
                    for each in answer.invariants
                ],
            }
        )
    else:
        for each in answer.invariants:
            mark = "✓" if each.violations == 0 else "✗"
            click.echo(f"{mark} {each.statement} ({each.checked} vérifiés, {each.violations} écarts)")
    if broken:
        raise SystemExit(1)


@maillage.command()
@click.argument("decision_id")
@click.option("--json", "as_json", is_flag=True)
@where_options
def replay(where: Where, decision_id: str, as_json: bool) -> None:
    """Ranks a recorded decision again and compares; exit code 1 when it comes out otherwise."""
    with where.open("operator") as link:
        stub = RoutingServiceStub(link.channel)
        request = routing_service_pb2.ReplayDecisionRequest(decision_id=decision_id)
        answer = link.call(stub.ReplayDecision, request)
    if as_json:
        now, then = list(answer.option_ids), list(answer.recorded_option_ids)
        print_json({"same": answer.same, "options": now, "recorded_options": then})
    else:
        click.echo("Même classement." if answer.same else "Le classement a changé.")
    if not answer.same:
        raise SystemExit(1)


@maillage.command()
@click.option("--role", type=click.Choice(ROLES), required=True)
@click.option("--subject", default="", help="Who exactly: a cabin's entry id, a name, ...")
@click.option("--hours", type=click.FloatRange(min=0, min_open=True, max=24 * 366), default=12.0)
@where_options
def token(where: Where, role: str, subject: str, hours: float) -> None:
    """Prints a credential signed by this instance's key."""
    click.echo(where.sign(Caller(role, subject), timedelta(hours=hours)))
