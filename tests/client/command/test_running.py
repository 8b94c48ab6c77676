"""What commands do with tasks, pictures, answers and lists, and with which exit code they end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import imgopen
import pytest
from imgopen._runtime import requests
from imgopen._runtime.command.common import DEFAULT_WAIT
from imgopen._runtime.command.exits import MEANINGS, code_of
from imgopen._runtime.tasks.task import DEFAULT_WAIT as WAIT_OF_TASKS
from imgopen_mock.testing import ImgOpenMock

from tests.client.command.conftest import Command
from tests.client.command.made import command_for, commands, drawing, options_for, without_id, words
from tests.client.conftest import Service, refusal, success
from tests.support.http import httpx
from tests.support.operations import api, cases


@pytest.fixture
def submit() -> list[str]:
    """The words that submit a drawing."""
    return words(drawing())


def test_a_submit_prints_the_id_alone(mock: ImgOpenMock, command: Command, submit: list[str]) -> None:
    ran = command(*submit)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"{mock.tasks[0].id}\n"


def test_a_submit_as_json_has_id_and_receipt(mock: ImgOpenMock, command: Command, submit: list[str]) -> None:
    ran = command(*submit, "--json")
    said = json.loads(ran.out)
    assert said["task_id"] == mock.tasks[0].id
    assert said["operation"] == ".".join(command_for(drawing()).target)
    assert mock.tasks[0].id in said["answer"].values()
    assert mock.tasks[0].state == "pending"


def test_the_prefix_begins_the_id(mock: ImgOpenMock, command: Command, submit: list[str]) -> None:
    ran = command(*submit, "--id-prefix", "shop-")
    assert ran.out.startswith("shop-")


def test_out_saves_the_pictures_and_prints_their_paths_alone(
    mock: ImgOpenMock, command: Command, submit: list[str], tmp_path: Path
) -> None:
    ran = command(*submit, "--out", "some/pictures")
    paths = [tmp_path / line for line in ran.out.splitlines()]
    assert ran.code == 0
    assert paths
    assert all(path.parent == tmp_path / "some" / "pictures" and path.stat().st_size for path in paths)
    assert [line.rpartition(": ")[2] for line in ran.err.splitlines()][-1] == "succeeded"


def test_out_as_json_has_answer_and_files(mock: ImgOpenMock, command: Command, submit: list[str]) -> None:
    said = json.loads(command(*submit, "--out", "pictures", "--json").out)
    assert said["state"] == "succeeded"
    assert said["files"] == [str(path) for path in sorted(Path("pictures").iterdir())]
    assert mock.tasks[0].id in said["answer"].values()


def test_files_that_are_there_are_replaced_only_if_told(
    mock: ImgOpenMock, command: Command, submit: list[str]
) -> None:
    first = command(*submit, "--out", "pictures")
    path = Path(first.out.splitlines()[0])
    path.write_bytes(b"mine")
    again = ("tasks", "wait", mock.tasks[0].id, "--out", "pictures")
    kept = command(*again)
    assert kept.code == 7
    assert path.read_bytes() == b"mine"
    replaced = command(*again, "--overwrite")
    assert replaced.code == 0
    assert path.read_bytes() != b"mine"
    assert replaced.out == first.out


def test_a_wait_prints_state_and_pictures(mock: ImgOpenMock, command: Command, submit: list[str]) -> None:
    lines = dict(line.split(": ", 1) for line in command(*submit, "--wait").out.splitlines())
    assert lines["task_id"] == mock.tasks[0].id
    assert lines["state"] == "succeeded"
    assert "http" in lines["picture 1"]


def test_a_task_that_fails(mock: ImgOpenMock, command: Command, submit: list[str]) -> None:
    mock.fail_next(drawing().operation.name, task="the lamp went out")
    ran = command(*submit, "--wait")
    assert ran.code == 4
    assert "the lamp went out" in ran.err
    assert ran.out == ""
    shown = command("tasks", "show", mock.tasks[0].id)
    assert shown.code == 4
    assert "state: failed" in shown.out


def test_a_task_that_fails_is_json_too(mock: ImgOpenMock, command: Command, submit: list[str]) -> None:
    mock.fail_next(drawing().operation.name, task="the lamp went out")
    ran = command(*submit, "--json", "--wait")
    assert ran.code == 4
    assert json.loads(ran.out)["state"] == "failed"


def test_a_wait_that_takes_too_long_tells_how_to_go_on(
    mock: ImgOpenMock, command: Command, submit: list[str]
) -> None:
    ran = command(*submit, "--out", "pictures", "--wait-timeout", "0.5")
    assert ran.code == 6
    hint = ran.err.partition("to wait again: ")[2].split()
    assert hint == [api().package, "tasks", "wait", mock.tasks[0].id]
    again = command(*hint[1:], "--out", "pictures")
    assert (again.code, len(again.out.splitlines())) == (0, len(list(Path("pictures").iterdir())))


def test_a_wait_that_takes_too_long_as_json_still_has_the_id(
    mock: ImgOpenMock, command: Command, submit: list[str]
) -> None:
    ran = command(*submit, "--json", "--wait", "--wait-timeout", "0.5")
    assert ran.code == 6
    assert json.loads(ran.out)["task_id"] == mock.tasks[0].id


def test_the_way_to_go_on_names_what_is_needed_for_an_id_of_ones_own(
    mock: ImgOpenMock, command: Command
) -> None:
    found = command_for(drawing())
    own = dict(drawing().arguments())
    ran = command(found.group, found.name, *options_for(found, own), "--wait", "--wait-timeout", "0.5")
    hint = ran.err.partition("to wait again: ")[2].split()
    assert hint[3:5] == ["--operation", ".".join(found.target)]
    assert command(*hint[1:]).code == 0


def test_show_asks_once(mock: ImgOpenMock, command: Command, submit: list[str]) -> None:
    task_id = command(*submit).out.strip()
    before = len(mock.requests)
    assert "state: pending" in command("tasks", "show", task_id).out
    assert len(mock.requests) == before + 1
    assert json.loads(command("tasks", "show", task_id, "--json").out)["state"] == "pending"


def test_an_operation_that_submits_nothing_is_no_help(mock: ImgOpenMock, command: Command) -> None:
    ran = command("tasks", "wait", "some-id", "--operation", "no.such")
    assert ran.code == 2
    assert "--operation no.such" in ran.err
    assert ".".join(command_for(drawing()).target) in ran.err
    assert not mock.requests


def test_an_interruption_while_waiting_tells_how_to_go_on(
    mock: ImgOpenMock, command: Command, submit: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(mock, "advance", interrupt)
    monkeypatch.setattr("imgopen_mock.testing.ImgOpenMock.advance", interrupt)
    plain: Any = getattr(imgopen, api().class_name)
    monkeypatch.setattr(
        "imgopen._runtime.command.settings.client_class",
        lambda: lambda **given: plain(**given, sleep=interrupt),
    )
    ran = command(*submit, "--wait")
    assert ran.code == 130
    assert f"tasks wait {mock.tasks[0].id}" in ran.err
    assert "Traceback" not in ran.err


def test_an_interruption_of_the_submit_tells_the_id_as_well(
    recorded: Service, command: Command, submit: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_service: Any, request: httpx.Request) -> httpx.Response:
        recorded.requests.append(request)
        raise KeyboardInterrupt

    monkeypatch.setattr(Service, "__call__", interrupt)
    ran = command(*submit)
    assert ran.code == 130
    task_id = ran.err.split()[-1]
    assert task_id in recorded.requests[0].content.decode()


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ([refusal()], 3),
        ([httpx.Response(403)], 3),
        ([httpx.Response(503)], 5),
        ([httpx.Response(429)], 5),
        ([httpx.ConnectError("no route")], 5),
        ([httpx.ReadTimeout("slow")], 5),
        ([httpx.Response(200, content=b"<html>")], 5),
    ],
)
def test_each_failure_of_a_call_has_its_exit_code(
    recorded: Service, command: Command, answers: list[Any], code: int, submit: list[str]
) -> None:
    recorded.answers = answers
    ran = command(*submit, "--max-retries", "0")
    assert ran.code == code
    assert ran.out == ""
    assert len(ran.err.splitlines()) == 1
    assert ran.err.startswith(f"{api().package}: ")


def test_every_exit_code_that_an_error_gives_is_explained() -> None:
    known = {code for code, _ in MEANINGS}
    kinds = [kind for kind in vars(imgopen._runtime.errors).values() if isinstance(kind, type)]
    errors = [kind("x") for kind in kinds if issubclass(kind, imgopen.ImgOpenError)]
    assert len(errors) > 8
    assert {code_of(error) for error in errors} <= known
    assert len({code_of(error) for error in errors}) > 5


def test_the_time_to_wait_is_that_of_the_client() -> None:
    assert DEFAULT_WAIT == WAIT_OF_TASKS


def test_an_answer_is_written_by_the_names_of_the_api(recorded: Service, command: Command) -> None:
    case = next(
        case for case in cases() if not case.operation.roles.submission and case.operation.roles.report
    )
    assert case.operation.roles.report is not None
    data = {"someNewField": {"inner": [1, True, None, "a\x1b[31mb\x9b1m\u202e"]}}
    recorded.answers = [success({**_least(case.operation.result), **data})]
    found = command_for(case)
    said = [found.group, found.name, *options_for(found, case.arguments())]
    ran = command(*said, "--json")
    assert json.loads(ran.out)["someNewField"] == data["someNewField"]
    assert not {"\x1b", "\x9b", "\u202e"}.intersection(ran.out)
    plain = command(*said)
    assert "someNewField.inner[1]: true\n" in plain.out
    assert not {"\x1b", "\x9b", "\u202e"}.intersection(plain.out)


def _least(result: Any) -> dict[str, Any]:
    """Return the required fields of an answer."""
    samples = {"str": "1", "int": 1, "float": 1.0, "bool": True}
    model = next(model for model in api().models if model.ref == result)
    return {
        field.wire_name: samples.get(getattr(field.type, "name", ""), {})
        for field in model.fields
        if field.is_required
    }


@pytest.mark.parametrize(
    "found", [found for found in commands() if found.does == "list"], ids=lambda found: found.group
)
def test_lists_give_as_many_items_as_asked_for(mock: ImgOpenMock, command: Command, found: Any) -> None:
    every = json.loads(command(found.group, "list", "--json").out)
    some = json.loads(command(found.group, "list", "--json", "--limit", len(every) - 1).out)
    lines = command(found.group, "list", "--page-size", 1).out.splitlines()
    none = command(found.group, "list", "--limit", 0)
    assert len(every) > 1
    assert some == every[:-1]
    assert len(lines) == len(every) + 1
    assert {line.count("\t") for line in lines} == {len(every[0]) - 1}
    assert none.out == ""
    assert command(found.group, "list", "--limit", -1).code == 2


def test_a_warning_is_a_remark_without_code(mock: ImgOpenMock, command: Command) -> None:
    requests._warned.clear()
    case = next(
        case
        for case in cases()
        if case.operation.provenance.status == "inferred" and case.operation.roles.pagination
    )
    found = command_for(case)
    ran = command(found.group, found.name, *options_for(found, case.arguments()))
    assert ran.code == 0
    assert f"{'.'.join(found.target)} is inferred" in ran.err
    assert ".py" not in ran.err


def test_a_given_id_is_kept(mock: ImgOpenMock, command: Command) -> None:
    found = command_for(drawing())
    path = drawing().operation.roles.submission
    assert path is not None
    flag = next(part.flag for part in found.parameters if part.way[1:] == path.key[1:] and part.way[1:])
    ran = command(found.group, found.name, *options_for(found, without_id(drawing())), f"--{flag}", "fox 1")
    assert ran.out == "fox 1\n"
    assert mock.task("fox 1").state == "pending"
