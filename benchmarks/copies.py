"""A larger document, made by multiplying the bundle: operations, schemas, callbacks, all that they refer to."""

from __future__ import annotations

from typing import Any, Final

from benchmarks.exchange import Json

_RENAMED: Final = ("$ref", "operationId")


def multiply(document: Json, times: int) -> Json:
    """Return a document with `times` as many operations, models and callbacks, under the same tags.

    The first copy is the document itself; every further one has its number behind each path, operationId and name of
    a component, so that no two share a model.
    """
    components: Json = {section: dict(entries) for section, entries in document["components"].items()}
    paths: Json = dict(document["paths"])
    for number in range(2, times + 1):
        suffix = f"Copy{number}"
        paths |= {f"{path}{suffix}": _renamed(item, suffix) for path, item in document["paths"].items()}
        for section, entries in document["components"].items():
            if section != "securitySchemes":
                copies = {f"{name}{suffix}": _renamed(entry, suffix) for name, entry in entries.items()}
                components[section] |= copies
    return {**document, "paths": paths, "components": components}


def _renamed(node: Any, suffix: str) -> Any:
    if isinstance(node, dict):
        return {key: _renamed_entry(key, value, suffix) for key, value in node.items()}
    if isinstance(node, list):
        return [_renamed(entry, suffix) for entry in node]
    return node


def _renamed_entry(key: str, value: Any, suffix: str) -> Any:
    if key in _RENAMED and isinstance(value, str):
        return f"{value}{suffix}"
    return _renamed(value, suffix)
