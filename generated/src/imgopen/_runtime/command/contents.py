"""What the generator wrote for the command line: groups at once, commands when they are asked for."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Any

from .table import Command, Entry, Group

_PACKAGE = (__package__ or "").removesuffix("._runtime.command")


def title() -> str:
    """Return what the API is called."""
    return str(_index().TITLE)


def summary() -> str:
    """Return what the API is for, in a sentence; empty where the spec does not say."""
    return str(_index().SUMMARY)


def groups() -> tuple[Group, ...]:
    """Return the groups of commands."""
    found: tuple[Group, ...] = _index().GROUPS
    return found


def submitting() -> tuple[str, ...]:
    """Return the methods that submit a task to be waited for, as `group.method`."""
    found: tuple[str, ...] = _index().SUBMITTING
    return found


def command_of(group: Group, entry: Entry) -> Command:
    """Return a command of a group."""
    commands: tuple[Command, ...] = import_module(f"{_PACKAGE}.commands.{entry.module}").COMMANDS
    return next(found for found in commands if (found.group, found.name) == (group.name, entry.name))


def client_class() -> Any:
    """Return the class of the client."""
    return getattr(import_module(f"{_PACKAGE}.client"), _index().CLIENT)


def _index() -> ModuleType:
    return import_module(f"{_PACKAGE}.commands")
