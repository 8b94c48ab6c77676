"""Each `x-` key is known, stands where it may, and has its documented shape."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from generator.bundle import Bundle
from generator.document.extensions import homes_of, known_extensions, shape_of
from generator.document.grammar import EXTENSION_PREFIX, Kind, walk
from generator.source.complaint import Complaint
from generator.source.nodes import MapNode, locate


def check_extensions(bundle: Bundle) -> Iterator[Complaint]:
    """Yield a complaint for each extension that the spec's readers would not understand."""
    for visit in walk(bundle.document):
        if visit.kind == "document" or isinstance(visit.node, MapNode):
            for key in visit.node:
                if key.startswith(EXTENSION_PREFIX):
                    yield from _check(visit.node, key, visit.kind)


def _check(node: MapNode, key: str, kind: Kind) -> Iterator[Complaint]:
    homes = homes_of(key)
    if not homes:
        close = get_close_matches(key, known_extensions(), n=1)
        hint = f"; did you mean {close[0]}?" if close else f"; known are {', '.join(known_extensions())}"
        yield Complaint(node.at(key), key, f"is not a known extension{hint}")
        return
    shape = shape_of(key, kind)
    if shape is None:
        yield Complaint(node.at(key), key, f"has no meaning on a {kind}, only on: {', '.join(homes)}")
        return
    try:
        shape.model_validate(node[key])
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            steps: tuple[Any, ...] = (key, *detail["loc"])
            where = ".".join(str(step) for step in steps)
            yield Complaint(locate(node, steps), where, detail["msg"].lower())
