"""`imgopen-contract service`: its options, and what becomes of them."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from imgopen_contract.document import Credential, Document

BUNDLE_VARIABLE = "IMGOPEN_CONTRACT_BUNDLE"
"""The environment variable that names the bundle."""

_MOST_CALLS = 30

_SERVICE = "Service"
_ACCOUNT = "Account"
_WHAT = "What is tried"
_REPORTS = "Reports"


class BadInputError(Exception):
    """What was asked for cannot be done. The message holds no key."""


def service_command(document: Document) -> Callable[..., None]:
    """Return the command for a document: it has an option for each key, by the document's names."""
    return _with_credentials(_service, document)


def _service(
    document: Document,
    keys: dict[str, str],
    base_url: Annotated[
        str,
        typer.Option(
            "--base-url",
            metavar="URL",
            envvar="IMGOPEN_CONTRACT_BASE_URL",
            help="Where the service is. There is no default, so that nobody calls it by accident.",
            rich_help_panel=_SERVICE,
        ),
    ],
    insecure: Annotated[
        bool,
        typer.Option(
            "--insecure",
            help="Send keys without encryption, also to another computer.",
            rich_help_panel=_SERVICE,
        ),
    ] = False,
    rate: Annotated[
        float,
        typer.Option(
            metavar="CALLS",
            min=0.01,
            help="The most calls a second.",
            rich_help_panel=_SERVICE,
        ),
    ] = 4.0,
    timeout: Annotated[
        float,
        typer.Option(
            metavar="SECONDS",
            min=0.1,
            max=600.0,
            help="How long to wait for an answer.",
            rich_help_panel=_SERVICE,
        ),
    ] = 30.0,
    operation: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Try this operation only: operationId or group.operationId; may be given several times.",
            show_default="all",
            rich_help_panel=_WHAT,
        ),
    ] = None,
    allow_billable: Annotated[
        bool,
        typer.Option(
            "--allow-billable",
            help="Send requests as well that the service accepts and works for, which may cost something.",
            rich_help_panel=_WHAT,
        ),
    ] = False,
    max_calls: Annotated[
        int | None,
        typer.Option(
            metavar="COUNT",
            min=1,
            help="With --allow-billable, the most calls that may cost something. Beyond them, an operation that "
            "accepts what it must refuse can cost one more.",
            show_default=str(_MOST_CALLS),
            rich_help_panel=_WHAT,
        ),
    ] = None,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Say what would be sent, and send nothing.", rich_help_panel=_WHAT),
    ] = False,
    bundle: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            envvar=BUNDLE_VARIABLE,
            help="OpenAPI 3.1 bundle (JSON) that the service is held to.",
            show_default="the one that comes with it",
            rich_help_panel=_WHAT,
        ),
    ] = None,
    junit: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the report as JUnit XML.", rich_help_panel=_REPORTS),
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the report as one HTML page.", rich_help_panel=_REPORTS),
    ] = None,
) -> None:
    """Hold a running service to the document, rule by rule.

    By default only what costs nothing and changes nothing is sent: lists, queries for unknown tasks, and requests
    that must be refused. An operation that accepts one of these gets no more of them. Give the keys in the
    environment; other users of the computer can read a command line.

    Exit codes: 0 nothing differs, 1 something differs, 2 bad input, or the service cannot be reached or does not
    take the keys, 130 interrupted; the reports are written then as well.
    """
    from imgopen_contract.live import command
    from imgopen_contract.live.keys import Keys, KeysError
    from imgopen_contract.live.plan import Terms
    from imgopen_contract.live.run import UnusableServiceError
    from imgopen_contract.live.transport import BaseUrlError, checked_base_url
    from imgopen_contract.report.terminal import print_report

    del bundle  # read before the options were made
    if max_calls is not None and not allow_billable:
        raise BadInputError("--max-calls: is for --allow-billable; without it no call may cost anything")
    if not (math.isfinite(rate) and math.isfinite(timeout)):
        raise BadInputError("--rate and --timeout: have to be numbers")
    try:
        address = checked_base_url(base_url, insecure=insecure)
        given = Keys({}, {}) if dry_run else Keys.of(document, keys)
        chosen = command.selected(document, operation or ())
    except BaseUrlError as error:
        raise BadInputError(f"--base-url: {error}") from error
    except (KeysError, command.SelectionError) as error:
        raise BadInputError(str(error)) from error
    for option, path in (("--junit", junit), ("--html", html)):
        _check_folder(option, path)
    terms = Terms(command.new_run(), allow_billable, (max_calls or _MOST_CALLS) if allow_billable else 0)
    order = command.Order(document, address, given, command.cases_of_all(chosen), terms, rate, timeout)
    if dry_run:
        typer.echo(command.plan_text(order))
        return
    try:
        report = command.carry_out(order, command.stderr())
    except UnusableServiceError as error:
        raise BadInputError(str(error)) from error
    except KeyboardInterrupt:
        raise typer.Exit(command.INTERRUPTED) from None
    try:
        command.write_reports(report, junit, html)
    except OSError as error:
        print_report(report, command.stdout())
        raise BadInputError(
            f"{error.filename or 'a report'} cannot be written: {error.strerror or error}"
        ) from error
    print_report(report, command.stdout())
    raise typer.Exit(command.exit_code(report))


def _with_credentials(function: Callable[..., None], document: Document) -> Callable[..., None]:
    """Return the function as a command that has an option for each key of the document."""
    names = {f"key_{number}": one for number, one in enumerate(document.credentials)}

    def command(**options: Any) -> None:
        keys = {one.scheme: options.pop(name) for name, one in names.items()}
        function(document, keys, **options)

    signature = inspect.signature(function, eval_str=True)
    own = [one for name, one in signature.parameters.items() if name not in ("document", "keys")]
    added = [
        inspect.Parameter(
            name, inspect.Parameter.KEYWORD_ONLY, default="", annotation=_credential_option(one)
        )
        for name, one in names.items()
    ]
    parameters = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in own]
    command.__signature__ = signature.replace(parameters=parameters[:1] + added + parameters[1:])  # type: ignore[attr-defined]
    command.__doc__ = function.__doc__
    return command


def _credential_option(credential: Credential) -> Any:
    from imgopen_contract.live.keys import variable

    return Annotated[
        str,
        typer.Option(
            f"--{credential.option}",
            metavar="KEY",
            envvar=variable(credential),
            help=f"Sent as {credential.header}; better given in the environment.",
            show_default=False,
            rich_help_panel=_ACCOUNT,
        ),
    ]


def _check_folder(option: str, path: Path | None) -> None:
    """Find out before anything is sent that a report could not be written."""
    if path is None:
        return
    if path.is_dir():
        raise BadInputError(f"{option}: {path} is a folder")
    if not path.parent.is_dir():
        raise BadInputError(f"{option}: there is no folder {path.parent}")
