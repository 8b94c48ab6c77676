"""The report as JSON, for programs; its form is stable."""

from __future__ import annotations

import json
from typing import Any, Final

from generator.diff.change import Change, Diff, Position
from generator.diff.report.words import least_version
from generator.diff.verdicts import Bump, Impact

FORMAT: Final = 1
"""Grows when a key is removed or changes its meaning; new keys may come at any time."""


def json_text(diff: Diff) -> str:
    """Return the report as one JSON document, in ASCII."""
    return json.dumps(_diff(diff), indent=2) + "\n"


def _diff(diff: Diff) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "old": {"name": diff.old, "version": diff.old_version},
        "new": {"name": diff.new, "version": diff.new_version},
        "summary": {
            **{impact.value: diff.count(impact) for impact in Impact},
            "bump": diff.bump.name,
            "version": None if diff.bump is Bump.none else least_version(diff),
        },
        "changes": [_change(change) for change in diff.changes],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "class": change.impact.value,
        "bump": change.bump.name,
        "topic": change.topic,
        "side": change.side.value,
        "sides": [side.value for side in change.sides],
        "operations": list(change.operations),
        "where": change.where,
        "what": change.what,
        "text": change.sentence,
        "python": list(change.python),
        "old": _position(change.old),
        "new": _position(change.new),
    }


def _position(position: Position) -> dict[str, Any]:
    return {
        "file": position.file,
        "line": position.line,
        "pointer": position.pointer,
        "exists": position.exists,
    }
