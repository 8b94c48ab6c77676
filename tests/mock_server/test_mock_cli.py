"""The command, as a process with a real socket."""

from __future__ import annotations

import json
import re
import shlex
import socket
import subprocess
from pathlib import Path
from typing import Any

import httpx
import pytest
from imgopen_mock import Bundle, Clock, RealClock, VirtualClock, __version__, load_bundle
from imgopen_mock.banner import banner, curl

from tests.mock_server.jobs import REAL_BUNDLE, Job
from tests.mock_server.servers import COMMAND, PATIENCE, environment, interrupt, serving


def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
        env=environment(**variables),
    )


def test_server_serves_and_stops(kiln_file: Path, firing: dict[str, Any], keys: dict[str, str]) -> None:
    with serving("--bundle", str(kiln_file)) as (process, address):
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
    with serving("--bundle", str(kiln_file)) as (process, _):
        _, errors = interrupt(process)
    assert process.returncode == 0
    assert "Traceback" not in errors
    assert errors.endswith("Stopped.\n")


def test_curl_of_the_banner_is_a_good_request(kiln: Bundle, kiln_file: Path) -> None:
    """The command is read as a shell would and sent with httpx, so that the test needs no curl."""
    with (
        serving("--bundle", str(kiln_file)) as (_, address),
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
    with serving("--bundle", str(kiln_file), "--max-body", "1") as (_, address):
        response = httpx.post(f"{address}/firings", content=b"x" * (1024 * 1024 + 1), trust_env=False)
        assert response.status_code == 413


def test_log_level_shows_requests(kiln_file: Path) -> None:
    with serving("--bundle", str(kiln_file), "--log-level", "info") as (process, address):
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


BAD_OPTIONS = [
    ("--port", "99999"),
    ("--max-body", "0"),
    ("--clock", "lunar"),
    ("--time-scale", "fast"),
    ("--time-scale", "0"),
    ("--time-scale", "-1"),
    ("--time-scale", "nan"),
    ("--time-scale", "inf"),
    ("--task-seconds", "-1"),
    ("--task-seconds", "inf"),
    ("--callback-timeout", "0"),
    ("--callback-timeout", "nan"),
    ("--callback-allow", "http://bell.example"),
    ("--callback-allow", "300.1.1.1"),
    ("--keep-tasks", "0"),
    ("--seed", "1.5"),
    ("--log-level", "loud"),
]


@pytest.mark.parametrize(("option", "value"), BAD_OPTIONS)
def test_bad_option_is_told_in_one_line(option: str, value: str) -> None:
    done = run(option, value)
    assert done.returncode == 2
    assert done.stderr.startswith("imgopen-mock: Invalid value for ")
    assert option in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("arguments", [["--no-such-option"], ["no-such-argument"], ["--port"]])
def test_what_is_no_option_is_told_in_one_line(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stderr.startswith("imgopen-mock: ")
    assert done.stderr.count("\n") == 1


def test_virtual_clock_has_no_speed() -> None:
    for given, variables in (
        (["--time-scale", "2"], {}),
        ([], {"IMGOPEN_MOCK_TIME_SCALE": "2"}),
    ):
        done = run("--clock", "virtual", *given, **variables)
        assert done.returncode == 2
        assert "a virtual clock does not run by itself" in done.stderr
        assert done.stderr.count("\n") == 1


def test_variables_stand_in_for_options(tmp_path: Path) -> None:
    done = run("--port", "0", IMGOPEN_MOCK_BUNDLE=str(tmp_path / "none.json"))
    assert done.returncode == 2
    assert "none.json" in done.stderr
    assert run("--clock", "real", IMGOPEN_MOCK_CALLBACK_ALLOW="10.0.0.0/8,bell.example b:c").returncode == 2


def test_options_reach_the_simulator(kiln_file: Path, firing: dict[str, Any], keys: dict[str, str]) -> None:
    with (
        serving(
            *("--bundle", str(kiln_file), "--clock", "virtual", "--task-seconds", "8", "--keep-tasks", "1"),
            *("--callback-allow", "10.0.0.0/8", "--callback-allow", "bell.example, 10.1.1.1"),
        ) as (process, address),
        httpx.Client(base_url=address, trust_env=False) as client,
    ):
        status = client.get("/_mock").json()
        assert status["callbacks"] == "loopback, 10.0.0.0/8, bell.example, 10.1.1.1"
        assert status["clock"] == {"kind": "virtual", "rate": 0, "now": 0, "next_due": None}
        for number in (1, 2):
            client.post("/firings", json={**firing, "job": {"ref": f"pot-{number}"}}, headers=keys)
            client.post("/_mock/clock/advance", json={"seconds": 1e6})
        (task,) = client.get("/_mock/tasks").json()["tasks"]
        assert task["ends"] - task["submitted"] == 8
        _, errors = interrupt(process)
    assert "Clock: virtual, stands still until POST /_mock/clock/advance" in errors
    assert (
        "Callbacks: loopback, 10.0.0.0/8, bell.example, 10.1.1.1 (--callback-allow HOST for more)" in errors
    )
    assert f"Control: {address}/_mock/docs" in errors


def test_seed_decides_about_chance() -> None:
    """Seeds of pictures are chosen by chance, and pictures have addresses that nobody can guess."""
    job = Job.of(load_bundle(REAL_BUNDLE), result="pictures")

    def pictures(seed: str) -> list[str]:
        with (
            serving("--bundle", str(REAL_BUNDLE), "--clock", "virtual", "--seed", seed) as (_, address),
            httpx.Client(base_url=address, trust_env=False) as client,
        ):
            client.request(**job.sent("t-1")).raise_for_status()
            client.post("/_mock/clock/advance", json={"seconds": 1e6})
            (task,) = client.get("/_mock/tasks").json()["tasks"]
            return [url.removeprefix(address) for url in task["pictures"]]

    assert pictures("1") == pictures("1") != pictures("2")


def test_callback_that_may_not_go_there_is_in_the_log() -> None:
    job = Job.of(load_bundle(REAL_BUNDLE))
    with (
        serving("--bundle", str(REAL_BUNDLE), "--clock", "virtual") as (process, address),
        httpx.Client(base_url=address, trust_env=False) as client,
    ):
        client.request(**job.sent("t-1", "http://192.0.2.1/bell")).raise_for_status()
        client.post("/_mock/clock/advance", json={"seconds": 1e6})
        _, errors = interrupt(process)
    (line,) = (line for line in errors.splitlines() if line.startswith("WARNING"))
    assert "192.0.2.1 is not an allowed address" in line
    assert "--callback-allow" in line


def test_answers_that_wait_do_not_keep_the_server(
    kiln_file: Path, firing: dict[str, Any], keys: dict[str, str]
) -> None:
    with (
        serving("--bundle", str(kiln_file), "--clock", "virtual") as (process, address),
        httpx.Client(base_url=address, trust_env=False) as client,
    ):
        client.post("/_mock/faults", json={"kind": "delay", "seconds": 10}).raise_for_status()
        body = json.dumps(firing).encode()
        headers = {
            **keys,
            "host": "kiln",
            "content-type": "application/json",
            "content-length": str(len(body)),
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        port = int(address.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
            connection.sendall(f"POST /firings HTTP/1.1\r\n{head}\r\n".encode() + body)
            while not client.get("/_mock/requests").json()["total"]:
                pass
            _, errors = interrupt(process)
            assert connection.recv(12) == b"HTTP/1.1 202"
    assert process.returncode == 0
    assert "ERROR" not in errors
    assert errors.endswith("Stopped.\n")


def test_version() -> None:
    assert run("--version").stdout == f"imgopen-mock {__version__}\n"


def test_help_explains_every_option_and_names_its_variable() -> None:
    done = run("--help")
    assert done.returncode == 0
    options = set(re.findall(r"--[a-z-]+", done.stdout)) - {"--help", "--version"}
    assert options == {option for option, _ in BAD_OPTIONS} | {"--host", "--bundle"}
    for option in options:
        assert "IMGOPEN_MOCK_" + option[2:].upper().replace("-", "_") in re.sub(r"[\s│]", "", done.stdout)


def test_help_comes_without_the_web_framework() -> None:
    code = (
        "import sys; from imgopen_mock.cli import main; sys.argv = ['', '--help']\n"
        "try: main()\n"
        "except SystemExit: print([name for name in ('fastapi', 'uvicorn', 'httpx', 'asyncio') if name in sys.modules])"
    )
    done = subprocess.run([COMMAND[0], "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("\n[]\n")


def test_banner_keeps_the_terminal_safe(kiln_document: dict[str, Any]) -> None:
    kiln_document["info"]["title"] = "Kiln\x1b[31m\r\n"
    lines = banner(
        Bundle.parse(json.dumps(kiln_document)), "http://[::1]:1", RealClock(), "loopback only"
    ).splitlines()
    assert lines[:2] == ["Listening on http://[::1]:1", "Simulating Kiln?[31m?? 7.1: 5 operations"]


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        (RealClock(), "Clock: real"),
        (RealClock(100), "Clock: real, 100 times as fast"),
        (RealClock(0.5), "Clock: real, 0.5 times as fast"),
        (VirtualClock(), "Clock: virtual, stands still until POST /_mock/clock/advance"),
    ],
)
def test_banner_tells_the_clock(kiln: Bundle, clock: Clock, words: str) -> None:
    assert words in banner(kiln, "http://kiln", clock, "loopback only").splitlines()
