"""Runs a batch."""

from __future__ import annotations

import math
import time
from collections.abc import Generator
from dataclasses import fields
from typing import Any

from .clock import Clock
from .crew import Crew
from .journal import opened
from .order import Order
from .outcome import Outcome
from .schedule import Ending, Schedule, Step


def run(order: Order) -> Generator[Outcome[Any], None, None]:
    """Yield what comes of each job, in the order in which they end.

    All but the sending happens in the thread of whoever iterates, as long as the next outcome is waited for: the
    reading of the jobs, the journal, `on_progress`.

    Raises:
        ConfigurationError: the journal cannot be used, or the client is closed.
    """
    sleep = order.client._sleep
    clock = Clock(is_real=sleep is time.sleep)
    order.client._connections.current()
    with opened(order.journal, order.operation.name) as journal:
        schedule = Schedule(order, journal, clock)
        crew = Crew(lambda step: _perform(order, step), order.concurrency)
        patience, told = 0.0, None
        try:
            while not schedule.is_over:
                for answer in crew.answers(patience):
                    schedule.take(answer)
                while (step := schedule.next_step()) is not None:
                    crew.start(step)
                if order.on_progress is not None and schedule.progress != told:
                    told = schedule.progress
                    order.on_progress(told)
                ending, pause = schedule.ending(), schedule.pause()
                patience = 0.0
                if ending is not None:
                    yield outcome_of(ending)
                elif crew.is_busy:
                    patience = pause if pause is not None and clock.is_real else math.inf
                elif pause is not None:
                    sleep(pause)
                    clock.passed(pause)
        finally:
            crew.dismiss()


def outcome_of(ending: Ending) -> Outcome[Any]:
    """Return what came of a job."""
    return Outcome(**{field.name: getattr(ending, field.name) for field in fields(ending)})


def _perform(order: Order, step: Step) -> Any:
    if step.arguments is not None:
        return order.method(**step.arguments)
    return step.task.poll(max_retries=0)
