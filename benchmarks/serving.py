"""Requests a second over HTTP: the mock server beside others, each of them one process."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from typing import Final

from benchmarks.contestants import HANDWRITTEN, OURS, PRISM, SILENT_PRISM, Start, handwritten, ours, prism
from benchmarks.load import Judge, lasting, put_load
from benchmarks.row import Row, compare
from benchmarks.servers import HOST, Server
from benchmarks.stopwatch import Rates, Samples, interleave, tidy_memory
from benchmarks.submits import Submit, new_numbers
from benchmarks.workshop import Measurement, Workshop

PRISM_GOAL: Final = 3.0
HANDWRITTEN_GOAL: Final = 1.0


@dataclass(frozen=True)
class _Round:
    """What a server did in a while."""

    rate: float
    cpu: float
    """CPU seconds of the server for each answer."""
    client_cpu: float
    """CPU seconds of the client for each answer."""


def _measure_prism(workshop: Workshop) -> Iterator[Row]:
    first = workshop.submits[0]
    yield from _beside_prism(workshop, first, f"requests a second: {first.exchange.operation}", PRISM_GOAL)


def _measure_prism_without_callback(workshop: Workshop) -> Iterator[Row]:
    every = workshop.submits
    first = next((submit for submit in every if submit.callback is None), None)
    if first is not None:
        yield from _beside_prism(
            workshop, first, f"requests a second, no callback: {first.exchange.operation}", None
        )


def _beside_prism(workshop: Workshop, submit: Submit, what: str, goal: float | None) -> Iterator[Row]:
    starts = {
        OURS: ours(workshop),
        PRISM: prism(workshop, PRISM),
        SILENT_PRISM: prism(workshop, SILENT_PRISM, "--verboseLevel", "silent"),
    }
    yield from _rows(what, _measure(workshop, submit, starts), PRISM, goal)


def _measure_handwritten(workshop: Workshop) -> Iterator[Row]:
    first = workshop.submits[0]
    starts = {OURS: ours(workshop), HANDWRITTEN: handwritten(workshop, first)}
    what = f"requests a second, by hand: {first.exchange.operation}"
    yield from _rows(what, _measure(workshop, first, starts), HANDWRITTEN, HANDWRITTEN_GOAL)


def _measure(workshop: Workshop, submit: Submit, starts: Mapping[str, Start]) -> dict[str, list[_Round]]:
    """Return what each server did, round by round; all get the same requests but for the id of the task."""
    messages = submit.form.messages(new_numbers())
    judge = success_judge(workshop)
    warm_up, seconds = (1.0, 0.5) if workshop.is_quick else (5.0, 1.0)
    sides: dict[str, Callable[[], _Round]] = {}
    with ExitStack() as stack, tidy_memory():
        for name, start in starts.items():
            server = stack.enter_context(start)
            workshop.progress.step(f"{name} warms up")
            _load(server, messages, judge, warm_up)
            sides[name] = partial(_load, server, messages, judge, seconds)
        return interleave(sides, workshop.rounds(15, 5), workshop.progress.step)


def _load(server: Server, messages: Iterator[bytes], judge: Judge, seconds: float) -> _Round:
    start = server.cpu
    load = asyncio.run(put_load(HOST, server.port, lasting(seconds, messages), judge))
    return _Round(load.rate, (server.cpu - start) / load.answers, load.cpu / load.answers)


def success_judge(workshop: Workshop) -> Judge:
    """Return what tells an answer of success from a refusal, which comes under HTTP 200 as well."""
    envelope = workshop.document.content["x-envelope"]
    code, success = envelope["code"], envelope["success"]
    return lambda body: bool(json.loads(body).get(code) == success)


def _rows(what: str, found: Mapping[str, list[_Round]], peer: str, goal: float | None) -> Iterator[Row]:
    rates = {name: Rates(name, tuple(each.rate for each in rounds)) for name, rounds in found.items()}
    cpu = {name: Samples(name, tuple(each.cpu for each in rounds)) for name, rounds in found.items()}
    client = {name: min(each.client_cpu for each in rounds) for name, rounds in found.items()}
    third = rates.get(SILENT_PRISM), cpu.get(SILENT_PRISM)
    details = {"client_cpu_seconds_each": client}
    yield compare(what, rates[OURS], rates[peer], third=third[0], goal=goal, details=details)
    yield compare("the same, CPU of the server for each", cpu[OURS], cpu[peer], third=third[1])


MEASUREMENTS: Final = (
    Measurement("requests a second beside Prism", _measure_prism),
    Measurement("requests a second beside Prism, without a callback", _measure_prism_without_callback),
    Measurement("requests a second beside FastAPI", _measure_handwritten),
)
