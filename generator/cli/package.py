"""From the spec to the package: `lint`, `bundle`, `generate`, `check`."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from generator.cli.common import (
    DEFAULT_OUT,
    DEFAULT_PACKAGE,
    DEFAULT_SPEC,
    SPEC_IS_WRONG,
    HttpOption,
    NoticesOption,
    OutOption,
    PackageOption,
    RulesOption,
    SpecOption,
    TemplatesOption,
    check_package_name,
    or_stop,
    tell,
)
from generator.lint import RuleSet
from generator.output import differences, write_file, write_package
from generator.steps import Http, build, checked, load


def lint_command(spec: SpecOption = DEFAULT_SPEC, rules: RulesOption = RuleSet.house) -> None:
    """Find everything that is wrong with the spec, in one run."""
    bundle = or_stop(lambda: checked(load(spec, rules)), f"Reading {spec}")
    typer.echo(f"{spec}: {len(bundle.files)} files, no complaints")


def bundle_command(
    spec: SpecOption = DEFAULT_SPEC,
    out: Annotated[
        Path | None, typer.Option("--out", help="The file to write; standard output if left out.")
    ] = None,
    rules: RulesOption = RuleSet.house,
) -> None:
    """Write the spec as one self-contained JSON document."""
    from generator.render.package import bundle_text

    text = bundle_text(or_stop(lambda: load(spec, rules), f"Reading {spec}"))
    if out is None:
        typer.echo(text, nl=False)
    else:
        or_stop(lambda: write_file(text, out), f"Writing {out}")


def generate_command(
    spec: SpecOption = DEFAULT_SPEC,
    out: OutOption = DEFAULT_OUT,
    package: PackageOption = DEFAULT_PACKAGE,
    rules: RulesOption = RuleSet.house,
    http: HttpOption = Http.httpx,
    templates: TemplatesOption = None,
    notices: NoticesOption = None,
) -> None:
    """Write the client's package; a failure leaves the old one as it was."""
    check_package_name(package)
    start = time.perf_counter()
    built = or_stop(
        lambda: build(spec, package, rules, http, templates=templates), f"Generating {package} from {spec}"
    )
    or_stop(lambda: write_package(built.files, out), f"Writing {out}")
    tell(built.notices, notices)
    seconds = time.perf_counter() - start
    typer.echo(
        f"{out}: {len(built.files)} files, {built.operations} operations, {built.models} models in {seconds:.1f} s"
    )


def check_command(
    spec: SpecOption = DEFAULT_SPEC,
    out: OutOption = DEFAULT_OUT,
    package: PackageOption = DEFAULT_PACKAGE,
    rules: RulesOption = RuleSet.house,
    http: HttpOption = Http.httpx,
    templates: TemplatesOption = None,
) -> None:
    """Compare the package on disk with what the spec gives; exit 1 with a diff where they differ."""
    check_package_name(package)
    built = or_stop(
        lambda: build(spec, package, rules, http, templates=templates), f"Generating {package} from {spec}"
    )
    lines = differences(built.files, out)
    if lines:
        _print_diff(lines)
        typer.echo(f"{out} is not what {spec} gives; run `python -m generator generate`", err=True)
        raise typer.Exit(SPEC_IS_WRONG)
    typer.echo(f"{out} is what {spec} gives")


def _print_diff(lines: list[str]) -> None:
    if not sys.stdout.isatty():
        typer.echo("\n".join(lines))
        return
    colors = {"+": "green", "-": "red", "@": "cyan"}
    console = Console(highlight=False, soft_wrap=True)
    for line in lines:
        console.print(Text(line, style=colors.get(line[:1], "")))
