"""Runs a command that the spec decides: gathers its values, calls the client, shows what came of it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import reduce
from itertools import islice
from typing import Any

from ..errors import InvalidRequestError
from ..lists.defaults import DEFAULT_PAGE_SIZE
from .common import Outputs, outputs_of, settings_of
from .exits import CommandError
from .faults import faults_of
from .following import told_how_to_go_on, wait_for
from .options import value_name
from .output import show_answer, show_items, show_submitted
from .settings import Layer, Settings, variable_of
from .table import Command, Parameter
from .values import Reader, get, merge, put


def run_command(command: Command, given: Mapping[str, Any]) -> None:
    """Run a command with what was given on the command line.

    Raises:
        CommandError: a value is none, or a rule of the spec is broken.
        BaseError: the call went wrong.
    """
    settings, outputs = settings_of(given), outputs_of(given)
    if command.gives_bytes and outputs.file is None and sys.stdout.isatty():
        raise CommandError("the answer is no text for a terminal: say --output FILE, or send it into a pipe")
    gathered = _gathered(command, given, settings)
    with settings.client() as client:
        method: Any = reduce(getattr, command.target, client)
        try:
            if command.does == "list":
                _list(method, gathered.values, given)
            elif command.does == "submit":
                _submit(command, client, gathered.values, outputs, settings)
            else:
                show_answer(method(**gathered.values), outputs)
        except InvalidRequestError as error:
            raise CommandError(faults_of(command, error, gathered.sources)) from None


class _Gathered:
    """The values of a call, and where those come from that were not typed."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.sources: dict[str, str] = {}


def _gathered(command: Command, given: Mapping[str, Any], settings: Settings) -> _Gathered:
    name = ".".join((command.group, command.name))
    flags = {variable_of(name, parameter.flag): parameter.flag for parameter in command.parameters}
    typed = {
        parameter.flag: value
        for index, parameter in enumerate(command.parameters)
        if (value := given.get(value_name(index))) not in (None, (), [])
    }
    gathered, reader = _Gathered(), Reader()
    for layer in [*settings.layers(name, flags), Layer(typed, {})]:
        values: dict[str, Any] = {}
        for parameter in sorted(command.parameters, key=lambda parameter: len(parameter.way)):
            if parameter.flag in layer.values:
                source = layer.sources.get(parameter.flag)
                _put(values, parameter, layer.values[parameter.flag], source, reader)
                gathered.sources.pop(parameter.flag, None)
                if source is not None:
                    gathered.sources[parameter.flag] = source
        gathered.values = merge(gathered.values, values)
    for parameter in command.parameters:
        if parameter.is_required and get(gathered.values, parameter.way) is None:
            _leave_open(gathered.values, parameter)
    return gathered


def _leave_open(values: dict[str, Any], parameter: Parameter) -> None:
    """Let the client find out what is missing: inside of an object rather than the object."""
    if parameter.is_object:
        put(values, parameter.way, {})
    elif len(parameter.way) == 1:
        put(values, parameter.way, None)


def _put(
    values: dict[str, Any], parameter: Parameter, value: Any, source: str | None, reader: Reader
) -> None:
    shown = f"--{parameter.flag}" if source is None else f"--{parameter.flag} (from {source})"
    if parameter.is_list and isinstance(value, str):
        value = [value]
    if isinstance(value, str):
        value = reader.value(parameter, value, shown)
    elif parameter.is_list and isinstance(value, (list, tuple)):
        value = [reader.value(parameter, item, shown) if isinstance(item, str) else item for item in value]
    if parameter.is_object and isinstance(value, dict):
        value = merge(get(values, parameter.way) or {}, value)
    if not put(values, parameter.way, value):
        raise CommandError(f"{shown} stands in an object that was given as something else")


def _submit(
    command: Command, client: Any, values: dict[str, Any], outputs: Outputs, settings: Settings
) -> None:
    method = reduce(getattr, command.target, client)
    task_id = get(values, command.task_id)
    holder = get(values, command.task_id[:-1]) if command.task_id[1:] else values
    if task_id is None and command.makes_id and isinstance(holder, dict):
        task_id = client.new_task_id(method)
        put(values, command.task_id, task_id)
    with told_how_to_go_on(task_id if isinstance(task_id, str) else None, ".".join(command.target), settings):
        task = method(**values)
    if outputs.wait:
        wait_for(task, outputs, settings)
    else:
        show_submitted(task, outputs)


def _list(method: Any, values: dict[str, Any], given: Mapping[str, Any]) -> None:
    limit, page_size = given.get("limit"), given.get("page_size")
    if limit is not None and limit < 0:
        raise CommandError(f"--limit {limit} is less than 0")
    if page_size is None and limit:
        page_size = min(limit, DEFAULT_PAGE_SIZE)
    sized = values if page_size is None else {**values, "page_size": page_size}
    show_items(islice(method(**sized), limit), is_json=bool(given.get("json")))
