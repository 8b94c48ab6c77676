"""What the tests of the command need to know of the spec: its commands, and values in the form of options."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator
from typing import Any

from imgopen._runtime.command import contents
from imgopen._runtime.command.table import Command

from tests.support.operations import OperationCase, cases


@functools.cache
def commands() -> tuple[Command, ...]:
    """Return every command that the spec decides."""
    return tuple(contents.command_of(group, entry) for group in contents.groups() for entry in group.entries)


def command_for(case: OperationCase) -> Command:
    """Return the command of an operation."""
    target = (case.group.attribute, case.operation.method)
    return next(command for command in commands() if command.target == target)


def options_for(command: Command, values: dict[str, Any]) -> Iterator[str]:
    """Yield the options that say the values, part by part as far as there are options for parts."""
    for parameter in command.parameters:
        found: Any = values
        for name in parameter.way:
            found = found.get(name) if isinstance(found, dict) else None
        if found is not None and not parameter.is_object:
            yield from _said(parameter, found)


def whole_options_for(command: Command, values: dict[str, Any]) -> Iterator[str]:
    """Yield the options that say the values, each nested object as one."""
    for parameter in command.parameters:
        if len(parameter.way) == 1 and values.get(parameter.way[0]) is not None:
            yield from _said(parameter, values[parameter.way[0]])


def _said(parameter: Any, value: Any) -> Iterator[str]:
    if isinstance(value, bool) and parameter.negative:
        yield f"--{parameter.flag if value else parameter.negative}"
    elif parameter.is_list:
        for item in value:
            yield f"--{parameter.flag}={_text(item)}"
    else:
        yield f"--{parameter.flag}={_text(value)}"


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


@functools.cache
def drawing() -> OperationCase:
    """Return an operation that submits a task with pictures, whose id stands inside of an object."""
    return next(
        case
        for case in cases()
        if case.operation.roles.callback is not None
        and case.operation.roles.callback.report.pictures is not None
        and case.operation.roles.submission is not None
        and len(case.operation.roles.submission.key) > 1
    )


def without_id(case: OperationCase) -> dict[str, Any]:
    """Return the example's arguments without the task's id and the callback's URL."""
    values: dict[str, Any] = json.loads(json.dumps(case.arguments()))
    roles = case.operation.roles
    assert roles.submission is not None
    holder = values
    for name in roles.submission.id[:-1]:
        holder = holder[name]
    holder.pop(roles.submission.key[-1], None)
    holder.pop(roles.submission.id[-1], None)
    if roles.callback is not None:
        values.pop(roles.callback.url[0], None)
    return {**values, **_smallest(case)}


def _smallest(case: OperationCase) -> dict[str, int]:
    """Return the least value of each size that an example has, as small pictures are quick to paint."""
    sizes = {
        argument.name: re.match(r"From (\d+) to \d+, a multiple of", argument.rule)
        for argument in case.operation.arguments
        if argument.wire_name in case.body
    }
    return {name: int(found[1]) for name, found in sizes.items() if found}


def words(case: OperationCase) -> list[str]:
    """Return the words that submit the drawing of an example, under an id that the client makes."""
    command = command_for(case)
    return [command.group, command.name, *options_for(command, without_id(case))]
