"""The commands of the package, as data that the runtime makes a command line of."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from generator.ir.model import Api, Operation
from generator.ir.model import Group as Tag
from generator.ir.types import Scalar, members_of
from generator.naming import field_name
from generator.render.docstrings import provenance_text
from generator.render.environment import render
from generator.render.lists import list_attribute, lists_of
from generator.render.methods import submits
from generator.render.parameters import kebab, parameters_of
from generator.render.text import literal
from generator.runtime.command.table import FOLLOWING, LIST, SETUP, TASKS, Command, Doing, Entry, Group

_PREFIX = "call-"


def render_commands(api: Api) -> dict[str, str]:
    """Return the text of the modules below `commands`, by file name, not yet formatted."""
    found = [(tag.attribute, command) for tag in api.groups for command in _commands_of(api, tag)]
    files = {
        "__init__.py": render(
            "commands_package.py",
            api=api,
            groups=[_made(group) for group in _groups(api, found)],
            submitting=sorted(".".join(command.target) for _, command in found if command.does == "submit"),
        )
    }
    for tag in api.groups:
        commands = [_made(command) for module, command in found if module == tag.attribute]
        files[f"{tag.attribute}.py"] = render("commands.py", api=api, group=tag, commands=commands)
    return files


def _commands_of(api: Api, tag: Tag) -> Iterator[Command]:
    lists = {id(operation) for _, operation in lists_of(api)}
    for operation in tag.operations:
        yield command_of(api, tag, operation)
        if id(operation) in lists:
            yield _list(api, operation)


def command_of(api: Api, tag: Tag, operation: Operation) -> Command:
    """Return the command that calls an operation."""
    group = _group_name(tag.attribute)
    submission = operation.roles.submission
    names = {argument.wire_name: argument.name for argument in operation.arguments}
    way = submission.key if submission is not None and submits(operation) else ()
    does: Doing = "submit" if submits(operation) else "call"
    return Command(
        group=group,
        name=_command_name(api, group, operation),
        target=(tag.attribute, operation.method),
        does=does,
        summary=operation.summary,
        description=operation.description,
        note=provenance_text(operation),
        parameters=parameters_of(api, operation, operation.arguments, does),
        task_id=(names.get(way[0], way[0]), *way[1:]) if way else (),
        makes_id=bool(way) and submission is not None and submission.makes_id,
        gives_bytes=Scalar("bytes") in members_of(operation.result),
    )


def _list(api: Api, operation: Operation) -> Command:
    pagination = operation.roles.pagination
    paging = {*pagination.page, *pagination.size} if pagination is not None else set()
    arguments = tuple(
        argument
        for argument in operation.arguments
        if argument.place == "body" and field_name(argument.wire_name) not in paging
    )
    attribute = list_attribute(operation)
    return Command(
        group=_group_name(attribute),
        name=LIST,
        target=(attribute, "list"),
        does="list",
        summary=operation.summary,
        description="Fetches page after page, as many as are asked for.",
        note=provenance_text(operation),
        parameters=parameters_of(api, operation, arguments, "list"),
    )


def _groups(api: Api, found: list[tuple[str, Command]]) -> list[Group]:
    helps = {
        _group_name(list_attribute(operation)): f"{operation.summary}." for _, operation in lists_of(api)
    }
    helps |= {_group_name(tag.attribute): tag.description for tag in api.groups}
    names = dict.fromkeys([*(_group_name(tag.attribute) for tag in api.groups), *helps])
    return [
        Group(
            name=name,
            help=helps[name],
            entries=tuple(
                Entry(command.name, command.summary, module)
                for module, command in found
                if command.group == name
            ),
        )
        for name in names
    ]


def _group_name(attribute: str) -> str:
    """Return the name of a group; never one of a command that stands beside the groups."""
    name = kebab(attribute)
    return f"{_PREFIX}{name}" if name in SETUP else name


def _command_name(api: Api, group: str, operation: Operation) -> str:
    """Return the name of an operation's command; never one that the group has besides."""
    name = kebab(operation.method)
    is_collection = any(_group_name(list_attribute(other)) == group for _, other in lists_of(api))
    taken = (*((LIST,) if is_collection else ()), *(FOLLOWING if group == TASKS else ()))
    return f"{_PREFIX}{name}" if name in taken else name


def _made(value: Any) -> str:
    """Return the call that makes a part of the table again; what is as its class has it is left out."""
    if isinstance(value, tuple):
        entries = [_made(entry) for entry in value]
        return f"({', '.join(entries)}{',' if len(entries) == 1 else ''})"
    if not dataclasses.is_dataclass(value):
        return literal(value)
    arguments = ", ".join(
        f"{field.name}={_made(getattr(value, field.name))}"
        for field in dataclasses.fields(value)
        if getattr(value, field.name) != field.default
    )
    return f"{type(value).__name__}({arguments})"
