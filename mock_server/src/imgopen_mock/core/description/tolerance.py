"""Fields that the vendor's page flags as required although its own example leaves them out.

Such a field (`x-provenance` with `flag: required`) may be missing, and that is worth a warning.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from imgopen_mock.core.description.document import Document
from imgopen_mock.core.description.schemas import flatten

_EVERY_ELEMENT = "[]"
_DEEPEST = 6


@dataclass(frozen=True)
class ToleratedField:
    """A field that may be missing although it is documented as required."""

    path: tuple[str, ...]
    note: str

    @property
    def name(self) -> str:
        """The way to the field as people write it: `parent.child`, `list[].child`."""
        return ".".join(self.path).replace(f".{_EVERY_ELEMENT}", _EVERY_ELEMENT)

    def is_missing(self, body: Any) -> bool:
        """Tell whether an object that should have the field is there without it."""
        return _is_missing(body, self.path)


@dataclass(frozen=True)
class ContractWarning:
    """A request that was accepted although it leaves out a field documented as required."""

    at: float
    operation: str
    field: str
    note: str


def tolerated_fields(
    document: Document, schema: Any, path: tuple[str, ...] = (), depth: int = _DEEPEST
) -> Iterator[ToleratedField]:
    """Find the tolerated fields of a request body's schema."""
    if depth == 0:
        return
    flat = flatten(document, schema)
    required = flat.get("required", ())
    for name, field in flat.get("properties", {}).items():
        provenance = flatten(document, field).get("x-provenance")
        if isinstance(provenance, dict) and provenance.get("flag") == "required" and name not in required:
            yield ToleratedField((*path, name), str(provenance.get("note", "")))
        yield from tolerated_fields(document, field, (*path, name), depth - 1)
    if "items" in flat:
        yield from tolerated_fields(document, flat["items"], (*path, _EVERY_ELEMENT), depth - 1)


def _is_missing(value: Any, path: tuple[str, ...]) -> bool:
    first, *rest = path
    if first == _EVERY_ELEMENT:
        return isinstance(value, list) and any(_is_missing(element, tuple(rest)) for element in value)
    if not isinstance(value, dict):
        return False
    return _is_missing(value.get(first), tuple(rest)) if rest else first not in value
