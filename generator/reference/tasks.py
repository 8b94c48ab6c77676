"""What an operation does for tasks, callbacks and lists, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from generator.document.extensions import Delivery, Pagination, Task, TaskStates, read_extension
from generator.document.pointer import parse_body_expression
from generator.document.view import OperationView, callback_operations_of, deref, links_of
from generator.ir.words import one_line
from generator.reference.ladder import Drawing, drawing_of, ladder_of
from generator.reference.notes import Note, note_on
from generator.reference.samples import Sample, media_of, samples_of
from generator.reference.text import json_text
from generator.source.nodes import MapNode

_MEANINGS: Final = ("pending", "running", "succeeded", "failed")


@dataclass(frozen=True)
class StateView:
    """Values of a task's state, as JSON, and what they mean."""

    meaning: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class LinkView:
    """Another operation to which an answer leads, by its operationId, and what is passed on to it."""

    operation: str
    description: str
    passed: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class TaskView:
    """The part that an operation has in the life of a task."""

    role: str
    id: str
    receipt: str
    assigned: str
    state: str
    message: str
    results: tuple[str, ...]
    states: tuple[StateView, ...]


@dataclass(frozen=True)
class PaginationView:
    """How a list is read page by page."""

    collection: str
    page: str
    size: str
    first: int
    items: str
    total: str


@dataclass(frozen=True)
class CallbackView:
    """What the service posts to the caller, and how often it tries."""

    name: str
    summary: str
    description: str
    url: str
    drawing: Drawing | None
    note: str
    key: str
    values: tuple[str, ...]
    samples: tuple[Sample, ...]
    answers: tuple[Sample, ...]
    schema: Any
    notes: tuple[Note, ...]
    identity: int
    """The same for operations that share the callback."""


def task_of(view: OperationView) -> TaskView | None:
    """Return the part that an operation has in the life of a task, or None."""
    task = read_extension(view.node, "x-task", Task)
    if task is None:
        return None
    return TaskView(
        role=task.role,
        id=in_words(task.id),
        receipt=in_words(task.receipt),
        assigned=in_words(task.assigned),
        state=in_words(task.state),
        message=in_words(task.message),
        results=tuple(task.results or ()),
        states=tuple(_states(task.states)),
    )


def links_from(document: MapNode, view: OperationView) -> list[LinkView]:
    """Return the operations to which an operation's answers lead."""
    found = []
    for _, link, _ in links_of(document, view):
        if isinstance(link, MapNode) and isinstance(link.get("operationId"), str):
            passed = {**_mapping(link.get("parameters")), **_mapping(link.get("requestBody"))}
            values = tuple((str(name), _expression(value)) for name, value in passed.items())
            found.append(LinkView(link["operationId"], one_line(link.get("description")), values))
    return found


def pagination_of(view: OperationView) -> PaginationView | None:
    """Return how a list is read page by page, or None."""
    shape = read_extension(view.node, "x-pagination", Pagination)
    if shape is None:
        return None
    page, size, items, total = (in_words(each) for each in (shape.page, shape.size, shape.items, shape.total))
    return PaginationView(shape.collection, page, size, shape.first, items, total)


def callbacks_of(document: MapNode, view: OperationView) -> list[CallbackView]:
    """Return what the service posts on behalf of an operation."""
    return [_callback(document, callback) for callback in callback_operations_of(document, view)]


def in_words(expression: str | None) -> str:
    """Return the names that lead to the place of a runtime expression: `answer.data.taskId`."""
    parsed = parse_body_expression(expression.strip("{}")) if expression else None
    if parsed is None:
        return expression or ""
    return ".".join(("request" if parsed.side == "request" else "answer", *parsed.steps))


def _callback(document: MapNode, view: OperationView) -> CallbackView:
    delivery = read_extension(view.node, "x-delivery", Delivery)
    holder = deref(document, view.node.get("requestBody"))
    _, media = media_of(holder)
    wanted = delivery.acknowledgement if delivery is not None else None
    nodes = (view.node, holder)
    return CallbackView(
        name=one_line(view.node.get("operationId")) or in_words(view.path),
        summary=one_line(view.node.get("summary")),
        description=one_line(view.node.get("description")),
        url=in_words(view.path),
        drawing=drawing_of(ladder_of(delivery)) if delivery is not None else None,
        note=one_line(delivery.note) if delivery is not None else "",
        key=wanted.property if wanted is not None else "",
        values=tuple(json_text(value) for value in wanted.values) if wanted is not None else (),
        samples=tuple(samples_of(document, media)) if media is not None else (),
        answers=tuple(_answers(document, view)),
        schema=media.get("schema") if media is not None else None,
        notes=tuple(note for node in nodes if (note := note_on(node)) is not None),
        identity=id(view.node),
    )


def _answers(document: MapNode, view: OperationView) -> Iterator[Sample]:
    responses = view.node.get("responses")
    for response in responses.values() if isinstance(responses, MapNode) else ():
        _, media = media_of(deref(document, response))
        yield from samples_of(document, media) if media is not None else ()


def _states(states: TaskStates | None) -> Iterator[StateView]:
    for meaning in _MEANINGS if states is not None else ():
        values = tuple(json_text(value) for value in getattr(states, meaning))
        if values:
            yield StateView(meaning, values)


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _expression(value: Any) -> str:
    return in_words(value) if isinstance(value, str) and value.startswith("$") else json_text(value)
