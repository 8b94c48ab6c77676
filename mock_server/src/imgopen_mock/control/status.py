"""The simulator as a whole."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel, Field

from imgopen_mock import __version__
from imgopen_mock.control.clock import ClockState
from imgopen_mock.control.subject import PREFIX, Controlled
from imgopen_mock.core.simulator import Simulator

router = APIRouter(prefix=PREFIX, tags=["simulator"])


class Api(BaseModel):
    """The API that is simulated."""

    title: str = Field(description="Its title.", examples=["Picture Works"])
    version: str = Field(description="The version of its document.", examples=["1.0.0"])
    operations: int = Field(description="How many operations it has.", examples=[12])


class Counts(BaseModel):
    """How much the simulator has in mind."""

    tasks: int = Field(description="Tasks.", examples=[1])
    deliveries: int = Field(description="Callbacks, whatever their state.", examples=[1])
    requests: int = Field(description="Requests that were noted.", examples=[3])
    warnings: int = Field(description="Contract warnings.", examples=[0])
    faults: int = Field(description="Faults that can still happen.", examples=[0])

    @classmethod
    def of(cls, simulator: Simulator) -> Counts:
        """Count what a simulator has."""
        return cls(
            tasks=len(simulator.tasks),
            deliveries=len(simulator.deliveries),
            requests=len(simulator.requests),
            warnings=len(simulator.warnings),
            faults=len(simulator.faults),
        )


class Status(BaseModel):
    """What is running here."""

    version: str = Field(description="The version of imgopen-mock.", examples=["0.1.0"])
    api: Api
    clock: ClockState
    callbacks: str = Field(description="Where callbacks may go.", examples=["loopback only"])
    counts: Counts
    links: dict[str, str] = Field(
        description="Where to look further.", examples=[{"docs": "/_mock/docs", "tasks": "/_mock/tasks"}]
    )


class Forgotten(BaseModel):
    """What was forgotten."""

    forgotten: Counts


@router.get("", summary="Look at the simulator")
@router.get("/", include_in_schema=False)
async def read_status(controlled: Controlled) -> Status:
    """Tell what is running here, what time it is there, and where to look further."""
    simulator = controlled.simulator
    bundle = simulator.bundle
    names = ("docs", "openapi.json", "clock", "tasks", "deliveries", "requests", "warnings", "faults")
    return Status(
        version=__version__,
        api=Api(title=bundle.title, version=bundle.version, operations=len(bundle.operations)),
        clock=ClockState.of(simulator),
        callbacks=controlled.outbox.policy.text,
        counts=Counts.of(simulator),
        links={name.partition(".")[0]: f"{PREFIX}/{name}" for name in names},
    )


@router.post("/reset", summary="Begin anew")
async def reset(controlled: Controlled) -> Forgotten:
    """Forget tasks, callbacks, faults, requests and warnings, and begin anew with chance.

    The clock goes on. Callbacks that wait for their next attempt are not sent any more.
    """
    forgotten = Counts.of(controlled.simulator)
    controlled.simulator.reset()
    return Forgotten(forgotten=forgotten)
