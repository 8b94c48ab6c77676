"""Types as text: what a caller may pass, and what a caller gets."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.ir.types import Choice, File, ListOf, MapOf, Named, OneOf, Scalar, Type
from generator.render.text import literal

DICT_SUFFIX = "Dict"


@dataclass
class Imports:
    """The names that a module needs from its neighbours, and from `typing` and `collections.abc`."""

    package: str
    names: dict[str, set[str]] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    """Builtins whose names mean something else where the types stand, such as in a class with a method `list`."""

    def add(self, module: str, name: str) -> str:
        """Remember to import `name` from `module`, and return the name."""
        self.names.setdefault(module, set()).add(name)
        return name

    def builtin(self, name: str) -> str:
        """Return a type of Python itself by a name that nothing hides."""
        if name not in self.hidden:
            return name
        self.add("builtins", f"{name} as _{name}")
        return f"_{name}"

    def add_model(self, ref: Named) -> str:
        """Remember to import a model, and return its name."""
        return self.add(f"{self.package}.models.{ref.module}", ref.name)

    def add_type(self, ref: Named, name: str) -> str:
        """Remember to import a name that belongs to `ref` from the module of its types, and return the name."""
        return self.add(f"{self.package}.types.{ref.module}", name)

    @property
    def lines(self) -> list[str]:
        """The import statements, not sorted as a reader would wish; the formatter does that."""
        return [self._line(module) for module in sorted(self.names)]

    @property
    def of_libraries(self) -> list[str]:
        """The import statements for what is not of the package itself."""
        return [self._line(module) for module in sorted(self.names) if not self._is_own(module)]

    @property
    def of_package(self) -> list[str]:
        """The import statements for what is of the package itself."""
        return [self._line(module) for module in sorted(self.names) if self._is_own(module)]

    def _is_own(self, module: str) -> bool:
        return module.partition(".")[0] == self.package

    def _line(self, module: str) -> str:
        return f"from {module} import {', '.join(sorted(self.names[module]))}"


def accepted(kind: Type, imports: Imports) -> str:
    """Return the type that an argument accepts: models also as plain dicts, lists also as tuples."""
    if isinstance(kind, Named):
        if not kind.is_model:
            return imports.add_type(kind, kind.name)
        forms = [imports.add_model(kind), imports.add_type(kind, f"{kind.name}{DICT_SUFFIX}")]
        if kind.is_open:
            forms.append(
                f"{imports.add('collections.abc', 'Mapping')}[{imports.builtin('str')}, {imports.builtin('object')}]"
            )
        return " | ".join(forms)
    if isinstance(kind, ListOf):
        return f"{imports.add('collections.abc', 'Sequence')}[{accepted(kind.item, imports)}]"
    if isinstance(kind, MapOf):
        return f"{imports.add('collections.abc', 'Mapping')}[{imports.builtin('str')}, {accepted(kind.value, imports)}]"
    if isinstance(kind, OneOf):
        return _joined([accepted(member, imports) for member in kind.members])
    if isinstance(kind, File):
        return imports.add(f"{imports.package}._runtime.files", "FileContent")
    return _constant(kind, imports)


def given(kind: Type, imports: Imports) -> str:
    """Return the type of what an answer holds."""
    if isinstance(kind, Named):
        return imports.add_model(kind)
    if isinstance(kind, ListOf):
        return f"{imports.builtin('list')}[{given(kind.item, imports)}]"
    if isinstance(kind, MapOf):
        return f"{imports.builtin('dict')}[{imports.builtin('str')}, {given(kind.value, imports)}]"
    if isinstance(kind, OneOf):
        return _joined([given(member, imports) for member in kind.members])
    if isinstance(kind, File):
        return imports.builtin("bytes")
    return _constant(kind, imports)


def _joined(members: list[str]) -> str:
    """Return a union without repeats, None at its end."""
    parts = list(dict.fromkeys(part for member in members for part in _split(member)))
    ordered = [part for part in parts if part != "None"] + (["None"] if "None" in parts else [])
    return " | ".join(ordered)


def _split(text: str) -> list[str]:
    """Return the members of a union; a `|` inside brackets or quotes is not between members."""
    parts, depth, quote, start = [], 0, "", 0
    for index, char in enumerate(text):
        if quote:
            if char == quote and text[index - 1] != "\\":
                quote = ""
        elif char in "'\"":
            quote = char
        elif char in "[(":
            depth += 1
        elif char in "])":
            depth -= 1
        elif char == "|" and depth == 0:
            parts.append(text[start:index].strip())
            start = index + 1
    return [*parts, text[start:].strip()]


def _constant(kind: Scalar | Choice, imports: Imports) -> str:
    if isinstance(kind, Scalar):
        return imports.builtin(kind.name)
    return f"{imports.add('typing', 'Literal')}[{', '.join(literal(value) for value in kind.values)}]"
