"""The command that judges a receiver: exit codes, what it prints and where, and the file that it writes."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from imgopen_contract.receiver.command import BAD_INPUT, BROKEN, RIGHT, run
from imgopen_contract.receiver.suite import receiver_checks
from starlette.responses import JSONResponse, PlainTextResponse

from tests.contract.receiver import examples
from tests.contract.receiver.documents import REAL
from tests.contract.receiver.examples import PATH, application
from tests.contract.receiver.recorder import PATIENCE
from tests.contract.receiver.sockets import closed_port, serving

SECRET = "s3cret-value"


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def judge(url: str, errors: io.StringIO | None = None, **options: Any) -> tuple[int, str, str]:
    """Run the command, with callbacks of one operation only; return the exit code and what it printed."""
    output, errors = io.StringIO(), errors or io.StringIO()
    first = receiver_checks(REAL)[0].kind.operations[0].id
    options = {"operations": [first], "timeout": PATIENCE, **options}
    code = run(url, output=output, errors=errors, pause=lambda _: None, **options)
    return code, output.getvalue(), errors.getvalue()


def test_a_right_receiver_and_a_broken_one(tmp_path: Path) -> None:
    for take, expected in ((examples.right, RIGHT), (examples.empty_answer, BROKEN)):
        file = tmp_path / f"{take.__name__}.xml"
        with serving(application(take)) as address:
            code, output, errors = judge(f"{address}{PATH}", junit=file)
        assert code == expected
        assert output.startswith(f"{address}{PATH}, held to {REAL.title}\n")
        assert ("WRONG" in output) is (expected == BROKEN)
        assert errors == ""
        root = ElementTree.fromstring(file.read_bytes())
        assert (root.find(".//failure") is not None) is (expected == BROKEN)
        assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_on_a_terminal_it_says_how_far_it_is_and_cleans_up() -> None:
    with serving(application(examples.right)) as address:
        _, output, errors = judge(f"{address}{PATH}", Terminal())
    lines = [line.rstrip() for line in errors.split("\r") if line.strip()]
    count = len(lines)
    assert lines[0].startswith(f"0/{count} ")
    assert lines[-1].startswith(f"{count - 1}/{count} ")
    assert errors.endswith("\r")
    assert errors.split("\r")[-2].strip() == ""
    assert "\r" not in output


def test_headers_are_sent_and_never_shown(tmp_path: Path) -> None:
    seen: list[str] = []

    async def repeats(request: Any, store: Any) -> Any:
        seen.append(request.headers["x-key"])
        return JSONResponse({"your key": request.headers["x-key"]})

    file = tmp_path / "report.xml"
    with serving(application(repeats)) as address:
        code, output, errors = judge(f"{address}{PATH}", headers=[f"X-Key:  {SECRET} "], junit=file)
    assert code == BROKEN
    assert set(seen) == {SECRET}
    assert "your key" in output
    assert SECRET not in output + errors + file.read_text()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"headers": [SECRET]}, "header 1 is not of the form 'Name: value'"),
        ({"headers": ["X-A: 1", f": {SECRET}"]}, "header 2 is not of the form 'Name: value'"),
        ({"headers": ["X-A: 1", f"x-a: {SECRET}"]}, "header x-a is given twice"),
        (
            {"headers": [f"X-A: {SECRET}\n"[:-1] + "\x00"]},
            "header X-A: its value has a character that no header can have",
        ),
        ({"operations": ["none_such"]}, "none_such: there is no such operation; "),
        ({"timeout": 0.0}, "a time limit of 0.0 seconds is none"),
        ({"junit": Path("/none/such/report.xml")}, "/none/such/report.xml: cannot be written there"),
        ({"junit": Path("/")}, "/: cannot be written there"),
        ({"document": Path("/none/such.json")}, "/none/such.json: cannot be read: No such file or directory"),
    ],
)
def test_bad_input_is_told_in_one_line_before_anything_is_sent(options: dict[str, Any], message: str) -> None:
    code, output, errors = judge(f"http://127.0.0.1:{closed_port()}/", **options)
    assert (code, output) == (BAD_INPUT, "")
    assert errors.startswith(f"imgopen-contract: {message}")
    assert errors.count("\n") == 1
    assert SECRET not in errors


def test_where_nobody_listens_it_says_so() -> None:
    url = f"http://127.0.0.1:{closed_port()}/hook"
    code, output, errors = judge(f"{url}?key={SECRET}", Terminal())
    assert (code, output) == (BAD_INPUT, "")
    assert f"imgopen-contract: {url}?...: no connection: " in errors
    assert SECRET not in errors


def test_a_file_that_cannot_be_written_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "report.xml"
    file.write_text("before")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with serving(application(examples.right)) as address:
        code, output, errors = judge(f"{address}{PATH}", junit=file)
    assert code == BAD_INPUT
    assert "held to" in output
    assert errors == f"imgopen-contract: {file}: cannot be written: No space left on device\n"
    assert [path.read_text() for path in tmp_path.iterdir()] == ["before"]


def test_letters_that_a_terminal_lacks_are_written_otherwise() -> None:
    async def speaks(request: Any, store: Any) -> Any:
        return PlainTextResponse("漢字")

    raw = io.BytesIO()
    with serving(application(speaks)) as address:
        first = receiver_checks(REAL)[0].kind.operations[0].id
        output = io.TextIOWrapper(raw, encoding="latin-1", write_through=True)
        code = run(f"{address}{PATH}", operations=[first], output=output, pause=lambda _: None)
    assert code == BROKEN
    assert rb"\u6f22\u5b57" in raw.getvalue()
