"""The errors that the package raises, as its own source tells of them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.ir.model import Api
from generator.ir.words import one_line
from generator.render.runtime import runtime_files
from generator.runtime.retries import RetryPolicy, is_worth_retrying

_MODULE: Final = "errors.py"
_SETTINGS: Final = "configuration.py"
_TIMES: Final = "DEFAULT_MAX_RETRIES"
_BASE: Final = "BaseError"
_SUFFIX: Final = "Error"


@dataclass(frozen=True)
class ErrorView:
    """One class of errors: its name, the classes above it in the package, and when it is raised."""

    name: str
    bases: tuple[str, ...]
    description: str


def errors_of(api: Api) -> list[ErrorView]:
    """Return the classes of errors of the package, a class before those below it."""
    base = f"{api.class_name}Error"
    found = []
    for statement in ast.parse(runtime_files()[_MODULE]).body:
        bases = [each.id for each in getattr(statement, "bases", ()) if isinstance(each, ast.Name)]
        if isinstance(statement, ast.ClassDef) and any(name.endswith(_SUFFIX) for name in bases):
            names = tuple(base if name == _BASE else name for name in bases)
            found.append(ErrorView(statement.name, names, _meaning(statement)))
    return found


def _meaning(statement: ast.ClassDef) -> str:
    """Return what a docstring says before it lists attributes."""
    return one_line((ast.get_docstring(statement) or "").partition("\n\n")[0])


@dataclass(frozen=True)
class RetryView:
    """Which answers of the service are tried again, how often, and after which time.

    Attributes:
        statuses: HTTP statuses; a whole class of them as `5xx`.
        times: how often, unless the caller says otherwise.
        policy: the seconds before the first retry, and the longest wait.
    """

    statuses: tuple[str, ...]
    times: int
    policy: RetryPolicy


def retries_of() -> RetryView:
    """Return what the package does where a second try may help."""
    return RetryView(tuple(_statuses()), _times(), RetryPolicy())


def _statuses() -> Iterator[str]:
    for first in range(100, 600, 100):
        worth = [status for status in range(first, first + 100) if is_worth_retrying(status)]
        yield from [f"{first // 100}xx"] if len(worth) == 100 else map(str, worth)


def _times() -> int:
    # Read and not imported: the module needs the HTTP library of the package, and a maintainer may not have it.
    for statement in ast.parse(runtime_files()[_SETTINGS]).body:
        if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == _TIMES:
            return int(ast.literal_eval(statement.value))
    raise LookupError(f"{_SETTINGS} has no {_TIMES}")
