"""From method and path to an operation, and to the values in the path."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import unquote

from imgopen_mock.core.description.operation import Operation

_VARIABLE = re.compile(r"\{([^{}]+)\}")

Methods: TypeAlias = Mapping[str, Operation]


@dataclass(frozen=True)
class Route:
    """The operation that a request is for, and what stands in its path."""

    operation: Operation
    path: Mapping[str, str]


@dataclass(frozen=True)
class NoRoute:
    """No operation answers: nothing known has this path, or what has it knows other methods only."""

    allowed: tuple[str, ...]
    nearest: str | None


@dataclass(frozen=True)
class _Template:
    """A path with variables in it."""

    pattern: re.Pattern[str]
    names: tuple[str, ...]
    methods: Methods


class Router:
    """Finds operations: paths without variables by one look into a table, the others by pattern, in turn."""

    def __init__(self, operations: Iterable[Operation]) -> None:
        self._paths: dict[str, dict[str, Operation]] = {}
        for operation in operations:
            self._paths.setdefault(operation.path, {})[operation.method] = operation
        templates = sorted(filter(_VARIABLE.search, self._paths), key=_specificity, reverse=True)
        self._templates = [_compile(path, self._paths[path]) for path in templates]
        self._literals = {
            path: methods for path, methods in self._paths.items() if not _VARIABLE.search(path)
        }

    def find(self, method: str, path: str) -> Route | NoRoute:
        """Find the operation for a request; a path without variables wins over one with."""
        allowed: list[str] = []
        for methods, values in self._candidates(path):
            if method in methods:
                return Route(methods[method], values)
            allowed += methods
        return NoRoute(tuple(dict.fromkeys(allowed)), None if allowed else self._nearest(path))

    def _candidates(self, path: str) -> Iterator[tuple[Methods, Mapping[str, str]]]:
        methods = self._literals.get(path)
        if methods is None and "%" in path and "%2f" not in path.lower():
            methods = self._literals.get(unquote(path))
        if methods is not None:
            yield methods, {}
        for template in self._templates:
            match = template.pattern.fullmatch(path)
            if match:
                yield template.methods, dict(zip(template.names, map(unquote, match.groups()), strict=True))

    def _nearest(self, path: str) -> str | None:
        return next(iter(difflib.get_close_matches(path, self._paths, n=1)), None)


def _specificity(path: str) -> tuple[int, int]:
    """Rank templates: fewer variables first, then more of the text fixed."""
    return -len(_VARIABLE.findall(path)), len(_VARIABLE.sub("", path))


def _compile(path: str, methods: Methods) -> _Template:
    """Make the pattern of a path with variables; a variable may span segments if its parameter says so."""
    spanning = {
        parameter.name
        for operation in methods.values()
        for parameter in operation.parameters
        if parameter.place == "path" and parameter.spans_segments
    }
    literals_and_names = _VARIABLE.split(path)
    names = tuple(literals_and_names[1::2])
    pattern = re.escape(literals_and_names[0])
    for name, literal in zip(names, literals_and_names[2::2], strict=True):
        pattern += ("(.+)" if name in spanning else "([^/]+)") + re.escape(literal)
    return _Template(re.compile(pattern, re.DOTALL), names, methods)
