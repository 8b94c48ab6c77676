"""The command, as a process with a real socket."""

from __future__ import annotations

import shlex
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from imgopen_mock import Bundle, __version__
from imgopen_mock.banner import banner, curl

COMMAND = [sys.executable, "-m", "imgopen_mock"]
PATIENCE = 30


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments], capture_output=True, text=True, timeout=PATIENCE, check=False
    )


def obey_ctrl_c() -> None:
    """A process that is started in the background of a shell may have been told to ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def serving(*arguments: str) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Start the server, wait until it says that it listens, and make sure that it is gone in the end."""
    # Without a buffer, reading the first line leaves all that follows for `communicate`.
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        bufsize=0,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=obey_ctrl_c,
    )
    try:
        assert process.stderr is not None
        word, _, address = process.stderr.readline().decode().strip().rpartition(" ")
        assert word == "Listening on"
        yield process, address
    finally:
        process.kill()
        process.communicate(timeout=PATIENCE)


def interrupt(process: subprocess.Popen[bytes]) -> tuple[str, str]:
    """Press Ctrl-C, and return what the server wrote since its first line."""
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=PATIENCE)
    return output.decode(), errors.decode()


def test_server_serves_and_stops(kiln_file: Path, firing: dict[str, Any], keys: dict[str, str]) -> None:
    with serving("--port", "0", "--bundle", str(kiln_file)) as (process, address):
        with httpx.Client(base_url=address, trust_env=False) as client:
            response = client.post("/firings", json=firing, headers=keys)
            assert response.status_code == 202
            assert response.json()["payload"]["ticket"] == "pot-9"
        output, errors = interrupt(process)
    assert process.returncode == 0
    assert output == ""
    assert "Traceback" not in errors
    assert "Simulating Kiln 7.1: 5 operations" in errors
    assert errors.endswith("Stopped.\n")


def test_ctrl_c_right_after_the_first_line(kiln_file: Path) -> None:
    with serving("--port", "0", "--bundle", str(kiln_file)) as (process, _):
        _, errors = interrupt(process)
    assert process.returncode == 0
    assert "Traceback" not in errors
    assert errors.endswith("Stopped.\n")


def test_curl_of_the_banner_is_a_good_request(kiln: Bundle, kiln_file: Path) -> None:
    """The command is read as a shell would and sent with httpx, so that the test needs no curl."""
    with (
        serving("--port", "0", "--bundle", str(kiln_file)) as (_, address),
        httpx.Client(trust_env=False) as client,
    ):
        for operation in kiln.operations:
            words = shlex.split(curl(operation, address).replace("\\\n", " "))
            assert words[:3] == ["curl", "-s", "-X"]
            headers = [words[place + 1].split(": ") for place, word in enumerate(words) if word == "-H"]
            data = words[words.index("-d") + 1] if "-d" in words else ""
            response = client.request(words[3], words[4], headers=dict(headers), content=data.encode())
            assert response.json()["verdict"] == "FIRED"


def test_body_limit_is_an_option(kiln_file: Path) -> None:
    with serving("--port", "0", "--bundle", str(kiln_file), "--max-body", "1") as (_, address):
        response = httpx.post(f"{address}/firings", content=b"x" * (1024 * 1024 + 1), trust_env=False)
        assert response.status_code == 413


def test_log_level_shows_requests(kiln_file: Path) -> None:
    with serving("--port", "0", "--bundle", str(kiln_file), "--log-level", "info") as (process, address):
        httpx.get(f"{address}/anything", trust_env=False)
        output, _ = interrupt(process)
    assert "/anything" in output


def test_port_that_is_taken(kiln_file: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run("--port", str(port), "--bundle", str(kiln_file))
    assert done.returncode == 1
    assert done.stderr == f"imgopen-mock: cannot listen on 127.0.0.1:{port}: Address already in use\n"


def test_host_that_is_none(kiln_file: Path) -> None:
    done = run("--host", "a..b", "--bundle", str(kiln_file))
    assert done.returncode == 1
    assert done.stderr.startswith("imgopen-mock: cannot listen on a..b:4010: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("content", [None, "", "{}", '{"openapi": "3.1.0", "info": {}}'])
def test_bundle_that_is_none(tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "bundle.json"
    if content is not None:
        file.write_text(content)
    done = run("--bundle", str(file))
    assert done.returncode == 2
    assert done.stderr.startswith(f"imgopen-mock: {file}: ")
    assert done.stderr.count("\n") == 1


def test_version() -> None:
    assert run("--version").stdout == f"imgopen-mock {__version__}\n"


def test_help_explains_every_option() -> None:
    done = run("--help")
    assert done.returncode == 0
    for option in ("--port", "--host", "--bundle", "--log-level", "--max-body", "--version"):
        assert option in done.stdout


def test_banner_keeps_the_terminal_safe(kiln_document: dict[str, Any]) -> None:
    import json

    kiln_document["info"]["title"] = "Kiln\x1b[31m\r\n"
    lines = banner(Bundle.parse(json.dumps(kiln_document)), "http://[::1]:1").splitlines()
    assert lines[:2] == ["Listening on http://[::1]:1", "Simulating Kiln?[31m?? 7.1: 5 operations"]
