"""OpenAPI's runtime expressions: `$request.body#/taskId` says where a value stands in an exchange."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from imgopen_mock.core.description.pointers import MISSING, assign, lookup, split

Exchange: TypeAlias = Mapping[str, Any]
"""What expressions read: `{"request": {"body": ..., "path": {...}, ...}, "response": {"body": ...}}`."""

_EXPRESSION = re.compile(
    r"\$(?P<side>request|response)\."
    r"(?:body(?:#(?P<pointer>.*))?|(?P<part>path|query|header)\.(?P<name>.+))",
    re.DOTALL,
)
_EMBEDDED = re.compile(r"\{(\$[^{}]+)\}")


@dataclass(frozen=True)
class Expression:
    """A runtime expression, parsed: the way to a value from the outside of an exchange."""

    text: str
    tokens: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> Expression:
        """Parse an expression; a ValueError says that it is none, or of a kind that is not supported."""
        match = _EXPRESSION.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is not a runtime expression for a body, path, query or header")
        side, pointer, part, name = match.group("side", "pointer", "part", "name")
        if part is None:
            return cls(text, (side, "body", *split(pointer or "")))
        return cls(text, (side, part, name.lower() if part == "header" else name))

    @property
    def field(self) -> str:
        """The name of the field or parameter as people write it: `parent.child`."""
        return ".".join(self.tokens[2:])

    def read(self, exchange: Exchange) -> Any:
        """Return the value that the expression points at, or `MISSING`."""
        return lookup(exchange, self.tokens)

    def write(self, exchange: Exchange, value: Any) -> None:
        """Put a value where the expression points; a ValueError says that there is no room for one."""
        assign(exchange, self.tokens, value)


@dataclass(frozen=True)
class Template:
    """A text with expressions in it, such as the address of a callback: `{$request.body#/callbackUrl}`."""

    parts: tuple[str | Expression, ...]

    @classmethod
    def parse(cls, text: str) -> Template:
        """Parse a text that is one expression, or holds any number of them in braces."""
        if text.startswith("$"):
            return cls((Expression.parse(text),))
        pieces = _EMBEDDED.split(text)
        return cls(
            tuple(Expression.parse(piece) if odd else piece for odd, piece in _alternate(pieces) if piece)
        )

    def fill(self, exchange: Exchange) -> str | None:
        """Return the text with every expression replaced, or None if one of them points at nothing."""
        values = [part.read(exchange) if isinstance(part, Expression) else part for part in self.parts]
        if any(value is MISSING or value is None for value in values):
            return None
        return "".join(str(value) for value in values)


def _alternate(pieces: list[str]) -> list[tuple[bool, str]]:
    """Mark every second piece, which is what the group of a splitting pattern captured."""
    return [(index % 2 == 1, piece) for index, piece in enumerate(pieces)]
