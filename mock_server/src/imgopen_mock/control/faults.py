"""Faults: what is to go wrong on purpose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Path
from pydantic import BaseModel, ConfigDict, Field

from imgopen_mock.control.bodies import StrictRoute
from imgopen_mock.control.problems import documented
from imgopen_mock.control.subject import PREFIX, Controlled
from imgopen_mock.core.faults import ANY_OPERATION, ActiveFault, Fault, FaultKind

router = APIRouter(prefix=PREFIX, tags=["faults"], route_class=StrictRoute)

_STAGES: tuple[tuple[str, Mapping[FaultKind, str]], ...] = (
    (
        "Instead of the operation, which then has no effect:",
        {
            FaultKind.REFUSE: "it is refused in the API's own way, with `code` and `message`",
            FaultKind.HTTP: "the answer is an HTTP error with `status` and `message`",
            FaultKind.DROP_REQUEST: "the connection is closed without an answer",
        },
    ),
    (
        "To the answer of an operation that has had its effect:",
        {
            FaultKind.DELAY: "it comes `seconds` later, on the simulator's clock",
            FaultKind.DROP: "it is lost: the connection is closed without it",
            FaultKind.TRUNCATE: "the connection is closed after half of its body",
            FaultKind.INVALID_JSON: "its body is broken JSON",
        },
    ),
    (
        "To a task, where the operation is the one that makes it:",
        {
            FaultKind.FAIL_TASK: "it fails, with `state` and `message`",
            FaultKind.LOSE_CALLBACK: "an attempt at its callback is lost on the way; the next one follows on schedule",
            FaultKind.DUPLICATE_CALLBACK: "an attempt at its callback is made twice",
        },
    ),
)

EXPLANATION = "\n\n".join(
    "\n".join([heading, "", *(f"- `{kind.value}`: {text}" for kind, text in kinds.items())])
    for heading, kinds in _STAGES
)
"""What each kind of fault does, in Markdown."""


class FaultRequest(BaseModel):
    """A fault to be set."""

    model_config = ConfigDict(extra="forbid")

    kind: FaultKind = Field(description="What goes wrong.", examples=["http"])
    operation: str = Field(
        ANY_OPERATION,
        max_length=200,
        description=f"The operationId of the operation that it happens to; `{ANY_OPERATION}` for any.",
        examples=[ANY_OPERATION],
    )
    times: int | None = Field(
        Fault.times,
        strict=True,
        ge=1,
        le=1_000_000_000,
        description="How often it happens before it is used up; null for ever.",
        examples=[1],
    )
    probability: float = Field(
        Fault.probability, strict=True, ge=0, le=1, description="How likely it is each time.", examples=[1]
    )
    code: Any = Field(
        Fault.code,
        description="Of `refuse`: the code in the answer; null for the documented one.",
        examples=[None],
    )
    message: str = Field(
        Fault.message,
        max_length=10_000,
        description="Of `refuse`, `http`, `drop_request` and `fail_task`: the message.",
        examples=["out of order"],
    )
    status: int = Field(
        Fault.status, strict=True, ge=400, le=599, description="Of `http`: the HTTP status.", examples=[503]
    )
    seconds: float = Field(
        Fault.seconds,
        strict=True,
        ge=0,
        le=86400,
        allow_inf_nan=False,
        description="Of `delay`: how long, in seconds of the clock; has to be above 0 there.",
        examples=[0],
    )
    state: Any = Field(
        Fault.state,
        description="Of `fail_task`: the task's state; null for the documented one.",
        examples=[None],
    )

    def fault(self) -> Fault:
        """Return the fault; a ValueError says, with the field's name, why there can be none."""
        return Fault(**dict(self))


class FaultView(FaultRequest):
    """A fault that is set."""

    number: int = Field(description="By which it can be taken away.", examples=[1])
    happened: int = Field(description="How often it has happened.", examples=[0])

    @classmethod
    def of(cls, active: ActiveFault) -> FaultView:
        """Show a fault."""
        # Without validation: in Python, faults may be set that go beyond what this takes.
        return cls.model_construct(number=active.number, happened=active.happened, **vars(active.fault))


class Faults(BaseModel):
    """The faults that can still happen."""

    faults: list[FaultView]


class Removed(BaseModel):
    """What was taken away."""

    removed: int = Field(description="How many faults were taken away.", examples=[1])


@router.get("/faults", summary="List faults")
async def list_faults(controlled: Controlled) -> Faults:
    """Show the faults that can still happen, in the order in which they were set. The first one that fits happens."""
    return Faults(faults=[FaultView.of(active) for active in controlled.simulator.faults])


@router.post(
    "/faults",
    summary="Set a fault",
    description=f"Have something go wrong. A fault stays until it is used up or taken away.\n\n{EXPLANATION}",
    status_code=201,
    response_description="The fault, with its number.",
    responses=documented(400, 413, 415, 422),
)
async def set_fault(controlled: Controlled, wanted: FaultRequest) -> FaultView:
    """Set a fault."""
    try:
        return FaultView.of(controlled.simulator.set_fault(wanted.fault()))
    except ValueError as error:
        raise HTTPException(422, str(error)) from error


@router.delete("/faults", summary="Take away all faults")
async def clear_faults(controlled: Controlled) -> Removed:
    """Take away all faults. What has gone wrong already stays as it is."""
    removed = len(controlled.simulator.faults)
    controlled.simulator.clear_faults()
    return Removed(removed=removed)


@router.delete("/faults/{number}", summary="Take away a fault", responses=documented(404, 422))
async def clear_fault(
    controlled: Controlled, number: Annotated[int, Path(description="The fault's number.", examples=[1])]
) -> Removed:
    """Take away one fault by its number."""
    if not controlled.simulator.clear_faults(number):
        raise HTTPException(404, f"there is no fault {number}; it may be used up")
    return Removed(removed=1)
