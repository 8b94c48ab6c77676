"""A request as a command of the package."""

from __future__ import annotations

import shlex
from typing import Any

from generator.ir.model import Api, Group, Operation
from generator.reference.text import json_text
from generator.render.commands import command_of
from generator.runtime.command.table import Parameter
from generator.runtime.roles import Way


def shell(api: Api, group: Group, operation: Operation, arguments: dict[str, Any]) -> str:
    """Return a call with `arguments` as a command; empty where the command's options cannot say all of it."""
    command = command_of(api, group, operation)
    by_way = {parameter.way: parameter for parameter in command.parameters}
    options: list[str] = []
    for name, value in arguments.items():
        spelled = _spelled(by_way, (name,), value)
        if spelled is None:
            return ""
        options += spelled
    words = " ".join([shlex.quote(api.package.replace("_", "-")), command.group, command.name])
    return " \\\n  ".join([words, *options, *(["--wait"] if command.does == "submit" else [])])


def _spelled(by_way: dict[Way, Parameter], way: Way, value: Any) -> list[str] | None:
    """Return the options for a value: one for each part of an object, where there are such."""
    parameter = by_way.get(way)
    if isinstance(value, dict) and value and all((*way, name) in by_way for name in value):
        parts = [_spelled(by_way, (*way, name), entry) for name, entry in value.items()]
        if all(part is not None for part in parts):
            return [option for part in parts for option in part or ()]
    if parameter is None:
        return None
    if parameter.is_list and isinstance(value, list):
        return [_option(parameter, entry) for entry in value]
    return [_option(parameter, value)]


def _option(parameter: Parameter, value: Any) -> str:
    is_flag = parameter.forms == ("boolean",) and not parameter.is_list and bool(parameter.negative)
    if is_flag and isinstance(value, bool):
        return f"--{parameter.flag if value else parameter.negative}"
    written = value if isinstance(value, str) else json_text(value)
    return f"--{parameter.flag} {shlex.quote(written)}"
