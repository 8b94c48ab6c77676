"""Requests as orders: which of their fields say what is to be made.

A schema marks such fields with `x-meaning`. The words are the spec's; this module knows none of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from imgopen_mock.core.description.document import Document
from imgopen_mock.core.description.forms import MEANING
from imgopen_mock.core.description.pointers import MISSING, lookup
from imgopen_mock.core.description.schemas import flatten

_DEEPEST = 6

Asked: TypeAlias = Mapping[str, list[Any]]
"""What a request asks for: by meaning, the values of the fields that have it, at least one each."""


@dataclass(frozen=True)
class Order:
    """The meaningful fields of a request body: their meanings, the ways to them, and their defaults."""

    fields: tuple[tuple[str, tuple[str, ...], Any], ...] = ()

    @classmethod
    def read(cls, document: Document, schema: Any) -> Order:
        """Find the meaningful fields of a body's schema, in objects but not in lists."""
        return cls(tuple(_fields(document, schema, (), _DEEPEST)))

    def asked(self, body: Any) -> Asked:
        """Return what a body asks for; where a field is left out, its default counts."""
        asked: dict[str, list[Any]] = {}
        for meaning, path, default in self.fields:
            value = lookup(body, path)
            if value is MISSING:
                value = default
            if value is not MISSING and value is not None:
                asked.setdefault(meaning, []).append(value)
        return asked


def _fields(
    document: Document, schema: Any, path: tuple[str, ...], depth: int
) -> Iterator[tuple[str, tuple[str, ...], Any]]:
    if depth == 0:
        return
    for name, inner in flatten(document, schema).get("properties", {}).items():
        flat = flatten(document, inner)
        if MEANING in flat:
            yield str(flat[MEANING]), (*path, name), flat.get("default", MISSING)
        yield from _fields(document, flat, (*path, name), depth - 1)
