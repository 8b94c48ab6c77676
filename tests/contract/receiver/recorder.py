"""A right receiver that writes down what it got."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from imgopen_contract.document import Document
from imgopen_contract.receiver import Check, Endpoint, Grade, Result, receiver_checks
from starlette.types import Receive, Scope, Send

from tests.contract.receiver.documents import REAL

PATIENCE = 30.0
"""Seconds for a receiver in which nothing is broken; it needs none of them."""


@dataclass
class Got:
    """A request.

    Attributes:
        pieces: The body as it came.
        beside: How many other requests were under way when it ended.
    """

    method: str
    target: str
    headers: dict[str, str]
    pieces: list[bytes] = field(default_factory=list)
    beside: int = 0

    @property
    def body(self) -> bytes:
        return b"".join(self.pieces)

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Recorder:
    """An application that acknowledges everything, or answers what it is told to."""

    def __init__(self, answer: Any, status: int = 200, **headers: str) -> None:
        self.got: list[Got] = []
        self._under_way = 0
        self._answer = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self._status = status
        self._headers = {"content-type": "application/json", **headers}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert scope["type"] == "http"
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        query = scope["query_string"].decode()
        got = Got(scope["method"], scope["raw_path"].decode() + (f"?{query}" if query else ""), headers)
        self.got.append(got)
        self._under_way += 1
        more = True
        while more:
            message = await receive()
            got.pieces += [message["body"]] if message["body"] else []
            more = message["more_body"]
        got.beside = self._under_way - 1
        self._under_way -= 1
        head = [(name.encode(), value.encode()) for name, value in self._headers.items()]
        await send({"type": "http.response.start", "status": self._status, "headers": head})
        await send({"type": "http.response.body", "body": self._answer})


def acknowledgement(document: Document = REAL) -> dict[str, Any]:
    """Return the answer that acknowledges every callback of a document."""
    rules = [callback.rule for operation in document.operations for callback in operation.callbacks]
    rule = next(rule for rule in rules if rule is not None)
    return {rule.key: rule.values[0]}


def checks_named(*names: str, document: Document = REAL, operations: Sequence[str] = ()) -> list[Check]:
    """Return the checks of these names, one for each kind of callback that has them."""
    found = [check for check in receiver_checks(document, operations=operations) if check.name in names]
    assert {check.name for check in found} == set(names)
    return found


def record(
    *names: str, document: Document = REAL, operations: Sequence[str] = (), **options: Any
) -> list[tuple[Check, Result, list[Got]]]:
    """Run checks, and return what was posted for each."""
    app = Recorder(acknowledgement(document))
    options = {"timeout": PATIENCE, "pause": lambda _: None, **options}
    recorded = []
    checks = receiver_checks(document, operations=operations)
    with Endpoint(app, **options) as endpoint:
        for check in checks_named(*names, document=document, operations=operations) if names else checks:
            app.got.clear()
            result = check.judge(endpoint)
            recorded.append((check, result, [*app.got]))
    return recorded


def grades(results: Sequence[Result], grade: Grade) -> set[str]:
    """Return the names of the checks that went so, of whatever kind of callback."""
    return {result.check.name for result in results if result.grade is grade}
