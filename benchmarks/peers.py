"""The third column: a client that openapi-python-client makes from the same bundle, in a temporary folder."""

from __future__ import annotations

import copy
import inspect
import json
import pkgutil
import re
import sys
import typing
from collections.abc import Callable, Coroutine
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import httpx

from benchmarks.exchange import Document, Exchange, Json
from benchmarks.process import ProcessError, read

NAME: Final = "openapi-python-client"
PACKAGE: Final = "peer_client"
_ADVERTISEMENT: Final = "If you believe this was a mistake"
_MAX_LENGTH: Final = 240

Handler = Callable[[httpx.Request], httpx.Response]
Call = Callable[[], object]
AsyncCall = Callable[[], Coroutine[Any, Any, object]]


class PeerError(Exception):
    """The peer cannot take part."""


class PeerDocument:
    """The bundle in a form that openapi-python-client reads: as it is, or with its callbacks written in place."""

    def __init__(self, document: Document, folder: Path) -> None:
        self.path = folder / "peer.json"
        self.package = folder / PACKAGE
        self.notes: list[str] = []
        self._write(document.content)
        try:
            output = read(self.arguments(self.package), folder)
        except ProcessError:
            self._write(_without_callback_references(document))
            self.notes.append(
                f"{NAME} refuses the bundle as it is, since its parser knows no $ref below `callbacks`; "
                "it is given the same document with these callbacks written out in place"
            )
            output = read(self.arguments(self.package), folder)
        self.notes += _warnings(output)

    def arguments(self, out: Path) -> list[str]:
        """Return the command that makes a client in the folder `out`."""
        settings = ["--path", str(self.path), "--output-path", str(out), "--meta", "none", "--overwrite"]
        return ["-m", "openapi_python_client", "generate", *settings]

    def _write(self, content: Json) -> None:
        self.path.write_text(json.dumps(content), encoding="utf-8")


class PeerClient:
    """The client's package, imported from where it was made."""

    def __init__(self, document: Document, package: Path) -> None:
        self.folder = package.parent
        if str(self.folder) not in sys.path:
            sys.path.insert(0, str(self.folder))
        self._client: Any = import_module(PACKAGE).Client
        self._document = document
        self._modules = {
            _plain(module.name.rpartition(".")[2]): module.name
            for module in pkgutil.walk_packages(import_module(f"{PACKAGE}.api").__path__, f"{PACKAGE}.api.")
            if not module.ispkg
        }

    def call(self, exchange: Exchange, handler: Handler) -> Call:
        """Return the typed call of an exchange."""
        send, model, values = self._parts(exchange, "sync")
        client = self._open(handler)
        body = exchange.body
        return lambda: send(*values, client=client, body=model.from_dict(body))

    def async_call(self, exchange: Exchange, handler: Handler) -> AsyncCall:
        """Return the typed async call of an exchange."""
        send, model, values = self._parts(exchange, "asyncio")
        client = self._open(handler)
        body = exchange.body

        async def call() -> object:
            return await send(*values, client=client, body=model.from_dict(body))

        return call

    def first_call(self, exchange: Exchange) -> str:
        """Return the same as Python text, which finds the transport of a client under the name `transport`."""
        _, model, values = self._parts(exchange, "sync")
        home = self._module(exchange).__name__
        arguments = "".join(f"{value!r}, " for value in values)
        return (
            f"from {PACKAGE} import Client\n"
            f"import {home} as operation\n"
            f"from {model.__module__} import {model.__name__} as Body\n"
            f"client = Client(base_url={self._document.base_url!r}, headers={self._document.key_headers!r}, "
            "httpx_args={'transport': transport})\n"
            f"operation.sync({arguments}client=client, body=Body.from_dict({exchange.body!r}))\n"
        )

    def _open(self, handler: Handler) -> Any:
        return self._client(
            base_url=self._document.base_url,
            headers=self._document.key_headers,
            httpx_args={"transport": httpx.MockTransport(handler)},
        )

    def _parts(self, exchange: Exchange, function: str) -> tuple[Any, Any, list[Any]]:
        send = getattr(self._module(exchange), function, None)
        if send is None or "body" not in inspect.signature(send).parameters:
            raise PeerError(f"its {exchange.operation} takes no body or gives no typed answer")
        annotation = typing.get_type_hints(send)["body"]
        members = typing.get_args(annotation) or (annotation,)
        model = next((member for member in members if hasattr(member, "from_dict")), None)
        if model is None:
            raise PeerError(f"its {exchange.operation} has no model of the body")
        return send, model, [value for _, value in exchange.path_values]

    def _module(self, exchange: Exchange) -> ModuleType:
        name = self._modules.get(_plain(exchange.operation))
        if name is None:
            raise PeerError(f"it made nothing of {exchange.operation}")
        return import_module(name)


def _without_callback_references(document: Document) -> Json:
    content = copy.deepcopy(document.content)
    for item in content["paths"].values():
        for operation in item.values():
            callbacks: Json = operation.get("callbacks", {}) if isinstance(operation, dict) else {}
            for name, entry in callbacks.items():
                callbacks[name] = document.deref(entry)
    return content


def _warnings(output: str) -> list[str]:
    _, found, rest = output.partition("Warning(s) encountered")
    if not found:
        return []
    text = " ".join(rest.partition("\n")[2].partition(_ADVERTISEMENT)[0].split())
    return [f"{NAME} warns: {text if len(text) <= _MAX_LENGTH else text[: _MAX_LENGTH - 1] + '…'}"]


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
