"""The draft of a changelog's section, from the changes since the last release."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.diff import Bump, Change, Diff, Impact
from generator.diff.report.markdown import code, escaped
from generator.diff.report.words import few
from generator.diff.semver import parse_version

_TOPICS: Final = ("added", "changed", "deprecated", "removed", "fixed")
_TEXTS: Final = (
    *("title-changed", "summary-changed", "description-changed", "example-changed", "documentation-changed"),
    *("reordered", "written-differently", "provenance-changed", "version-changed", "xml-changed"),
)
"""Endings of kinds that are not worth a line of their own."""


def changelog_draft(diff: Diff | None, version: str) -> str:
    """Return a section in the form of keepachangelog.com, with what breaks marked and in front.

    Args:
        diff: The changes since the last release; None where there was none.
        version: The version of the spec; the section gets the least one that the changes call for, if that is higher.
    """
    if diff is None:
        return f"## [{escaped(version)}]\n\n### Added\n\n- The first release.\n"
    return "\n".join(_lines(diff, version)).rstrip() + "\n"


def _lines(diff: Diff, version: str) -> Iterator[str]:
    yield f"## [{escaped(_heading(diff, version))}]"
    yield ""
    told = [change for change in diff.changes if not change.kind.endswith(_TEXTS)]
    others = len(diff.changes) - len(told)
    for topic in _TOPICS:
        changes = [change for change in told if change.topic == topic]
        if changes or (others and topic == "changed"):
            yield f"### {topic.capitalize()}"
            yield ""
            yield from (_entry(change) for change in changes)
            if others and topic == "changed":
                yield f"- Descriptions, examples and notes in {others} place{'' if others == 1 else 's'}."
            yield ""


def _heading(diff: Diff, version: str) -> str:
    old, new = parse_version(diff.old_version), parse_version(version)
    if old is None or new is None or diff.bump is Bump.none:
        return version
    return version if new >= old.raised(diff.bump) else str(old.raised(diff.bump))


def _entry(change: Change) -> str:
    mark = "**Breaking:** " if change.impact is Impact.breaking else ""
    where = f"{code(change.where)}: " if change.where else ""
    of = f" ({escaped(few(change.operations))})" if len(change.operations) > 1 else ""
    return f"- {mark}{where}{escaped(change.what)}{of}."
