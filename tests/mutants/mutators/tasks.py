"""Where a task's id and state stand, which states there are, and the frame around every answer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from imgopen_contract.document.expressions import NOTHING

from tests.mutants.mutant import Change
from tests.mutants.pointers import Pointer

_TOLD = ("receipt", "state")
"""What an answer tells of a task where `x-task` points; what else it tells is made up by whoever acts the service."""


def of_task(task: Mapping[str, Any], pointer: Pointer) -> Iterator[Change]:
    """Change each state's value, and forget where the answer tells what."""
    values = [value for known in task.get("states", {}).values() for value in known]
    for kind, known in task.get("states", {}).items():
        for index, value in enumerate(known):
            other = max(values) + 1 if all(isinstance(each, int) for each in values) else f"{value}x"
            text = f"{json.dumps(value)} -> {json.dumps(other)}"
            yield Change((*pointer, "states", kind, str(index)), other, text)
    for name in _TOLD:
        if name in task:
            yield Change((*pointer, name), NOTHING, "dropped")


def of_envelope(envelope: Mapping[str, Any], pointer: Pointer) -> Iterator[Change]:
    """Change each name and each code of the frame of answers."""
    for name, value in envelope.items():
        other = f"{value}x"
        yield Change((*pointer, name), other, f"{json.dumps(value)} -> {json.dumps(other)}")
