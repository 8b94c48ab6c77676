"""How far the document is sure of a rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from imgopen_contract.document import Operation
from imgopen_contract.report import Provenance
from imgopen_contract.rules import BODY, Constraint


def of_operation(operation: Operation) -> Provenance:
    """Return how far an operation is known."""
    return Provenance(operation.status, str(operation.node.get("x-provenance", {}).get("note", "")))


def of_plain_request(operation: Operation) -> Provenance:
    """Return how sure it is that what the document requires is all that is required."""
    marks = (mark for mark in _marks(operation, ()) if mark)
    return _first(operation, marks)


def of_rule(rule: Constraint) -> Provenance:
    """Return how far a rule is sure: as far as the least sure thing on the way to its value."""
    operation = rule.operation
    if rule.place == BODY:
        return _first(operation, _marks(operation, rule.way))
    document = operation.document
    if rule.keyword == "security":
        return _first(operation, iter([document.data["components"]["securitySchemes"][rule.limit]]))
    path_item = document.data["paths"][operation.path]
    nodes = map(document.resolve, (*path_item.get("parameters", ()), *operation.node.get("parameters", ())))
    of_name = (node for node in nodes if (node["in"], node["name"]) == (rule.place, rule.way[0]))
    return _first(operation, (part for node in of_name for part in (node, document.resolve(node["schema"]))))


def _marks(operation: Operation, way: tuple[str | int, ...]) -> Iterator[Any]:
    """Give every node from the body to the value, from the inside out."""
    resolve = operation.document.resolve
    nodes = [resolve(operation.node.get("requestBody", {})), resolve(operation.body_schema)]
    for step in way:
        inner = nodes[-1].get("items") if isinstance(step, int) else nodes[-1].get("properties", {}).get(step)
        nodes.append(resolve(inner or {}))
    yield from reversed(nodes)


def _first(operation: Operation, nodes: Iterator[Any]) -> Provenance:
    if operation.is_inferred:
        return of_operation(operation)
    marks = (node.get("x-provenance") for node in nodes)
    return next(
        (Provenance(str(mark["status"]), str(mark.get("note", ""))) for mark in marks if mark), Provenance()
    )


def of_answers(operation: Operation) -> Provenance:
    """Return how far the form of an operation's answers is known."""
    resolve = operation.document.resolve
    nodes = [operation.answer]
    for branch in (operation.answer_schema, *operation.answer_schema.get("oneOf", ())):
        nodes.append(resolve(branch))
    return _first(operation, iter(nodes))
