"""Methods as the templates see them: every decision made, every text escaped."""

from __future__ import annotations

from dataclasses import dataclass

from generator.ir.model import Api, Argument, Group, Operation
from generator.naming import constant_case, field_name
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
        constant=constant_case(operation.method),
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
        ("path", literal(operation.path)),
        ("answer", imports.add_model(operation.answer)),
    ]
    if operation.body is not None:
        settings.append(("body", imports.add_model(operation.body)))
    if operation.parameters is not None:
        settings.append(("parameters", imports.add_model(operation.parameters)))
        settings += [
            (f"{place}_fields", text)
            for place in ("path", "query", "header")
            if (text := _fields(operation, place))
        ]
    settings += role_settings(operation, imports)
    if operation.provenance.status == "inferred":
        settings.append(("inferred", literal(operation.provenance.note)))
    return OperationView(constant_case(operation.method), given(operation.result, imports), tuple(settings))


def declared(argument: Argument, imports: Imports) -> str:
    """Return an argument of a signature."""
    kind = accepted(argument.type, imports)
    if argument.is_required:
        return f"{argument.name}: {kind}"
    if argument.default is not None and not isinstance(argument.default, (list, dict)):
        return f"{argument.name}: {kind} = {literal(argument.default)}"
    return f"{argument.name}: {kind} | None = None"


def _values(operation: Operation, *, is_body: bool) -> tuple[tuple[str, str], ...]:
    return tuple(
        (literal(field_name(argument.wire_name)), argument.name)
        for argument in operation.arguments
        if (argument.place == "body") == is_body
    )


def _fields(operation: Operation, place: str) -> str:
    entries = []
    for argument in operation.arguments:
        if argument.place == place:
            entry = [literal(argument.wire_name), literal(field_name(argument.wire_name))]
            if place == "path":
                entry.append(literal(argument.keeps_slashes))
            entries.append(f"({', '.join(entry)})")
    return f"({', '.join(entries)},)" if entries else ""
