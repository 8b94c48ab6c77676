"""Every example and default is what its schema admits."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final
from urllib.parse import quote

import jsonschema_rs

from generator.bundle import Bundle
from generator.document.grammar import Visit, walk
from generator.document.pointer import join_pointer
from generator.document.view import deref
from generator.source.complaint import Complaint, Location
from generator.source.nodes import MapNode, SeqNode, locate

_URI: Final = "urn:spec"
_KEYWORDS: Final = frozenset(
    ("schema", "items", "allOf", "anyOf", "oneOf", "properties", "content", "application/json", "requestBody")
)


def check_examples(bundle: Bundle) -> Iterator[Complaint]:
    """Yield a complaint for each rule that an example or a default breaks."""
    checker = _Checker(bundle.document)
    for visit in walk(bundle.document):
        if visit.kind == "schema":
            yield from checker.schema(visit)
        elif visit.kind in ("mediaType", "parameter", "header"):
            yield from checker.holder(visit)


class _Checker:
    def __init__(self, document: MapNode) -> None:
        self._document = document
        self._registry = jsonschema_rs.Registry([(_URI, json.loads(json.dumps(document)))])

    def schema(self, visit: Visit) -> Iterator[Complaint]:
        """Check what stands inside a schema: its default and its examples."""
        node: MapNode = visit.node
        for key in ("default", "example"):
            if key in node:
                yield from self._check(visit.path, node[key], node.at(key), _name(visit), key)
        examples = node.get("examples")
        if isinstance(examples, SeqNode):
            for index, value in enumerate(examples):
                yield from self._check(visit.path, value, examples.at(index), _name(visit), "example")

    def holder(self, visit: Visit) -> Iterator[Complaint]:
        """Check what stands beside a schema: the examples of a media type, a parameter or a header."""
        node: MapNode = visit.node
        if "schema" not in node:
            return
        path = (*visit.path, "schema")
        if "example" in node:
            yield from self._check(path, node["example"], node.at("example"), _name(visit), "example")
        examples = node.get("examples")
        for key, entry in examples.items() if isinstance(examples, MapNode) else ():
            example = deref(self._document, entry)
            if isinstance(example, MapNode) and "value" in example:
                what = f"example {key}"
                yield from self._check(path, example["value"], example.at("value"), _name(visit), what)

    def _check(
        self, path: tuple[str | int, ...], value: Any, location: Location, name: str, what: str
    ) -> Iterator[Complaint]:
        try:
            validator = self._validator(path)
        except (ValueError, jsonschema_rs.ReferencingError) as error:
            yield Complaint(locate(self._document, path), name, f"the schema cannot be used: {error}")
            return
        for fault in validator.iter_errors(json.loads(json.dumps(value))):
            steps = ".".join(str(step) for step in fault.instance_path)
            at = f"{what}, {steps}" if steps else what
            where = locate_below(value, fault.instance_path) or location
            yield Complaint(where, name, f"{at}: {fault.message}" if steps else f"{at} {fault.message}")

    def _validator(self, path: tuple[str | int, ...]) -> jsonschema_rs.Draft202012Validator:
        reference = f"{_URI}#{quote(join_pointer(path), safe='/~')}"
        return jsonschema_rs.Draft202012Validator({"$ref": reference}, registry=self._registry)


def locate_below(value: Any, path: Sequence[str | int]) -> Location | None:
    """Return where the part of an example at `path` stands, or None for a scalar example."""
    if isinstance(value, MapNode) and path:
        return locate(value, path)
    return None


def _name(visit: Visit) -> str:
    names = [step for step in visit.path if isinstance(step, str) and step not in _KEYWORDS]
    return names[-1] if names else visit.kind
