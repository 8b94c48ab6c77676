"""Requests that make tasks: an example of the bundle, with a new id for the task in each."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, Final

from benchmarks.exchange import Document, Exchange, Json
from benchmarks.form import Form

_IN_BODY: Final = re.compile(r"\{?\$(?:request|response)\.body#/([^{}]+)\}?")
_MARK: Final = "the id goes here"
_SUBMITS: Final = "submit"

Pointer = tuple[str, ...]


class SubmitError(Exception):
    """The bundle has no operation that can be measured like this."""


@dataclass(frozen=True)
class Submit:
    """An operation that makes a task."""

    exchange: Exchange
    form: Form
    """Its first example without an address for a callback."""
    receipt: Pointer | None
    """Where the answer repeats the task's id."""
    id: Pointer
    """Where the body has it."""
    callback: Pointer | None
    """Where the body has the callback's address; None where no callback is declared."""
    acknowledgement: bytes
    """What a receiver of the callback has to answer."""

    def calling_back(self, url: str) -> Form:
        """Return the form with an address for the callback."""
        if self.callback is None:
            raise SubmitError(f"{self.exchange.operation} declares no callback")
        return _form(self.exchange, self.form.headers, self.id, self.callback, url)


def new_numbers() -> Iterator[int]:
    """Return numbers for tasks, none of them twice."""
    return count(1)


def submits(document: Document, exchanges: Sequence[Exchange]) -> list[Submit]:
    """Return the operations that make tasks, in the order of the bundle, as far as they have examples.

    Raises:
        SubmitError: there is none.
    """
    nodes = {node["operationId"]: node for _, _, node in document.operations()}
    every = (_submit(document, exchange, nodes[exchange.operation]) for exchange in exchanges)
    found = [submit for submit in every if submit is not None]
    if not found:
        raise SubmitError("no operation of the bundle makes a task whose id stands in its body")
    return found


def with_callback(every: Sequence[Submit]) -> Submit:
    """Return the first operation that declares a callback.

    Raises:
        SubmitError: there is none.
    """
    found = next((submit for submit in every if submit.callback is not None), None)
    if found is None:
        raise SubmitError("no operation that makes a task declares a callback")
    return found


def _submit(document: Document, exchange: Exchange, node: Json) -> Submit | None:
    part = node.get("x-task", {})
    place = _pointer(part.get("id"))
    if part.get("role") != _SUBMITS or place is None:
        return None
    headers = {"Host": "127.0.0.1", "Content-Type": "application/json", **document.key_headers}
    callback, rule = _callback(document, node)
    return Submit(
        exchange=exchange,
        form=_form(exchange, headers, place, callback, None),
        receipt=_pointer(part.get("receipt")),
        id=place,
        callback=callback,
        acknowledgement=json.dumps({rule["property"]: rule["values"][0]} if rule else {}).encode(),
    )


def _form(
    exchange: Exchange, headers: dict[str, str], place: Pointer, callback: Pointer | None, url: str | None
) -> Form:
    body = json.loads(json.dumps(exchange.body))
    _put(body, place, _MARK)
    if callback is not None:
        _put(body, callback, url)
    before, _, after = json.dumps(body, ensure_ascii=False).partition(_MARK)
    return Form(exchange.method.upper(), exchange.path, headers, before, after)


def _put(body: Any, place: Pointer, value: str | None) -> None:
    """Write a value into an object; None takes away what is there."""
    *parents, last = place
    for step in parents:
        body = body.setdefault(step, {})
    if value is None:
        body.pop(last, None)
    else:
        body[last] = value


def _callback(document: Document, node: Json) -> tuple[Pointer | None, Json | None]:
    """Return where the address of an operation's first callback stands, and what acknowledges it."""
    for entry in node.get("callbacks", {}).values():
        for address, item in document.deref(entry).items():
            for request in item.values():
                return _pointer(address), request.get("x-delivery", {}).get("acknowledgement")
    return None, None


def _pointer(expression: str | None) -> Pointer | None:
    match = _IN_BODY.fullmatch(expression or "")
    if match is None:
        return None
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in match[1].split("/"))
