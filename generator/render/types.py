"""Types as text: what a caller may pass, and what a caller gets."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.ir.types import Choice, ListOf, MapOf, Named, OneOf, Scalar, Type
from generator.render.text import literal

DICT_SUFFIX = "Dict"


@dataclass
class Imports:
    """The names that a module needs from its neighbours, and from `typing` and `collections.abc`."""

    package: str
    names: dict[str, set[str]] = field(default_factory=dict)

    def add(self, module: str, name: str) -> str:
        """Remember to import `name` from `module`, and return the name."""
        self.names.setdefault(module, set()).add(name)
        return name

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
            forms.append(f"{imports.add('collections.abc', 'Mapping')}[str, object]")
        return " | ".join(forms)
    if isinstance(kind, ListOf):
        return f"{imports.add('collections.abc', 'Sequence')}[{accepted(kind.item, imports)}]"
    if isinstance(kind, MapOf):
        return f"{imports.add('collections.abc', 'Mapping')}[str, {accepted(kind.value, imports)}]"
    if isinstance(kind, OneOf):
        return " | ".join(dict.fromkeys(accepted(member, imports) for member in kind.members))
    return _constant(kind, imports)


def given(kind: Type, imports: Imports) -> str:
    """Return the type of what an answer holds."""
    if isinstance(kind, Named):
        return imports.add_model(kind)
    if isinstance(kind, ListOf):
        return f"list[{given(kind.item, imports)}]"
    if isinstance(kind, MapOf):
        return f"dict[str, {given(kind.value, imports)}]"
    if isinstance(kind, OneOf):
        return " | ".join(dict.fromkeys(given(member, imports) for member in kind.members))
    return _constant(kind, imports)


def _constant(kind: Scalar | Choice, imports: Imports) -> str:
    if isinstance(kind, Scalar):
        return kind.name
    return f"{imports.add('typing', 'Literal')}[{', '.join(literal(value) for value in kind.values)}]"
