"""Batches of tasks that a simulator in this process does, with the sync and with the async client."""

from __future__ import annotations

import asyncio
import functools
import itertools
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator, Iterable
from contextlib import aclosing, closing
from threading import Lock
from typing import Any

import httpx
import imgopen
from imgopen._runtime.catalogue import find
from imgopen_mock.respx_router import httpx_response, simulator_request
from imgopen_mock.testing import ImgOpenMock

from tests.client.conftest import client_class
from tests.support.operations import OperationCase, cases, keys

Jobs = Iterable[Any]


@functools.cache
def submitting() -> tuple[OperationCase, ...]:
    """Return the operations that submit tasks which a query knows of."""
    found = [case for case in cases() if (operation := _operation(case)) is not None and operation.submission]
    return tuple(case for case in found if _operation(case).submission.questions)


def main_case() -> OperationCase:
    """Return the operation that most tests submit with."""
    return submitting()[0]


def name_of(case: OperationCase) -> str:
    """Return what the runtime calls an operation."""
    return f"{case.group.attribute}.{case.operation.method}"


def plain_job(case: OperationCase | None = None, **changes: Any) -> dict[str, Any]:
    """Return the example of an operation without id and callback, so that the client makes the id."""
    case = case or main_case()
    operation = _operation(case)
    job = {**case.arguments(), **changes}
    way, keys_ = operation.submission.id, operation.submission.key
    if len(way) == 1:
        job.pop(way[0], None)
    else:
        job[way[0]] = {name: value for name, value in job[way[0]].items() if name != keys_[1]}
    if operation.callback is not None:
        job.pop(operation.callback.url[0], None)
    return job


def with_id(task_id: str, **changes: Any) -> dict[str, Any]:
    """Return a job whose id is chosen by the caller."""
    way = _operation(main_case()).submission.id
    job = plain_job(**changes)
    inner = job
    for name in way[:-1]:
        inner[name] = dict(inner[name])
        inner = inner[name]
    inner[way[-1]] = task_id
    return job


def words(index: int) -> dict[str, Any]:
    """Return a value for a text of the request, another one for every index."""
    case = main_case()
    argument = next(
        argument
        for argument in case.operation.arguments
        if argument.is_required and isinstance(case.arguments()[argument.name], str)
    )
    return {argument.name: f"very secret fox {index}"}


def jobs(count: int, start: int = 0) -> list[dict[str, Any]]:
    """Return jobs of which no two are equal."""
    return [plain_job(**words(index)) for index in range(start, start + count)]


class Batches:
    """Runs batches with a client of one kind; time is that of the simulator."""

    def __init__(self, kind: str, mock: ImgOpenMock) -> None:
        self.kind = kind
        self.mock = mock
        self.sleep: Callable[..., Any] | None = mock.advance if kind == "sync" else mock.async_sleep
        self.case = main_case()
        self.sent: list[httpx.Request] = []
        self.hold: Callable[[int], None] = lambda number: None
        self.async_hold: Callable[[int], Awaitable[object]] = _some_turns
        self.intercept: Callable[[httpx.Request], httpx.Response | None] = lambda request: None
        self._lock = Lock()
        self._numbers = itertools.count(1)

    def client(self) -> Any:
        """Return a new client."""
        prefix = "" if self.kind == "sync" else "Async"
        return client_class(prefix)(**keys(), http_client=self.http(prefix), sleep=self.sleep)

    def http(self, prefix: str) -> Any:
        """Return an HTTP client whose requests the simulator answers."""
        answer: Any = self._answer if not prefix else self._async_answer
        return getattr(httpx, f"{prefix}Client")(transport=httpx.MockTransport(answer))

    async def _async_answer(self, request: httpx.Request) -> httpx.Response:
        await self.async_hold(next(self._numbers))
        return self._answer(request)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        with self._lock:
            self.sent.append(request)
            number, instead = len(self.sent), self.intercept(request)
        self.hold(number)
        if instead is not None:
            return instead
        with self._lock:
            response = self.mock.simulator.handle(simulator_request(request))
        return httpx_response(response, request)

    def method(self, client: Any) -> Any:
        """Return the method that submits."""
        return getattr(getattr(client, self.case.group.attribute), self.case.operation.method)

    def run(self, given: Jobs, *, stop_after: int | None = None, **options: Any) -> list[Any]:
        """Run a batch, to its end or until so many outcomes have come; return these."""
        if self.kind == "sync":
            with (
                self.client() as client,
                closing(client.run_many(self.method(client), given, **options)) as run,
            ):
                return _first(run, stop_after)
        return asyncio.run(self._run(given, stop_after, options))

    async def _run(self, given: Jobs, stop_after: int | None, options: dict[str, Any]) -> list[Any]:
        async with (
            self.client() as client,
            aclosing(client.run_many(self.method(client), given, **options)) as run,
        ):
            found = await _async_first(run, stop_after)
        assert asyncio.all_tasks() == {asyncio.current_task()}
        return found

    @property
    def submits(self) -> int:
        """How many submits were sent, among the last thousand requests."""
        return sum(request.operation == self.case.operation.name for request in self.mock.requests)

    @property
    def ids(self) -> list[str]:
        """The ids that the service has accepted, in order."""
        return [str(task.id) for task in self.mock.tasks]


def errors_of(outcomes: list[Any]) -> list[str]:
    """Return the kinds of errors of outcomes, in the order of the jobs; nothing for a result."""
    return [
        type(outcome.error).__name__ if outcome.error is not None else ""
        for outcome in sorted(outcomes, key=lambda outcome: outcome.index)
    ]


def assert_whole(outcomes: list[Any], count: int) -> None:
    """Make sure that every job has one outcome, and that it is a result or an error of the package."""
    assert sorted(outcome.index for outcome in outcomes) == list(range(count))
    for outcome in outcomes:
        assert (outcome.result is None) != (outcome.error is None)
        if outcome.error is not None:
            assert isinstance(outcome.error, imgopen.ImgOpenError)
            assert outcome.error.task_id == outcome.task_id
        assert outcome.result is None or outcome.result.state == "succeeded"
        assert outcome.result is None or outcome.result.task_id == outcome.task_id == outcome.task.id


async def _some_turns(number: int) -> None:
    """Let others go first, so that answers do not come in the order of their requests."""
    for _ in range(number % 4):
        await asyncio.sleep(0)


def _operation(case: OperationCase) -> Any:
    return find(name_of(case))


def _first(run: Generator[Any, None, None], count: int | None) -> list[Any]:
    found = []
    for outcome in run:
        found.append(outcome)
        if len(found) == count:
            break
    return found


async def _async_first(run: AsyncGenerator[Any, None], count: int | None) -> list[Any]:
    found = []
    async for outcome in run:
        found.append(outcome)
        if len(found) == count:
            break
    return found
