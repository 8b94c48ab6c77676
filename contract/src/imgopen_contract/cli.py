"""The command `imgopen-contract`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from imgopen_contract import __version__
from imgopen_contract.document import Document, DocumentError, load_document
from imgopen_contract.live.entry import BUNDLE_VARIABLE, BadInputError, service_command
from imgopen_contract.receiver.endpoint import PREFIX, TIMEOUT

_COMMAND = "imgopen-contract"
_BAD_INPUT = 2
_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command; whatever is wrong with its options is said in one line, without any key."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = create_app(_document(given))(args=given, prog_name=_COMMAND, standalone_mode=False)
    except typer.TyperException as error:
        _complain(error.format_message())
        code = error.exit_code
    except (DocumentError, BadInputError) as error:
        _complain(str(error))
        code = _BAD_INPUT
    except (typer.Abort, KeyboardInterrupt):
        code = _INTERRUPTED
    sys.exit(code)


def create_app(document: Document) -> typer.Typer:
    """Make the command line for a document; the options for keys have the document's names."""
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode="markdown")
    app.callback()(_contract)
    app.command("service")(service_command(document))
    app.command("receiver")(_receiver)
    return app


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"{_COMMAND} {__version__}")
        raise typer.Exit


def _contract(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit."),
    ] = False,
) -> None:
    """Hold an Img Open service, or whoever receives its callbacks, to the rules of the OpenAPI document."""


def _receiver(
    url: Annotated[
        str,
        typer.Argument(
            metavar="URL",
            help="Where callbacks are posted to; {task_id} in it stands for the task's id.",
        ),
    ],
    operation: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Post the callbacks of this operation only; may be given several times.",
            show_default="all",
        ),
    ] = None,
    header: Annotated[
        list[str] | None,
        typer.Option(
            metavar="'NAME: VALUE'",
            help="Send this header as well; may be given several times. Values are never shown.",
            show_default=False,
        ),
    ] = None,
    timeout: Annotated[
        float,
        typer.Option(
            metavar="SECONDS", min=0.001, max=600.0, help="Within which time an answer has to come."
        ),
    ] = TIMEOUT,
    prefix: Annotated[
        str, typer.Option(metavar="TEXT", help="What the ids of the test tasks begin with.")
    ] = PREFIX,
    bundle: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            envvar=BUNDLE_VARIABLE,
            help="OpenAPI 3.1 bundle (JSON) that the receiver is held to.",
            show_default="the one that comes with it",
        ),
    ] = None,
    junit: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the report as JUnit XML.")] = None,
) -> None:
    """Hold whoever receives callbacks to the document: good callbacks, repeated ones, and rubbish.

    Exit codes: 0 nothing is wrong, 1 the receiver is broken, 2 bad input, or it cannot be reached.
    """
    from imgopen_contract.receiver import command

    raise typer.Exit(
        command.run(
            url,
            operations=operation or (),
            headers=header or (),
            timeout=timeout,
            prefix=prefix,
            junit=junit,
            document=bundle,
        )
    )


def _document(arguments: Sequence[str]) -> Document:
    """Read the bundle that the arguments name, before it is known which options there are."""
    path = os.environ.get(BUNDLE_VARIABLE) or None
    for index, argument in enumerate(arguments):
        name, equals, value = argument.partition("=")
        if name == "--bundle":
            path = value if equals else next(iter(arguments[index + 1 :]), None)
    return load_document(path)


def _complain(problem: str) -> None:
    print(f"{_COMMAND}: {' '.join(problem.split())}", file=sys.stderr)
