"""A host of pictures whose answers a test chooses, and pictures that are fetched from it, sync and async."""

from __future__ import annotations

import functools
import importlib
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeAlias

import anyio
import pytest
from imgopen._runtime.families import Family, family_of
from imgopen._runtime.pictures import AsyncDownloadSource, AsyncImages, DownloadSource, Found, Images

from tests.support.http import httpx

JPEG = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 3
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 2
AGENT = "tests/1"
HOST = "https://pictures.example"

Part: TypeAlias = "bytes | BaseException | Callable[[], Any]"
Answer: TypeAlias = "httpx.Response | BaseException | Callable[[httpx.Request], Any]"


class Body(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body that comes in parts; an error among them is raised, a function is called in between."""

    def __init__(self, parts: Iterable[Part]) -> None:
        self._parts = parts
        self.is_closed = False

    def __iter__(self) -> Iterator[bytes]:
        for part in self._parts:
            if isinstance(part, BaseException):
                raise part
            if not isinstance(part, bytes):
                part()
                continue
            yield part

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for part in self:
            await anyio.lowlevel.checkpoint()
            yield part

    def close(self) -> None:
        self.is_closed = True

    async def aclose(self) -> None:
        self.is_closed = True


def streamed(*parts: Part, status: int = 200, **headers: str) -> httpx.Response:
    """Return an answer whose body comes in parts."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Response(status, headers=named, stream=Body(parts))


def fresh(answer: httpx.Response) -> httpx.Response:
    """Return an answer that no client has had yet."""
    body: dict[str, Any] = (
        {"content": answer.content} if answer.is_stream_consumed else {"stream": answer.stream}
    )
    return httpx.Response(answer.status_code, headers=answer.headers, **body)


@dataclass
class PictureHost:
    """Gives the answers in turn, the last one for ever, and keeps what it was asked."""

    answers: list[Answer] = field(default_factory=list)
    requests: list[httpx.Request] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """Answer a request."""
        self.requests.append(request)
        answer = self.answers[min(len(self.requests), len(self.answers)) - 1]
        if isinstance(answer, BaseException):
            raise answer
        return fresh(answer) if isinstance(answer, httpx.Response) else answer(request)


@dataclass
class Gallery:
    """Some pictures of a task, fetched with the sync or with the async client, in any event loop."""

    mode: str
    waits: list[float] = field(default_factory=list)

    def images(
        self,
        handler: Callable[[httpx.Request], Any],
        found: Iterable[Found] = (),
        *,
        task_id: str = "fox-1",
        family: Family | None = None,
        http: dict[str, Any] | None = None,
        **settings: Any,
    ) -> Any:
        """Return the pictures; `http` has settings of the HTTP client, `settings` those of the source."""
        family = family or family_named(httpx.__name__)
        transport = importlib.import_module(family.name).MockTransport(handler)
        found = tuple(found) or (picture(),)
        own: dict[str, Any] = {
            "family": family,
            "timeout": 5.0,
            "max_retries": 2,
            "user_agent": AGENT,
            **settings,
        }
        values = {"transport": transport, "trust_env": False, **(http or {})}
        if self.mode == "sync":
            client = family.Client(**values)
            own = {"client": lambda: client, "sleep": self.waits.append, **own}
            return Images(found, task_id, DownloadSource(**own))
        async_client = family.AsyncClient(**values)
        own = {"client": lambda: async_client, "sleep": self._sleep, **own}
        return AsyncImages(found, task_id, AsyncDownloadSource(**own))

    def run(self, method: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Call a method of a picture, and await it where it is to be awaited."""
        if self.mode == "sync":
            return method(*args, **kwargs)

        async def call() -> Any:
            return await method(*args, **kwargs)

        return anyio.run(call, backend=self.mode)

    async def _sleep(self, seconds: float) -> None:
        self.waits.append(seconds)


LOOPS = ["asyncio", *(["trio"] if find_spec("trio") else [])]


@pytest.fixture(params=["sync", *LOOPS])
def gallery(request: pytest.FixtureRequest) -> Gallery:
    """Pictures in every way to fetch them."""
    return Gallery(request.param)


@pytest.fixture
def host() -> PictureHost:
    """A host that a test fills with answers."""
    return PictureHost()


@functools.cache
def family_named(name: str) -> Family:
    """Return one of the HTTP libraries."""
    with importlib.import_module(name).Client() as client:
        family = family_of(client)
    assert family is not None
    return family


def picture(number: int = 1, **changes: Any) -> Found:
    """Return a picture that an answer speaks of."""
    values = {"url": f"{HOST}/{number}.jpg", "seed": None, "is_refused": False, **changes}
    return Found(number=number, **values)


def files_in(folder: Path) -> set[str]:
    """Return the names of all files in a folder, hidden ones included."""
    return {path.name for path in folder.iterdir()}
