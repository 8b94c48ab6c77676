"""OpenAPI links: how the answer of one operation leads to a request of another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from imgopen_mock.core.description.document import Node
from imgopen_mock.core.description.expressions import Exchange, Expression
from imgopen_mock.core.description.pointers import MISSING


@dataclass(frozen=True)
class Link:
    """A link from a submitting operation to a query of its tasks.

    Attributes:
        parameters: Values or expressions by name; a name may be qualified, as in `path.id`.
        body: A JSON value with expressions in it.
    """

    name: str
    operation: str
    parameters: tuple[tuple[str, Any], ...]
    body: Any = field(repr=False)

    @classmethod
    def read(cls, name: str, node: Node) -> Link:
        """Read an OpenAPI link object; only those by `operationId` are understood."""
        parameters, body = node.get("parameters"), node.object().get("requestBody")
        return cls(
            name=name,
            operation=node.need("operationId").text(),
            parameters=()
            if parameters is None
            else tuple((key, _parsed(node, value)) for key, value in parameters.object().items()),
            body=_parsed(node, body),
        )

    def parameter(self, place: str, name: str) -> Any:
        """Return what the link says of a parameter of the other operation, or MISSING."""
        given = dict(self.parameters)
        return given.get(f"{place}.{name}", given.get(name, MISSING))

    def value(self, part: Any, exchange: Exchange) -> Any:
        """Evaluate a part of the link; MISSING if an expression in it points at nothing."""
        if isinstance(part, Expression):
            return part.read(exchange)
        if isinstance(part, dict):
            values = {key: self.value(inner, exchange) for key, inner in part.items()}
            return {key: value for key, value in values.items() if value is not MISSING}
        if isinstance(part, list):
            return [self.value(inner, exchange) for inner in part]
        return part


def read_links(response: Node) -> Iterator[Link]:
    """Read the links of a response."""
    declared = response.get("links")
    for name, node in declared.items() if declared else ():
        if "operationId" in node.object():
            yield Link.read(name, node)


def _parsed(node: Node, value: Any) -> Any:
    """Replace every text that is a runtime expression by the expression."""
    if isinstance(value, str) and value.startswith(("$request.", "$response.")):
        try:
            return Expression.parse(value)
        except ValueError as error:
            raise node.error(str(error)) from error
    if isinstance(value, dict):
        return {key: _parsed(node, inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_parsed(node, inner) for inner in value]
    return value
