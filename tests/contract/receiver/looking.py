"""Looks at what was posted, with nothing of what the kit makes of a document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import referencing
from imgopen_contract.document import Document
from imgopen_contract.document.expressions import NOTHING, read, steps_of, written
from imgopen_contract.receiver import receiver_checks
from imgopen_contract.receiver.kind import Kind
from referencing.jsonschema import DRAFT202012

from tests.contract.receiver.recorder import Got, record


def kinds(document: Document) -> list[Kind]:
    return list({check.kind.name: check.kind for check in receiver_checks(document)}.values())


def keeps(kind: Kind, value: Any) -> bool:
    """Judge a payload without what the package makes of the document."""
    document = json.loads(json.dumps(kind.document.data))
    schema = json.loads(json.dumps(kind.callback.schema).replace('"#/', '"urn:bundle#/'))
    registry = referencing.Registry().with_resource("urn:bundle", DRAFT202012.create_resource(document))
    return bool(jsonschema.Draft202012Validator(schema, registry=registry).is_valid(value))


def posted(document: Document, name: str) -> Iterator[tuple[Kind, list[Got]]]:
    for check, _, got in record(name, document=document):
        yield check.kind, got


def id_places(kind: Kind) -> list[tuple[str, ...]]:
    """Return where the payloads of a kind have ids, as the queries of its operations tell."""
    tasks = [link.operation.task for operation in kind.operations for link in operation.links]
    tasks += [operation.task for operation in kind.operations]
    names = [task[name] for task in tasks for name in ("receipt", "assigned") if name in task]
    ways = dict.fromkeys(steps_of(name)[1:] for name in names)
    return [way for way in ways if any(read(value, way) is not NOTHING for value in kind.payloads.values())]


def succeeding(kind: Kind) -> Any:
    """Return the documented payload of a task that succeeded, the only one if nothing is told of states."""
    tasks = [link.operation.task for operation in kind.operations for link in operation.links]
    for value in kind.payloads.values():
        for task in tasks:
            if "states" in task and read(value, steps_of(task["state"])[1:]) in task["states"]["succeeded"]:
                return value
    (value,) = kind.payloads.values()
    return value


def without_ids(kind: Kind, value: Any) -> Any:
    for way in id_places(kind):
        value = written(value, way, None)
    return value


def objects_of(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from objects_of(inner)


def ways_in(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield way
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in steps:
        yield from ways_in(inner, (*way, step))


def object_ways(value: Any) -> Iterator[tuple[Any, ...]]:
    return (way for way in ways_in(value) if isinstance(read(value, way), dict))


def schemas_of(document: Document, schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        schema = document.resolve(schema)
        yield schema
    for inner in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        if isinstance(inner, (dict, list)):
            yield from schemas_of(document, inner)
