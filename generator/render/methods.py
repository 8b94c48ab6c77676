"""Methods as the templates see them: every decision made, every text escaped."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.ir.model import Api, Argument, Group, Operation, Reply
from generator.ir.types import without_none
from generator.render.docstrings import method_docstring
from generator.render.roles import role_settings
from generator.render.text import literal
from generator.render.types import Imports, accepted, given


@dataclass(frozen=True)
class MethodView:
    """One method of a resource class."""

    name: str
    constant: str
    arguments: tuple[str, ...]
    """`name: type = default`, in the order of the signature."""
    returns: str
    call: str
    """The method of the client that sends it."""
    docstring: str
    body: tuple[tuple[str, str], ...] | None
    """Field of the body's model, and argument that gives its value."""
    parameters: tuple[tuple[str, str], ...] | None


@dataclass(frozen=True)
class OperationView:
    """One constant that describes an operation to the runtime: its annotation, and its keyword arguments."""

    constant: str
    result: str
    settings: tuple[tuple[str, str], ...]


def method_view(api: Api, operation: Operation, imports: Imports, *, is_async: bool) -> MethodView:
    """Return the method for an operation."""
    is_submit = submits(operation)
    return MethodView(
        name=operation.method,
        constant=operation.method.upper(),
        arguments=tuple(declared(argument, imports) for argument in operation.arguments),
        returns=_task(api, operation, imports, is_async) if is_submit else given(operation.result, imports),
        call="_submit" if is_submit else "_call",
        docstring=method_docstring(api, operation),
        body=_values(operation, is_body=True) if operation.body is not None else None,
        parameters=_values(operation, is_body=False) if operation.parameters is not None else None,
    )


def submits(operation: Operation) -> bool:
    """Say whether an operation submits a task that can be waited for."""
    submission = operation.roles.submission
    return submission is not None and bool(submission.questions)


def infos(api: Api, operation: Operation) -> list[Operation]:
    """Return the queries that tell how the task of an operation stands."""
    submission = operation.roles.submission
    names = [question.operation for question in submission.questions] if submission is not None else []
    by_name = {f"{group.attribute}.{each.method}": each for group in api.groups for each in group.operations}
    return [by_name[name] for name in dict.fromkeys(names)]


def _task(api: Api, operation: Operation, imports: Imports, is_async: bool) -> str:
    module, name = ("async_task", "AsyncTask") if is_async else ("task", "Task")
    task = imports.add(f"{api.package}._runtime.tasks.{module}", name)
    results = dict.fromkeys(given(query.result, imports) for query in infos(api, operation))
    return f"{task}[{given(operation.result, imports)}, {' | '.join(results)}]"


def operation_view(group: Group, operation: Operation, imports: Imports) -> OperationView:
    """Return the constant for an operation."""
    settings = [
        ("name", literal(f"{group.attribute}.{operation.method}")),
        ("method", literal(operation.http_method)),
        ("path", literal(operation.path.partition("#")[0])),
        *_answer_settings(operation, imports),
    ]
    if operation.body is not None:
        settings.append(("body", imports.add_model(operation.body)))
    if operation.parameters is not None:
        settings.append(("parameters", imports.add_model(operation.parameters)))
        settings += [
            (f"{place}_fields", text)
            for place in ("path", "query", "header", "cookie")
            if (text := _fields(operation, place))
        ]
    settings += _form_settings(operation, imports)
    settings += role_settings(operation, imports)
    if operation.provenance.status == "inferred":
        settings.append(("inferred", literal(operation.provenance.note)))
    return OperationView(operation.method.upper(), given(operation.result, imports), tuple(settings))


def _answer_settings(operation: Operation, imports: Imports) -> list[tuple[str, str]]:
    if operation.answer is not None:
        found = [("answer", imports.add_model(operation.answer))]
    else:
        answers = ", ".join(_answer(reply, imports) for reply in operation.replies)
        found = [("answer", "None"), ("answers", f"({answers},)")]
    return found + ([("accept", literal(operation.accept))] if operation.accept is not None else [])


def _answer(reply: Reply, imports: Imports) -> str:
    name = imports.add(f"{imports.package}._runtime.shapes", "Answer")
    kind = f", {given(reply.type, imports)}" if reply.type is not None else ""
    return f"{name}({literal(reply.status)}, {literal(reply.kind)}{kind})"


def _form_settings(operation: Operation, imports: Imports) -> list[tuple[str, str]]:
    """Return how a request is written, where that is not a JSON object with keys in headers."""
    found: list[tuple[str, str]] = []
    if operation.styles:
        found.append(("styles", shaped(operation.styles, imports)))
    if operation.content is not None:
        found.append(("content", shaped(operation.content, imports)))
    if operation.body_field is not None:
        found.append(("body_field", literal(operation.body_field)))
    if operation.is_body_optional:
        found.append(("is_body_optional", "True"))
    if operation.nulls:
        found.append(("nulls", f"frozenset({literal(list(operation.nulls))})"))
    if operation.security is not None:
        found.append(("security", shaped(operation.security, imports)))
    if operation.server is not None:
        found.append(("server", literal(operation.server)))
    return found


def shaped(value: Any, imports: Imports) -> str:
    """Return the expression that makes a shape of the runtime again; what is as its class has it is left out."""
    if isinstance(value, frozenset):
        return f"frozenset({literal(sorted(value))})"
    if isinstance(value, tuple):
        entries = [shaped(entry, imports) for entry in value]
        return f"({', '.join(entries)}{',' if len(entries) == 1 else ''})"
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{literal(key)}: {shaped(entry, imports)}" for key, entry in value.items())
        return f"{{{pairs}}}"
    if not dataclasses.is_dataclass(value):
        return literal(value)
    name = imports.add(f"{imports.package}._runtime.shapes", type(value).__name__)
    arguments = ", ".join(
        f"{field.name}={shaped(getattr(value, field.name), imports)}"
        for field in dataclasses.fields(value)
        if getattr(value, field.name) not in (field.default, {}, frozenset())
    )
    return f"{name}({arguments})"


def declared(argument: Argument, imports: Imports) -> str:
    """Return an argument of a signature."""
    if argument.is_required:
        return f"{argument.name}: {accepted(argument.type, imports)}"
    kind = accepted(without_none(argument.type), imports)
    if argument.default is not None and not isinstance(argument.default, (list, dict)):
        return f"{argument.name}: {kind} = {literal(argument.default)}"
    return f"{argument.name}: {kind if kind == 'None' else f'{kind} | None'} = None"


def _values(operation: Operation, *, is_body: bool) -> tuple[tuple[str, str], ...]:
    return tuple(
        (literal(argument.field), argument.name)
        for argument in operation.arguments
        if (argument.place == "body") == is_body
    )


def _fields(operation: Operation, place: str) -> str:
    entries = []
    for argument in operation.arguments:
        if argument.place == place:
            entry = [literal(argument.wire_name), literal(argument.field)]
            if place == "path":
                entry.append(literal(argument.keeps_slashes))
            entries.append(f"({', '.join(entry)})")
    return f"({', '.join(entries)},)" if entries else ""
