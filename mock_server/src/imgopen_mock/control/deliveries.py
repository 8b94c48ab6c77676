"""Callbacks, with every attempt at them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from imgopen_mock.control.contents import content
from imgopen_mock.control.paging import Account, Limit, Offset, Page, TaskId, is_called, part
from imgopen_mock.control.problems import documented
from imgopen_mock.control.subject import PREFIX, Controlled
from imgopen_mock.core.exchange.callbacks import NoReply, Reply
from imgopen_mock.core.tasks.deliveries import Attempt, Delivery, DeliveryState

router = APIRouter(prefix=PREFIX, tags=["callbacks"])


class AttemptView(BaseModel):
    """An attempt at a callback."""

    number: int = Field(
        description="Counted from 1; a duplicate has the number of what it repeats.", examples=[1]
    )
    duplicate: bool = Field(
        description="Whether it was made because a fault repeats callbacks.", examples=[False]
    )
    due: float = Field(description="When it had to be made, in seconds of the clock.", examples=[4.0])
    sent: float = Field(description="When it was made.", examples=[4.0])
    ended: float | None = Field(
        description="When its outcome was known; null while under way.", examples=[4.1]
    )
    acknowledged: bool = Field(description="Whether the receiver acknowledged.", examples=[False])
    failure: str | None = Field(
        description="Why it does not count as acknowledged.",
        examples=["connection refused by 127.0.0.1:9000"],
    )
    refused: bool = Field(
        description="Whether it was not even sent, because callbacks may not go there.", examples=[False]
    )
    status: int | None = Field(description="The HTTP status of the receiver's answer.", examples=[None])
    body: Any = Field(
        description="The beginning of the receiver's answer: JSON, or text if it is none.", examples=[None]
    )

    @classmethod
    def of(cls, attempt: Attempt) -> AttemptView:
        """Show an attempt."""
        return cls(**_described(attempt))


class MadeAttempt(AttemptView):
    """An attempt at a callback, and whose it is."""

    task: Any = Field(description="The caller's id of the task.", examples=["my-task-1"])
    operation: str = Field(description="The operation that made the task.", examples=["makePicture"])
    account: str = Field(description="The account of the task.", examples=["demo"])
    url: str = Field(description="Where the callback goes.", examples=["http://127.0.0.1:9000/done"])

    @classmethod
    def of(cls, attempt: Attempt) -> MadeAttempt:
        """Show an attempt, and whose it is."""
        return cls(**_described(attempt), **_addressed(attempt.delivery))


class DeliveryView(BaseModel):
    """A callback of a task."""

    task: Any = Field(description="The caller's id of the task.", examples=["my-task-1"])
    operation: str = Field(description="The operation that made the task.", examples=["makePicture"])
    account: str = Field(description="The account of the task.", examples=["demo"])
    url: str = Field(description="Where the callback goes.", examples=["http://127.0.0.1:9000/done"])
    state: DeliveryState = Field(
        description="`waiting` for the next attempt, `under_way`, `acknowledged`, or `given_up` after the last one.",
        examples=["waiting"],
    )
    next_due: float | None = Field(
        description="When the next attempt is due, in seconds of the clock; null if none follows.",
        examples=[7.0],
    )
    attempts: list[AttemptView] = Field(description="Every attempt so far, in order.")

    @classmethod
    def of(cls, delivery: Delivery) -> DeliveryView:
        """Show a delivery."""
        return cls(
            **_addressed(delivery),
            state=delivery.state,
            next_due=delivery.next_due,
            attempts=[AttemptView.of(attempt) for attempt in delivery.attempts],
        )


class Deliveries(Page):
    """Callbacks, in the order of their tasks."""

    deliveries: list[DeliveryView]


@router.get("/deliveries", summary="List callbacks", responses=documented(422))
async def list_deliveries(
    controlled: Controlled,
    state: Annotated[DeliveryState | None, Query(description="Only in this state.")] = None,
    task: TaskId = None,
    account: Account = None,
    limit: Limit = 100,
    offset: Offset = None,
) -> Deliveries:
    """Show the callbacks of tasks, with all attempts at them and what came of each.

    An attempt fails if the receiver does not answer as the API wants it to, whatever its HTTP status is; `failure`
    says what was wrong. The next one follows when the API's schedule has it, counted from the end of the task.
    """
    found = [
        delivery
        for delivery in controlled.simulator.deliveries
        if (state is None or delivery.state is state)
        and (task is None or is_called(delivery.task, task))
        and (account is None or delivery.task.account == account)
    ]
    start, shown = part(found, limit, offset)
    return Deliveries(total=len(found), offset=start, deliveries=[DeliveryView.of(one) for one in shown])


def _described(attempt: Attempt) -> dict[str, Any]:
    reply = attempt.outcome if isinstance(attempt.outcome, Reply) else None
    return {
        "number": attempt.number,
        "duplicate": attempt.duplicate,
        "due": attempt.due,
        "sent": attempt.sent,
        "ended": attempt.ended,
        "acknowledged": attempt.acknowledged,
        "failure": attempt.failure or None,
        "refused": isinstance(attempt.outcome, NoReply) and attempt.outcome.refused,
        "status": reply and reply.status,
        "body": reply and content(reply.body),
    }


def _addressed(delivery: Delivery) -> dict[str, Any]:
    task = delivery.task
    return {"task": task.id, "operation": task.operation.id, "account": task.account, "url": delivery.url}
