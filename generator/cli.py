"""The command line: `python -m generator lint | bundle | generate | check`."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Final, TypeVar

import typer
from rich.console import Console
from rich.status import Status
from rich.text import Text

from generator import __version__
from generator.lint import RuleSet
from generator.naming import is_package_name
from generator.output import OutputError, differences, write_file, write_package
from generator.source.complaint import SpecError
from generator.steps import Http, build, load

SPEC_IS_WRONG: Final = 1
USAGE: Final = 2
OUTPUT_FAILED: Final = 3

_T = TypeVar("_T")

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

SpecOption = Annotated[Path, typer.Option("--spec", help="The root file of the spec.", show_default=True)]
RulesOption = Annotated[
    RuleSet,
    typer.Option(
        "--rules",
        help="`house`: all that this project asks of its own spec. `openapi`: only what a client needs.",
    ),
]
OutOption = Annotated[Path, typer.Option("--out", help="The folder of the package; it is replaced.")]
PackageOption = Annotated[str, typer.Option("--package", help="The name of the Python package.")]
HttpOption = Annotated[
    Http,
    typer.Option(
        "--http",
        help="The HTTP library that the package needs; a user may pass a client of the other one all the same.",
    ),
]

_SPEC: Final = Path("spec/openapi.yaml")
_OUT: Final = Path("generated")
_PACKAGE: Final = "imgopen"


@app.callback(invoke_without_command=True)
def _root(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    if version:
        typer.echo(__version__)
        raise typer.Exit


@app.command("lint")
def _lint(spec: SpecOption = _SPEC, rules: RulesOption = RuleSet.house) -> None:
    """Find everything that is wrong with the spec, in one run."""
    bundle = _or_stop(lambda: load(spec, rules), f"Reading {spec}")
    typer.echo(f"{spec}: {len(bundle.files)} files, no complaints")


@app.command("bundle")
def _bundle(
    spec: SpecOption = _SPEC,
    out: Annotated[
        Path | None, typer.Option("--out", help="The file to write; standard output if left out.")
    ] = None,
    rules: RulesOption = RuleSet.house,
) -> None:
    """Write the spec as one self-contained JSON document."""
    from generator.render.package import bundle_text

    text = bundle_text(_or_stop(lambda: load(spec, rules), f"Reading {spec}"))
    if out is None:
        typer.echo(text, nl=False)
    else:
        _or_stop(lambda: write_file(text, out), f"Writing {out}")


@app.command("generate")
def _generate(
    spec: SpecOption = _SPEC,
    out: OutOption = _OUT,
    package: PackageOption = _PACKAGE,
    rules: RulesOption = RuleSet.house,
    http: HttpOption = Http.httpx,
) -> None:
    """Write the client's package; a failure leaves the old one as it was."""
    _check_package_name(package)
    start = time.perf_counter()
    built = _or_stop(lambda: build(spec, package, rules, http), f"Generating {package} from {spec}")
    _or_stop(lambda: write_package(built.files, out), f"Writing {out}")
    seconds = time.perf_counter() - start
    typer.echo(
        f"{out}: {len(built.files)} files, {built.operations} operations, {built.models} models in {seconds:.1f} s"
    )


@app.command("check")
def _check(
    spec: SpecOption = _SPEC,
    out: OutOption = _OUT,
    package: PackageOption = _PACKAGE,
    rules: RulesOption = RuleSet.house,
    http: HttpOption = Http.httpx,
) -> None:
    """Compare the package on disk with what the spec gives; exit 1 with a diff where they differ."""
    _check_package_name(package)
    built = _or_stop(lambda: build(spec, package, rules, http), f"Generating {package} from {spec}")
    lines = differences(built.files, out)
    if lines:
        _print_diff(lines)
        typer.echo(f"{out} is not what {spec} gives; run `python -m generator generate`", err=True)
        raise typer.Exit(SPEC_IS_WRONG)
    typer.echo(f"{out} is what {spec} gives")


def main() -> None:
    """Run the command line."""
    # The process is short and makes no cycles worth collecting; looking for them costs a fifth of its time.
    gc.disable()
    app()


def _or_stop(step: Callable[[], _T], what: str) -> _T:
    try:
        with _status(what):
            return step()
    except SpecError as error:
        for complaint in error.complaints:
            typer.echo(str(complaint), err=True)
        count = len(error.complaints)
        typer.echo(f"{count} complaint{'' if count == 1 else 's'}", err=True)
        raise typer.Exit(SPEC_IS_WRONG) from None
    except OutputError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(OUTPUT_FAILED) from None


def _status(what: str) -> Status:
    """Return a spinner for people; where standard error is no terminal, it prints nothing."""
    return Status(f"{what} …", console=Console(stderr=True, quiet=not sys.stderr.isatty()))


def _print_diff(lines: list[str]) -> None:
    if not sys.stdout.isatty():
        typer.echo("\n".join(lines))
        return
    colors = {"+": "green", "-": "red", "@": "cyan"}
    console = Console(highlight=False, soft_wrap=True)
    for line in lines:
        console.print(Text(line, style=colors.get(line[:1], "")))


def _check_package_name(package: str) -> None:
    if not is_package_name(package):
        typer.echo(f"--package {package}: is not the name of a Python package in lower case", err=True)
        raise typer.Exit(USAGE)
