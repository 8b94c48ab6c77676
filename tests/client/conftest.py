"""A client whose requests are recorded, and whose answers a test chooses."""

from __future__ import annotations

import asyncio
import logging
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import imgopen
import pytest

from tests.support.http import LIBRARIES, httpx
from tests.support.operations import OperationCase, api, cases, keys

Answer = httpx.Response | Exception

_CORES = [library.replace("httpx", "httpcore") for library in LIBRARIES]
_LOGGERS = [imgopen.__name__, *LIBRARIES, *_CORES, "asyncio"]


@dataclass
class Service:
    """Stands in for the service: gives the answers in turn, the last one for ever, and keeps what it was sent."""

    answers: list[Answer] = field(default_factory=list)
    requests: list[httpx.Request] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """Answer a request."""
        self.requests.append(request)
        answer = self.answers[min(len(self.requests), len(self.answers)) - 1]
        if isinstance(answer, Exception):
            raise answer
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)

    def client(self, **settings: Any) -> imgopen.ImgOpen:
        """Return a sync client of this service; waiting takes no time and is recorded in `client.waits`."""
        made = client_class("")(
            **{**keys(), "http_client": httpx.Client(transport=httpx.MockTransport(self)), **settings}
        )
        made.waits = []
        made._sleep = made.waits.append
        return made  # type: ignore[no-any-return]

    def async_client(self, **settings: Any) -> imgopen.AsyncImgOpen:
        """Return an async client of this service."""
        http = httpx.AsyncClient(transport=httpx.MockTransport(self))
        made = client_class("Async")(**{**keys(), "http_client": http, **settings})
        made.waits = []

        async def sleep(seconds: float) -> None:
            made.waits.append(seconds)

        made._sleep = sleep
        return made  # type: ignore[no-any-return]


def client_class(prefix: str) -> Any:
    """Return the client, or with a prefix its async twin."""
    return getattr(imgopen, f"{prefix}{api().class_name}")


@pytest.fixture
def service() -> Service:
    """A service that a test fills with answers."""
    return Service()


@pytest.fixture
def case() -> OperationCase:
    """Some documented operation that returns an object and submits nothing."""
    return next(
        case
        for case in cases()
        if case.operation.provenance.status == "documented" and case.operation.roles.submission is None
    )


@pytest.fixture(params=["sync", "async"])
def call(request: pytest.FixtureRequest, service: Service, case: OperationCase) -> Callable[..., Any]:
    """Calls an operation once with the sync client, once with the async one; returns result and waits."""

    def run(settings: dict[str, Any] | None = None, **changes: Any) -> Any:
        if request.param == "sync":
            client = service.client(**(settings or {}))
            run.waits = client.waits  # type: ignore[attr-defined]
            return case.call(client, **changes)
        async_client = service.async_client(**(settings or {}))
        run.waits = async_client.waits  # type: ignore[attr-defined]
        return asyncio.run(case.call(async_client, **changes))

    return run


class _KeysInLogs(logging.Handler):
    """Keeps what was logged with a key of the tests in it, by whatever library."""

    def __init__(self) -> None:
        super().__init__(logging.NOTSET)
        # Every account of the tests has keys that end like this.
        self._ends = tuple(f"-{credential.argument}" for credential in api().credentials)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        line = self.format(record)
        if any(end in line for end in self._ends):
            self.found.append(f"{record.name}: {line}")


@pytest.fixture(scope="session", autouse=True)
def _no_key_is_logged() -> Iterator[None]:
    """Look at every line that is logged from the first test of the client to the end of the run."""
    handler, root = _KeysInLogs(), logging.getLogger()
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    root.addHandler(handler)
    yield
    root.removeHandler(handler)
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)
    assert not handler.found, f"a key was logged: {handler.found}"


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", imgopen.InferredOperationWarning)
        yield


def success(data: Any, status: int = 200) -> httpx.Response:
    """Return an answer that says success."""
    envelope = api().envelope
    assert envelope is not None
    content = {envelope.code_key: envelope.success, envelope.message_key: "fine", envelope.data: data}
    return httpx.Response(status, json=content)


def refusal(code: Any = "no", message: Any = "because") -> httpx.Response:
    """Return an answer that refuses, under HTTP 200."""
    envelope = api().envelope
    assert envelope is not None
    return httpx.Response(200, json={envelope.code_key: code, envelope.message_key: message})
