"""What the README shows is what happens."""

from __future__ import annotations

import ast
import asyncio
import contextlib
import io
import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from imgopen_contract.answers import answers_of
from imgopen_mock.testing import ImgOpenMock
from PIL import Image, ImageChops, ImageStat

from tests.client.conftest import client_class
from tests.contract.suite import every_case, operations
from tests.support.command import GENERATED, REPOSITORY
from tests.support.operations import keys
from tests.support.processes import mock_server

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
PORT = "http://127.0.0.1:4010"


@pytest.fixture
def url() -> Iterator[str]:
    with mock_server("--clock", "virtual") as address:
        yield address


def python_blocks(text: str) -> list[str]:
    """Return the Python programs in a page of Markdown."""
    return re.findall(r"```python\n(.*?)```", text, flags=re.DOTALL)


def _block(language: str, holding: str) -> str:
    blocks: list[str] = re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)
    (found,) = [block for block in blocks if holding in block]
    return found


@pytest.fixture
def _no_waiting(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the simulator's time pass where the client would sleep."""
    sleep = asyncio.sleep

    def pass_by(seconds: float) -> None:
        httpx.post(f"{url}/_mock/clock/advance", json={"seconds": seconds}).raise_for_status()

    async def pass_by_async(seconds: float) -> None:
        pass_by(seconds)
        await sleep(0)

    monkeypatch.setattr("time.sleep", pass_by)
    monkeypatch.setattr("asyncio.sleep", pass_by_async)


@pytest.mark.usefixtures("_no_waiting")
@pytest.mark.parametrize("holding", ["\nwith ImgOpen(", "async with AsyncImgOpen("])
def test_the_first_call_prints_what_it_says_and_saves_the_picture(
    holding: str, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    source = _first_block(holding)
    assert len(_first_block("\nwith ImgOpen(").strip().splitlines()) <= 10
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(source.replace(PORT, url), "README.md", "exec"), {})
    promised, *_ = re.findall(r"```\n(sd\..*?)```", README, flags=re.DOTALL)
    assert _pattern_of(promised)[0] == _pattern_of(printed.getvalue())[0]
    assert _pattern_of(promised)[-2:] == _pattern_of(printed.getvalue())[-2:]
    (file,) = (tmp_path / "pictures").iterdir()
    link, *_ = re.findall(r"!\[.*\]\((.*)\)", README)
    with Image.open(file) as picture, Image.open(REPOSITORY / link) as shown:
        assert picture.size == shown.size
        difference = ImageStat.Stat(ImageChops.difference(picture, shown)).mean
    assert max(difference) < 2


def _first_block(holding: str) -> str:
    return next(block for block in python_blocks(README) if holding in f"\n{block}")


def _pattern_of(text: str) -> list[str]:
    """Return the lines without what differs each time: the id of the task, and the share of the work."""
    return [re.sub(r"[0-9a-z]{23}|\d+ %", "...", line) for line in text.strip().splitlines()]


def test_the_async_example_differs_by_async_and_await_alone() -> None:
    sync, twin = (
        ast.parse(_first_block(holding)) for holding in ("\nwith ImgOpen(", "async with AsyncImgOpen(")
    )
    (main,) = (node for node in twin.body if isinstance(node, ast.AsyncFunctionDef))
    plain = ast.unparse(ast.Module([*sync.body[1:]], []))
    bare = ast.unparse(ast.Module(main.body, [])).replace("await ", "").replace("async ", "")
    assert bare.replace("AsyncImgOpen", "ImgOpen") == plain


def test_the_test_shown_passes() -> None:
    names: dict[str, Any] = {}
    exec(compile(_block("python", "def test_"), "README.md", "exec"), names)
    (shown,) = (value for name, value in names.items() if name.startswith("test_"))
    with ImgOpenMock() as mock:
        shown(mock)


def test_the_mistake_gives_the_error_shown(url: str) -> None:
    shown = _block("pycon", ">>> ")
    call, message = shown.removeprefix(">>> ").strip().split("\n")
    with (
        client_class("")(**keys(), base_url=url) as client,
        pytest.raises(ValueError, match="1001") as caught,
    ):
        eval(call, {"client": client})
    assert f"{caught.type.__module__}.{caught.type.__name__}: {caught.value}" == message


def test_the_curl_gets_the_answer_shown(url: str) -> None:
    block = _block("sh", "curl")
    command, answer = block.replace("\\\n", "").split("\n# ")
    words = shlex.split(command.split("\n", 1)[1].replace(PORT, url))
    headers: dict[str, str] = {}
    arguments: dict[str, Any] = {}
    for option, value in zip(words[2::2], words[3::2], strict=True):
        if option == "-H":
            name, _, text = value.partition(": ")
            headers[name] = text
        else:
            arguments["content"] = value
    assert httpx.post(words[1], headers=headers, **arguments).json() == json.loads(answer)


def test_every_command_and_file_it_names_is_there() -> None:
    targets = set(
        re.findall(r"^([a-z]+):", (REPOSITORY / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    )
    named = set(re.findall(r"`make ([a-z]+)`|^make ([a-z]+)", README, flags=re.MULTILINE))
    assert {first or second for first, second in named} <= targets
    for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", README):
        assert (REPOSITORY / link).exists(), link


def test_the_packages_own_readme_shows_python() -> None:
    text = (GENERATED / "README.md").read_text(encoding="utf-8")
    (source,) = python_blocks(text)
    compile(source, "generated/README.md", "exec")


def test_the_cases_that_it_names_are_cases() -> None:
    named = {line for line in README.splitlines() if re.match(r"\w+\.\w+ / ", line)}
    assert named
    answers = {answer.id for operation in operations() for answer in answers_of(operation)}
    assert named <= answers | {case.id for case in every_case()}
