"""A request to an operation, before it is written down as HTTP."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote, urlencode

from imgopen_contract.document import Operation
from imgopen_contract.document.expressions import NOTHING, read, steps_of, written
from imgopen_contract.rules.constraint import Way


@dataclass(frozen=True)
class HttpRequest:
    """A request as it goes over the wire.

    Attributes:
        path: Below the base URL, escaped, with the query behind a question mark if there is one.
        headers: With the keys in them, so that they are not shown.
    """

    method: str
    path: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes


@dataclass(frozen=True, eq=False)
class Call:
    """A request to an operation.

    Attributes:
        values: What stands in `body`, `path`, `query` and `header`.
        keys: Headers that take the place of the caller's own keys; NOTHING leaves one out.
    """

    operation: Operation
    values: Mapping[str, Any]
    keys: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def body(self) -> Any:
        """The body as JSON; NOTHING if there is none."""
        return self.values.get("body", NOTHING)

    def get(self, place: str, way: Way) -> Any:
        """Return the value at a place; NOTHING if there is none."""
        return read(self.values, (place, *way))

    def put(self, place: str, way: Way, value: Any) -> Call:
        """Return the call with another value at a place; NOTHING takes it away."""
        return replace(self, values=written(self.values, (place, *way), value))

    def evaluate(self, expression: Any) -> Any:
        """Return what a link's value gives: a constant, or what an expression points at in this call."""
        if isinstance(expression, str) and expression.startswith("$"):
            return read(self.values, steps_of(expression))
        return expression

    def http(self, keys: Mapping[str, str]) -> HttpRequest:
        """Write the call down as HTTP; `keys` are the caller's keys by their headers."""
        operation = self.operation
        headers = {name: text_of(value) for name, value in self.values["header"].items()}
        headers |= {name: value for name, value in {**keys, **self.keys}.items() if value is not NOTHING}
        body = b""
        if operation.takes_body:
            headers["Content-Type"] = operation.media_type
            body = b"" if self.body is NOTHING else json.dumps(self.body).encode()
        path = operation.path
        for parameter in operation.parameters:
            if parameter.place == "path":
                text = quote(text_of(self.values["path"][parameter.name]), "/" if parameter.reserved else "")
                path = path.replace(f"{{{parameter.name}}}", text)
        query = urlencode({name: text_of(value) for name, value in self.values["query"].items()})
        return HttpRequest(operation.method, f"{path}?{query}" if query else path, headers, body)


def text_of(value: Any) -> str:
    """Write the value of a parameter outside the body."""
    return value if isinstance(value, str) else json.dumps(value)
