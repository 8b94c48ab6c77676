"""The ids that the service makes: like the documented ones, and never the same for two tasks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from imgopen_mock.core.description.operation import Operation
from imgopen_mock.core.description.pointers import MISSING

Numbering: TypeAlias = tuple[str | None, int, int]
"""What an id begins with, how many digits follow, and from where they are counted; None for ids that are numbers."""

_TRAILING_DIGITS = re.compile(r"[0-9]*\Z", re.ASCII)


def numberings(operations: Iterable[Operation]) -> Mapping[str, Numbering]:
    """Return how the ids of each operation look.

    Operations whose documented ids begin alike count from the greatest of them, so that their ids cannot meet.
    """
    shown = {operation.id: _numbering(_example(operation)) for operation in operations}
    greatest: dict[str | None, int] = {}
    for prefix, _, number in shown.values():
        greatest[prefix] = max(number, greatest.get(prefix, 0))
    return {name: (prefix, width, greatest[prefix]) for name, (prefix, width, _) in shown.items()}


def _example(operation: Operation) -> Any:
    if operation.task is None or operation.task.assigned is None:
        return MISSING
    return operation.task.assigned.read({"response": {"body": operation.answer.success}})


def _numbering(example: Any) -> Numbering:
    if isinstance(example, int) and not isinstance(example, bool):
        return None, 0, example
    text = example if isinstance(example, str) else ""
    digits = _TRAILING_DIGITS.search(text)
    number = digits[0] if digits else ""
    return text[: len(text) - len(number)], len(number), int(number or 0)
