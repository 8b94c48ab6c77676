"""Every operation of the spec has a command that shows all there is to say, and sends what the client sends."""

from __future__ import annotations

import itertools
import json
from contextlib import suppress
from typing import Any

import imgopen
import pytest
from imgopen._runtime.command import contents, screens
from imgopen._runtime.command.table import FLAGS, FOLLOWING, SETUP, TASKS

from generator.ir.model import Argument
from tests.client.command.conftest import Command, Ran
from tests.client.command.made import command_for, commands, options_for, whole_options_for
from tests.client.conftest import Service, success
from tests.support.operations import OperationCase, api, cases

ALL = pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)


def _flat(text: str) -> str:
    """Return a page without its layout."""
    return " ".join(text.split())


def _kebab(name: str) -> str:
    return name.strip("_").replace("_", "-")


@ALL
def test_help_names_every_argument_with_range_and_default(case: OperationCase, command: Command) -> None:
    found = command_for(case)
    ran = command(found.group, found.name, "--help")
    assert ran.code == 0
    assert ran.err == ""
    page = _flat(ran.out)
    for argument in case.operation.arguments:
        assert f"--{_kebab(argument.name)} " in page, argument.name
        _assert_described(argument, page)
    assert case.operation.summary in page
    assert _flat(case.operation.description) in page


def _assert_described(argument: Argument, page: str) -> None:
    for text in (argument.description, argument.rule):
        assert _flat(text) in page
    if argument.default is not None:
        shown = argument.default if isinstance(argument.default, str) else json.dumps(argument.default)
        assert f"[default: {shown}]" in page


@ALL
def test_help_begins_with_what_is_required(case: OperationCase, command: Command) -> None:
    found = command_for(case)
    page = command(found.group, found.name, "--help").out
    required = [part for part in found.parameters if part.is_required and not part.is_object]
    optional = [part for part in found.parameters if not part.is_required or part.is_object]
    order = [
        page.index(f"\n  --{part.flag} ") for part in (*required, *optional) if f"\n  --{part.flag} " in page
    ]
    assert len(order) == len(found.parameters)
    titles = [
        page.index(f"\n{title}\n")
        for title in ("Required", "Options", "Connection")
        if f"\n{title}\n" in page
    ]
    assert titles == sorted(titles)
    if required:
        assert titles[0] < min(order[: len(required)])
        assert max(order[: len(required)]) < min([*order[len(required) :], len(page)])


@ALL
def test_options_part_by_part_send_what_the_client_sends(
    case: OperationCase, command: Command, recorded: Service
) -> None:
    said = options_for(command_for(case), case.arguments())
    assert _sent(case, command, recorded, list(said)) == _sent_by_client(case, recorded)


@ALL
def test_options_object_by_object_send_what_the_client_sends(
    case: OperationCase, command: Command, recorded: Service
) -> None:
    said = whole_options_for(command_for(case), case.arguments())
    assert _sent(case, command, recorded, list(said)) == _sent_by_client(case, recorded)


def _sent(case: OperationCase, command: Command, service: Service, said: list[str]) -> Any:
    service.answers = [success({})]
    found = command_for(case)
    ran: Ran = command(found.group, found.name, *said, "--max-retries=0")
    assert len(service.requests) == 1, ran
    return _shape(case, service)


def _sent_by_client(case: OperationCase, service: Service) -> Any:
    with suppress(imgopen.InvalidResponseError):
        case.call(service.client(max_retries=0))
    return _shape(case, service)


def _shape(case: OperationCase, service: Service) -> Any:
    """Return what was sent; a value that may be text or a number is compared as text."""
    request = service.requests.pop()
    assert not service.requests
    body = json.loads(request.content or b"{}")
    for parameter in command_for(case).parameters:
        if parameter.forms[1:] and len(parameter.way) == 1 and parameter.wire_name in body:
            body[parameter.wire_name] = str(body[parameter.wire_name])
    return request.method, request.url, body


def test_every_operation_and_every_list_has_a_command() -> None:
    targets = {(case.group.attribute, case.operation.method) for case in cases()}
    lists = {(case.operation.roles.collection, "list") for case in cases() if case.operation.roles.pagination}
    assert len(commands()) == len(targets) + len(lists)
    assert {command.target for command in commands()} >= targets
    names = [(command.group, command.name) for command in commands()]
    assert len(names) == len(set(names))
    assert not [name for name in names if name[0] == TASKS and name[1] in FOLLOWING]


@pytest.mark.parametrize("found", commands(), ids=lambda found: f"{found.group}.{found.name}")
def test_no_two_options_have_the_same_name(found: Any) -> None:
    flags = [*(part.flag for part in found.parameters), *(part.negative for part in found.parameters)]
    flags = [flag for flag in flags if flag]
    assert len(flags) == len(set(flags))
    assert not FLAGS[found.does].intersection(flags)


def test_the_first_page_lists_groups_exit_codes_and_variables(command: Command) -> None:
    ran = command("--help")
    page = _flat(ran.out)
    for group in contents.groups():
        assert f" {group.name} {_flat(group.help)}" in page
    for name in SETUP:
        assert f"\n  {name} " in ran.out
    for credential in api().credentials:
        assert credential.variable in page
    for code in (0, 2, 3, 4, 5, 6, 130):
        assert f"\n  {code} " in ran.out


@pytest.mark.parametrize("words", [(), ("--help",)])
def test_every_group_has_a_page(command: Command, words: tuple[str, ...]) -> None:
    for group in contents.groups():
        ran = command(group.name, *words)
        pages = _flat(ran.out + ran.err)
        assert all(f"{entry.name} {entry.summary}" in pages for entry in group.entries)


def test_lines_of_help_are_no_wider_than_the_terminal(command: Command) -> None:
    for found, width in itertools.product(commands()[:5], (60, 80, 100)):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("COLUMNS", str(width))
            screens.stdout.cache_clear()
            lines = command(found.group, found.name, "--help").out.splitlines()
            assert max(len(line) for line in lines if not line.startswith(("Usage", "  --"))) <= width
