"""The group of all commands; a refusal ends any of them in one way."""

from typing import Any

import click

from services.cli.link import Refused
from services.cli.show import print_json


class Telling(click.Command):
    """A command whose refusals are told: a sentence for people, `{"error": ...}` with --json, exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Refused as refusal:
            if ctx.params.get("as_json"):
                print_json(refusal.as_json())
            else:
                click.echo(f"{refusal.sentence} ({refusal.reason})", err=True)
            ctx.exit(1)


class Commands(click.Group):
    """Commands that tell their refusals, listed in the order of a first day with Maillage."""

    command_class = Telling

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(cls=Commands)
@click.version_option(package_name="maillage")
def maillage() -> None:
    """Maillage: one portal to care for people who live where doctors don't."""
