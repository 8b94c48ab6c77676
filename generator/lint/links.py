"""Links, callbacks and task descriptions name operations and fields that exist."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.bundle import Bundle
from generator.document.pointer import parse_body_expression
from generator.document.view import (
    OperationView,
    answer_schemas_of,
    callback_operations_of,
    deref,
    json_content,
    links_of,
    operations_of,
    parameters_of,
    property_at,
)
from generator.source.complaint import Complaint, Location
from generator.source.nodes import MapNode

_TASK_EXPRESSIONS = ("id", "receipt", "assigned", "state", "message")
_PAGE_EXPRESSIONS = ("page", "size", "items", "total")


def check_links(bundle: Bundle) -> Iterator[Complaint]:
    """Yield a complaint for each expression or link that leads nowhere."""
    document = bundle.document
    by_name = {view.node.get("operationId"): view for view in operations_of(document)}
    for view in by_name.values():
        for name, keys in (("x-task", _TASK_EXPRESSIONS), ("x-pagination", _PAGE_EXPRESSIONS)):
            extension = view.node.get(name)
            if isinstance(extension, MapNode):
                for key in keys:
                    yield from _check_expression(document, view, extension.get(key), extension.at(key))
        yield from _check_callbacks(document, view)
        yield from _check_response_links(document, view, by_name)


def _check_callbacks(document: MapNode, view: OperationView) -> Iterator[Complaint]:
    for callback in callback_operations_of(document, view):
        if callback.path.startswith("{") and callback.path.endswith("}"):
            yield from _check_expression(document, view, callback.path[1:-1], callback.location)


def _check_response_links(
    document: MapNode, view: OperationView, by_name: dict[Any, OperationView]
) -> Iterator[Complaint]:
    for name, link, location in links_of(document, view):
        target = by_name.get(link.get("operationId")) if isinstance(link, MapNode) else None
        if target is None:
            yield Complaint(location, f"{view.title}.{name}", "the linked operation does not exist")
        else:
            yield from _check_link(document, view, link, target)


def _check_link(
    document: MapNode, view: OperationView, link: MapNode, target: OperationView
) -> Iterator[Complaint]:
    names = {parameter.get("name") for parameter in parameters_of(document, target)}
    for parameter in link.get("parameters") or ():
        if parameter not in names:
            what = f"the linked operation {target.title} has no parameter {parameter}"
            yield Complaint(link.at("parameters"), view.title, what)
    body = link.get("requestBody")
    if not isinstance(body, MapNode):
        return
    for field, value in body.items():
        if _property(document, target, "request", (field,)) is None:
            yield Complaint(body.at(field), view.title, f"the body of {target.title} has no field {field}")
        yield from _check_expression(document, view, value, body.at(field))


def _check_expression(
    document: MapNode, view: OperationView, text: Any, location: Location
) -> Iterator[Complaint]:
    expression = parse_body_expression(text) if isinstance(text, str) else None
    if expression is not None and _property(document, view, expression.side, expression.steps) is None:
        yield Complaint(location, view.title, f"{text} names no field of the {expression.side}")


def _property(document: MapNode, view: OperationView, side: str, steps: tuple[str, ...]) -> MapNode | None:
    if side == "request":
        media = json_content(deref(document, view.node.get("requestBody")))
        schemas = [media.get("schema")] if media is not None else []
    else:
        schemas = answer_schemas_of(document, view)
    for schema in schemas:
        found = property_at(document, schema, steps)
        if found is not None:
            return found
    return None
