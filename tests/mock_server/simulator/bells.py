"""Callbacks as bundles describe them: where the service rings, with what, how often, and what it takes for heard."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from tests.mock_server.simulator.calls import Call
from tests.mock_server.simulator.documents import Api, Json, Operation
from tests.mock_server.simulator.expressions import NOTHING, steps_of

_EMBEDDED = re.compile(r"\{(\$[^}]+)\}")


@dataclass(frozen=True, eq=False)
class Bell:
    """A callback."""

    api: Api = field(repr=False)
    url: str
    method: str
    node: Json = field(repr=False)

    @property
    def rule(self) -> Json:
        """The `x-delivery`, empty if there is none."""
        return dict(self.node.get("x-delivery", {}))

    def ladder(self) -> list[float]:
        """When the attempts are due if none is acknowledged, in seconds after the first."""
        return ladder(self.rule.get("intervals", []), self.rule.get("retries", 0))

    def address(self, call: Call) -> str:
        """Return where the task that a call submits is told of."""
        if self.url.startswith("$"):
            return str(call.get(self.url))
        return _EMBEDDED.sub(lambda match: str(call.get(match[1])), self.url)

    def ringing(self, call: Call) -> Call:
        """Return the call with everything that the address needs."""
        for expression in self.expressions:
            if call.get(expression) is NOTHING:
                call = call.put(expression, "http://yard.example/bell")
        return call

    def silent(self, call: Call) -> Call:
        """Return the call without what the address needs, as far as that may be left out."""
        expression = next(text for text in self.expressions if text != call.operation.task.get("id"))
        place, first, *_ = steps_of(expression)
        return call.put(f"$request.{place}{'#/' if place == 'body' else '.'}{first}", NOTHING)

    def keeps(self, body: bytes) -> bool:
        """Tell whether a body keeps the callback's schema, if it has one."""
        content = self.api.follow(self.node.get("requestBody", {})).get("content", {})
        media = next(iter(content.values()), None)
        return media is None or self.api.keeps(json.loads(body), media["schema"])

    @property
    def heard(self) -> bytes:
        """The body of an answer that acknowledges."""
        if not self.rule:
            return b""
        acknowledgement = self.rule["acknowledgement"]
        return json.dumps({acknowledgement["property"]: acknowledgement["values"][0]}).encode()

    @property
    def expressions(self) -> list[str]:
        """What of a request the address is made from."""
        return [self.url] if self.url.startswith("$") else _EMBEDDED.findall(self.url)


def bell_of(operation: Operation) -> Bell:
    """Return the callback of an operation that has one."""
    url, method, node = operation.callback_nodes[0]
    return Bell(operation.api, url, method, node)


def ladder(intervals: list[float], retries: int) -> list[float]:
    """Return the seconds from the first attempt to each, the last interval repeating."""
    waits: list[Any] = [*intervals, *intervals[-1:] * retries][:retries]
    return [sum(waits[:attempt]) for attempt in range(len(waits) + 1)]
