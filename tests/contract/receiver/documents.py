"""The documents that receivers are held to: the real one, and others in which little or nothing is as in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest
from imgopen_contract.document import Callback, Document, load_document
from imgopen_contract.document.expressions import steps_of, written

_TESTS = Path(__file__).parents[2]


def _loosened(document: Document) -> Document:
    """Return a document that requires nothing, and shows a task that failed before the one that succeeded."""
    data = json.loads(json.dumps(document.data), object_hook=_without_requirements)
    for operation in Document(data).operations:
        for callback in operation.callbacks:
            _show_failure(callback)
    return Document(data)


def _without_requirements(node: dict[str, Any]) -> dict[str, Any]:
    return {**node, "required": []} if isinstance(node.get("required"), list) else node


def _show_failure(callback: Callback) -> None:
    task = callback.operation.links[0].operation.task
    name, value = next(iter(callback.examples.items()))
    declared = callback.operation.document.resolve(callback.operation.node["callbacks"][callback.name])
    media = next(iter(declared[callback.url][callback.method.lower()]["requestBody"]["content"].values()))
    failed = written(value, steps_of(task["state"])[1:], task["states"]["failed"][0])
    if len(media["examples"]) == 1:
        media["examples"] = {f"not {name}": {"value": failed}, **media["examples"]}


REAL: Final = load_document()
LOOSE: Final = _loosened(REAL)
BAKERY: Final = load_document(_TESTS / "mock_server" / "simulator" / "bakery.json")
"""An API in which nothing has the name that it has in the real one, and the task's id is a number."""
KILN: Final = load_document(_TESTS / "mock_server" / "kiln.json")
"""An API whose callback is not described but for its delivery."""

DOCUMENTS: Final = {"real": REAL, "loose": LOOSE, "bakery": BAKERY, "kiln": KILN}


def each_of(*names: str) -> pytest.MarkDecorator:
    """Run a test with several documents, or with all."""
    chosen = names or tuple(DOCUMENTS)
    return pytest.mark.parametrize("document", [DOCUMENTS[name] for name in chosen], ids=chosen)
