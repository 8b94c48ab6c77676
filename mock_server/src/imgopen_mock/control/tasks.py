"""The tasks of the simulator."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from imgopen_mock.control.paging import Account, Limit, Offset, OperationId, Page, is_called, part
from imgopen_mock.control.problems import documented
from imgopen_mock.control.subject import PREFIX, Controlled
from imgopen_mock.core.simulator import Simulator
from imgopen_mock.core.tasks.deliveries import DeliveryState
from imgopen_mock.core.tasks.task import Phase, Task

router = APIRouter(prefix=PREFIX, tags=["tasks"])


class TaskView(BaseModel):
    """A task, as it is now."""

    id: Any = Field(
        description="The caller's id; the assigned one if the caller gave none.", examples=["my-task-1"]
    )
    assigned: Any = Field(description="The id that the service made.", examples=["pro00000001"])
    operation: str = Field(description="The operation that made it.", examples=["makePicture"])
    account: str = Field(
        description="The account that it belongs to: the value of the API's first key header.",
        examples=["demo"],
    )
    state: Phase = Field(description="Where it is in its life.", examples=["running"])
    percentage: int = Field(description="How much of the work is done; 100 once it has ended.", examples=[40])
    submitted: float = Field(description="When it was submitted, in seconds of the clock.", examples=[2.0])
    starts: float = Field(description="When its work begins.", examples=[3.0])
    ends: float = Field(description="When it is finished.", examples=[9.5])
    failure: str | None = Field(description="Why it fails, or will; null if it succeeds.", examples=[None])
    pictures: list[str] = Field(
        description="The URLs of its pictures; while it runs, of the unfinished one that can be seen by now.",
        examples=[["http://127.0.0.1:4010/_mock/pictures/1-5f0c.../0-40.png"]],
    )
    delivery: DeliveryState | None = Field(
        description="How far its callback is; null if it has none.", examples=["waiting"]
    )

    @classmethod
    def of(cls, task: Task, simulator: Simulator) -> TaskView:
        """Show a task of a simulator."""
        now = simulator.clock.now()
        return cls(
            id=task.id,
            assigned=task.assigned,
            operation=task.operation.id,
            account=task.account,
            state=task.phase(now),
            percentage=task.percentage(now),
            submitted=task.submitted,
            starts=task.starts,
            ends=task.ends,
            failure=task.failure or None,
            pictures=list(simulator.pictures(task)),
            delivery=None if task.delivery is None else task.delivery.state,
        )


class Tasks(Page):
    """Tasks, the newest last."""

    tasks: list[TaskView]


@router.get("/tasks", summary="List tasks", responses=documented(422))
async def list_tasks(
    controlled: Controlled,
    account: Account = None,
    operation: OperationId = None,
    state: Annotated[Phase | None, Query(description="Only in this state.")] = None,
    task_id: Annotated[
        str | None, Query(alias="id", description="Only of this id, the caller's or the assigned one.")
    ] = None,
    limit: Limit = 100,
    offset: Offset = None,
) -> Tasks:
    """Show the tasks that were submitted, as they are now."""
    simulator = controlled.simulator
    now = simulator.clock.now()
    found = [
        task
        for task in simulator.tasks
        if (account is None or task.account == account)
        and (operation is None or task.operation.id == operation)
        and (state is None or task.phase(now) is state)
        and (task_id is None or is_called(task, task_id))
    ]
    start, shown = part(found, limit, offset)
    return Tasks(total=len(found), offset=start, tasks=[TaskView.of(task, simulator) for task in shown])
