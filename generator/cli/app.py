"""The commands, put together."""

from __future__ import annotations

import gc
from typing import Annotated

import typer

from generator import __version__
from generator.cli.diff import diff_command
from generator.cli.docs import docs_command
from generator.cli.package import bundle_command, check_command, generate_command, lint_command
from generator.cli.release import release_check_command, release_record_command
from generator.cli.watch import watch_command

app = typer.Typer(
    name="python -m generator",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help=(
        "Turns one hand-maintained OpenAPI document into a typed Python client.\n\n"
        "Exit codes: 0 all is well; 1 the spec is wrong, or `check` found a difference; 2 the command line is "
        "wrong; 3 the output could not be written. Complaints go to standard error as `file:line: where: what`."
    ),
)

app.command("lint")(lint_command)
app.command("bundle")(bundle_command)
app.command("generate")(generate_command)
app.command("check")(check_command)
app.command("docs")(docs_command)
app.command("diff")(diff_command)
app.command("release-check")(release_check_command)
app.command("release-record")(release_record_command)
app.command("watch")(watch_command)


@app.callback(invoke_without_command=True)
def _root(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    if version:
        typer.echo(__version__)
        raise typer.Exit


def main() -> None:
    """Run the command line."""
    # The process is short and makes no cycles worth collecting; looking for them costs a fifth of its time.
    gc.disable()
    app()
