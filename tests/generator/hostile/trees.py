"""The syntax trees of a package, strings and names aside."""

from __future__ import annotations

import ast
import functools
from collections import Counter
from collections.abc import Mapping
from typing import Final

from generator.render.runtime import runtime_files

_PACKAGES: Final = frozenset(("models", "types", "operations", "resources", "async_resources", "commands"))
"""The folders whose modules are called like groups of operations."""
_BY_VALUE: Final = frozenset(("alias", "pattern", "rule"))
"""Arguments that are there or not by what the text says, as a name, as a pattern, or as a default that is short."""
_MARK: Final = "x"

Shape = Counter[str]
"""How often each statement at the top of a module is there, by the role of the module."""


def shape_of(files: Mapping[str, str], package: str) -> Shape:
    """Return the shape of all Python of a package that its document decides.

    The order of statements is that of names where modules are sorted, and so is left out.
    """
    runtime = _runtime_of(package)
    found: Shape = Counter()
    for path, text in files.items():
        if path.endswith(".py") and path not in runtime:
            found.update(_statements(_role(path), text))
    return found


@functools.cache
def _runtime_of(package: str) -> frozenset[str]:
    return frozenset(f"src/{package}/_runtime/{name}" for name in runtime_files())


@functools.lru_cache(maxsize=64)
def _statements(role: str, text: str) -> tuple[str, ...]:
    return tuple(f"{role}: {_dumped(statement)}" for statement in ast.parse(text).body)


def _role(path: str) -> str:
    folder, _, name = path.rpartition("/")
    is_group = folder.rpartition("/")[2] in _PACKAGES and name != "__init__.py"
    return f"{folder}/*" if is_group else path


def _dumped(statement: ast.stmt) -> str:
    return ast.dump(_Anonymous().visit(statement))


class _Anonymous(ast.NodeTransformer):
    """Puts one mark for every name and every text."""

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        return ast.Constant(_MARK) if isinstance(node.value, str) else node

    def visit_Name(self, node: ast.Name) -> ast.AST:
        return ast.Name(_MARK, node.ctx)

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        return ast.Attribute(self.visit(node.value), _MARK, node.ctx)

    def visit_arg(self, node: ast.arg) -> ast.AST:
        self.generic_visit(node)
        node.arg = _MARK
        return node

    def visit_alias(self, node: ast.alias) -> ast.AST:
        return ast.alias(_MARK, _MARK if node.asname else None)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.AST:
        self.generic_visit(node)
        node.module = _MARK
        return node

    def visit_keyword(self, node: ast.keyword) -> ast.AST | None:
        if node.arg in _BY_VALUE:
            return None
        self.generic_visit(node)
        node.arg = node.arg and _MARK
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return self._named(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        return self._named(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        return self._named(node)

    def _named(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> ast.AST:
        self.generic_visit(node)
        node.name = _MARK
        return node
