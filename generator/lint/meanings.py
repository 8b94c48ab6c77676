"""Each meaning stands on a field that can have it, and what a task gives is to be found in an answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final, get_args

from generator.bundle import Bundle
from generator.document.extensions import MEANINGS, AnswerMeaning, RequestMeaning
from generator.document.grammar import walk
from generator.document.view import (
    OperationView,
    answer_schemas_of,
    branches_of,
    callback_operations_of,
    deref,
    json_content,
    links_of,
    operations_of,
    parameters_of,
)
from generator.source.complaint import Complaint
from generator.source.nodes import MapNode, SeqNode

_KEY: Final = "x-meaning"
_OF_REQUESTS: Final = frozenset(get_args(RequestMeaning))
_OF_ANSWERS: Final = frozenset(get_args(AnswerMeaning))
_NUMBER: Final = ("integer", "number")
_TEXT: Final = ("string",)
_TYPES: Final[dict[str, tuple[str, ...]]] = {
    **dict.fromkeys(("pictures", "prompts", "styles", "faces"), ("array",)),
    **dict.fromkeys(("count", "number"), ("integer",)),
    **dict.fromkeys(("width", "height", "left", "top", "percentage", "confidence"), _NUMBER),
    **dict.fromkeys(("width-factor", "height-factor", "enlarge-factor"), _NUMBER),
    **dict.fromkeys(("enlarged-width", "enlarged-height"), _NUMBER),
    **dict.fromkeys(("enlarge", "passed"), ("boolean",)),
    "progress": ("object",),
    "seed": ("integer", "string"),
    "source": ("string", "array"),
    "steps": ("integer", "array"),
}
"""The types that a field of a meaning may have; a text for the others."""
_ALSO: Final = {"pictures": "picture"}
"""The meaning by which a result may be given instead, where the answer has room for one alone."""


def check_meanings(bundle: Bundle) -> Iterator[Complaint]:
    """Yield a complaint for each meaning in a place where it says nothing, and each result that no answer holds."""
    document = bundle.document
    yield from _check_places(document)
    by_name = {view.node.get("operationId"): view for view in operations_of(document)}
    for view in by_name.values():
        task = view.node.get("x-task")
        if isinstance(task, MapNode):
            yield from _check_results(document, view, task, by_name)


def _check_places(document: MapNode) -> Iterator[Complaint]:
    in_requests = {id(schema) for schema in _schemas_below(document, _request_schemas(document))}
    in_answers = {id(schema) for schema in _schemas_below(document, _answer_schemas(document))}
    elsewhere = dict.fromkeys(_OF_REQUESTS, in_answers) | dict.fromkeys(_OF_ANSWERS, in_requests)
    fields: set[int] = set()
    for visit in walk(document):
        if visit.kind != "schema":
            continue
        properties = visit.node.get("properties")
        for name, field in properties.items() if isinstance(properties, MapNode) else ():
            fields.add(id(field))
            meaning = field.get(_KEY) if isinstance(field, MapNode) else None
            if meaning not in MEANINGS:
                continue
            yield from _check_type(document, name, field, meaning)
            if id(field) in elsewhere.get(meaning, ()):
                side = "requests" if meaning in _OF_REQUESTS else "answers"
                yield Complaint(field.at(_KEY), name, f"the meaning {meaning} is for {side} alone")
        if _KEY in visit.node and id(visit.node) not in fields:
            yield Complaint(visit.node.at(_KEY), _KEY, "has no meaning but on a property")


def _check_type(document: MapNode, name: str, field: MapNode, meaning: str) -> Iterator[Complaint]:
    types: list[str] = []
    for branch in branches_of(document, field):
        kinds = branch.get("type") or ()
        types += [kinds] if isinstance(kinds, str) else kinds
    allowed = _TYPES.get(meaning, _TEXT)
    wrong = [kind for kind in types if kind not in allowed and kind != "null"]
    if wrong:
        what = f"the meaning {meaning} is for the type {' or '.join(allowed)}, not {' or '.join(wrong)}"
        yield Complaint(field.at(_KEY), name, what)


def _check_results(
    document: MapNode, view: OperationView, task: MapNode, by_name: dict[Any, OperationView]
) -> Iterator[Complaint]:
    role, results = task.get("role"), task.get("results")
    if role == "query" and "results" in task:
        what = "x-task: a query has no results; they stand where the task is submitted"
        yield Complaint(task.at("results"), view.title, what)
    elif role in ("submit", "immediate") and results is None:
        what = f"x-task: the role {role} needs results: what the finished task gives, [] for nothing"
        yield Complaint(view.node.at("x-task"), view.title, what)
    elif role in ("submit", "immediate") and isinstance(results, SeqNode):
        names = [view.title] if role == "immediate" else _linked_operations(document, view)
        given = _meanings_of_answers(document, [by_name[name] for name in names if name in by_name])
        whose = "its answer" if role == "immediate" else "the answer to which a link leads"
        for index, result in enumerate(results):
            if result in MEANINGS and result not in given and _ALSO.get(result, result) not in given:
                what = f"x-task: {whose} has no field with the meaning {result}"
                yield Complaint(results.at(index), view.title, what)


def _linked_operations(document: MapNode, view: OperationView) -> list[str]:
    links = (link for _, link, _ in links_of(document, view) if isinstance(link, MapNode))
    return list(dict.fromkeys(str(link["operationId"]) for link in links if "operationId" in link))


def _meanings_of_answers(document: MapNode, views: Iterable[OperationView]) -> set[str]:
    answers = [schema for view in views for schema in answer_schemas_of(document, view)]
    return {schema[_KEY] for schema in _schemas_below(document, answers) if schema.get(_KEY) in MEANINGS}


def _request_schemas(document: MapNode) -> Iterator[Any]:
    for view in operations_of(document):
        for holder in (
            *parameters_of(document, view),
            json_content(deref(document, view.node.get("requestBody"))),
        ):
            if holder is not None:
                yield holder.get("schema")


def _answer_schemas(document: MapNode) -> Iterator[Any]:
    for view in operations_of(document):
        yield from answer_schemas_of(document, view)
        for callback in callback_operations_of(document, view):
            media = json_content(deref(document, callback.node.get("requestBody")))
            if media is not None:
                yield media.get("schema")


def _schemas_below(document: MapNode, schemas: Iterable[Any]) -> Iterator[MapNode]:
    """Yield the schemas and all that they hold or refer to, each once."""
    waiting = list(schemas)
    seen: set[int] = set()
    while waiting:
        schema = waiting.pop()
        if id(schema) in seen:
            continue
        for visit in walk(schema, "schema"):
            if id(visit.node) not in seen:
                seen.add(id(visit.node))
                yield visit.node
                if "$ref" in visit.node:
                    waiting.append(deref(document, visit.node))
