"""The client on an HTTP client of each library, sync and async, whose answers a test chooses."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from imgopen_mock import Request
from imgopen_mock.testing import ImgOpenMock

from tests.client.conftest import client_class
from tests.support.command import SPEC, run
from tests.support.http import LIBRARIES, library
from tests.support.operations import OperationCase, cases, keys

Answer = Callable[[Any], Any]
"""Makes the answer to a request, or raises."""


@dataclass(frozen=True)
class Carrier:
    """An HTTP library, used in one of its two ways."""

    name: str
    is_async: bool

    @property
    def library(self) -> Any:
        return library(self.name)

    @property
    def http_class(self) -> Any:
        return self.library.AsyncClient if self.is_async else self.library.Client

    def http(self, answer: Answer, **settings: Any) -> Any:
        """Return an HTTP client whose requests are answered in this process."""
        return self.http_class(transport=self.library.MockTransport(answer), **settings)

    def client(self, http: Any, **settings: Any) -> Any:
        """Return a client of ours on top of an HTTP client; its waits take no time."""
        made = client_class("Async" if self.is_async else "")
        return made(**{**keys(), "http_client": http, "sleep": self.sleeping(lambda _: None), **settings})

    def sleeping(self, sleep: Callable[[float], object]) -> Any:
        """Return a function that takes the place of sleeping, to be awaited where the client is async."""

        async def async_sleep(seconds: float) -> None:
            sleep(seconds)

        return async_sleep if self.is_async else sleep

    def done(self, result: Any) -> Any:
        """Return what a method gave, awaited if it has to be."""
        if not self.is_async:
            return result

        async def wait() -> Any:
            return await result

        return asyncio.run(wait())

    def items(self, iterable: Any) -> list[Any]:
        """Return all items of a list."""
        if not self.is_async:
            return list(iterable)

        async def collect() -> list[Any]:
            return [item async for item in iterable]

        return asyncio.run(collect())


@dataclass
class Answers:
    """Gives the answers in turn, the last one for ever, and keeps the requests."""

    carrier: Carrier
    answers: list[Any]
    requests: list[Any] = field(default_factory=list)

    def __call__(self, request: Any) -> Any:
        """Answer a request: an exception is raised, a dict is an answer in JSON, a number a mere status."""
        self.requests.append(request)
        answer = self.answers[min(len(self.requests), len(self.answers)) - 1]
        if isinstance(answer, Exception):
            raise answer
        response = self.carrier.library.Response
        return response(answer) if isinstance(answer, int) else response(200, json=answer)


CARRIERS = [Carrier(name, is_async) for name, is_async in product(LIBRARIES, (False, True))]


@pytest.fixture(
    params=CARRIERS, ids=lambda carrier: f"{carrier.name}-{'async' if carrier.is_async else 'sync'}"
)
def carrier(request: pytest.FixtureRequest) -> Carrier:
    """Each library, sync and async."""
    found: Carrier = request.param
    return found


@pytest.fixture(scope="session")
def package_for_httpx2(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the whole client, made for httpx2."""
    out = tmp_path_factory.mktemp("package") / "out"
    result = run("generate", "--spec", SPEC, "--out", out, "--http", "httpx2")
    assert result.exit_code == 0, result.stderr
    return out


@pytest.fixture
def mock() -> ImgOpenMock:
    """A simulated service that is asked through `simulated`: its router, which knows httpx alone, is not started."""
    return ImgOpenMock()


def simulated(carrier: Carrier, mock: ImgOpenMock) -> Answer:
    """Return what lets a simulated service answer the requests of a library."""

    def answer(request: Any) -> Any:
        path, _, query = request.url.raw_path.decode("ascii").partition("?")
        given = Request(request.method, path, dict(request.headers), request.content, query)
        response = mock.simulator.handle(given)
        body = response.body if response.drawing is None else response.drawing.paint()
        return carrier.library.Response(response.status, headers=response.headers, content=body)

    return answer


def asking() -> OperationCase:
    """Return a documented operation that submits nothing."""
    return next(
        case
        for case in cases()
        if case.operation.provenance.status == "documented" and not case.operation.roles.submission
    )


def submitting() -> OperationCase:
    """Return an operation that submits a task which can be asked about."""
    return next(
        case
        for case in cases()
        if case.operation.roles.submission and case.operation.roles.submission.questions
    )


def listing() -> OperationCase:
    """Return an operation that gives a page of a list."""
    return next(case for case in cases() if case.operation.roles.pagination)
