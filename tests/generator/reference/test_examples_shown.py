"""The requests shown are those of the document, and each form of one sends exactly that."""

from __future__ import annotations

import ast
import functools
import itertools
import json
import shlex
from collections.abc import Callable
from typing import Any

import imgopen
import pytest

from generator.document.view import deref
from tests.client.conftest import Service, client_class
from tests.generator.reference.pages import Page
from tests.support.http import httpx
from tests.support.operations import OperationCase, api, cases, document, sample_of

CLIENT_CLASS = "imgopen._runtime.command.settings.client_class"

each_operation = pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
pytestmark = [pytest.mark.usefixtures("_keys"), pytest.mark.filterwarnings("ignore::UserWarning")]


@pytest.fixture
def _keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for credential in api().credentials:
        monkeypatch.setenv(credential.variable, f"key of {credential.argument}")


@pytest.fixture
def service() -> Service:
    """A service that refuses whatever it is sent."""
    return Service([httpx.Response(418)])


@each_operation
def test_curl_sends_the_documented_body_to_the_address(case: OperationCase, page: Page) -> None:
    words = shlex.split(page.form("curl").replace("\\\n", " "))
    headers = [value for option, value in itertools.pairwise(words) if option == "-H"]
    assert json.loads(words[words.index("-d") + 1]) == case.body
    assert "Content-Type: application/json" in headers
    for credential in api().credentials:
        assert f"{credential.header}: ${credential.variable}" in headers
    (url,) = [word for word in words if word.startswith(api().base_url)]
    path = case.operation.path
    for argument in case.operation.arguments:
        if argument.place == "path":
            path = path.replace(f"{{{argument.wire_name}}}", sample_of(argument))
    assert url == f"{api().base_url}{path}"


@each_operation
def test_python_sends_the_documented_body(
    case: OperationCase, page: Page, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = httpx.Client(transport=httpx.MockTransport(service))
    _patch(monkeypatch, "", client)
    with pytest.raises(imgopen.HTTPStatusError):
        exec(compile(page.form("Python"), "example", "exec"), {})
    _assert_is_documented(case, service)


@each_operation
def test_async_python_sends_the_documented_body(
    case: OperationCase, page: Page, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = httpx.AsyncClient(transport=httpx.MockTransport(service))
    _patch(monkeypatch, "Async", client)
    with pytest.raises(imgopen.HTTPStatusError):
        exec(compile(page.form("Python, async"), "example", "exec"), {})
    _assert_is_documented(case, service)


@each_operation
def test_the_shell_sends_the_documented_body(
    case: OperationCase,
    page: Page,
    service: Service,
    monkeypatch: pytest.MonkeyPatch,
    run_command: Callable[[list[str]], int],
) -> None:
    settings = {"http_client": httpx.Client(transport=httpx.MockTransport(service))}
    plain = client_class("")
    monkeypatch.setattr(CLIENT_CLASS, lambda: lambda **given: plain(**{**given, **settings}))
    name, *arguments = shlex.split(page.form("Shell").replace("\\\n", " "))
    assert name == api().package
    assert run_command(arguments) != 0
    _assert_is_documented(case, service, is_typed=False)


@pytest.fixture
def run_command(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> Callable[[list[str]], int]:
    """Runs the package's command in this process, and returns its exit code."""
    from imgopen._runtime.command import screens
    from imgopen._runtime.command.app import run

    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    screens.stdout.cache_clear()
    screens.stderr.cache_clear()
    return run


@each_operation
def test_async_differs_by_async_and_await_alone(case: OperationCase, page: Page) -> None:
    sync, twin = ast.parse(page.form("Python")), ast.parse(page.form("Python, async"))
    (main,) = (node for node in twin.body if isinstance(node, ast.AsyncFunctionDef))
    bare = ast.unparse(ast.Module(main.body, [])).replace("await ", "").replace("async ", "")
    assert bare.replace("Async", "") == ast.unparse(ast.Module([*sync.body[1:]], []))
    awaited = {id(node.value) for node in ast.walk(main) if isinstance(node, ast.Await)}
    calls = [node for node in ast.walk(main) if isinstance(node, ast.Call) and _root(node.func) != "print"]
    assert {id(call) for call in calls if isinstance(call.func, ast.Attribute)} == awaited


def _root(node: ast.expr) -> str:
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


@each_operation
def test_every_documented_request_and_answer_is_shown(case: OperationCase, page: Page) -> None:
    node = document()["paths"][case.operation.path][case.operation.http_method.lower()]
    shown = [json.loads(block) for block in page.blocks("json")]
    requests = [
        entry["value"] for entry in node["requestBody"]["content"]["application/json"]["examples"].values()
    ]
    answers = [
        entry["value"]
        for response in node["responses"].values()
        for entry in deref(document(), response)["content"]["application/json"]["examples"].values()
    ]
    for example in [*requests[1:], *answers]:
        assert example in shown


@each_operation
def test_refusals_stand_with_the_errors_and_other_answers_do_not(case: OperationCase, page: Page) -> None:
    envelope = api().envelope
    assert envelope is not None
    answer, errors = page.source.split("\n## Errors\n")
    for part, is_refused in ((answer.partition("\n## Answer\n")[2], False), (errors, True)):
        shown = [json.loads(block) for block in Page(part).blocks("json")]
        assert shown
        assert {example[envelope.code_key] != envelope.success for example in shown} == {is_refused}


def _patch(monkeypatch: pytest.MonkeyPatch, prefix: str, http_client: object) -> None:
    made = functools.partial(client_class(prefix), http_client=http_client, max_retries=0)
    monkeypatch.setattr(imgopen, f"{prefix}{api().class_name}", made)


def _assert_is_documented(case: OperationCase, service: Service, *, is_typed: bool = True) -> None:
    """Check that what was sent is the documented body, and beyond that documented defaults alone.

    Words of a shell have no types: one that may be a number is sent as a number, where the document takes both.
    """
    request = service.requests[0]
    sent = json.loads(request.content)
    node = document()["paths"][case.operation.path][case.operation.http_method.lower()]
    _assert_equal(sent, case.body, node["requestBody"]["content"]["application/json"]["schema"], is_typed)
    assert request.method == case.operation.http_method
    for credential in api().credentials:
        assert request.headers[credential.header] == f"key of {credential.argument}"


def _assert_equal(sent: Any, example: Any, schema: Any, is_typed: bool) -> None:
    target = deref(document(), schema) or {}
    if isinstance(example, dict):
        properties = target.get("properties", {})
        for name, value in example.items():
            _assert_equal(sent[name], value, properties.get(name), is_typed)
        for name in sent.keys() - example.keys():
            entry = properties[name]
            assert sent[name] == entry.get("default", deref(document(), entry).get("default")), name
    elif isinstance(example, list):
        assert len(sent) == len(example)
        for one, other in zip(sent, example, strict=True):
            _assert_equal(one, other, target.get("items"), is_typed)
    elif not is_typed and {"integer", "string"} <= set(target.get("type", ())):
        assert str(sent) == str(example)
    else:
        assert (sent, isinstance(sent, bool)) == (example, isinstance(example, bool))
