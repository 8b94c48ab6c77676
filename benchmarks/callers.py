"""The two sides of a call, and the mock service that both of them reach."""

from __future__ import annotations

import json
from functools import partial
from typing import Any, Final
from urllib.parse import unquote

import httpx
from imgopen import AsyncImgOpen, ImgOpen

from benchmarks.exchange import Document, Exchange
from benchmarks.peers import AsyncCall, Call, Handler

_JSON: Final = {"Content-Type": "application/json"}


class CallError(Exception):
    """A side does not make the call that it is measured for."""


def our_call(document: Document, exchange: Exchange, handler: Handler) -> Call:
    """Return the call of our client."""
    http_client = httpx.Client(transport=httpx.MockTransport(handler))
    method = exchange.method_of(ImgOpen(**document.key_arguments, http_client=http_client))
    arguments = exchange.arguments
    return lambda: method(**arguments)


def our_async_call(document: Document, exchange: Exchange, handler: Handler) -> AsyncCall:
    """Return the call of our async client."""
    http_client = httpx.AsyncClient(transport=httpx.MockTransport(handler))
    method = exchange.method_of(AsyncImgOpen(**document.key_arguments, http_client=http_client))
    return partial(method, **exchange.arguments)


def plain_call(document: Document, exchange: Exchange, handler: Handler, base_url: str = "") -> Call:
    """Return the call of httpx: with the whole URL, or with one relative to the client's base URL."""
    transport = httpx.MockTransport(handler)
    client = httpx.Client(transport=transport, headers=document.key_headers, base_url=base_url)
    send = getattr(client, exchange.method)
    url, body = exchange.url.removeprefix(base_url), exchange.body
    return lambda: send(url, json=body).json()


def plain_async_call(document: Document, exchange: Exchange, handler: Handler) -> AsyncCall:
    """Return the call of httpx's async client."""
    client = httpx.AsyncClient(transport=httpx.MockTransport(handler), headers=document.key_headers)
    send = getattr(client, exchange.method)
    url, body = exchange.url, exchange.body

    async def call() -> object:
        return (await send(url, json=body)).json()

    return call


def answering(exchange: Exchange) -> Handler:
    """Return a handler for a mock transport that gives the example's answer, the same bytes each time."""
    return lambda _: httpx.Response(200, content=exchange.answer, headers=_JSON)


class Record:
    """A handler like `answering`, which also sees whether a side sends what it should."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self._answer = answering(exchange)
        self._sent: list[httpx.Request] = []

    def handle(self, request: httpx.Request) -> httpx.Response:
        """Answer a request, and remember it."""
        self._sent.append(request)
        return self._answer(request)

    def check(self, document: Document) -> None:
        """See that the example was sent once, to the right place, with the keys.

        Raises:
            CallError: it was not.
        """
        exchange = self._exchange
        if len(self._sent) != 1:
            raise CallError(f"{exchange.operation}: {len(self._sent)} requests were sent")
        request = self._sent[0]
        if request.method.lower() != exchange.method or unquote(str(request.url)) != unquote(exchange.url):
            raise CallError(f"{exchange.operation}: sent to {request.method} {request.url}")
        if any(request.headers.get(name) != value for name, value in document.key_headers.items()):
            raise CallError(f"{exchange.operation}: sent without the keys")
        if not _holds(json.loads(request.content), exchange.body):
            raise CallError(f"{exchange.operation}: what was sent is not the example")


def _holds(sent: Any, example: Any) -> bool:
    """Say whether all of the example was sent; defaults may have been added to it."""
    if isinstance(example, dict):
        return isinstance(sent, dict) and all(
            name in sent and _holds(sent[name], value) for name, value in example.items()
        )
    if isinstance(example, list):
        return isinstance(sent, list) and len(sent) == len(example) and all(map(_holds, sent, example))
    return bool(sent == example)
