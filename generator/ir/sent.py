"""Which of the media types of a request is sent, and which of its fields are files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from generator.document.view import OperationView, deref
from generator.ir.flat import UNIONS, Flattener
from generator.ir.media import is_form, is_json, is_media_type, is_multipart, is_text
from generator.runtime.shapes import Encoding
from generator.source.nodes import MapNode

JSON: Final = "application/json"
_ANYTHING: Final = "*/*"
_BINARY_FORMATS: Final = frozenset({"binary", "byte-stream"})
_BINARY_ENCODINGS: Final = frozenset({"binary", "7bit", "8bit"})
_ORDER: Final[tuple[Encoding, ...]] = ("json", "multipart", "form", "text", "bytes")


@dataclass(frozen=True)
class Sent:
    """The media type that is sent, what the document says of it, and how its text is made."""

    name: str
    node: MapNode
    encoding: Encoding


def sent_by(document: MapNode, flattener: Flattener, view: OperationView) -> Sent | None:
    """Return what an operation sends: JSON before forms, forms before text, text before bytes."""
    holder = deref(document, view.node.get("requestBody"))
    content = holder.get("content") if isinstance(holder, MapNode) else None
    found = [
        Sent(name, node, _encoding(flattener, name, node))
        for name, node in (content.items() if isinstance(content, MapNode) else ())
        if isinstance(node, MapNode) and is_media_type(name)
    ]
    ranked = sorted(found, key=lambda sent: (_ORDER.index(sent.encoding), sent.name != JSON))
    if not ranked:
        return None
    best = ranked[0]
    if best.name == _ANYTHING and best.encoding == "json":
        return Sent(JSON, best.node, "json")
    uploads = next((sent for sent in ranked if sent.encoding == "multipart"), None)
    if best.encoding == "json" and uploads is not None and _adds_files(flattener, best, uploads):
        return Sent(uploads.name, uploads.node, "json-or-multipart")
    if best.encoding == "text" and "*" in best.name:
        return Sent("text/plain", best.node, "text")
    return best


def has_fields(target: Any) -> bool:
    """Say whether a value is an object whose fields can be arguments."""
    return (
        isinstance(target, MapNode)
        and bool(target.get("properties"))
        and target.get("type", "object") in ("object", ["object", "null"], ["object"])
    )


def file_in(flattener: Flattener, schema: Any) -> MapNode | None:
    """Return the schema of the file that a field of a form is, may be, or is a list of; None for any other field."""
    target = flattener.target(schema)
    if not isinstance(target, MapNode):
        return None
    if _is_file(target):
        return target
    item = flattener.target(target.get("items"))
    if isinstance(item, MapNode) and _is_file(item):
        return item
    members = [member for key in UNIONS for member in target.get(key) or ()]
    return next((found for member in members if (found := file_in(flattener, member)) is not None), None)


def _adds_files(flattener: Flattener, best: Sent, uploads: Sent) -> bool:
    """Say whether a form has all that the JSON has, and files besides."""
    known, more = (flattener.target(sent.node.get("schema")) for sent in (best, uploads))
    if (
        not has_fields(known)
        or not has_fields(more)
        or not set(known["properties"]) <= set(more["properties"])
    ):
        return False
    added = [entry for name, entry in more["properties"].items() if name not in known["properties"]]
    return bool(added) and all(file_in(flattener, entry) is not None for entry in added)


def _encoding(flattener: Flattener, name: str, node: MapNode) -> Encoding:
    target = flattener.target(node.get("schema"))
    if is_json(name) or (name == _ANYTHING and _is_structured(target)):
        return "json"
    if is_multipart(name):
        return "multipart"
    if is_form(name):
        return "form"
    is_binary = isinstance(target, MapNode) and _is_file(target)
    return "text" if is_text(name) and not is_binary else "bytes"


def _is_structured(target: Any) -> bool:
    return isinstance(target, MapNode) and target.get("type") not in (None, "string")


def _is_file(target: MapNode) -> bool:
    if target.get("format") in _BINARY_FORMATS:
        return True
    kind = target.get("type")
    if kind not in (None, "string"):
        return False
    if "contentEncoding" in target:
        return target["contentEncoding"] in _BINARY_ENCODINGS
    return "contentMediaType" in target and not is_text(str(target["contentMediaType"]))
