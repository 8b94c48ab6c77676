"""What changed between two versions of the spec: `diff`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack, suppress
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from generator.cli.common import (
    DEFAULT_PACKAGE,
    DEFAULT_SPEC,
    USAGE,
    PackageOption,
    RulesOption,
    SpecOption,
    check_package_name,
    or_stop,
)
from generator.lint import RuleSet

if TYPE_CHECKING:
    from generator.bundle import Bundle
    from generator.diff import Diff
    from generator.ir import Api

TOO_BAD: Final = 4


class DiffFormat(str, Enum):
    """How changes are told."""

    text = "text"
    json = "json"
    markdown = "markdown"


class FailOn(str, Enum):
    """From which change on the command fails."""

    breaking = "breaking"
    risky = "risky"
    any = "any"
    none = "none"


def diff_command(
    old: Annotated[
        str,
        typer.Argument(help="A file, a folder, or a revision of git: `HEAD~3`, `v1.0:spec/openapi.yaml`."),
    ],
    new: Annotated[
        str | None, typer.Argument(help="The same; the spec as it is on disk if left out.")
    ] = None,
    spec: SpecOption = DEFAULT_SPEC,
    form: Annotated[DiffFormat, typer.Option("--format", help="How to tell the changes.")] = DiffFormat.text,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help=f"From which change on to leave with exit code {TOO_BAD}.")
    ] = FailOn.breaking,
    rules: RulesOption = RuleSet.openapi,
    package: PackageOption = DEFAULT_PACKAGE,
) -> None:
    """Tell every change between two versions of the spec, and what it means for users of the client.

    **breaking**: code that worked is refused, fails, or no longer passes a type checker. **risky**: code goes on, but
    may behave otherwise, or packages that are installed already may fail. **safe**: nothing that worked can notice it.

    Breaking calls for a new major version (a minor one before 1.0.0), news for a minor one, the rest for a patch.

    Exit codes: 0 nothing as bad as `--fail-on`; 4 something is; 1 a document cannot be read; 2 the command line is
    wrong, or names no file, folder or revision.
    """
    check_package_name(package)
    found = or_stop(lambda: compare_versions(old, new or str(spec), spec, rules, package), f"Comparing {old}")
    _print(found, form)
    if _is_too_bad(found, fail_on):
        raise typer.Exit(TOO_BAD)


def compare_versions(old: str, new: str, spec: Path, rules: RuleSet, package: str) -> Diff:
    """Return the changes between two versions, each a file, a folder or a revision.

    Raises:
        SpecError: one of both cannot be read.
    """
    from generator.diff import Source, compare_documents
    from generator.diff.versions import VersionError, open_version

    with ExitStack() as stack:
        try:
            versions = [stack.enter_context(open_version(name, spec)) for name in (old, new)]
        except VersionError as error:
            typer.echo(str(error), err=True)
            raise typer.Exit(USAGE) from None
        bundles = [read_bundle(version.root, version.shown, rules) for version in versions]
        sends_defaults, clients = _clients(bundles, package)
        old_source, new_source = (
            Source(version.name, bundle.document, version.shown, client, sends_defaults)
            for version, bundle, client in zip(versions, bundles, clients, strict=True)
        )
        return compare_documents(old_source, new_source, package)


def read_bundle(root: Path, shown: Callable[[Path], str], rules: RuleSet) -> Bundle:
    """Return a document for a comparison.

    Raises:
        SpecError: it cannot be read; the names of files are as `shown` gives them.
    """
    from generator.source.complaint import Complaint, Location, SpecError
    from generator.steps import load

    try:
        return load(root, rules)
    except SpecError as error:
        raise SpecError(
            Complaint(Location(Path(shown(each.location.file)), each.location.line), each.where, each.what)
            for each in error.complaints
        ) from None


def _clients(bundles: list[Bundle], package: str) -> tuple[bool, list[Api | None]]:
    """Return whether the clients of two documents send defaults, and the clients; None where none can be made.

    Both are made in one way, so that nothing but the documents makes a difference: as this project's own, or, where
    one of them can only be made so, as those of others.
    """
    own = [_client(bundle, package, is_strict=True) for bundle in bundles]
    if all(own):
        return True, own
    others = [_client(bundle, package, is_strict=False) for bundle in bundles]
    if any(own) and not all(others):
        return True, own
    return False, others


def _client(bundle: Bundle, package: str, *, is_strict: bool) -> Api | None:
    from generator.ir import build_api
    from generator.source.complaint import SpecError
    from generator.steps import blaming

    with suppress(SpecError), blaming(bundle):
        return build_api(bundle, package, is_strict=is_strict)
    return None


def _print(diff: Diff, form: DiffFormat) -> None:
    from generator.diff.report.json_form import json_text
    from generator.diff.report.markdown import markdown_text
    from generator.diff.report.text import text_lines

    if form is DiffFormat.json:
        typer.echo(json_text(diff), nl=False)
    elif form is DiffFormat.markdown:
        typer.echo(markdown_text(diff), nl=False)
    elif not sys.stdout.isatty():
        typer.echo("\n".join(line for line, _ in text_lines(diff)))
    else:
        from rich.console import Console
        from rich.text import Text

        console = Console(highlight=False, soft_wrap=True)
        for line, style in text_lines(diff):
            console.print(Text(line, style=style))


def _is_too_bad(diff: Diff, fail_on: FailOn) -> bool:
    from generator.diff import Impact

    if fail_on is FailOn.any:
        return bool(diff.changes)
    worst = {
        FailOn.breaking: (Impact.breaking,),
        FailOn.risky: (Impact.breaking, Impact.risky),
        FailOn.none: (),
    }[fail_on]
    return any(diff.count(impact) for impact in worst)
