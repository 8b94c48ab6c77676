"""Each operation says what a reader and a caller need to know of it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.bundle import Bundle
from generator.document.view import OperationView, deref, json_content, operations_of
from generator.source.complaint import Complaint
from generator.source.nodes import MapNode


def check_operations(bundle: Bundle) -> Iterator[Complaint]:
    """Yield a complaint for each operation without id, single declared tag, summary, provenance or success."""
    document = bundle.document
    tags = {tag.get("name") for tag in document.get("tags") or () if isinstance(tag, MapNode)}
    seen: dict[str, OperationView] = {}
    for view in operations_of(document):
        yield from _check_identity(view, seen)
        yield from _check_tags(view, tags)
        yield from _check_texts(view)
        yield from _check_success(document, view)


def _check_identity(view: OperationView, seen: dict[str, OperationView]) -> Iterator[Complaint]:
    name = view.node.get("operationId")
    if not isinstance(name, str):
        return
    first = seen.setdefault(name, view)
    if first is not view:
        other = first.node.at("operationId")
        yield Complaint(view.node.at("operationId"), name, f"this operationId is already used at {other}")


def _check_tags(view: OperationView, declared: set[str | None]) -> Iterator[Complaint]:
    tags = view.node.get("tags")
    if not isinstance(tags, list) or len(tags) != 1:
        yield Complaint(view.node.at("tags"), view.title, "must have exactly one tag")
    elif tags[0] not in declared:
        yield Complaint(view.node.at("tags"), view.title, f"the tag {tags[0]} is not declared under tags")


def _check_texts(view: OperationView) -> Iterator[Complaint]:
    summary = view.node.get("summary")
    if not isinstance(summary, str) or not summary.strip():
        yield Complaint(view.location, view.title, "has no summary")
    provenance = view.node.get("x-provenance")
    if provenance is None:
        yield Complaint(view.location, view.title, "has no x-provenance")
    elif isinstance(provenance, MapNode):
        status = provenance.get("status")
        if status in ("partial", "inferred") and not provenance.get("note"):
            yield Complaint(view.node.at("x-provenance"), view.title, f"x-provenance: {status} needs a note")
        if status in ("documented", "partial") and not provenance.get("pages"):
            yield Complaint(view.node.at("x-provenance"), view.title, f"x-provenance: {status} needs pages")


def _check_success(document: MapNode, view: OperationView) -> Iterator[Complaint]:
    responses = view.node.get("responses") or {}
    successes = [code for code in responses if code.startswith("2")]
    if not successes:
        yield Complaint(view.node.at("responses"), view.title, "has no success response")
    for code in successes:
        media = json_content(deref(document, responses[code]))
        if media is not None and "schema" not in media:
            yield Complaint(media.location, view.title, f"response {code} has no schema")
