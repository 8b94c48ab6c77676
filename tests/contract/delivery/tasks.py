"""Requests that submit tasks and ask for a callback, made from the document alone."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from imgopen_contract.document import Callback, Document, Operation, load_document
from imgopen_contract.document.expressions import steps_of, written
from imgopen_mock import Request

DOCUMENT = load_document()


def callbacks_of(document: Document) -> tuple[Callback, ...]:
    """Return every callback of every operation."""
    return tuple(callback for operation in document.operations for callback in operation.callbacks)


def address(number: int) -> str:
    """Return where the task of a number is told of; no two have the same."""
    return f"http://receiver.example/tasks/{number}"


def submission(callback: Callback, number: int) -> Request:
    """Return the documented request of the callback's operation, with an id and an address of its own."""
    operation = callback.operation
    values: dict[str, Any] = {
        "body": operation.body_examples[0],
        "path": {parameter.name: parameter.examples[0] for parameter in operation.parameters},
    }
    for expression, value in (
        (callback.url.strip("{}"), address(number)),
        (operation.task["id"], f"task-{number}"),
    ):
        values = written(values, steps_of(expression), value)
    headers = {credential.header.lower(): "key" for credential in operation.document.credentials}
    headers["content-type"] = operation.media_type
    return Request(operation.method, _path(operation, values), headers, json.dumps(values["body"]).encode())


def _path(operation: Operation, values: dict[str, Any]) -> str:
    path = operation.path
    for name, value in values["path"].items():
        path = path.replace(f"{{{name}}}", quote(str(value)))
    return path
