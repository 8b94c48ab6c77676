"""Text from the spec as Markdown and HTML: the one place where the reference escapes it."""

from __future__ import annotations

import html
import json
import re
from typing import Any, Final

from generator.ir.words import one_line

_PUNCTUATION: Final = re.compile(r"([!-/:-@\[-`{-~])")
_UNSEEN: Final = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff]"
)
_SPAN: Final = re.compile(r"(?<![`\w])`([^`\s](?:[^`]*[^`\s])?)`(?![`\w])")
_UNKNOWN: Final = "\ufffd"
_SHORTEST_FENCE: Final = 3


class Markdown(str):
    """Text that is Markdown already, and is not escaped again."""

    __slots__ = ()


def text(value: object) -> Markdown:
    """Return a value as Markdown that means the value itself, on one line, whatever stands in it.

    Every ASCII punctuation character gets a backslash, so nothing in it can begin markup, HTML or a directive.
    """
    if isinstance(value, Markdown):
        return value
    return Markdown(_escaped(one_line(value)))


def prose(value: object) -> Markdown:
    """Return a sentence as `text` does, but what stands in it between two single backticks is a span of code."""
    if isinstance(value, Markdown):
        return value
    parts = _SPAN.split(one_line(value))
    return Markdown("".join(code(part) if index % 2 else _escaped(part) for index, part in enumerate(parts)))


def code(value: object) -> Markdown:
    """Return a value as a span of code, on one line; nothing for an empty value."""
    body = _seen(" ".join(re.split(r"[\r\n]+", str(value))))
    if not body.strip():
        return Markdown("")
    ticks = "`" * (_longest_run(body) + 1)
    pad = " " if body[0] in "` " or body[-1] in "` " else ""
    return Markdown(f"{ticks}{pad}{body}{pad}{ticks}")


def fence(source: str, language: str) -> Markdown:
    """Return a block of code, in a fence that nothing inside of it can close."""
    body = _seen(source).rstrip("\n")
    ticks = "`" * max(_longest_run(body) + 1, _SHORTEST_FENCE)
    return Markdown(f"{ticks}{language}\n{body}\n{ticks}")


def attribute(value: object) -> Markdown:
    """Return a value as the text of an HTML element or attribute, on one line."""
    return Markdown(html.escape(_seen(one_line(value)), quote=True))


def ready(value: str) -> Markdown:
    """Mark what a template made of escaped parts as Markdown."""
    return Markdown(value)


def json_text(value: Any, *, indent: int | None = None) -> str:
    """Return a value of the spec as JSON; what cannot be seen in it is written as an escape."""
    written = json.dumps(value, ensure_ascii=False, indent=indent)
    return _UNSEEN.sub(lambda match: match[0] if match[0] in "\n\t" else f"\\u{ord(match[0]):04x}", written)


def _escaped(value: str) -> str:
    return _PUNCTUATION.sub(r"\\\1", _seen(value))


def _seen(value: str) -> str:
    """Return text with a sign in the place of each character that has no shape, or that turns the line around."""
    return _UNSEEN.sub(_UNKNOWN, value)


def _longest_run(value: str) -> int:
    return max((len(run) for run in re.findall(r"`+", value)), default=0)
