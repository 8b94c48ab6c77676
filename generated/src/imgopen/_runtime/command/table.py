"""The commands that the spec decides, as data: the generator writes it, the command line is made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from ..roles import Way

Form: TypeAlias = Literal["text", "integer", "number", "boolean", "json", "file"]
"""What the text of an option can be turned into; one that is a file is alone."""

TASKS: Final = "tasks"
"""The group that has the commands to follow a task, beside the API's own of that name."""
FOLLOWING: Final = ("wait", "show")
"""The commands to follow a task."""
SETUP: Final = ("login", "profiles")
"""The commands that stand beside the groups."""
LIST: Final = "list"
"""The command of a collection."""
Doing: TypeAlias = Literal["call", "submit", "list"]
"""What a command does: call for an answer, submit a task, or list items."""

_EVERYWHERE: Final = ("base-url", "help", "json", "max-retries", "profile", "timeout")
FLAGS: Final[dict[Doing, frozenset[str]]] = {
    "call": frozenset((*_EVERYWHERE, "output")),
    "list": frozenset((*_EVERYWHERE, "limit", "page-size")),
    "submit": frozenset(
        (
            *(*_EVERYWHERE, "id-prefix", "no-thumbnails", "out", "overwrite"),
            *("thumbnails", "wait", "wait-timeout"),
        )
    ),
}
"""The options that commands have whatever the spec says."""


@dataclass(frozen=True)
class Parameter:
    """One option of a command: a value of the request, or a part of one.

    Attributes:
        flag: the option without its dashes.
        way: the argument of the client's method, and from there the names in the JSON.
        forms: what the text may become, the best first.
        wire_name: the argument's name in the API.
        help: what it is, in the words of the spec.
        rule: range, step and length in words.
        default: what the service is sent where nothing is given.
        choices: the values that are allowed, where they are few.
        negative: the option that says no, for one that needs no value.
        is_list: whether the option may be given several times.
        is_required: whether the service insists on it.
        is_object: whether it is an object some of whose values have options of their own.
    """

    flag: str
    way: Way
    forms: tuple[Form, ...]
    wire_name: str
    help: str = ""
    rule: str = ""
    default: object = None
    choices: tuple[object, ...] = ()
    negative: str = ""
    is_list: bool = False
    is_required: bool = False
    is_object: bool = False


@dataclass(frozen=True)
class Command:
    """One command.

    Attributes:
        group: the command's group.
        name: its name in the group.
        target: the attributes that lead from a client to the method that is called.
        does: what it does.
        summary: what it does, in a few words.
        description: what it does, in full.
        note: how sure the spec is of it, where it is not sure.
        task_id: where the task's id stands in the request, as in `Parameter.way`; empty without one.
        makes_id: whether an id is made where none is given.
        gives_bytes: whether the answer may be bytes, which go to a file or into a pipe.
    """

    group: str
    name: str
    target: Way
    does: Doing
    summary: str
    parameters: tuple[Parameter, ...] = ()
    description: str = ""
    note: str = ""
    task_id: Way = ()
    makes_id: bool = False
    gives_bytes: bool = False


@dataclass(frozen=True)
class Entry:
    """A command as it is listed, and the module that has it."""

    name: str
    summary: str
    module: str


@dataclass(frozen=True)
class Group:
    """Commands that stand together."""

    name: str
    help: str
    entries: tuple[Entry, ...]
