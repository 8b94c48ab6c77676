"""The command as people see it, in a terminal, against a simulator as a server."""

from __future__ import annotations

import base64
import re
import stat
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.client.command.made import drawing, words
from tests.client.command.processes import piped, surroundings, terminal
from tests.support.operations import api
from tests.support.processes import mock_server

NAME = api().package


@pytest.fixture(scope="module")
def base_url() -> Iterator[str]:
    with mock_server("--clock", "virtual") as url:
        yield url


def _let_time_pass(base_url: str) -> None:
    httpx.post(f"{base_url}/_mock/clock/advance", json={"seconds": 100}).raise_for_status()


@pytest.fixture
def environment(base_url: str, tmp_path: Path) -> dict[str, str]:
    variables = {api().base_url_variable: base_url, "XDG_CONFIG_HOME": str(tmp_path / "config")}
    return surroundings(**variables)


@pytest.fixture(scope="module")
def done(base_url: str) -> list[str]:
    """The words that show the pictures of a task that is done."""
    ran = piped(*words(drawing()), environment=surroundings(**{api().base_url_variable: base_url}))
    assert ran.returncode == 0, ran.stderr
    _let_time_pass(base_url)
    return ["tasks", "wait", ran.stdout.strip(), "--out", "pictures"]


def test_a_wait_draws_a_bar_that_goes_away(environment: dict[str, str], base_url: str) -> None:
    with terminal(*words(drawing()), "--wait", environment=environment) as screen:
        screen.wait_for(r"(pending|running) [━╸╺]+ .*0:0\d:\d\d")
        assert ".".join(words(drawing())[:2]) in screen.text
        _let_time_pass(base_url)
        assert screen.finish() == 0
    assert "━" not in screen.text
    assert re.search(r"^state +succeeded$", screen.text, re.M)
    assert b"\x1b[1;32msucceeded" in screen.written


def test_pictures_are_shown_below_their_paths(
    environment: dict[str, str], done: list[str], tmp_path: Path
) -> None:
    truecolor = {**environment, "COLORTERM": "truecolor"}
    with terminal(*done, environment=truecolor, folder=tmp_path) as screen:
        assert screen.finish() == 0
    (path,) = (tmp_path / "pictures").iterdir()
    assert screen.lines[0] == f"pictures/{path.name}"
    assert all(set(line) == {"▀"} for line in screen.lines[1:])
    assert len(screen.lines) > 5
    assert re.search(rb"\x1b\[38;2;\d+;\d+;\d+;48;2;\d+;\d+;\d+m", screen.written)


def test_a_terminal_for_pictures_gets_the_picture_itself(
    environment: dict[str, str], done: list[str], tmp_path: Path
) -> None:
    kitty = {**environment, "KITTY_WINDOW_ID": "1"}
    with terminal(*done, environment=kitty, folder=tmp_path) as screen:
        assert screen.finish() == 0
    chunks = re.findall(rb"\x1b_G([^;]*);([^\x1b]*)\x1b\\", screen.written)
    assert chunks[0][0].startswith(b"a=T,f=100")
    assert [options.endswith(b"m=1") for options, _ in chunks] == [*[True] * (len(chunks) - 1), False]
    assert base64.b64decode(b"".join(text for _, text in chunks)).startswith(b"\x89PNG")


def test_no_thumbnails_if_told(environment: dict[str, str], done: list[str], tmp_path: Path) -> None:
    kitty = {**environment, "KITTY_WINDOW_ID": "1"}
    with terminal(*done, "--no-thumbnails", environment=kitty, folder=tmp_path) as screen:
        assert screen.finish() == 0
    assert b"\x1b_G" not in screen.written
    assert len(screen.lines) == 1


def test_no_thumbnails_in_a_pipe(environment: dict[str, str], done: list[str], tmp_path: Path) -> None:
    kitty = {**environment, "KITTY_WINDOW_ID": "1", "COLORTERM": "truecolor"}
    ran = piped(*done, "--thumbnails", environment=kitty, folder=tmp_path)
    assert ran.returncode == 0
    assert [tmp_path / line for line in ran.stdout.splitlines()] == list((tmp_path / "pictures").iterdir())


def test_ctrl_c_ends_the_wait_with_a_way_to_go_on(environment: dict[str, str], base_url: str) -> None:
    with terminal(*words(drawing()), "--wait", environment=environment) as screen:
        screen.wait_for("(pending|running) [━╸╺]")
        screen.type("\x03")
        assert screen.finish() == 130
    assert "Traceback" not in screen.text
    hint = screen.text.replace("\n", "").partition("To wait for it: ")[2].split()
    assert hint[:3] == [NAME, "tasks", "wait"]
    _let_time_pass(base_url)
    again = piped(*hint[1:], environment=environment)
    assert (again.returncode, again.stderr.splitlines()[-1].rpartition(" ")[2]) == (0, "succeeded")


def test_login_asks_without_showing_what_is_typed(environment: dict[str, str], tmp_path: Path) -> None:
    with terminal("login", "--profile", "shop", environment=environment) as screen:
        for credential in api().credentials:
            screen.wait_for(f"(?i){credential.argument.replace('_', ' ')}: *$")
            screen.type(f"typed-{credential.argument}\n")
        assert screen.finish() == 0
    assert b"typed-" not in screen.written
    path = tmp_path / "config" / NAME / "profiles.toml"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert all(f"typed-{credential.argument}" in path.read_text() for credential in api().credentials)


def test_ctrl_c_ends_login_and_keeps_nothing(environment: dict[str, str], tmp_path: Path) -> None:
    with terminal("login", environment=environment) as screen:
        screen.wait_for(": *$")
        screen.type("\x03")
        assert screen.finish() == 130
    assert "Traceback" not in screen.text
    assert not (tmp_path / "config").exists()


def test_a_terminal_gets_colours_and_a_table(environment: dict[str, str]) -> None:
    with terminal("--help", environment=environment) as screen:
        assert screen.finish() == 0
    assert b"\x1b[1;36m" in screen.written
    assert b"\x1b[1;36m" not in piped("--help", environment=environment).stdout.encode()
