"""The command: what it takes, what it says, and how it ends."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from imgopen_contract.cases import HttpRequest
from imgopen_contract.cli import main
from imgopen_contract.live import NoAnswerError, command
from imgopen_contract.live.keys import variable
from imgopen_contract.live.transport import BaseUrlError, HttpSender, checked_base_url

from tests.contract.suite import document, operations
from tests.support.processes import mock_server

SECRET = "Nobody-May-See-This"
KEYS = tuple(part for one in document().credentials for part in (f"--{one.option}", f"{SECRET}-{one.option}"))
CLOSED = "http://127.0.0.1:9"
Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    for credential in document().credentials:
        monkeypatch.delenv(variable(credential), raising=False)

    def call(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        out, err = capsys.readouterr()
        assert SECRET not in out + err
        return int(str(ended.value.code or 0)), out, err

    return call


@pytest.fixture(scope="module")
def simulator() -> Iterator[str]:
    with mock_server() as url:
        yield url


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "--base-url"),
        (("--base-url", "api.example.com", *KEYS), "--base-url: is not an address"),
        (("--base-url", "http://api.example.com", *KEYS), "--base-url: is not encrypted"),
        (("--base-url", f"https://me:{SECRET}@api.example.com", *KEYS), "--base-url: has a user name"),
        (("--base-url", CLOSED), f"--{document().credentials[0].option}: is missing"),
        (("--base-url", CLOSED, *KEYS[:2]), f"--{document().credentials[1].option}: is missing"),
        (
            ("--base-url", CLOSED, *KEYS[:3], f"{SECRET}\n"),
            f"--{document().credentials[1].option}: has characters",
        ),
        (("--base-url", CLOSED, *KEYS, "--operation", "no-such"), "--operation: there is no no-such"),
        (("--base-url", CLOSED, *KEYS, "--max-calls", "3"), "--max-calls: is for --allow-billable"),
        (("--base-url", CLOSED, *KEYS, "--allow-billable", "--max-calls", "0"), "--max-calls"),
        (("--base-url", CLOSED, *KEYS, "--rate", "nan"), "--rate"),
        (("--base-url", CLOSED, *KEYS, "--html", "/no/such/folder/x.html"), "--html: there is no folder"),
        (("--base-url", CLOSED, *KEYS, "--junit", "/"), "--junit: / is a folder"),
        (("--base-url", CLOSED, *KEYS, "--bundle", "/no/such/file"), "/no/such/file: cannot be read"),
        (("--base-url", CLOSED, *KEYS), "cannot be reached"),
    ],
    ids=itertools.count(1),
)
def test_bad_input_is_told_in_a_line(run: Command, arguments: tuple[str, ...], said: str) -> None:
    code, out, err = run("service", *arguments, "--timeout", "5") if arguments else run("service")
    assert code == 2
    assert not out
    assert said in err.splitlines()[-1]


def test_there_is_help_for_every_key(run: Command) -> None:
    code, out, _ = run("service", "--help")
    assert code == 0
    for credential in document().credentials:
        assert f"--{credential.option}" in out
        assert variable(credential) in out


def test_the_plan_is_told_and_nothing_is_sent(run: Command) -> None:
    code, out, _ = run("service", "--base-url", CLOSED, "--dry-run", "--allow-billable", "--max-calls", "17")
    assert code == 0
    assert "17 of " in out
    assert out.rstrip().endswith("Nothing was sent.")
    assert all(f"  {operation.label}: " in out for operation in operations())


def test_keys_from_the_environment(
    run: Command, simulator: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for credential in document().credentials:
        monkeypatch.setenv(variable(credential), SECRET)
    (operation, *_) = (one for one in operations() if one.is_list)
    page = tmp_path / "report.html"
    options = ("--operation", operation.id, "--rate", "1000000", "--html", str(page))
    code, out, _ = run("service", "--base-url", simulator, *options)
    assert code == 0
    assert out.splitlines()[-1].endswith("0 of them may cost something")
    assert SECRET not in page.read_text("utf-8")
    accounts = httpx.get(f"{simulator}/_mock/requests", trust_env=False).json()
    assert SECRET in str(accounts), "the key that tells accounts apart was sent"


def test_an_interrupt_still_writes_reports(
    run: Command, simulator: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = 0

    def interrupted(sender: HttpSender, request: HttpRequest) -> object:
        nonlocal sent
        sent += 1
        if sent > 20:
            raise KeyboardInterrupt
        return send(sender, request)

    send = HttpSender.__call__
    monkeypatch.setattr(HttpSender, "__call__", interrupted)
    page = tmp_path / "report.html"
    code, out, _ = run("service", "--base-url", simulator, *KEYS, "--rate", "1000000", "--html", str(page))
    assert code == command.INTERRUPTED
    assert "it was interrupted" in out
    assert "it was interrupted" in page.read_text("utf-8")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "[::1]", "localhost", "api.localhost"])
def test_this_machine_needs_no_encryption(host: str) -> None:
    assert checked_base_url(f"http://{host}:4010/base/") == f"http://{host}:4010/base"


@given(st.text(), st.booleans())
def test_an_address_is_one_or_it_is_refused(text: str, insecure: bool) -> None:
    try:
        url = checked_base_url(text, insecure=insecure)
    except BaseUrlError:
        return
    assert url.lower().startswith(("http://", "https://"))


@pytest.mark.parametrize(
    "host", ["api.example.com", "10.0.0.1", "localhost.example.com", "127.0.0.1.example.com"]
)
def test_keys_go_nowhere_else_in_the_clear(host: str) -> None:
    with pytest.raises(BaseUrlError):
        checked_base_url(f"http://{host}")
    assert checked_base_url(f"http://{host}", insecure=True) == f"http://{host}"


def test_no_redirect_is_followed() -> None:
    seen = []

    def redirect(request: httpx.Request) -> httpx.Response:
        seen.append(request.url)
        return httpx.Response(307, headers={"location": "https://elsewhere.example"})

    with HttpSender("https://api.example.com", transport=httpx.MockTransport(redirect)) as send:
        assert send(HttpRequest("POST", "/x", {}, b"{}")).status == 307
    assert len(seen) == 1


@pytest.mark.parametrize(
    "trouble", [httpx.ConnectError, httpx.ReadTimeout, httpx.RemoteProtocolError, httpx.LocalProtocolError]
)
def test_trouble_on_the_way_is_told_without_details(trouble: type[httpx.TransportError]) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        raise trouble(f"because of {SECRET}")

    transport = httpx.MockTransport(fail)
    with (
        HttpSender("https://api.example.com", transport=transport) as send,
        pytest.raises(NoAnswerError) as error,
    ):
        send(HttpRequest("POST", "/x", {"key": SECRET}, b"{}"))
    assert SECRET not in str(error.value)


def test_an_endless_answer_is_cut() -> None:
    answer = httpx.MockTransport(lambda request: httpx.Response(200, content=b"x" * 5_000_000))
    with HttpSender("https://api.example.com", transport=answer) as send, pytest.raises(NoAnswerError):
        send(HttpRequest("POST", "/x", {}, b""))


def test_a_receiver_is_another_command(run: Command) -> None:
    code, _, err = run("receiver", "not an address")
    assert code == 2
    assert err
