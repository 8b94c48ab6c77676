"""The runtime as it is copied into the package: real Python that no spec decides."""

from __future__ import annotations

import ast
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Final

_PRODUCT: Final = "product.py"
"""What the spec decides; a template writes it."""

PUBLIC_NAMES: Final = {
    "batch": ("AsyncOutcome", "BatchProgress", "Outcome"),
    "lists": ("AsyncItems", "AsyncPage", "Items", "Page"),
    "pictures": ("AsyncImage", "AsyncImages", "Image", "Images"),
    "raw": ("RawResponse",),
    "tasks.async_task": ("AsyncTask",),
    "tasks.progress": ("Progress",),
    "tasks.result": ("AsyncTaskResult", "TaskResult"),
    "tasks.task": ("Task",),
}
"""What users import from the package itself, by the module of the runtime that defines it."""


def runtime_files() -> dict[str, str]:
    """Return the text of every file of the runtime, by its path."""
    return dict(_below(resources.files("generator") / "runtime", ""))


def exported_names(source: str) -> list[str]:
    """Return the names that a module exports with `__all__`."""
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == "__all__":
            names: list[str] = ast.literal_eval(statement.value)
            return sorted(names)
    return []


def _below(folder: Traversable, above: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() and entry.name != "__pycache__":
            found += _below(entry, f"{above}{entry.name}/")
        elif entry.name.endswith(".py") and f"{above}{entry.name}" != _PRODUCT:
            found.append((f"{above}{entry.name}", entry.read_text(encoding="utf-8")))
    return found
