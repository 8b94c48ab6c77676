"""Every way to use a client that reads an answer, sync and async."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

import imgopen
from imgopen._runtime.pictures import AsyncImages, Images
from imgopen._runtime.pictures.found import Found

from tests.client.conftest import client_class
from tests.client.http.conftest import asking, listing, submitting
from tests.support.http import httpx
from tests.support.operations import OperationCase, cases, keys

_MOST_ITEMS: Final = 40
_NO_TLS: Final = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # each client would load the certificates anew
_PICTURE: Final = Found(number=1, url="https://pictures.example/1.jpg", seed=None, is_refused=False)


@dataclass(frozen=True)
class Side:
    """The sync or the async client; what is to be awaited is awaited in one loop."""

    runner: asyncio.Runner | None

    @property
    def is_async(self) -> bool:
        return self.runner is not None

    def http(self, handler: Callable[[Any], Any], **settings: Any) -> Any:
        """Return an HTTP client whose requests are answered in this process."""
        kind = httpx.AsyncClient if self.is_async else httpx.Client
        return kind(transport=httpx.MockTransport(handler), trust_env=False, **settings)

    def connecting_http(self) -> Any:
        """Return an HTTP client that makes connections, without TLS."""
        kind = httpx.AsyncClient if self.is_async else httpx.Client
        return kind(verify=_NO_TLS, trust_env=False)

    def client(self, **settings: Any) -> Any:
        """Return a client whose waits take no time."""
        kind = client_class("Async" if self.is_async else "")
        return kind(**{**keys(), "sleep": self.sleeping(lambda _: None), **settings})

    def sleeping(self, sleep: Callable[[float], object]) -> Any:
        """Return a function that takes the place of sleeping."""

        async def async_sleep(seconds: float) -> None:
            sleep(seconds)

        return async_sleep if self.is_async else sleep

    def done(self, result: Any) -> Any:
        """Return what a method gave, awaited if it has to be."""
        if self.runner is None:
            return result

        async def wait() -> Any:
            return await result

        return self.runner.run(wait())

    def some(self, iterable: Any) -> list[Any]:
        """Return the first items of a list that may have no end."""
        if self.runner is None:
            return list(islice(iterable, _MOST_ITEMS))

        async def collect() -> list[Any]:
            found: list[Any] = []
            async for item in iterable:
                found.append(item)
                if len(found) == _MOST_ITEMS:
                    break
            return found

        return self.runner.run(collect())


@dataclass(frozen=True)
class Use:
    """One way to use a client.

    Attributes:
        case: the operation whose answer is read; None where it is a picture.
    """

    name: str
    case: OperationCase | None
    run: Callable[[Side, Any], Any]


def failure_of(action: Callable[[], object]) -> imgopen.ImgOpenError | None:
    """Return the error of the package that an action ends with; None where it ends well. Others are passed on."""
    try:
        action()
    except imgopen.ImgOpenError as error:
        return error
    return None


def _call(side: Side, client: Any) -> Any:
    return repr(side.done(asking().call(client)))


def _raw(side: Side, client: Any) -> Any:
    case = asking()
    methods = getattr(client, case.group.attribute).with_raw_response
    answer = side.done(getattr(methods, case.operation.method)(**case.arguments()))
    return repr(answer), answer.content, answer.parse()


def _post(side: Side, client: Any) -> Any:
    return side.done(client.post("/some/path", {"a": [1]}))


def _submit(side: Side, client: Any) -> Any:
    return repr(side.done(submitting().call(client)))


def _poll(side: Side, client: Any) -> Any:
    result = side.done(client.resume("fox-1", _method(client)).poll())
    return repr(result), str(result.progress), result.message, repr(list(result.images))


def _wait(side: Side, client: Any) -> Any:
    seen: list[str] = []
    task = client.resume("fox-1", _method(client))
    return side.done(task.wait(timeout=20, on_progress=lambda progress: seen.append(str(progress))))


def _resume_anything(side: Side, client: Any) -> Any:
    return side.done(client.resume("fox-1").poll())


def _list(side: Side, client: Any) -> Any:
    collection = getattr(client, listing().operation.roles.collection)
    return side.some(collection.list(page_size=3))


def _download(side: Side, client: Any) -> Any:
    images = (AsyncImages if side.is_async else Images)([_PICTURE], "fox-1", client._download_source())
    return side.done(images[0].read(max_bytes=100_000))


def _method(client: Any) -> Any:
    case = submitting()
    return getattr(getattr(client, case.group.attribute), case.operation.method)


def _query() -> OperationCase:
    operation_id = submitting().links()[0]["operationId"]
    return next(case for case in cases() if case.operation.name == operation_id)


USES: Final = (
    Use("call", asking(), _call),
    Use("raw", asking(), _raw),
    Use("post", asking(), _post),
    Use("submit", submitting(), _submit),
    Use("poll", _query(), _poll),
    Use("wait", _query(), _wait),
    Use("resume", _query(), _resume_anything),
    Use("list", listing(), _list),
    Use("download", None, _download),
)
