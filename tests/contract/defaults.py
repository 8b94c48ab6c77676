"""What the client adds to what the caller gives: the documented defaults, and nothing else."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any

from imgopen_contract.cases import baseline
from imgopen_contract.document import Document, Operation
from imgopen_contract.document.expressions import NOTHING

from tests.contract.client_subject import ClientSubject
from tests.contract.made_ids import with_made_id


def check_defaults(subject: ClientSubject, operation: Operation) -> None:
    """Hold the client to the defaults of an operation: its method shows them, and at any depth they are sent."""
    call = baseline(operation)
    reaction = subject.ask(call)
    assert reaction.accepted, reaction.message
    completed = with_made_id(call, reaction)
    assert same(reaction.sent, with_defaults(operation, completed.body)), reaction.sent
    schema = operation.document.resolve(operation.body_schema)
    fields = schema.get("properties", {})
    made = operation.task.get("id", "").removeprefix("$request.body#/") if operation.role != "query" else ""
    method = subject.method(operation)
    for name, node in fields.items():
        default = operation.document.resolve(node).get("default")
        shown = method.defaults[method.arguments[name]]
        is_needed = name in schema.get("required", ()) and default is None and name != made
        assert (shown is inspect.Parameter.empty) is is_needed, f"{name} is required"
        if not is_needed and not isinstance(default, (list, dict)):
            assert same(shown, default), f"{name}={shown!r}"


def with_defaults(operation: Operation, body: Any) -> Any:
    """Return a body as the client is to send it: with the default of every documented field that is left out."""
    if body is NOTHING:
        return None
    return _filled(operation.document, operation.body_schema, body)


def same(value: Any, other: Any) -> bool:
    """Compare as JSON Schema does: 1 and 1.0 are one number, but True is none.

    An integer may have become the nearest number that 64 bits have, where any number is allowed.
    """
    if isinstance(value, bool) or isinstance(other, bool):
        return value is other
    if isinstance(value, dict) and isinstance(other, dict):
        return value.keys() == other.keys() and all(same(value[key], other[key]) for key in value)
    if isinstance(value, list) and isinstance(other, list):
        return len(value) == len(other) and all(map(same, value, other))
    if isinstance(value, float) and isinstance(other, int):
        return value == float(other)
    return bool(value == other)


def _filled(document: Document, schema: Mapping[str, Any], value: Any) -> Any:
    schema = document.resolve(schema)
    if isinstance(value, list) and "items" in schema:
        return [_filled(document, schema["items"], element) for element in value]
    if not isinstance(value, dict):
        return value
    known = {name: document.resolve(inner) for name, inner in schema.get("properties", {}).items()}
    given = {
        name: _filled(document, known[name], inner) if name in known else inner
        for name, inner in value.items()
    }
    return {**{name: inner["default"] for name, inner in known.items() if "default" in inner}, **given}
