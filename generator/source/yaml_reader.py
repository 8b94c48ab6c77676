"""Reads YAML 1.2 (and so JSON) into nodes that know their line."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Any, Final

import yaml

from generator.memory import FORGETFUL, Memory
from generator.source.complaint import Location, fault
from generator.source.nodes import MapNode, SeqNode

_STANDARD_TAGS: Final = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in (
        *("str", "int", "float", "bool", "null", "map", "seq"),
        *(
            "timestamp",
            "value",
            "merge",
        ),  # of YAML 1.1, which takes `2001-12-14`, `=` and `<<` for more than text
    )
)
_SURROGATES: Final = re.compile(r"(\\\\)|\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_RAW_CONTROL: Final = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_MAX_DEPTH: Final = 200
_TOO_DEEP: Final = f"is nested deeper than {_MAX_DEPTH} levels"
_MAX_DIGITS: Final = 400


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Stops where a document is nested too deeply: the library itself calls itself until the process falls over."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._depth = 0

    def descend_resolver(self, parent: yaml.Node | None, index: Any) -> None:
        self._depth += 1
        if self._depth > _MAX_DEPTH + 2:
            mark = parent.start_mark if parent is not None else None
            raise yaml.MarkedYAMLError(problem=_TOO_DEEP, problem_mark=mark)
        super().descend_resolver(parent, index)

    def ascend_resolver(self) -> None:
        self._depth -= 1
        super().ascend_resolver()


# The core schema of YAML 1.2: `yes`, `on`, `012` and dates are text there, unlike in YAML 1.1.
_NULL: Final = frozenset({"", "~", "null", "Null", "NULL"})
_BOOL: Final = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT: Final = re.compile(r"[-+]?[0-9]+")
_HEX: Final = re.compile(r"0x[0-9a-fA-F]+")
_FLOAT: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


def read_yaml(path: Path, memory: Memory = FORGETFUL) -> Any:
    """Return the content of a YAML or JSON file as `MapNode`s, `SeqNode`s and scalars.

    Raises:
        SpecError: the file cannot be read, is not YAML, repeats a key, or uses a tag, an alias or a
            key that is not text.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise fault(Location(path, 1), path.name, f"cannot be read: {error.strerror or error}") from None
    return memory.recall("yaml", (path, content), lambda: _parsed(path, content))


def _parsed(path: Path, content: bytes) -> Any:
    start = Location(path, 1)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise fault(start, path.name, f"is not UTF-8 (byte {error.start})") from None
    try:
        root = yaml.compose(_as_yaml(text) if path.suffix == ".json" else text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        if error.problem == _TOO_DEEP:
            raise fault(Location(path, line), path.name, _TOO_DEEP) from None
        problem = " ".join(part for part in (error.context, error.problem) if part)
        raise fault(Location(path, line), path.name, f"invalid YAML: {problem}") from None
    except yaml.YAMLError as error:
        raise fault(start, path.name, f"invalid YAML: {error}") from None
    except RecursionError:
        raise fault(start, path.name, "is nested too deeply") from None
    if root is None:
        raise fault(start, path.name, "is empty")
    return _Reader(path).value(root, 0)


def _as_yaml(text: str) -> str:
    """Return JSON as YAML that means the same: YAML knows neither surrogate pairs nor raw control characters."""
    joined = _SURROGATES.sub(lambda match: match[1] or _joined(match[2], match[3]), text)
    return _RAW_CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", joined)


def _joined(high: str, low: str) -> str:
    return chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + int(low, 16) - 0xDC00)


class _Reader:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: set[int] = set()

    def value(self, node: yaml.Node, depth: int) -> Any:
        location = self._location(node)
        if depth > _MAX_DEPTH:
            raise fault(location, self._path.name, _TOO_DEEP)
        if node.tag not in _STANDARD_TAGS:
            raise fault(location, self._path.name, f"the tag {node.tag} is not supported")
        if isinstance(node, yaml.ScalarNode):
            return _scalar(node)
        if id(node) in self._seen:
            raise fault(location, self._path.name, "anchors and aliases are not supported; use $ref")
        self._seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return self._sequence(node, location, depth)
        return self._mapping(node, location, depth)

    def _sequence(self, node: yaml.SequenceNode, location: Location, depth: int) -> SeqNode:
        sequence = SeqNode(location)
        for entry in node.value:
            sequence.push(self.value(entry, depth + 1), self._location(entry))
        return sequence

    def _mapping(self, node: yaml.Node, location: Location, depth: int) -> MapNode:
        mapping = MapNode(location)
        for key_node, value_node in node.value:
            where = self._location(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                raise fault(where, self._path.name, "a key must be text")
            key = key_node.value
            if key in mapping:
                first = mapping.lines[key].line
                raise fault(where, key, f"is given twice (first in line {first})")
            mapping.put(key, self.value(value_node, depth + 1), where)
        return mapping

    def _location(self, node: yaml.Node) -> Location:
        return Location(self._path, node.start_mark.line + 1)


def _scalar(node: yaml.ScalarNode) -> Any:
    text: str = node.value
    if node.style:
        return text
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    if _FLOAT.fullmatch(text):
        return _number(text)
    if _HEX.fullmatch(text) and len(text) <= _MAX_DIGITS:
        return int(text, 16)
    return text


def _number(text: str) -> int | float | str:
    if not _INT.fullmatch(text):
        number = float(text)
        return number if math.isfinite(number) else text
    return int(text) if len(text) <= _MAX_DIGITS else text
