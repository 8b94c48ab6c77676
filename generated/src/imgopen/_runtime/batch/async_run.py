"""Runs a batch in an event loop."""

from __future__ import annotations

import math
from collections.abc import AsyncGenerator, Awaitable
from dataclasses import fields
from typing import Any

from ..sleeping import rest
from .async_crew import AsyncCrew
from .clock import Clock
from .journal import opened
from .order import Order
from .outcome import AsyncOutcome
from .schedule import Ending, Schedule, Step


async def async_run(order: Order) -> AsyncGenerator[AsyncOutcome[Any], None]:
    """Yield what comes of each job, in the order in which they end.

    All but the sending happens in the task of whoever iterates, as long as the next outcome is awaited: the reading
    of the jobs, the journal, `on_progress`.

    Raises:
        ConfigurationError: the journal cannot be used, or the client is closed.
    """
    sleep = order.client._sleep
    clock = Clock(is_real=sleep is rest)
    with opened(order.journal, order.operation.name) as journal:
        schedule = Schedule(order, journal, clock)
        crew = AsyncCrew(lambda step: _perform(order, step))
        patience, told = 0.0, None
        try:
            while not schedule.is_over:
                for answer in await crew.answers(patience):
                    schedule.take(answer)
                while (step := schedule.next_step()) is not None:
                    crew.start(step)
                if order.on_progress is not None and schedule.progress != told:
                    told = schedule.progress
                    heard = order.on_progress(told)
                    if isinstance(heard, Awaitable):
                        await heard
                ending, pause = schedule.ending(), schedule.pause()
                patience = 0.0
                if ending is not None:
                    yield _outcome_of(ending)
                elif crew.is_busy:
                    patience = pause if pause is not None and clock.is_real else math.inf
                elif pause is not None:
                    await sleep(pause)
                    clock.passed(pause)
        finally:
            await crew.dismiss()


def _outcome_of(ending: Ending) -> AsyncOutcome[Any]:
    return AsyncOutcome(**{field.name: getattr(ending, field.name) for field in fields(ending)})


async def _perform(order: Order, step: Step) -> Any:
    if step.arguments is not None:
        return await order.method(**step.arguments)
    return await step.task.poll(max_retries=0)
