"""CPU of one call: our typed client, httpx with plain dicts, openapi-python-client, through one mock transport."""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Final

from imgopen import InferredOperationWarning

from benchmarks.callers import (
    Record,
    answering,
    our_async_call,
    our_call,
    plain_async_call,
    plain_call,
)
from benchmarks.exchange import Exchange
from benchmarks.peers import NAME, AsyncCall, Call, Handler
from benchmarks.row import Row, compare
from benchmarks.stopwatch import Samples, interleave, mean_cpu, tidy_memory
from benchmarks.workshop import Measurement, Workshop

GOAL: Final = 0.9
_CALLS: Final = 100

Batch = Callable[[int], None]
"""Calls so often in a row."""
Builder = Callable[[Exchange, Handler], Batch]


def _sync_builders(workshop: Workshop) -> dict[str, Builder]:
    document = workshop.document
    return {
        "imgopen": lambda exchange, handler: _repeated(our_call(document, exchange, handler)),
        "httpx": lambda exchange, handler: _repeated(plain_call(document, exchange, handler)),
        NAME: lambda exchange, handler: _repeated(workshop.peer_client.call(exchange, handler)),
    }


def _measure_sync(workshop: Workshop) -> Iterator[Row]:
    document, exchange = workshop.document, workshop.exchanges[0]

    def with_base_url(exchange: Exchange, handler: Handler) -> Batch:
        return _repeated(plain_call(document, exchange, handler, document.base_url))

    relative = "httpx, base_url"
    builders = {**_sync_builders(workshop), relative: with_base_url}
    what = f"one typed call: {exchange.operation}"
    found = _measure(workshop, what, builders, [exchange])
    ours, third = found["imgopen"], found.get(NAME)
    yield compare(what, ours, found["httpx"], third=third, goal=GOAL)
    yield compare("the same, httpx with a base_url", ours, found[relative], third=third)


def _measure_async(workshop: Workshop) -> Iterator[Row]:
    document, exchange = workshop.document, workshop.exchanges[0]
    what = "the same, async"
    with asyncio.Runner() as runner:
        builders: dict[str, Builder] = {
            "imgopen": lambda exchange, handler: _awaited(
                runner, our_async_call(document, exchange, handler)
            ),
            "httpx": lambda exchange, handler: _awaited(
                runner, plain_async_call(document, exchange, handler)
            ),
            NAME: lambda exchange, handler: _awaited(
                runner, workshop.peer_client.async_call(exchange, handler)
            ),
        }
        found = _measure(workshop, what, builders, [exchange])
    yield compare(what, found["imgopen"], found["httpx"], third=found.get(NAME))


def _measure_all(workshop: Workshop) -> Iterator[Row]:
    exchanges = workshop.exchanges
    what = f"one typed call: mean of {len(exchanges)} operations"
    found = _measure(workshop, what, _sync_builders(workshop), exchanges)
    yield compare(what, found["imgopen"], found["httpx"], third=found.get(NAME))


def _measure(
    workshop: Workshop, what: str, builders: Mapping[str, Builder], exchanges: Sequence[Exchange]
) -> dict[str, Samples]:
    """Return the seconds a call of each side; the third column is left out where it cannot make every call."""
    each = max(1, _CALLS // len(exchanges))
    sides: dict[str, Callable[[], float]] = {}
    with _quiet(), tidy_memory():
        for name, build in builders.items():
            try:
                for exchange in exchanges:
                    record = Record(exchange)
                    build(exchange, record.handle)(1)
                    record.check(workshop.document)
            except Exception as error:
                if name != NAME:
                    raise
                workshop.leave_out(f"the row `{what}`", error)
                continue
            batches = [build(exchange, answering(exchange)) for exchange in exchanges]
            sides[name] = mean_cpu(partial(_run_all, batches, each), each * len(batches))
        found = interleave(sides, workshop.rounds(60, 15), workshop.progress.step)
    return {name: Samples(name, tuple(seconds)) for name, seconds in found.items()}


def _repeated(call: Call) -> Batch:
    def batch(times: int) -> None:
        for _ in range(times):
            call()

    return batch


def _awaited(runner: asyncio.Runner, call: AsyncCall) -> Batch:
    async def repeat(times: int) -> None:
        for _ in range(times):
            await call()

    return lambda times: runner.run(repeat(times))


def _run_all(batches: Sequence[Batch], times: int) -> None:
    for batch in batches:
        batch(times)


@contextmanager
def _quiet() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", InferredOperationWarning)
        yield


MEASUREMENTS: Final = (
    Measurement("one typed call", _measure_sync),
    Measurement("one typed call, async", _measure_async),
    Measurement("one typed call of every operation", _measure_all),
)
