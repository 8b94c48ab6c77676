"""Makes one document of a spec in several files, in which every node still knows its file and line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

from generator.document.grammar import COMPONENT_SECTIONS, DATA, EXTENSION, Child, Kind, child_of
from generator.document.pointer import follow, join_pointer, local_reference, split_pointer
from generator.memory import FORGETFUL, Memory
from generator.source.complaint import Complaint, Location, SpecError, fault
from generator.source.files import SpecFiles
from generator.source.nodes import MapNode, SeqNode

_INLINED: Final = frozenset({"pathItem", EXTENSION})


_FILES: Final = frozenset({".yaml", ".yml", ".json"})
_NO_NAME: Final = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True)
class Bundle:
    """A self-contained document: its references all point into its own `components`."""

    document: MapNode
    files: frozenset[Path]
    """Every file that went into it."""
    root: Path
    faults: tuple[Complaint, ...] = ()
    """What is wrong with it as OpenAPI, where a client is made all the same."""


@dataclass(frozen=True)
class _Target:
    file: Path
    steps: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.steps[-1] if self.steps else self.file.stem

    def __str__(self) -> str:
        return f"{self.file.name}#{join_pointer(self.steps)}" if self.steps else self.file.name


def bundle_spec(root: Path, memory: Memory = FORGETFUL, *, is_strict: bool = True) -> Bundle:
    """Return the document at `root` with everything that it refers to in other files.

    A referenced schema, response, callback and so on moves to `components` under the name of its file (or of
    its key, where the reference has a pointer); path items and what stands in extensions are put in place. Two things
    that would have one name are an error where `is_strict`, and get names of their own otherwise.

    Raises:
        SpecError: a file cannot be read, or references lead nowhere, in a circle, or to one name twice.
    """
    bundler = _Bundler(SpecFiles(root, memory), is_strict=is_strict)
    document = bundler.run()
    if bundler.complaints:
        raise SpecError(bundler.complaints)
    return Bundle(document, bundler.files.opened, bundler.files.root)


class _Bundler:
    def __init__(self, files: SpecFiles, *, is_strict: bool) -> None:
        self.files = files
        self._is_strict = is_strict
        self._names: dict[tuple[str, _Target], str] = {}
        self.complaints: list[Complaint] = []
        self._hoisted: dict[tuple[str, str], _Target] = {}
        self._pending: list[tuple[str, str, Kind, _Target]] = []
        self._queued: set[_Target] = set()
        self._inlining: list[_Target] = []
        self._ending: set[_Target] = set()

    def run(self) -> MapNode:
        root = self.files.read(self.files.root)
        if not isinstance(root, MapNode):
            raise fault(Location(self.files.root, 1), self.files.root.name, "is not an OpenAPI document")
        self._reserve_components(root)
        document: MapNode = self._map(root, "document", self.files.root)
        components = document.get("components")
        if not isinstance(components, MapNode):
            components = MapNode(document.location)
        self._hoist_pending(components)
        _sort_sections(components)
        if components:
            document.put("components", components, document.at("components"))
        return document

    def _reserve_components(self, root: MapNode) -> None:
        components = root.get("components")
        if not isinstance(components, dict):
            return
        for section, entries in components.items():
            for name in entries if isinstance(entries, dict) else ():
                target = _Target(self.files.root, ("components", section, name))
                self._hoisted[section, name] = target

    def _hoist_pending(self, components: MapNode) -> None:
        while self._pending:
            section, name, kind, target = self._pending.pop()
            node = self._content(target)
            if section not in components:
                components.put(section, MapNode(components.location), components.location)
            location = node.location if isinstance(node, MapNode) else Location(target.file, 1)
            components[section].put(name, self._copy(node, kind, target.file), location)

    def _copy(self, node: Any, kind: Kind, file: Path) -> Any:
        if isinstance(node, MapNode):
            return self._map(node, kind, file)
        if isinstance(node, SeqNode):
            sequence = SeqNode(node.location)
            for index, entry in enumerate(node):
                sequence.push(self._copy(entry, kind, file), node.at(index))
            return sequence
        return node

    def _map(self, node: MapNode, kind: Kind, file: Path) -> Any:
        reference = node.get("$ref")
        if kind != DATA and isinstance(reference, str) and (kind in COMPONENT_SECTIONS or kind == EXTENSION):
            try:
                return self._reference(node, reference, kind, file)
            except SpecError as error:
                self.complaints.extend(error.complaints)
                return MapNode(node.location)
        copy = MapNode(node.location)
        for key, value in node.items():
            copy.put(key, self._child(value, child_of(kind, key), file), node.at(key))
        discriminator = copy.get("discriminator") if kind == "schema" else None
        if isinstance(discriminator, MapNode) and isinstance(discriminator.get("mapping"), MapNode):
            self._follow_mapping(discriminator["mapping"], file)
        return copy

    def _follow_mapping(self, mapping: MapNode, file: Path) -> None:
        """Make the files that a discriminator's mapping names components, as if it held references."""
        for value, target in mapping.items():
            if isinstance(target, str) and ("/" in target or Path(target).suffix in _FILES):
                reference = MapNode(mapping.location)
                reference.put("$ref", target, mapping.at(value))
                try:
                    mapping[value] = self._reference(reference, target, "schema", file)["$ref"]
                except SpecError as error:
                    self.complaints.extend(error.complaints if self._is_strict else ())

    def _child(self, value: Any, child: Child, file: Path) -> Any:
        if child.shape == "map" and isinstance(value, MapNode):
            copy = MapNode(value.location)
            for name, entry in value.items():
                copy.put(name, self._copy(entry, child.kind, file), value.at(name))
            return copy
        return self._copy(value, child.kind, file)

    def _reference(self, node: MapNode, reference: str, kind: Kind, file: Path) -> Any:
        location = node.at("$ref")
        target = self._target(reference, file, location)
        self._check_chain(target, location)
        if kind in _INLINED:
            inlined = self._inline(target, kind, location)
            for key in (key for key in node if key != "$ref" and isinstance(inlined, MapNode)):
                inlined.put(key, self._child(node[key], child_of(kind, key), file), node.at(key))
            return inlined
        section = COMPONENT_SECTIONS[kind]
        name = self._name(section, target)
        known = self._hoisted.setdefault((section, name), target)
        if known != target:
            what = f"{target} and {known} would both be components/{section}/{name}"
            raise fault(location, reference, what)
        is_component = target.file == self.files.root and target.steps[:-1] == ("components", section)
        if not is_component:
            self._queue(section, name, kind, target)
        copy = MapNode(node.location)
        for key, value in node.items():
            child = child_of(kind, key)
            copy.put(key, self._child(value, child, file), node.at(key))
        copy.put("$ref", local_reference(("components", section, name)), location)
        return copy

    def _name(self, section: str, target: _Target) -> str:
        """Return the name that a component gets: its own, or a longer one where that is taken and may be changed."""
        if self._is_strict or self._hoisted.get((section, target.name), target) == target:
            return target.name
        known = self._names.get((section, target))
        if known is not None:
            return known
        steps = [*target.file.with_suffix("").parts[-1:], *target.steps]
        longer = (_joined(steps[-length:]) for length in range(2, len(steps) + 1))
        numbered = (f"{_joined(steps)}_{number}" for number in count(2))
        name = next(name for name in chain(longer, numbered) if (section, name) not in self._hoisted)
        self._names[section, target] = name
        return name

    def _queue(self, section: str, name: str, kind: Kind, target: _Target) -> None:
        entry = (section, name, kind, target)
        if target not in self._queued:
            self._queued.add(target)
            self._pending.append(entry)

    def _inline(self, target: _Target, kind: Kind, location: Location) -> Any:
        if target in self._inlining:
            shown = " -> ".join(str(step) for step in (*self._inlining, target))
            raise fault(location, str(target), f"circular reference: {shown}")
        self._inlining.append(target)
        try:
            return self._copy(self._content(target), kind, target.file)
        finally:
            self._inlining.pop()

    def _target(self, reference: str, file: Path, location: Location) -> _Target:
        name, _, pointer = reference.partition("#")
        target_file = self.files.resolve(file, unquote(name), location) if name else file
        try:
            target = _Target(target_file, split_pointer(pointer))
            follow(self.files.read(target.file), target.steps)
        except (LookupError, ValueError):
            raise fault(location, reference, "leads nowhere") from None
        return target

    def _check_chain(self, target: _Target, location: Location) -> None:
        passed = {target: None}
        last = target
        while last not in self._ending:
            node = self._content(last)
            reference = node.get("$ref") if isinstance(node, MapNode) else None
            if not isinstance(reference, str):
                break
            last = self._target(reference, last.file, node.at("$ref"))
            if last in passed:
                shown = " -> ".join(str(step) for step in (*passed, last))
                raise fault(location, str(target), f"circular reference: {shown}")
            passed[last] = None
        self._ending.update(passed)

    def _content(self, target: _Target) -> Any:
        return follow(self.files.read(target.file), target.steps)


def _joined(steps: list[str]) -> str:
    return "_".join(_NO_NAME.sub("_", step) for step in steps)


def _sort_sections(components: MapNode) -> None:
    for section, entries in list(components.items()):
        if isinstance(entries, MapNode):
            ordered = MapNode(entries.location)
            for name in sorted(entries):
                ordered.put(name, entries[name], entries.at(name))
            components[section] = ordered
