"""Comparing what is about to be released with the last release, with the generated package and with the changelog."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomllib

from generator.bundle import Bundle
from generator.diff import Bump, Change, Diff, Impact
from generator.diff.report.words import summary
from generator.diff.semver import parse_version
from generator.diff.spots import same
from generator.release.changelog import Section, read_changelog, section_for, unreleased
from generator.source.complaint import Complaint, Location, SpecError
from generator.source.nodes import locate

_VERSION = ("info", "version")


@dataclass(frozen=True)
class ReleaseCheck:
    """Where everything that is compared lies."""

    bundle: Bundle
    """The spec."""
    generated: Path
    """The folder of the generated package."""
    changelog: Path

    @property
    def version(self) -> str:
        """The version of the spec."""
        return str(self.bundle.document["info"]["version"])

    @property
    def location(self) -> Location:
        """Where the version of the spec stands."""
        return locate(self.bundle.document, _VERSION)


def check_release(check: ReleaseCheck, diff: Diff | None) -> list[Complaint]:
    """Return everything that stands against a release.

    Args:
        check: What is compared.
        diff: The changes since the last release; None where there was none.
    """
    found = [*_check_version(check, diff), *_check_package(check), *_check_changelog(check, diff)]
    return sorted(set(found))


def _check_version(check: ReleaseCheck, diff: Diff | None) -> Iterator[Complaint]:
    new = parse_version(check.version)
    if new is None:
        yield _of_version(check, f"{check.version} is no version as semver.org has them")
        return
    old = parse_version(diff.old_version) if diff is not None else None
    if diff is None or old is None:
        return
    least = old.raised(diff.bump)
    if (new.major, new.minor, new.patch) < (least.major, least.minor, least.patch):
        what = f"is {check.version}, but the changes since {diff.old_version} call for {least} at least"
        yield _of_version(check, f"{what} ({summary(diff).partition(';')[0]})")
    elif new < old or (new == old and diff.bump is not Bump.none):
        yield _of_version(check, f"is {check.version}, which is not above the released {diff.old_version}")


def _of_version(check: ReleaseCheck, what: str) -> Complaint:
    return Complaint(check.location, ".".join(_VERSION), what)


def _check_package(check: ReleaseCheck) -> Iterator[Complaint]:
    yield from _check_project(check, check.generated / "pyproject.toml")
    yield from _check_document(check, check.generated / "openapi.json")


def _check_project(check: ReleaseCheck, file: Path) -> Iterator[Complaint]:
    try:
        text = file.read_text(encoding="utf-8")
        version = tomllib.loads(text).get("project", {}).get("version")
    except (OSError, ValueError) as error:
        yield Complaint(Location(file, 1), file.name, f"cannot be read: {error}")
        return
    if version != check.version:
        line = next((n for n, each in enumerate(text.splitlines(), 1) if re.match(r"version\s*=", each)), 1)
        what = f"is {version}, but the spec's is {check.version}; run `make generate`"
        yield Complaint(Location(file, line), "version", what)


def _check_document(check: ReleaseCheck, file: Path) -> Iterator[Complaint]:
    try:
        document: Any = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        yield Complaint(Location(file, 1), file.name, f"cannot be read: {error}")
        return
    info = document.get("info") if isinstance(document, dict) else None
    version = info.get("version") if isinstance(info, dict) else None
    if version != check.version:
        what = f"info.version is {version}, but the spec's is {check.version}; run `make generate`"
        yield Complaint(Location(file, 1), file.name, what)
    elif not same(document, check.bundle.document):
        yield Complaint(Location(file, 1), file.name, "is not what the spec gives; run `make generate`")


def _check_changelog(check: ReleaseCheck, diff: Diff | None) -> Iterator[Complaint]:
    try:
        sections = read_changelog(check.changelog)
    except SpecError as error:
        yield from error.complaints
        return
    is_raised = diff is None or not diff.changes or check.version != diff.old_version
    section = section_for(sections, check.version) if is_raised else unreleased(sections)
    if section is None:
        of_version = f" [{check.version}], and none" if is_raised else ""
        what = f"has no section{of_version} [Unreleased]"
        yield Complaint(Location(check.changelog, 1), check.changelog.name, what)
        return
    for change in diff.changes if diff is not None else ():
        if change.impact is Impact.breaking and not _is_told(section, change):
            names = _names(change)
            what = (
                f"{change.sentence}: this breaks, and [{section.name}] names none of {', '.join(names[:3])}"
            )
            yield Complaint(section.location, check.changelog.name, what)


def _is_told(section: Section, change: Change) -> bool:
    names = _names(change)
    return not names or any(section.names(name) for name in names)


def _names(change: Change) -> list[str]:
    """Return the names by one of which a changelog tells of a change: of operations, or of what it is about."""
    names: list[str] = []
    for operation in change.operations:
        names += [operation, operation.rpartition(".")[2]]
    names += [name.partition("(")[0].removeprefix("client.") for name in change.python]
    names += [name.partition("(")[0].rpartition(".")[2] for name in change.python]
    if not change.operations and change.where:
        names.append(change.where.partition(":")[0])
    return list(dict.fromkeys(name for name in names if name))
