"""Broken rules of a request, said in the names of the command line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from os import PathLike, fspath

from ..errors import FieldError, InvalidRequestError
from .plain import one_line
from .table import Command, Parameter

_LONGEST = 60


def faults_of(command: Command, error: InvalidRequestError, sources: Mapping[str, str]) -> str:
    """Return a line for each broken rule.

    Args:
        command: the command whose values were refused.
        error: the client's refusal, with the names of the API.
        sources: where the values of options come from that were not typed, by option.
    """
    if not error.errors:
        return one_line(error).removeprefix(f"{error.operation}: ")
    return "\n".join(_line(command, fault, sources) for fault in error.errors)


def _line(command: Command, fault: FieldError, sources: Mapping[str, str]) -> str:
    found = _parameter(command, fault.field)
    if found is None:
        return one_line(fault)
    parameter, rest = found
    source = f" (from {sources[parameter.flag]})" if parameter.flag in sources else ""
    name = f"--{parameter.flag}{f' {rest}' if rest else ''}"
    if fault.missing:
        return one_line(f"{name} {fault.rule}{source}")
    return one_line(f"{name}{'=' if rest else ' '}{_shown(fault.value)} {fault.rule}{source}")


def _parameter(command: Command, field: str) -> tuple[Parameter, str] | None:
    """Return the option whose value, or a part of whose value, a field is, and the part."""
    best: tuple[int, Parameter, str] | None = None
    for parameter in command.parameters:
        for way in (parameter.way, (parameter.wire_name, *parameter.way[1:])):
            name = ".".join(way)
            rest = field.removeprefix(name)
            if (
                field.startswith(name)
                and rest[:1] in ("", ".", "[")
                and (best is None or len(name) > best[0])
            ):
                best = len(name), parameter, rest.lstrip(".")
    return None if best is None else best[1:]


def _shown(value: object) -> str:
    if isinstance(value, PathLike):
        value = fspath(value)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=repr)
    text = text or "''"
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
