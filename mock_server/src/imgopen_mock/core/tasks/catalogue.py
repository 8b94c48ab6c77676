"""What a spec does not have: the rows of lists, and words for captions, styles and prompts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from imgopen_mock.core.description.document import JsonObject


class CatalogueError(ValueError):
    """The file cannot be used; the message is one line and says why."""


@dataclass(frozen=True)
class Catalogue:
    """Rows by the name of their collection, and lists of words by theirs.

    The fields of a row are meanings, in the words of `x-meaning`; which names they get is up to the spec.
    """

    collections: Mapping[str, tuple[JsonObject, ...]] = field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def parse(cls, text: bytes | str) -> Catalogue:
        """Read a catalogue from JSON."""
        try:
            root = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise CatalogueError(f"is not JSON: {error}") from error
        parts = root if isinstance(root, dict) else {}
        collections = _lists(parts.get("collections"), "collections", dict)
        words = _lists(parts.get("words"), "words", str)
        return cls(collections, words)


def _lists(value: Any, name: str, kind: type) -> dict[str, tuple[Any, ...]]:
    if not isinstance(value, dict):
        raise CatalogueError(f"{name} is not an object")
    for key, elements in value.items():
        if not isinstance(elements, list) or not all(isinstance(element, kind) for element in elements):
            raise CatalogueError(f"{name}/{key} is not a list of {'objects' if kind is dict else 'texts'}")
    return {key: tuple(elements) for key, elements in value.items()}
