"""The clock of the simulator."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel, ConfigDict, Field

from imgopen_mock.control.bodies import StrictRoute
from imgopen_mock.control.deliveries import MadeAttempt
from imgopen_mock.control.paging import MOST
from imgopen_mock.control.problems import documented
from imgopen_mock.control.subject import PREFIX, Controlled
from imgopen_mock.core.clocks import VirtualClock
from imgopen_mock.core.simulator import Simulator

MOST_SECONDS = 1e9
"""The most by which the clock is advanced at once: about 30 years."""

router = APIRouter(prefix=PREFIX, tags=["clock"], route_class=StrictRoute)


class ClockState(BaseModel):
    """What the simulator's clock shows."""

    kind: Literal["real", "virtual"] = Field(
        description="`real` runs by itself, `virtual` stands still until it is advanced.",
        examples=["virtual"],
    )
    rate: float = Field(
        description="How many of its seconds pass in a second; 0 if it is virtual.", examples=[0.0]
    )
    now: float = Field(description="Seconds since the simulator began.", examples=[12.5])
    next_due: float | None = Field(
        description="When the next attempt at a callback is due; null if none is.", examples=[15.5]
    )

    @classmethod
    def of(cls, simulator: Simulator) -> ClockState:
        """Read a simulator's clock."""
        clock = simulator.clock
        return cls(
            kind="virtual" if isinstance(clock, VirtualClock) else "real",
            rate=clock.rate,
            now=clock.now(),
            next_due=simulator.next_due(),
        )


class Advance(BaseModel):
    """By how much to advance the clock."""

    model_config = ConfigDict(extra="forbid")

    seconds: float = Field(
        strict=True,
        ge=0,
        le=MOST_SECONDS,
        allow_inf_nan=False,
        description="How many seconds are to pass.",
        examples=[60],
    )


class Advanced(BaseModel):
    """What happened while the clock was advanced."""

    now: float = Field(description="What the clock shows now.", examples=[72.5])
    made: int = Field(description="How many attempts at callbacks were made.", examples=[1])
    attempts: list[MadeAttempt] = Field(
        description=f"These attempts, in the order in which they were made; of more than {MOST} the last ones."
    )


@router.get("/clock", summary="Read the clock")
async def read_clock(controlled: Controlled) -> ClockState:
    """Tell what time it is for the simulator. All times here are seconds of this clock."""
    return ClockState.of(controlled.simulator)


@router.post(
    "/clock/advance", summary="Advance a virtual clock", responses=documented(400, 409, 413, 415, 422)
)
async def advance_clock(controlled: Controlled, advance: Advance) -> Advanced:
    """Let time pass on a virtual clock.

    On the way the clock stops at every attempt at a callback that falls due, and the attempt is made, for real. The
    answer comes when the time has passed and all of them have ended. Advances wait for one another.
    """
    simulator = controlled.simulator
    if not isinstance(simulator.clock, VirtualClock):
        raise HTTPException(
            409, "the clock runs by itself; only a virtual one can be advanced (imgopen-mock --clock virtual)"
        )
    now, attempts = await controlled.outbox.advance(advance.seconds)
    return Advanced(
        now=now,
        made=len(attempts),
        attempts=[MadeAttempt.of(attempt) for attempt in attempts[-MOST:]],
    )
