"""Everything that was written is used."""

from __future__ import annotations

from collections.abc import Iterator

from generator.bundle import Bundle
from generator.document.grammar import walk
from generator.document.pointer import join_pointer
from generator.document.view import operations_of
from generator.source.complaint import Complaint, Location
from generator.source.nodes import MapNode

_SUFFIXES = frozenset({".yaml", ".yml", ".json"})
_RELEASED = "released"
"""The folder of the last released document, to which the spec does not refer."""


def check_unused(bundle: Bundle) -> Iterator[Complaint]:
    """Yield a complaint for each component, tag and file below the spec's folder that nothing refers to."""
    yield from _unused_components(bundle.document)
    yield from _unused_tags(bundle.document)
    folders = (path for path in bundle.root.parent.iterdir() if path.is_dir() and path.name != _RELEASED)
    for folder in sorted(folders):
        for file in sorted(folder.rglob("*")):
            if file.suffix in _SUFFIXES and file not in bundle.files:
                yield Complaint(Location(file, 1), file.name, "nothing refers to this file")


def _unused_components(document: MapNode) -> Iterator[Complaint]:
    used = {
        visit.node["$ref"].removeprefix("#")
        for visit in walk(document)
        if isinstance(visit.node.get("$ref"), str)
    }
    used |= {join_pointer(("components", "securitySchemes", name)) for name in _secured(document)}
    for section, entries in (document.get("components") or {}).items():
        for name in entries if isinstance(entries, MapNode) else ():
            if join_pointer(("components", section, name)) not in used:
                yield Complaint(entries.at(name), name, f"nothing refers to this entry of {section}")


def _secured(document: MapNode) -> set[str]:
    requirements = list(document.get("security") or ())
    for view in operations_of(document):
        requirements.extend(view.node.get("security") or ())
    return {name for requirement in requirements if isinstance(requirement, dict) for name in requirement}


def _unused_tags(document: MapNode) -> Iterator[Complaint]:
    used = {tag for view in operations_of(document) for tag in view.node.get("tags") or ()}
    for tag in document.get("tags") or ():
        if isinstance(tag, MapNode) and tag.get("name") not in used:
            yield Complaint(tag.location, str(tag.get("name")), "no operation has this tag")
