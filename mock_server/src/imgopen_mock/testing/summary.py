"""What happened in a test, in a few lines: for the report of one that failed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from imgopen_mock.testing.mock import ImgOpenMock

_MOST = 10
"""How many of each are shown, the last ones."""

_WIDEST = 200

ItemT = TypeVar("ItemT")


def summary(mock: ImgOpenMock) -> str:
    """Tell the time, requests, tasks, callbacks with their attempts, warnings, and faults that are still set."""
    return "\n".join(line if len(line) <= _WIDEST else f"{line[: _WIDEST - 3]}..." for line in _lines(mock))


def _lines(mock: ImgOpenMock) -> Iterator[str]:
    yield f"the clock shows {mock.now:g} s"
    yield from _heading("requests", mock.requests)
    for request in mock.requests[-_MOST:]:
        yield f"  {request.at:g} s: {request.method} {request.path} -> {request.verdict}"
    yield from _heading("tasks", mock.tasks)
    for task in mock.tasks[-_MOST:]:
        yield f"  {repr(task).removeprefix('<task ')[:-1]}"
    yield from _heading("callbacks", mock.deliveries)
    for delivery in mock.deliveries[-_MOST:]:
        due = "" if delivery.next_due is None else f", due at {delivery.next_due:g} s"
        yield f"  of {delivery.task_id!r} to {delivery.url}: {delivery.state}{due}"
        for attempt in delivery.attempts[-_MOST:]:
            yield f"    {repr(attempt)[1:-1]}"
    yield from _heading("contract warnings", mock.warnings)
    for warning in mock.warnings[-_MOST:]:
        yield f"  {repr(warning).removeprefix('<warning about ')[:-1]}"
    faults = mock.simulator.faults
    yield from _heading("faults still to happen", faults)
    for active in faults[-_MOST:]:
        fault = active.fault
        left = "always" if fault.times is None else f"{fault.times - active.happened} x"
        yield f"  {fault.kind.value} of {fault.operation}, {left}"


def _heading(name: str, items: Sequence[ItemT]) -> Iterator[str]:
    if len(items) > _MOST:
        yield f"{name}, the last {_MOST} of {len(items)}:"
    elif items:
        yield f"{name}:"
