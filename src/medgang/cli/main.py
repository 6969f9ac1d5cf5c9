"""`medgang`: one command, whose parts are loaded only when they are asked for."""

from __future__ import annotations

import importlib
from typing import Any

import click

from medgang import __version__

COMMANDS: dict[str, str] = {
    # name → "module:attribute"; what needs no database never imports Django
    "agree": "medgang.cli.decision:agree",
    "appraise": "medgang.cli.appraise:command",
    "decision": "medgang.cli.decision:command",
    "recording": "medgang.cli.recording:recording",
    "fitness-test": "medgang.cli.fitness_test:fitness_test",
    "instrument": "medgang.cli.instrument:command",
    "literature": "medgang.cli.literature:command",
    "procedure": "medgang.cli.procedure:command",
    "pool": "medgang.cli.pool:command",
    "programme": "medgang.cli.programme:programme",
    "zones": "medgang.cli.zones:zones",
    "audit": "medgang.cli.audit:audit",
    "backup": "medgang.cli.backup:backup",
    "restore": "medgang.cli.backup:restore",
    "check": "medgang.cli.check:check",
    "demo": "medgang.cli.demo:demo",
    "due": "medgang.cli.due:due",
    "migrate": "medgang.cli.migrate:migrate",
    "serve": "medgang.cli.serve:serve",
    "unit": "medgang.cli.unit:unit",
    "user": "medgang.cli.user:user",
}


class LazyGroup(click.Group):
    """A group that imports a subcommand when it is used, so that `medgang zones` starts in a blink."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in alphabetical order."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command that `cmd_name` names."""
        place = COMMANDS.get(cmd_name)
        if place is None:
            return None
        module, attribute = place.split(":")
        command: Any = getattr(importlib.import_module(module), attribute)
        assert isinstance(command, click.Command)  # noqa: S101 - a fault in the table above
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="medgang")
def main() -> None:
    """Strukturert fysisk aktivitet som en del av rusbehandlingen."""
