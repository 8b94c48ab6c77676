"""What the fields of requests and answers mean: `x-meaning`, read from the JSON of a bundle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from tests.mock_server.simulator.calls import Answer, Call
from tests.mock_server.simulator.documents import Api, Json, Operation
from tests.mock_server.simulator.expressions import NOTHING, read

Fields: TypeAlias = Mapping[str, tuple[tuple[tuple[str, ...], Json], ...]]
"""Ways to the fields of a request's body, with their schemas, by meaning."""

MEANING = "x-meaning"


def fields_of(operation: Operation) -> Fields:
    """Return the fields of an operation's request body that mean something."""
    found: dict[str, tuple[tuple[tuple[str, ...], Json], ...]] = {}
    for path, schema in properties(operation.api, operation.body.get("schema", {})):
        meaning = schema.get(MEANING)
        if meaning is not None:
            found[meaning] = (*found.get(meaning, ()), (path, schema))
    return found


def properties(api: Api, schema: Any, depth: int = 6) -> Iterator[tuple[tuple[str, ...], Json]]:
    """Walk through the fields of an object and of the objects in it, but not of those in lists."""
    for part in _parts(api, schema):
        for name, inner in part.get("properties", {}).items() if depth else ():
            yield (name,), api.follow(inner)
            for path, deeper in properties(api, inner, depth - 1):
                yield (name, *path), deeper


def asked(call: Call, meaning: str) -> list[Any]:
    """Return what a call asks for in the fields of a meaning, counting defaults."""
    found = (
        (read(call.values, ("body", *path)), schema)
        for path, schema in fields_of(call.operation).get(meaning, ())
    )
    values = (schema.get("default", NOTHING) if value is NOTHING else value for value, schema in found)
    return [value for value in values if value is not NOTHING]


def told(answer: Answer, meaning: str) -> list[Any]:
    """Return the values of the fields of an answer that have a meaning, wherever they stand."""
    operation = answer.call.operation
    found = meant(operation.api, operation.answer_schema, answer.body)
    return [value for name, value in found if name == meaning]


def meant(api: Api, schema: Any, value: Any) -> Iterator[tuple[str, Any]]:
    """Walk through all fields inside a value that mean something."""
    for part in _parts(api, schema, value):
        if isinstance(value, dict):
            for name, inner in part.get("properties", {}).items():
                if name in value:
                    yield from ((meaning, value[name]) for meaning in _meanings(api, inner))
                    yield from meant(api, inner, value[name])
        if isinstance(value, list) and "items" in part:
            for element in value:
                yield from meant(api, part["items"], element)


def promised(operation: Operation) -> set[str]:
    """Return all meanings that answers of an operation can have."""
    found: set[str] = set()
    waiting: list[tuple[Any, int]] = [(operation.answer_schema, 12)]
    while waiting:
        schema, depth = waiting.pop()
        for part in _parts(operation.api, schema) if depth else ():
            found |= {part[MEANING]} if MEANING in part else set()
            inner = [*part.get("properties", {}).values(), part.get("items", {})]
            waiting += [(deeper, depth - 1) for deeper in inner]
    return found


def _meanings(api: Api, schema: Any) -> set[str]:
    return {part[MEANING] for part in _parts(api, schema) if MEANING in part}


def _parts(api: Api, schema: Any, value: Any = NOTHING) -> Iterator[Json]:
    """Walk through a schema and those of which it is made; of alternatives, through those that a value keeps."""
    schema = api.follow(schema)
    if not isinstance(schema, dict):
        return
    yield schema
    for part in schema.get("allOf", ()):
        yield from _parts(api, part, value)
    for option in (*schema.get("oneOf", ()), *schema.get("anyOf", ())):
        if value is NOTHING or api.keeps(value, option):
            yield from _parts(api, option, value)
