"""What the package logs: a line for each attempt, another one for each retry, and nothing that nobody asked for."""

from __future__ import annotations

import logging
import re
import subprocess
import sys
from typing import Any

import imgopen
import pytest

from tests.client.conftest import client_class, refusal
from tests.client.http.conftest import asking
from tests.client.robustness.ways import Side
from tests.support.http import httpx
from tests.support.operations import keys

CASE = asking()
NAME = f"{CASE.group.attribute}.{CASE.operation.method}"
DEBUG, INFO = logging.DEBUG, logging.INFO


def _logged(
    side: Side, caplog: pytest.LogCaptureFixture, answers: list[Any], *, level: int = DEBUG, **http: Any
) -> list[tuple[int, str]]:
    """Return levels and lines of the package, with times as `S`."""
    caplog.set_level(level, "imgopen")
    waiting = list(answers)

    def handle(_: httpx.Request) -> httpx.Response:
        answer = waiting.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return httpx.Response(answer.status_code, content=answer.content)

    client = side.client(http_client=side.http(handle, **http))
    with pytest.raises(imgopen.ImgOpenError):
        side.done(CASE.call(client))
    records = [record for record in caplog.records if record.name == "imgopen"]
    return [(record.levelno, re.sub(r"[0-9]+\.[0-9]+ s", "S", record.getMessage())) for record in records]


def _line(what: str, query: str = "") -> str:
    url = f"{client_class('')(**keys()).base_url}{CASE.operation.path}{query}"
    return f"{NAME}: {CASE.operation.http_method} {url} -> {what} after S"


def test_an_attempt_is_a_line(side: Side, caplog: pytest.LogCaptureFixture) -> None:
    assert _logged(side, caplog, [refusal()]) == [(DEBUG, _line("HTTP 200"))]


def test_a_retry_is_another_line(side: Side, caplog: pytest.LogCaptureFixture) -> None:
    answers = [httpx.Response(503), httpx.ReadTimeout("slow"), refusal()]
    assert _logged(side, caplog, answers) == [
        (DEBUG, _line("HTTP 503")),
        (INFO, _line("HTTP 503, another attempt in S")),
        (DEBUG, _line("ReadTimeout")),
        (INFO, _line("ReadTimeout, another attempt in S")),
        (DEBUG, _line("HTTP 200")),
    ]


def test_what_is_given_up_is_no_retry(side: Side, caplog: pytest.LogCaptureFixture) -> None:
    found = _logged(side, caplog, [httpx.ConnectError("refused")] * 3)
    assert [level for level, _ in found].count(INFO) == 2
    assert found[-1] == (DEBUG, _line("ConnectError"))


def test_retries_alone_are_on_the_level_of_info(side: Side, caplog: pytest.LogCaptureFixture) -> None:
    found = _logged(side, caplog, [httpx.Response(503), refusal()], level=INFO)
    assert found == [(INFO, _line("HTTP 503, another attempt in S"))]


def test_a_call_that_goes_well_says_nothing_above_debug(side: Side, caplog: pytest.LogCaptureFixture) -> None:
    assert _logged(side, caplog, [refusal()], level=INFO) == []


def test_no_line_has_a_query(side: Side, caplog: pytest.LogCaptureFixture) -> None:
    found = _logged(side, caplog, [refusal()], params={"token": "signature"})
    assert found == [(DEBUG, _line("HTTP 200", "?***"))]


def test_where_lines_go_is_left_to_the_program() -> None:
    program = (
        "import logging, imgopen, httpx\n"
        "transport = httpx.MockTransport(lambda request: httpx.Response(503))\n"
        f"client = imgopen.{client_class('').__name__}(\n"
        f"    **{keys()!r}, http_client=httpx.Client(transport=transport), sleep=lambda _: None)\n"
        "try:\n    client.post('/x', {})\nexcept imgopen.HTTPStatusError:\n    pass\n"
        "ours = [name for name in logging.root.manager.loggerDict if name.partition('.')[0] == 'imgopen']\n"
        "assert 'imgopen' in ours\n"
        "for name in ours:\n"
        "    logger = logging.getLogger(name)\n"
        "    assert (logger.handlers, logger.level, logger.propagate) == ([], logging.NOTSET, True), name\n"
        "assert logging.root.handlers == []\n"
    ).replace("httpx", httpx.__name__)
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
