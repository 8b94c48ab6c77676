"""The bundle as a JSON document: every part knows where it stands, so that a complaint can say where."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias
from urllib.parse import quote

from jsonschema_rs import Draft202012, Draft202012Validator, ReferencingError, Registry, ValidationError, meta

from imgopen_mock.core.description.pointers import MISSING, escape, lookup, split

JsonObject: TypeAlias = dict[str, Any]

_BASE_URI = "urn:bundle"
_LONGEST_REFERENCE_CHAIN = 32
_LONGEST_REASON = 200


class BundleError(ValueError):
    """The OpenAPI document cannot be used; the message is one line and says where it is wrong."""


class Document:
    """A whole OpenAPI document: follows its references and makes validators for the schemas in it."""

    def __init__(self, root: JsonObject) -> None:
        self._root = root

    @classmethod
    def parse(cls, text: bytes | str) -> Document:
        """Read an OpenAPI document from JSON."""
        try:
            root = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise BundleError(f"is not JSON: {error}") from error
        if not isinstance(root, dict):
            raise BundleError("is not a JSON object")
        return cls(root)

    @property
    def root(self) -> Node:
        """The document's outermost object."""
        return Node(self, "", self._root)

    def follow(self, pointer: str, value: Any) -> tuple[str, Any]:
        """Follow `$ref` from the value at `pointer` until something that is not a reference."""
        start = pointer
        for _ in range(_LONGEST_REFERENCE_CHAIN):
            if not isinstance(value, dict) or not isinstance(value.get("$ref"), str):
                return pointer, value
            reference: str = value["$ref"]
            if not reference.startswith("#"):
                raise BundleError(f"#{pointer}: {reference} points outside the document")
            pointer = reference[1:]
            try:
                value = lookup(self._root, split(pointer))
            except ValueError as error:
                raise BundleError(f"#{start}: {error}") from error
            if value is MISSING:
                raise BundleError(f"#{start}: {reference} does not exist")
        raise BundleError(f"#{start}: its references never end")

    def check_schemas(self, pointer: str, schema: Any) -> None:
        """Make sure that a schema, and those inside it, are schemas; those that it refers to are not looked at."""
        if not isinstance(schema, (dict, bool)):
            raise BundleError(f"#{pointer}: is not a schema")
        try:
            meta.validate(schema)
        except ValidationError as error:
            where = "".join(f"/{escape(str(step))}" for step in error.instance_path)
            raise BundleError(f"#{pointer}{where}: the schema is broken: {_reason(error)}") from error

    def validator(self, pointer: str, schema: Any) -> Draft202012Validator:
        """Make a validator for the schema at `pointer`; formats are notes, as in JSON Schema 2020-12."""
        self.check_schemas(pointer, schema)
        try:
            return Draft202012Validator(
                {"$ref": f"{_BASE_URI}#{quote(pointer)}"}, registry=self._registry, offline=True
            )
        except (ValidationError, ReferencingError, ValueError) as error:
            raise BundleError(f"#{pointer}: the schema is broken: {_reason(error)}") from error

    @cached_property
    def _registry(self) -> Registry:
        try:
            return Registry([(_BASE_URI, self._root)], draft=Draft202012)
        except (ReferencingError, ValueError) as error:
            raise BundleError(f"its schemas are broken: {_reason(error)}") from error


@dataclass(frozen=True)
class Node:
    """One value of the document and the pointer to it; navigation follows references by itself."""

    document: Document = field(repr=False)
    pointer: str
    value: Any = field(repr=False)

    def error(self, problem: str) -> BundleError:
        """Say what is wrong with this part of the document."""
        return BundleError(f"#{self.pointer}: {problem}" if self.pointer else problem)

    def get(self, key: str) -> Node | None:
        """Return a property of this object, or None if it has none of that name."""
        value = self.object().get(key, MISSING)
        if value is MISSING:
            return None
        pointer, value = self.document.follow(f"{self.pointer}/{escape(key)}", value)
        return Node(self.document, pointer, value)

    def need(self, key: str) -> Node:
        """Return a property that this object has to have."""
        node = self.get(key)
        if node is None:
            raise self.error(f"{key} is missing")
        return node

    def items(self) -> Iterator[tuple[str, Node]]:
        """Walk through the properties of this object."""
        for key in self.object():
            yield key, self.need(key)

    def elements(self) -> Iterator[Node]:
        """Walk through the elements of this array."""
        if not isinstance(self.value, list):
            raise self.error("is not an array")
        for index, element in enumerate(self.value):
            pointer, value = self.document.follow(f"{self.pointer}/{index}", element)
            yield Node(self.document, pointer, value)

    def object(self) -> JsonObject:
        """Return this object as it stands, its references not followed."""
        if not isinstance(self.value, dict):
            raise self.error("is not an object")
        return self.value

    def text(self) -> str:
        """Return this string."""
        if not isinstance(self.value, str):
            raise self.error("is not a string")
        return self.value

    def optional_text(self, key: str) -> str | None:
        """Return the string under `key`, or None if there is nothing."""
        node = self.get(key)
        return None if node is None else node.text()

    def number(self) -> float:
        """Return this number."""
        if isinstance(self.value, bool) or not isinstance(self.value, (int, float)):
            raise self.error("is not a number")
        if not math.isfinite(self.value):
            raise self.error("is not a finite number")
        return self.value

    def validator(self) -> Draft202012Validator:
        """Make a validator for the schema that stands here."""
        return self.document.validator(self.pointer, self.value)


def _reason(error: Exception) -> str:
    """Return what an error of jsonschema-rs says, in one line of bearable length."""
    text = str(getattr(error, "message", error)).partition("\n")[0]
    return text if len(text) <= _LONGEST_REASON else f"{text[:_LONGEST_REASON]}..."
