"""The group of all commands; a refusal ends any of them in one way."""

from typing import Any

import click

from services.cli.link import Refused
from services.cli.show import print_json
from services.platform.refusals import Refusal


class Telling(click.Command):
    """A command whose refusals are told: a sentence for people, `{"error": ...}` with --json, exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (Refused, Refusal) as refusal:
            self._tell(ctx, refusal.reason, refusal.sentence, refusal.metadata)
        except OSError as error:
            sentence = f"{error.filename or 'Un fichier'} : {error.strerror or error}."
            self._tell(ctx, "FILE_UNUSABLE", sentence, {})

    @staticmethod
    def _tell(ctx: click.Context, reason: str, sentence: str, metadata: dict[str, str]) -> None:
        if ctx.params.get("as_json"):
            print_json({"error": {"reason": reason, "sentence": sentence, "metadata": metadata}})
        else:
            click.echo(f"{sentence} ({reason})", err=True)
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
