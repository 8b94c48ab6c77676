"""The report as Markdown, fit for a comment on a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Final

from generator.diff.change import Change, Diff
from generator.diff.report.text import printable
from generator.diff.report.words import MEANINGS, few, places, summary
from generator.diff.verdicts import Impact

_LONGEST: Final = 50_000
"""Characters of all changes together; GitHub takes 65,536 in a comment."""
_NAMES: Final = 3
_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]()<>#+!|~$&@:-])")
_KEPT: Final = re.compile(r"\\([:()-])")


def markdown_text(diff: Diff) -> str:
    """Return the report; text of the document is shown as it is, and makes neither links, mentions nor HTML.

    A comment has a greatest length: of very many changes the worst are told, and how many more there are.
    """
    head = [f"### API changes: {escaped(summary(diff))}", "", f"{code(diff.old)} → {code(diff.new)}", ""]
    room = _LONGEST - sum(map(len, head))
    lines: list[str] = []
    for impact in Impact:
        changes = [change for change in diff.changes if change.impact is impact]
        entries = [_change(change) for change in changes]
        told = [
            entry
            for entry, total in zip(entries, accumulate(map(len, entries)), strict=True)
            if total <= room
        ]
        room -= sum(map(len, told))
        if changes:
            lines += _block(impact, told, len(changes))
    return "\n".join([*head, *lines]).rstrip() + "\n"


def _block(impact: Impact, entries: list[str], count: int) -> Iterator[str]:
    title = f"{impact.value.capitalize()} ({count}): {MEANINGS[impact]}"
    is_folded = impact is Impact.safe
    yield f"<details><summary>{title}</summary>" if is_folded else f"#### {title}"
    yield ""
    yield from entries
    if len(entries) < count:
        yield f"- … and {count - len(entries)} more, which `--format json` tells"
    yield ""
    if is_folded:
        yield "</details>"
        yield ""


def _change(change: Change) -> str:
    start = f"**{escaped(change.where)}**: " if change.where else ""
    details = [f"- {start}{escaped(change.what)}"]
    if len(change.operations) > 1:
        details.append(f"in {escaped(few(change.operations))}")
    if change.python:
        names = ", ".join(code(name) for name in change.python[:_NAMES])
        details.append(f"{names} …" if len(change.python) > _NAMES else names)
    details.append(f"{code(places(change))} · {code(change.kind)}")
    return "\n  <br>".join(details)


def escaped(text: str) -> str:
    """Return text that Markdown shows as it is, on one line."""
    line = printable(" ".join(text.split()))
    safe = (
        _SPECIAL.sub(r"\\\1", line).replace("\\@", "@\u200b").replace("\\<", "&lt;").replace("\\&", "&amp;")
    )
    return _KEPT.sub(r"\1", safe).replace("://", ":\u200b//")


def code(text: str) -> str:
    """Return text as inline code, whatever backticks it has."""
    line = printable(" ".join(text.split())) or " "
    longest = max((len(run) for run in re.findall(r"`+", line)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{pad}{line}{pad}{fence}"
