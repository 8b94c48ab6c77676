"""The command line of an API with files, texts and bytes."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from imgopen._runtime.bodies import write_body
from imgopen._runtime.command import app, screens, settings, setup
from imgopen._runtime.command.table import Command, Entry, Group, Parameter
from imgopen._runtime.settings import Credential

from tests.client.foreign.conftest import take
from tests.client.foreign.test_bodies import multipart

PARAMETERS = (
    Parameter("photo", ("photo",), ("file",), "photo"),
    Parameter("more", ("more",), ("file",), "more", is_list=True),
    Parameter("the-name", ("the_name",), ("text",), "theName"),
)
COMMAND = Command("pets", "draw", ("pets", "draw"), "call", "Draw a pet", PARAMETERS)
BYTES = Command("pets", "draw", ("pets", "draw"), "call", "Draw a pet", PARAMETERS, gives_bytes=True)


class Pets:
    """Stands in for a group of a client."""

    def __init__(self, answer: Any) -> None:
        self._answer = answer
        self.values: dict[str, Any] = {}

    def draw(self, **values: Any) -> Any:
        self.values = values
        write_body(multipart(), values, None, is_async=False)
        return self._answer


@dataclass
class Ran:
    """What came of a command."""

    code: int
    out: bytes
    err: str
    values: dict[str, Any]


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> Run:
    """Runs a command whose call gives an answer."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("NO_COLOR", "1")
    for module in (settings, setup):
        monkeypatch.setattr(module, "CREDENTIALS", ())
    screens.stdout.cache_clear()

    def run(*words: str, answer: Any = None, command: Command = COMMAND, entered: bytes = b"") -> Ran:
        pets = Pets(answer)

        class Client:
            def __init__(self, **_: Any) -> None:
                self.pets = pets

            def __enter__(self) -> Client:
                return self

            def __exit__(self, *_: object) -> None:
                return None

        monkeypatch.setattr(settings, "client_class", lambda: Client)
        monkeypatch.setattr(app, "groups", lambda: (Group("pets", "Pets", (Entry("draw", "Draw", "pets"),)),))
        monkeypatch.setattr(app, "command_of", lambda *_: command)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(entered)))
        code = app.run(["pets", "draw", *words])
        out, err = capfdbinary.readouterr()
        return Ran(code, out, err.decode(), pets.values)

    return run


def test_a_file_is_a_path_or_standard_input(run: Run, tmp_path: Path) -> None:
    picture = tmp_path / "x.png"
    picture.write_bytes(b"\x00\xff\r\n")
    ran = run("--photo", "-", "--more", str(picture), "--more", str(picture), entered=b"\x00\xff\r\n")
    assert ran.code == 0, ran.err
    assert ran.values == {"photo": b"\x00\xff\r\n", "more": [picture, picture]}


def test_a_file_that_is_not_there_is_named_with_its_option(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    ran = run("--photo", "nowhere.png", "--more", "folder")
    assert ran.code == 2
    assert "--photo nowhere.png cannot be read: No such file or directory" in ran.err
    assert "--more [0]=folder cannot be read: Is a directory" in ran.err


def test_standard_input_is_read_once(run: Run) -> None:
    ran = run("--photo", "-", "--the-name", "-", entered=b"x")
    assert ran.code == 2
    assert "standard input was already read for" in ran.err


@pytest.mark.parametrize(
    ("answer", "words", "out"),
    [
        (None, (), b""),
        (None, ("--json",), b"null\n"),
        ("a\r\n\x1b[1mb\n", (), b"a\r\n\x1b[1mb\n"),
        ("no end", (), b"no end\n"),
        ("", (), b""),
        ("a", ("--json",), b'"a"\n'),
        ([{"a": 1}, "b"], (), b"[0].a: 1\n[1]: b\n"),
        (5, (), b"5\n"),
    ],
)
def test_every_kind_of_answer_is_shown(run: Run, answer: Any, words: tuple[str, ...], out: bytes) -> None:
    ran = run(*words, answer=answer)
    assert (ran.code, ran.out) == (0, out), ran.err


def test_bytes_go_into_a_pipe_as_they_are(run: Run) -> None:
    ran = run(answer=b"\x00\xff\r\n", command=BYTES)
    assert (ran.code, ran.out) == (0, b"\x00\xff\r\n"), ran.err


def test_bytes_go_to_a_file(run: Run, tmp_path: Path) -> None:
    ran = run("--output", str(tmp_path / "x.png"), answer=b"\x00\xff\r\n", command=BYTES)
    assert (ran.code, ran.out) == (0, b""), ran.err
    assert (tmp_path / "x.png").read_bytes() == b"\x00\xff\r\n"


def test_a_file_that_cannot_be_written_is_named(run: Run, tmp_path: Path) -> None:
    ran = run("--output", str(tmp_path / "no" / "x.png"), answer=b"1", command=BYTES)
    assert ran.code != 0
    assert "x.png" in ran.err


def test_bytes_do_not_go_to_a_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda _: True)
    ran = run("--photo", "-", answer=b"\x00", command=BYTES)
    assert ran.code == 2
    assert ran.values == {}
    assert "--output FILE" in ran.err


def test_only_commands_that_answer_bytes_have_the_option(run: Run) -> None:
    assert b"--output" in run("--help", command=BYTES).out
    assert b"--output" not in run("--help").out


def test_keys_that_are_not_required_may_be_missing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    optional = Credential("token", "", "TEST_TOKEN", "bearer", is_required=False)
    take(monkeypatch, optional)
    monkeypatch.setattr(settings, "CREDENTIALS", (optional,))
    assert run().code == 0
    monkeypatch.setattr(settings, "CREDENTIALS", (Credential("token", "", "TEST_TOKEN", "bearer"),))
    ran = run()
    assert ran.code != 0
    assert "TEST_TOKEN" in ran.err
