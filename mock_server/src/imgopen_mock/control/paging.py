"""Lists that are shown in parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypeVar

from fastapi import Query
from pydantic import BaseModel, Field

from imgopen_mock.core.tasks.task import Task

ElementT = TypeVar("ElementT")

MOST = 1000
"""The longest part that is shown."""

Limit = Annotated[int, Query(ge=1, le=MOST, description="How many to show at most.")]
Offset = Annotated[
    int | None,
    Query(
        ge=0, description="How many to leave out, counted from the oldest. Without it, the newest are shown."
    ),
]
Account = Annotated[
    str | None,
    Query(description="Only of this account: the value of the API's first key header.", examples=["demo"]),
]
OperationId = Annotated[
    str | None, Query(description="Only of this operation, by its operationId.", examples=["makePicture"])
]
TaskId = Annotated[
    str | None,
    Query(description="Only of this task, by the caller's id or the assigned one.", examples=["my-task-1"]),
]


class Page(BaseModel):
    """Part of a list."""

    total: int = Field(description="How many there are in all.", examples=[1])
    offset: int = Field(description="How many older ones are left out.", examples=[0])


def part(elements: Sequence[ElementT], limit: int, offset: int | None) -> tuple[int, Sequence[ElementT]]:
    """Return where a part begins, and the part: without an offset, the last so many elements."""
    start = max(len(elements) - limit, 0) if offset is None else offset
    return start, elements[start : start + limit]


def is_called(task: Task, name: str) -> bool:
    """Tell whether a task has an id that is written like this."""
    return name in (str(task.id), str(task.assigned))
