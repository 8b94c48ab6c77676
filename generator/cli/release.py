"""Making a release of the spec: `release-check` and `release-record`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from generator.cli.common import (
    DEFAULT_OUT,
    DEFAULT_PACKAGE,
    DEFAULT_SPEC,
    SPEC_IS_WRONG,
    OutOption,
    PackageOption,
    RulesOption,
    SpecOption,
    check_package_name,
    or_stop,
)
from generator.lint import RuleSet
from generator.output import write_file

if TYPE_CHECKING:
    from generator.diff import Diff
    from generator.release import ReleaseCheck
    from generator.source.complaint import Complaint

DEFAULT_RELEASED: Final = Path("spec/released/openapi.json")
DEFAULT_CHANGELOG: Final = Path("CHANGELOG.md")

ReleasedOption = Annotated[
    Path, typer.Option("--released", help="The document of the last release, as `release-record` wrote it.")
]
ChangelogOption = Annotated[Path, typer.Option("--changelog", help="The changelog (keepachangelog.com).")]


def release_check_command(
    spec: SpecOption = DEFAULT_SPEC,
    released: ReleasedOption = DEFAULT_RELEASED,
    out: OutOption = DEFAULT_OUT,
    changelog: ChangelogOption = DEFAULT_CHANGELOG,
    draft: Annotated[
        Path | None,
        typer.Option("--draft", help="The file for the changelog's draft; standard output if left out."),
    ] = None,
    rules: RulesOption = RuleSet.house,
    package: PackageOption = DEFAULT_PACKAGE,
) -> None:
    """Say whether the spec can be released as it is, and draft the changelog.

    Compared with the document of the last release: `info.version` is high enough for what changed; the generated
    package has that version, and holds that document; the changelog has a section for it, or one for what is
    unreleased, in which each breaking change is found under the name of one of its operations: `text2image`,
    `sd.text2image`, or what they are called in Python.

    Exit codes: 0 it can be released; 1 it cannot, or the spec is wrong; 3 the draft could not be written.
    """
    from generator.diff.report.words import summary
    from generator.release import changelog_draft, check_release

    check_package_name(package)
    check, diff = _read(spec, released, out, changelog, rules, package)
    complaints = check_release(check, diff)
    text = changelog_draft(diff, check.version)
    if draft is None:
        typer.echo(text, nl=False)
    else:
        or_stop(lambda: write_file(text, draft), f"Writing {draft}")
    told = "this is the first release" if diff is None else f"since {diff.old_version}: {summary(diff)}"
    typer.echo(told, err=True)
    _stop_at(complaints)


def release_record_command(
    spec: SpecOption = DEFAULT_SPEC,
    released: ReleasedOption = DEFAULT_RELEASED,
    out: OutOption = DEFAULT_OUT,
    changelog: ChangelogOption = DEFAULT_CHANGELOG,
    rules: RulesOption = RuleSet.house,
    package: PackageOption = DEFAULT_PACKAGE,
) -> None:
    """Keep the spec as that of the last release, once `release-check` has nothing against it.

    The file is written whole or not at all. Exit codes: as of `release-check`.
    """
    from generator.release import check_release
    from generator.render.package import bundle_text

    check_package_name(package)
    check, diff = _read(spec, released, out, changelog, rules, package)
    _stop_at(check_release(check, diff))
    or_stop(lambda: _write(bundle_text(check.bundle), released), f"Writing {released}")
    typer.echo(f"{released}: {check.version} is the last release now")


def _read(
    spec: Path, released: Path, out: Path, changelog: Path, rules: RuleSet, package: str
) -> tuple[ReleaseCheck, Diff | None]:
    from generator.cli.diff import compare_versions
    from generator.release import ReleaseCheck
    from generator.steps import load

    bundle = or_stop(lambda: load(spec, rules), f"Reading {spec}")
    diff = None
    if released.exists():
        diff = or_stop(
            lambda: compare_versions(str(released), str(spec), spec, RuleSet.openapi, package),
            f"Comparing {released}",
        )
    return ReleaseCheck(bundle, out, changelog), diff


def _stop_at(complaints: list[Complaint]) -> None:
    if complaints:
        for complaint in complaints:
            typer.echo(str(complaint), err=True)
        typer.echo(f"{len(complaints)} complaint{'' if len(complaints) == 1 else 's'}", err=True)
        raise typer.Exit(SPEC_IS_WRONG)


def _write(text: str, file: Path) -> None:
    from generator.output import OutputError

    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{file}: cannot be written: {error.strerror}") from error
    write_file(text, file)
