"""What operations do for tasks, lists and callbacks, from the extensions to the words of the runtime."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from generator.document.extensions import Delivery, Envelope, Pagination, Task, read_extension
from generator.document.pointer import parse_body_expression
from generator.document.view import (
    OperationView,
    branches_of,
    callback_operations_of,
    deref,
    json_content,
    links_of,
    property_at,
)
from generator.ir.answers import AnswerSchemas
from generator.naming import field_name
from generator.runtime import roles
from generator.source.nodes import MapNode

_SHORTEST_ROOM: Final = 64
"""Characters that a made id may need."""
_MEANING: Final = "x-meaning"

Operations = Mapping[str, OperationView]
Names = Mapping[str, str]
"""`group.method` by operationId."""


class RoleReader:
    """Reads the roles of operations; `names` are what the operations are called in Python."""

    def __init__(self, document: MapNode, envelope: Envelope | None, views: list[OperationView]) -> None:
        self._document = document
        self._envelope = envelope
        self._answers = AnswerSchemas(document, envelope)
        self._views = {view.title: view for view in views}

    def made_ids(self) -> Iterator[tuple[MapNode, str]]:
        """Yield the properties that hold the id of a task and that the client can fill: owner and name."""
        for view in self._views.values():
            task = self._task(view)
            steps = self._made_id(view, task) if task is not None and task.role != "query" else ()
            if steps:
                for branch in branches_of(self._document, self._in_request(view, steps[:-1])):
                    if steps[-1] in (branch.get("properties") or {}):
                        yield branch, steps[-1]

    def submission(self, view: OperationView, names: Names) -> roles.Submission | None:
        """Return how the operation's task is submitted and followed, where it can be followed by its id."""
        task = self._task(view)
        if task is None or task.role == "query":
            return None
        steps = self._request_steps(task.id)
        if not steps:
            return None
        return roles.Submission(
            id=_way(steps),
            key=steps,
            makes_id=bool(self._made_id(view, task)),
            questions=tuple(self._questions(view, task, names)) if task.role == "submit" else (),
        )

    def report(self, view: OperationView) -> roles.Report | None:
        """Return where a query's answer tells how a task stands."""
        task = self._task(view)
        if task is None or task.role != "query":
            return None
        return self._report(task, self._answers.of_operation(view))

    def pagination(self, view: OperationView) -> roles.Pagination | None:
        """Return how a list is read page by page."""
        shape = read_extension(view.node, "x-pagination", Pagination)
        if shape is None:
            return None
        page, size = self._request_steps(shape.page), self._request_steps(shape.size)
        items, total = self._result_way(shape.items), self._result_way(shape.total)
        if len(page) != 1 or len(size) != 1 or items is None or total is None:
            return None
        return roles.Pagination(_way(page), _way(size), items, total, shape.first)

    def collection(self, view: OperationView) -> str | None:
        """Return what a list is a list of, in the spec's words."""
        shape = read_extension(view.node, "x-pagination", Pagination)
        return None if shape is None else shape.collection

    def items_schema(self, view: OperationView) -> Any:
        """Return the schema of the items of a list."""
        shape = read_extension(view.node, "x-pagination", Pagination)
        expression = parse_body_expression(shape.items) if shape is not None else None
        if expression is None:
            return None
        listed = self._in_answer(view, expression.steps)
        return None if listed is None else listed.get("items")

    def callback(
        self, view: OperationView
    ) -> tuple[roles.Way, Any, roles.Report, roles.Acknowledgement] | None:
        """Return the argument for the callback's URL, the schema of what is posted, and how both are read."""
        task = self._task(view)
        if task is None or task.role != "submit":
            return None
        for callback in callback_operations_of(self._document, view):
            delivery = read_extension(callback.node, "x-delivery", Delivery)
            expression = parse_body_expression(callback.path.strip("{}"))
            media = json_content(deref(self._document, callback.node.get("requestBody")))
            if delivery is None or expression is None or expression.side != "request" or media is None:
                continue
            schema = self._answers.successful_branch(media.get("schema"))
            report = self._report_of_posted(view, schema)
            if report is not None:
                wanted = delivery.acknowledgement
                acknowledgement = roles.Acknowledgement(wanted.property, wanted.values[0])
                return _way(expression.steps), schema, report, acknowledgement
        return None

    def _report_of_posted(self, view: OperationView, schema: Any) -> roles.Report | None:
        """Return how a posted task is read: as the answer of a query to which the operation links."""
        tasks = [
            (linked, task)
            for _, link, _ in links_of(self._document, view)
            if (linked := self._linked(link)) is not None
            if (task := self._task(linked)) is not None and task.role == "query"
        ]
        same = [
            task
            for linked, task in tasks
            if deref(self._document, self._answers.of_operation(linked)) is deref(self._document, schema)
        ]
        fitting = same or [task for _, task in tasks]
        return self._report(fitting[0], schema) if fitting else None

    def _report(self, task: Task, answer: Any) -> roles.Report | None:
        state = self._result_way(task.state)
        if state is None or task.states is None:
            return None
        states = roles.States(
            tuple(task.states.pending), tuple(task.states.running), tuple(task.states.succeeded)
        )
        data = self._data(answer)
        return roles.Report(
            state=state,
            states=states,
            id=self._result_way(task.receipt),
            message=self._result_way(task.message),
            percentage=self._meaning(data, "percentage"),
            preview=self._meaning(data, "preview"),
            pictures=self._pictures(data),
        )

    def _pictures(self, data: Any) -> roles.PicturesAt | None:
        many = self._meaning(data, "pictures")
        if many is None:
            url = self._meaning(data, "picture")
            return None if url is None else roles.PicturesAt(url=url)
        element = self._items_of(data, "pictures")
        url = self._meaning(element, "picture")
        if url is None:
            return None
        return roles.PicturesAt(
            url=url,
            many=many,
            seed=self._meaning(element, "seed"),
            passed=self._meaning(element, "passed"),
        )

    def _items_of(self, data: Any, meaning: str) -> Any:
        found = next((node for _, node in self._fields(data) if node.get(_MEANING) == meaning), None)
        arrays = branches_of(self._document, found)
        return next((branch["items"] for branch in arrays if branch.get("items") is not None), None)

    def _meaning(self, data: Any, meaning: str) -> roles.Way | None:
        """Return the way to the field that has a meaning; an outer one comes before an inner one."""
        ways = [_way(steps) for steps, node in self._fields(data) if node.get(_MEANING) == meaning]
        return min(ways, key=len, default=None)

    def _fields(
        self, schema: Any, above: tuple[str, ...] = (), seen: frozenset[int] = frozenset()
    ) -> Iterator[tuple[tuple[str, ...], MapNode]]:
        """Yield the fields of an object and of the objects in it, lists left out."""
        for branch in branches_of(self._document, schema):
            if id(branch) in seen:
                continue
            for name, field in (branch.get("properties") or {}).items():
                if isinstance(field, MapNode):
                    yield (*above, name), field
                    yield from self._fields(field, (*above, name), seen | {id(branch)})

    def _questions(self, view: OperationView, task: Task, names: Names) -> Iterator[roles.Question]:
        own = {text for text in (task.id, task.receipt) if text is not None}
        for _, link, _ in links_of(self._document, view):
            linked = self._linked(link)
            if linked is None or self.report(linked) is None:
                continue
            body, parameters = (dict(link.get(key) or {}) for key in ("requestBody", "parameters"))
            asking = [name for name, value in body.items() if value in own]
            if len(asking) != 1 or any(_is_expression(value) for value in parameters.values()):
                continue
            del body[asking[0]]
            if not any(_is_expression(value) for value in body.values()):
                yield roles.Question(
                    names[linked.title], field_name(asking[0]), _constants(body), _constants(parameters)
                )

    def _linked(self, link: Any) -> OperationView | None:
        return self._views.get(str(link.get("operationId"))) if isinstance(link, MapNode) else None

    def _made_id(self, view: OperationView, task: Task) -> tuple[str, ...]:
        """Return the way to the id in the request, where any short text can be one; else nothing."""
        steps = self._request_steps(task.id)
        schema = deref(self._document, self._in_request(view, steps)) if steps else None
        if not isinstance(schema, MapNode) or schema.get("type") != "string":
            return ()
        is_free = not {"enum", "const", "pattern", "format"} & schema.keys()
        return steps if is_free and schema.get("maxLength", _SHORTEST_ROOM) >= _SHORTEST_ROOM else ()

    def _in_request(self, view: OperationView, steps: tuple[str, ...]) -> MapNode | None:
        media = json_content(deref(self._document, view.node.get("requestBody")))
        return None if media is None else property_at(self._document, media.get("schema"), steps)

    def _in_answer(self, view: OperationView, steps: tuple[str, ...]) -> MapNode | None:
        return property_at(self._document, self._answers.of_operation(view), steps)

    def _data(self, answer: Any) -> Any:
        if self._envelope is None:
            return answer
        return property_at(self._document, answer, (self._envelope.data,))

    def _result_way(self, text: str | None) -> roles.Way | None:
        expression = parse_body_expression(text) if text is not None else None
        if expression is None or expression.side != "response":
            return None
        if self._envelope is None:
            return _way(expression.steps)
        first, *rest = expression.steps
        return _way(rest) if first == self._envelope.data and rest else None

    def _request_steps(self, text: str) -> tuple[str, ...]:
        expression = parse_body_expression(text)
        return expression.steps if expression is not None and expression.side == "request" else ()

    def _task(self, view: OperationView) -> Task | None:
        return read_extension(view.node, "x-task", Task)


def _way(steps: Any) -> roles.Way:
    return tuple(field_name(step) for step in steps)


def _constants(values: dict[str, Any]) -> tuple[tuple[str, object], ...]:
    return tuple((field_name(name), value) for name, value in values.items())


def _is_expression(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("$")
