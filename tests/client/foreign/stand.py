"""A client made of the runtime alone, and a service that keeps what it was sent."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from typing import Any, cast

from imgopen._runtime.async_client import AsyncClient
from imgopen._runtime.configuration import hidden
from imgopen._runtime.operation import Operation
from imgopen._runtime.raw import AsyncRawCalls, RawCalls
from imgopen._runtime.requests import Options
from imgopen._runtime.sync_client import SyncClient

from tests.support.http import httpx

Reply = httpx.Response | Exception


@dataclass
class Sent:
    """A request as it arrived."""

    method: str
    target: str
    headers: httpx.Headers
    body: bytes

    @property
    def path(self) -> str:
        """The path, still encoded."""
        return self.target.partition("?")[0]

    @property
    def query(self) -> str:
        """The query, still encoded."""
        return self.target.partition("?")[2]

    @property
    def parts(self) -> list[Message]:
        """The parts of a multipart body."""
        head = f"Content-Type: {self.headers['Content-Type']}\r\nMIME-Version: 1.0\r\n\r\n".encode()
        payload = message_from_bytes(head + self.body).get_payload()
        assert isinstance(payload, list), "not multipart"
        return cast("list[Message]", payload)


@dataclass(repr=False)
class Stand:
    """A service and ways to call it; the answers come in turn, the last one for ever."""

    is_async: bool = False
    replies: list[Reply] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    requests: list[httpx.Request] = field(default_factory=list)
    settings: dict[str, Any] = field(default_factory=dict)
    http: dict[str, Any] = field(default_factory=dict)
    _runner: asyncio.Runner | None = None

    @contextmanager
    def opened(self) -> Iterator[Stand]:
        """Keep one event loop for all calls of an async client."""
        if not self.is_async:
            yield self
            return
        with asyncio.Runner() as self._runner:
            yield self

    def answers(self, *replies: Reply) -> Stand:
        """Let the service answer so."""
        self.replies = list(replies)
        return self

    @property
    def last(self) -> Sent:
        """The request that came last."""
        return self.sent[-1]

    def call(
        self,
        operation: Operation[Any],
        *,
        body: Mapping[str, object] | None = None,
        parameters: Mapping[str, object] | None = None,
        options: Options | None = None,
        is_raw: bool = False,
    ) -> Any:
        """Call an operation, and return what the caller gets."""
        client = self.client()
        caller: Any = client
        if is_raw:
            caller = AsyncRawCalls(client) if self.is_async else RawCalls(client)
        return self.done(
            caller._call(operation, body=body, parameters=parameters, options=options or Options())
        )

    def client(self) -> Any:
        """Return a client of the service; its waits take no time."""
        settings: dict[str, Any] = {
            "base_url": "https://api.example/v1",
            "timeout": None,
            "max_retries": None,
            "task_id_prefix": None,
            "callbacks": None,
            "sleep": self._sleep if self.is_async else lambda _: None,
            **self.settings,
            "credentials": _hidden(self.settings.get("credentials", {})),
        }
        handler = self._handle_async if self.is_async else self._handle
        transport = httpx.MockTransport(handler)
        if self.is_async:
            return AsyncClient(http_client=httpx.AsyncClient(transport=transport, **self.http), **settings)
        return SyncClient(http_client=httpx.Client(transport=transport, **self.http), **settings)

    def done(self, result: Any) -> Any:
        """Return a result, awaited if it has to be."""
        return self._runner.run(_awaited(result)) if self._runner is not None else result

    async def _sleep(self, _seconds: float) -> None:
        return None

    async def _handle_async(self, request: httpx.Request) -> httpx.Response:
        await request.aread()
        return self._handle(request)

    def _handle(self, request: httpx.Request) -> httpx.Response:
        body = request.content if self.is_async else request.read()
        self.requests.append(request)
        target = request.url.raw_path.decode()
        self.sent.append(Sent(request.method, target, request.headers, body))
        reply = (
            self.replies[min(len(self.sent), len(self.replies)) - 1] if self.replies else httpx.Response(204)
        )
        if isinstance(reply, Exception):
            raise reply
        return httpx.Response(reply.status_code, headers=reply.headers, content=reply.content)


def _hidden(credentials: Mapping[str, str | None]) -> dict[str, str | None]:
    """Return keys as the client's own constructor hands them on."""
    return dict(zip(credentials, hidden(*credentials.values()), strict=True))


async def _awaited(result: Any) -> Any:
    return await result
