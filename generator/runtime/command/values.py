"""From the texts of a command line to the values that the client's method takes."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, TypeVar

from ..roles import Way
from .exits import CommandError
from .table import Form, Parameter

ReadT = TypeVar("ReadT", str, bytes)

STANDARD_INPUT: Final = "-"
_FILE: Final = "@"
_NAMES: Final[dict[Form, str]] = {
    "text": "text",
    "integer": "an integer",
    "number": "a number",
    "boolean": "true or false",
    "json": "JSON",
    "file": "a file",
}
_BOOLEANS: Final = {"true": True, "false": False}


class Reader:
    """Turns texts into values; only one of them can be what standard input holds."""

    def __init__(self) -> None:
        self._reader: str | None = None

    def value(self, parameter: Parameter, text: str, shown: str) -> object:
        """Return the value that a text means.

        Args:
            parameter: what the value is for.
            text: as it was typed: `-` stands for standard input where text, JSON or a file is due, and `@FILE` for a
                file where JSON is due.
            shown: what an error calls the option.

        Raises:
            CommandError: it means none.
        """
        if "file" in parameter.forms:
            return self._standard_bytes(shown) if text == STANDARD_INPUT else Path(text)
        for choice in parameter.choices:
            if text == choice or (not isinstance(choice, str) and text == json.dumps(choice)):
                return choice
        if (
            text == STANDARD_INPUT
            and not parameter.choices
            and {"text", "json"}.intersection(parameter.forms)
        ):
            text = self._standard_input(shown)
        elif text.startswith(_FILE) and parameter.forms == ("json",):
            text = _file(text.removeprefix(_FILE), shown)
        for form in parameter.forms:
            is_found, value = _as(form, text, is_only=len(parameter.forms) == 1)
            if is_found:
                return value
        if parameter.choices:
            return text
        wanted = " or ".join(_NAMES[form] for form in parameter.forms)
        hint = f"; @FILE reads it from a file{_json_flaw(text)}" if parameter.forms == ("json",) else ""
        raise CommandError(f"{shown} {_shortened(text)} is not {wanted}{hint}")

    def _standard_input(self, shown: str) -> str:
        text: str = self._read(shown, sys.stdin.read)
        return text.removesuffix("\n")

    def _standard_bytes(self, shown: str) -> bytes:
        content: bytes = self._read(shown, sys.stdin.buffer.read)
        return content

    def _read(self, shown: str, read: Callable[[], ReadT]) -> ReadT:
        if self._reader is not None:
            raise CommandError(f"{shown} - : standard input was already read for {self._reader}")
        self._reader = shown
        try:
            return read()
        except (OSError, ValueError) as error:
            raise CommandError(f"{shown} - : standard input cannot be read: {error}") from None


def put(values: dict[str, Any], way: Way, value: object) -> bool:
    """Put a value at the end of a way, making the objects on the way; False where something else is in it."""
    for name in way[:-1]:
        inner = values.setdefault(name, {})
        if not isinstance(inner, dict):
            return False
        values = inner
    values[way[-1]] = value
    return True


def get(values: Mapping[str, Any], way: Way) -> Any:
    """Return what stands at the end of a way, or None."""
    found: Any = values
    for name in way:
        found = found.get(name) if isinstance(found, Mapping) else None
    return found


def merge(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of both; where both have one, that of `above`, unless both are objects."""
    merged = dict(below)
    for name, value in above.items():
        mine = merged.get(name)
        if isinstance(mine, dict) and isinstance(value, Mapping):
            value = merge(mine, value)
        merged[name] = value
    return merged


def _as(form: Form, text: str, *, is_only: bool) -> tuple[bool, object]:
    """Say whether a text has a form, and return its value."""
    if form == "text":
        return True, text
    if form == "boolean":
        return text.lower() in _BOOLEANS, _BOOLEANS.get(text.lower())
    if form == "json":
        if not is_only and not text.lstrip().startswith(("{", "[")):
            return False, None
        return _json(text)
    return _number(text, int if form == "integer" else float)


def _number(text: str, kind: type[int] | type[float]) -> tuple[bool, object]:
    try:
        return text.isascii() and "_" not in text, kind(text)
    except ValueError:
        return False, None


def _json(text: str) -> tuple[bool, object]:
    try:
        return True, json.loads(text)
    except (ValueError, RecursionError):
        return False, None


def _json_flaw(text: str) -> str:
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return f" (line {error.lineno}, column {error.colno}: {error.msg})"
    except (ValueError, RecursionError):
        pass
    return ""


def _file(name: str, shown: str) -> str:
    try:
        return Path(name).read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise CommandError(f"{shown} @{name}: the file cannot be read: {why}") from None


def _shortened(text: str, limit: int = 60) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
