"""Whether the text that a maintainer's template gives can be a file of its kind."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Final

import tomllib


@dataclass(frozen=True)
class Flaw:
    """What is wrong with a text."""

    kind: str
    what: str
    line: int | None = None
    source: str = ""
    """The line itself, without the space around it."""

    def __str__(self) -> str:
        where = f", line {self.line} of what it gives" if self.line else ""
        shown = f": `{self.source}`" if self.source else ""
        return f"gives no valid {self.kind}{where}: {self.what}{shown}"


def unsound(text: str, path: str) -> Flaw | None:
    """Return what makes a text unfit for a file of this name; None where it is fit, or nothing is known of its kind."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return Flaw("Unicode", str(error))
    kind, read = _KINDS.get(PurePosixPath(path).suffix, ("text", str))
    try:
        read(text)
    except SyntaxError as error:
        return _flaw(kind, error.msg, text, error.lineno)
    except json.JSONDecodeError as error:
        return _flaw(kind, error.msg, text, error.lineno)
    except (ValueError, RecursionError) as error:
        return Flaw(kind, str(error))
    return None


def _flaw(kind: str, what: str, text: str, line: int | None) -> Flaw:
    lines = text.splitlines()
    source = lines[line - 1].strip() if line is not None and line <= len(lines) else ""
    return Flaw(kind, what, line, source)


def _compile(text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        compile(text, "<template>", "exec", dont_inherit=True)


_KINDS: Final[dict[str, tuple[str, Callable[[str], Any]]]] = {
    ".py": ("Python", _compile),
    ".pyi": ("Python", _compile),
    ".toml": ("TOML", tomllib.loads),
    ".json": ("JSON", json.loads),
}
