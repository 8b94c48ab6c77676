"""What the README shows is what happens."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import imgopen
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


def _block(language: str, holding: str) -> str:
    blocks: list[str] = re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)
    (found,) = [block for block in blocks if holding in block]
    return found


def test_the_first_call_prints_what_it_says(url: str) -> None:
    source = _block("python", "print(")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(source.replace(PORT, url), "README.md", "exec"), {})
    (promised,) = re.findall(r"print\(.*\)  # (.*)", source)
    assert printed.getvalue().strip() == promised


def test_a_few_seconds_later_the_picture_is_there(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(_block("python", "print(").replace(PORT, url), "README.md", "exec"), {})
    httpx.post(f"{url}/_mock/clock/advance", json={"seconds": 10}).raise_for_status()
    monkeypatch.chdir(tmp_path)
    source = _block("python", "write_bytes")
    exec(compile(source.replace(PORT, url), "README.md", "exec"), {})
    asked = re.findall(r"(?:width|height)=(\d+)", _block("python", "print("))
    (file,) = tmp_path.iterdir()
    (link,) = re.findall(r"!\[.*\]\((.*)\)", README)
    with Image.open(file) as picture, Image.open(REPOSITORY / link) as shown:
        assert picture.size == tuple(map(int, asked))
        difference = ImageStat.Stat(ImageChops.difference(picture, shown)).mean
    assert max(difference) < 2


def test_the_test_shown_passes() -> None:
    names: dict[str, Any] = {"ImgOpen": imgopen.ImgOpen}
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
    (source,) = re.findall(r"```python\n(.*?)```", text, flags=re.DOTALL)
    compile(source, "generated/README.md", "exec")


def test_the_cases_that_it_names_are_cases() -> None:
    named = {line for line in README.splitlines() if re.match(r"\w+\.\w+ / ", line)}
    assert named
    answers = {answer.id for operation in operations() for answer in answers_of(operation)}
    assert named <= answers | {case.id for case in every_case()}
