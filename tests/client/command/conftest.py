"""The command in this process, against a simulator in this process, with a configuration folder of its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import imgopen
import pytest
from imgopen._runtime.command import screens
from imgopen._runtime.command.app import run
from imgopen_mock.testing import ImgOpenMock

from tests.client.conftest import Service
from tests.support.http import httpx
from tests.support.operations import api

CLIENT_CLASS = "imgopen._runtime.command.settings.client_class"


@dataclass(frozen=True)
class Ran:
    """What came of a command."""

    code: int
    out: str
    err: str


Command = Callable[..., Ran]


@pytest.fixture(autouse=True)
def _environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Hide what the surroundings say: settings, keys, colours, terminals."""
    for name in list(os.environ):
        if name.startswith((api().package.upper(), "TERM_", "KITTY", "NO_COLOR", "FORCE_COLOR", "TMUX")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)
    screens.stdout.cache_clear()
    screens.stderr.cache_clear()
    yield
    screens.stdout.cache_clear()
    screens.stderr.cache_clear()


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys in the environment."""
    for credential in api().credentials:
        monkeypatch.setenv(credential.variable, f"key-of-{credential.argument}")


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs the command with arguments, as in a pipe."""

    def call(*arguments: object) -> Ran:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return call


@pytest.fixture
def mock(monkeypatch: pytest.MonkeyPatch, keys: None) -> Iterator[ImgOpenMock]:
    """A simulator that the command talks to; its time passes when the command waits."""
    with ImgOpenMock() as made:
        _clients(monkeypatch, {"sleep": made.advance})
        yield made


@pytest.fixture
def recorded(monkeypatch: pytest.MonkeyPatch, keys: None, service: Service) -> Service:
    """A service that keeps what the command sends, and answers what a test chooses."""
    _clients(
        monkeypatch, {"http_client": httpx.Client(transport=httpx.MockTransport(service)), "sleep": _skip}
    )
    return service


def _clients(monkeypatch: pytest.MonkeyPatch, settings: dict[str, Any]) -> None:
    plain = getattr(imgopen, api().class_name)
    monkeypatch.setattr(CLIENT_CLASS, lambda: lambda **given: plain(**{**given, **settings}))


def _skip(_seconds: float) -> None:
    pass
