"""Text that others wrote, made harmless for a terminal, an XML file and a log."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

_LAST_OF_FOUR = 0xFFFF


def plain(text: str) -> str:
    """Write characters that steer a terminal, or cannot stand in XML, as escapes; a line break becomes a space."""
    return "".join(_shown(character) for character in text.replace("\r\n", " "))


_Part = TypeVar("_Part")


def harmless(part: _Part) -> _Part:
    """Return a part of a report with every text in it made plain; only a command keeps its lines."""
    if type(part) is str:
        return plain(part)  # type: ignore[arg-type,return-value]
    if isinstance(part, tuple):
        return tuple(map(harmless, part))  # type: ignore[return-value]
    if not is_dataclass(part) or isinstance(part, type):
        return part
    changes: dict[str, Any] = {field.name: harmless(getattr(part, field.name)) for field in fields(part)}
    command = getattr(part, "curl", None)
    if isinstance(command, str):
        changes["curl"] = "\n".join(map(plain, command.split("\n")))
    return replace(part, **changes)


def shorten(text: str, length: int) -> str:
    """Cut a text that is longer, and say so."""
    return text if len(text) <= length else f"{text[:length]}... ({len(text)} characters)"


def _shown(character: str) -> str:
    if character in "\n\r\t":
        return " "
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code <= _LAST_OF_FOUR else f"\\U{code:08x}"
