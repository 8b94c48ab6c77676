"""Types as text for reports: shorter than in the package, where a model may also be given as a mapping."""

from __future__ import annotations

from generator.diff.spots import shown
from generator.ir.types import Choice, File, ListOf, MapOf, Named, OneOf, Scalar, Type


def in_python(kind: Type) -> str:
    """Return a type as it is written in Python, cut where it is too long for a sentence."""
    return shown(_text(kind))


def _text(kind: Type) -> str:
    if isinstance(kind, (Scalar, Named)):
        return kind.name
    if isinstance(kind, ListOf):
        return f"list[{_text(kind.item)}]"
    if isinstance(kind, MapOf):
        return f"dict[str, {_text(kind.value)}]"
    if isinstance(kind, OneOf):
        return " | ".join(dict.fromkeys(_text(member) for member in kind.members))
    if isinstance(kind, File):
        return "FileContent"
    return _constants(kind)


def _constants(kind: Choice) -> str:
    return f"Literal[{', '.join(repr(value) for value in kind.values)}]"
