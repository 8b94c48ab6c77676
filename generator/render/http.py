"""The HTTP library that a package is made for: httpx, or httpx2, which continues it.

The runtime and the templates are written for httpx. For another library their imports are changed, and what their
docstrings say in backticks: there the two libraries change places, because a package takes clients of both.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class HttpLibrary:
    """A library that can carry the calls.

    Attributes:
        name: the name of its distribution and of its module.
        requirement: the versions that the package works with.
        python: the oldest Python that it, and so the package, runs on.
    """

    name: str
    requirement: str
    python: str


WRITTEN_FOR: Final = HttpLibrary("httpx", "httpx>=0.28,<1", "3.10")
"""What the runtime and the templates import."""
SUCCESSOR: Final = HttpLibrary("httpx2", "httpx2>=2.16,<3", "3.11")
LIBRARIES: Final = {library.name: library for library in (WRITTEN_FOR, SUCCESSOR)}

_NAMED: Final = re.compile(r"(?<=`)(httpx2?)(?=[`.])")
_OTHER: Final = {WRITTEN_FOR.name: SUCCESSOR.name, SUCCESSOR.name: WRITTEN_FOR.name}

_Place = tuple[int, int, int, int]
"""First line, first byte, last line, last byte: of lines counted from 0."""


def for_library(library: HttpLibrary, source: str) -> str:
    """Return a module that was written for httpx as one for `library`.

    Raises:
        ValueError: it imports httpx in another way than by `import httpx`, which is a fault of the generator.
    """
    if library == WRITTEN_FOR or WRITTEN_FOR.name not in source:
        return source
    tree = ast.parse(source)
    lines = source.encode().splitlines(keepends=True)
    changes = [(place, f"import {library.name} as {WRITTEN_FOR.name}") for place in _imports(tree)]
    changes += [(place, _renamed(_text_at(lines, place))) for place in _docstrings(tree)]
    for place, text in sorted(changes, reverse=True):
        _put(lines, place, text)
    return b"".join(lines).decode()


def _imports(tree: ast.Module) -> Iterator[_Place]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)) and WRITTEN_FOR.name in _roots(node):
            written = ast.unparse(node)
            if written != f"import {WRITTEN_FOR.name}":
                raise ValueError(
                    f"line {node.lineno}: `{written}` cannot be made an import of another library"
                )
            yield _place(node)


def _roots(node: ast.Import | ast.ImportFrom) -> list[str]:
    """Return the packages from which a statement imports; none where it is relative."""
    if isinstance(node, ast.Import):
        return [alias.name.partition(".")[0] for alias in node.names]
    return [] if node.level or node.module is None else [node.module.partition(".")[0]]


def _docstrings(tree: ast.Module) -> Iterator[_Place]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield _place(node)


def _renamed(docstring: str) -> str:
    return _NAMED.sub(lambda match: _OTHER[match[1]], docstring)


def _place(node: ast.stmt) -> _Place:
    assert node.end_lineno is not None  # noqa: S101
    assert node.end_col_offset is not None  # noqa: S101
    return node.lineno - 1, node.col_offset, node.end_lineno - 1, node.end_col_offset


def _text_at(lines: list[bytes], place: _Place) -> str:
    first, start, last, end = place
    if first == last:
        return lines[first][start:end].decode()
    return b"".join([lines[first][start:], *lines[first + 1 : last], lines[last][:end]]).decode()


def _put(lines: list[bytes], place: _Place, text: str) -> None:
    first, start, last, end = place
    lines[first : last + 1] = [lines[first][:start] + text.encode() + lines[last][end:]]
