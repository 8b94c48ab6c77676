"""No key is in anything that a program logs, shows or stores, whatever goes wrong."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable, Iterator
from typing import Any, Final
from urllib.parse import quote

import imgopen
import pytest
from imgopen._runtime.answers import read_answer
from imgopen._runtime.models import ResponseModel
from imgopen._runtime.operation import Operation
from imgopen.callbacks import CallbackURLs

from tests.client.conftest import client_class
from tests.client.robustness.search import (
    Lines,
    caught,
    report_of_pytest,
    texts_of_error,
    texts_of_object,
    variables,
)
from tests.client.robustness.sockets import byte_server
from tests.client.robustness.ways import USES, Side, Use
from tests.support.http import httpx
from tests.support.operations import api, cases

SECRETS: Final = {credential.argument: secrets.token_urlsafe(30) for credential in api().credentials}
CALLS: Final = [use for use in USES if use.name != "download"]


@pytest.fixture(autouse=True)
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Every line that is logged on any level by anyone; no secret may be in it."""
    kept = Lines()
    root = logging.getLogger()
    loggers = [
        root,
        *map(logging.getLogger, ("imgopen", "httpx", "httpx2", "httpcore", "httpcore2", "asyncio")),
    ]
    for logger in loggers:
        monkeypatch.setattr(logger, "level", logging.DEBUG)
        logger.manager._clear_cache()  # type: ignore[attr-defined]
    root.addHandler(kept)
    yield kept.lines
    root.removeHandler(kept)
    root.manager._clear_cache()  # type: ignore[attr-defined]
    _search(kept.lines)


def _search(texts: Any) -> None:
    """Look for the keys, and for such a part of one as a text that was cut may have."""
    __tracebackhide__ = True
    needles = [part for key in SECRETS.values() for part in (key[:12], key[-12:], key[10:22])]
    for text in texts:
        for needle in needles:
            assert needle not in text, f"a key is shown: {text.replace(needle, '<HERE>')[:600]}"


def _search_error(error: BaseException) -> BaseException:
    __tracebackhide__ = True
    _search(texts_of_error(error))
    return error


def _echoes() -> Iterator[tuple[str, Callable[[], httpx.Response]]]:
    """Yield answers that repeat the keys, in every place where an answer has room."""
    envelope = api().envelope
    assert envelope is not None
    both = " and ".join(SECRETS.values())

    def made(status: int, **values: object) -> Callable[[], httpx.Response]:
        content = {getattr(envelope, name): value for name, value in values.items()}
        return lambda: httpx.Response(status, json=content)

    yield "refusal", made(200, code_key="no", message_key=f"bad key {both}!")
    yield "refusal in data", made(200, code_key="no", message_key="bad", data={"key": both})
    yield "odd refusal", made(200, code_key="no", message_key={"key": [both]})
    yield "code", made(200, code_key=both, message_key="bad")
    yield "status", made(401, code_key="no", message_key=both)
    yield "status and code", made(401, code_key=both, message_key="bad")
    yield "server error", made(503, code_key=both, message_key=both)
    yield "data of another type", made(200, code_key=envelope.success, data=both)
    yield "names", made(200, code_key=envelope.success, data={both: both})
    yield "quoted", made(200, code_key="no", message_key=repr(both))
    for before in range(4, 90, 10):
        yield f"cut after {before}", made(200, code_key=envelope.success, data="x" * before + both)
    yield "text", lambda: httpx.Response(200, text=both)
    yield "empty", lambda: httpx.Response(200, headers={"X-Key": both})
    yield (
        "redirect",
        lambda: httpx.Response(302, headers={"Location": f"https://x.example/?key={quote(both)}"}),
    )
    yield (
        "damaged",
        lambda: httpx.Response(
            200, headers={"Content-Encoding": "gzip"}, stream=httpx.ByteStream(both.encode())
        ),
    )


def _raising(error: Exception) -> Callable[[], httpx.Response]:
    def answer() -> httpx.Response:
        raise error

    return answer


FAILURES: Final = [
    *_echoes(),
    ("connect error", _raising(httpx.ConnectError("refused"))),
    ("read timeout", _raising(httpx.ReadTimeout("slow"))),
    ("local protocol error", _raising(httpx.LocalProtocolError("wrong"))),
    ("value error", _raising(ValueError("wrong"))),
    ("runtime error", _raising(RuntimeError("wrong"))),
]


def _client(side: Side, answer: Callable[[], httpx.Response], **settings: Any) -> Any:
    http = side.http(lambda _: answer(), **settings)
    return side.client(http_client=http, max_retries=1, **SECRETS)


@pytest.mark.parametrize("use", CALLS, ids=lambda use: use.name)
def test_no_failure_shows_a_key(use: Use, side: Side) -> None:
    for name, answer in FAILURES:
        client = _client(side, answer)
        error: Any = None
        try:
            use.run(side, client)
        except imgopen.ImgOpenError as failure:
            error = _search_error(failure)
        # Some operations take any data; then there is no failure.
        assert error is not None or "data" in name or "names" in name or "cut" in name, name
        for thing in (error, getattr(error, "response", None), getattr(error, "task", None)):
            _search(texts_of_object(thing))


def test_no_report_of_pytest_shows_a_key(side: Side) -> None:
    answers = dict(FAILURES)
    for name in ("refusal", "data of another type", "connect error"):
        client = _client(side, answers[name])
        _search([report_of_pytest(caught(lambda client=client: CALLS[0].run(side, client)))])  # type: ignore[misc]
    kind = client_class("Async" if side.is_async else "")
    _search([report_of_pytest(caught(lambda: kind(**SECRETS, timeout=-1)))])


@pytest.mark.parametrize("key", ['it\'s-\\a-"key"-of-mine', "\\" * 20, "'\"" * 10])
def test_a_key_that_python_would_escape_is_masked(key: str, side: Side) -> None:
    envelope = api().envelope
    assert envelope is not None
    content = {envelope.code_key: envelope.success, envelope.data: [key]}
    http = side.http(lambda _: httpx.Response(200, json=content))
    client = side.client(**dict.fromkeys(SECRETS, key), http_client=http)
    error = caught(lambda: CALLS[0].run(side, client))
    assert isinstance(error, imgopen.InvalidResponseError)
    assert key not in str(error)
    assert repr(key)[1:-1] not in str(error)


def test_a_key_that_names_what_is_wrong_is_masked() -> None:
    class Answer(ResponseModel):
        code: str
        data: dict[str, int]

    operation: Operation[Any] = Operation(name="group.method", method="POST", path="/x", answer=Answer)
    envelope = api().envelope
    assert envelope is not None
    sent = {one.header: SECRETS[one.argument] for one in api().credentials}
    response = httpx.Response(
        200,
        json={envelope.code_key: envelope.success, envelope.data: dict.fromkeys(SECRETS.values(), "x")},
        request=httpx.Request("POST", "https://api.example/x", headers=sent),
    )
    error = _search_error(caught(lambda: read_answer(operation, response)))
    assert "data.***" in str(error)


def test_no_setting_shows_a_key(side: Side) -> None:
    kind = client_class("Async" if side.is_async else "")
    wrong: list[dict[str, Any]] = [
        {"base_url": "ftp://x.example"},
        {"base_url": "https://user:password@x.example"},
        {"timeout": -1},
        {"max_retries": -1},
        {"http_client": object()},
        {
            "http_client": (httpx.Client if side.is_async else httpx.AsyncClient)(
                transport=httpx.MockTransport(lambda _: httpx.Response(200))
            )
        },
        {"task_id_prefix": "?"},
    ]
    for settings in wrong:
        error = _search_error(caught(lambda settings=settings: kind(**SECRETS, **settings)))  # type: ignore[misc]
        assert isinstance(error, imgopen.ConfigurationError)


@pytest.mark.parametrize("argument", SECRETS)
def test_no_key_that_cannot_be_sent_is_shown(
    argument: str, side: Side, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = client_class("Async" if side.is_async else "")
    variable = next(one.variable for one in api().credentials if one.argument == argument)
    odd: list[Any] = [f"{SECRETS[argument]}{end}" for end in ("\n", "\r\n", "é", "\ud800", " ", "\0")]
    for key in odd:
        monkeypatch.delenv(variable, raising=False)
        error = _search_error(caught(lambda key=key: kind(**{**SECRETS, argument: key})))  # type: ignore[misc]
        assert isinstance(error, imgopen.ConfigurationError)
        if "\0" not in key and key.isascii():
            monkeypatch.setenv(variable, key)
            given = {name: value for name, value in SECRETS.items() if name != argument}
            error = _search_error(caught(lambda given=given: kind(**given)))  # type: ignore[misc]
            assert isinstance(error, imgopen.ConfigurationError)
    for other in (SECRETS[argument].encode(), [SECRETS[argument]], 12345678):
        error = _search_error(caught(lambda other=other: kind(**{**SECRETS, argument: other})))  # type: ignore[misc]
        assert isinstance(error, imgopen.ConfigurationError), other


def test_no_mistake_in_a_call_shows_a_key(side: Side) -> None:
    case = cases()[0]
    client = _client(side, lambda: httpx.Response(200))
    mistakes: list[Callable[[], object]] = [
        lambda: side.done(case.call(client, timeout=-1)),
        lambda: side.done(case.call(client, max_retries=-1)),
        lambda: side.done(case.call(client, extra_headers={"X": SECRETS[argument] + "\n"})),
        lambda: side.done(case.call(client, extra_body={"x": object()})),
        lambda: side.done(client.post("no/slash", {})),
        lambda: side.done(client.post("/" + "x" * 70_000, {})),
        lambda: side.done(client.post("/x", object())),
        lambda: client.resume(""),
        lambda: client.resume("x", print),
        lambda: client.new_task_id(print),
    ]
    argument = next(iter(SECRETS))
    for mistake in mistakes:
        error = caught(mistake)
        assert isinstance(error, imgopen.ImgOpenError)
        # What the caller gives to a method stands in that method's frame; the keys that the client has do not.
        if "X" not in str(error):
            _search_error(error)


def test_no_closed_client_shows_a_key(side: Side) -> None:
    own = side.client(**SECRETS)
    side.done(own.close())
    theirs = side.http(lambda _: httpx.Response(200))
    given = side.client(http_client=theirs, **SECRETS)
    side.done(theirs.aclose() if side.is_async else theirs.close())
    closing_meanwhile = side.client(max_retries=1, http_client=None, base_url="http://127.0.0.1:9", **SECRETS)
    closing_meanwhile._sleep = side.sleeping(lambda _: None)
    for client in (own, given):
        error = _search_error(caught(lambda client=client: CALLS[0].run(side, client)))  # type: ignore[misc]
        assert isinstance(error, imgopen.ConfigurationError)
    error = _search_error(caught(lambda: CALLS[0].run(side, closing_meanwhile)))
    assert isinstance(error, imgopen.TransportError)
    side.done(closing_meanwhile.close())


def test_no_object_shows_a_key(side: Side) -> None:
    from imgopen_mock.testing import ImgOpenMock

    seen: list[Any] = []
    with ImgOpenMock() as mock:
        client = side.client(sleep=side.sleeping(mock.advance), **SECRETS)
        use = next(use for use in USES if use.name == "submit")
        assert use.case is not None
        task = side.done(use.case.call(client))
        result = side.done(task.wait(on_progress=seen.append))
        methods = getattr(client, use.case.group.attribute)
        raw = side.done(getattr(methods.with_raw_response, use.case.operation.method)(**use.case.arguments()))
        call = client._builder.raw(
            "POST", "/x", {}, imgopen._runtime.requests.Options(extra_headers={"a": "b"})
        )
        things = [
            client, methods, methods.with_raw_response, task, task.receipt, result, result.info, result.images,
            result.images[0], seen[0], raw, raw.http_response, raw.http_response.request, call,
            client._configuration, client._builder, client._connections, client._download_source(),
            client._start(call), client._download_source().client,
        ]  # fmt: skip
        for thing in things:
            _search(texts_of_object(thing) if thing is not client._builder else (repr(thing), str(thing)))
        side.done(client.close())


@pytest.mark.parametrize(
    "answer",
    [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", b"rubbish\r\n\r\n", b"HTTP/1.1 500 No\r\n\r\n"],
)
def test_no_connection_shows_a_key(answer: bytes, side: Side) -> None:
    with byte_server() as server:
        server.pieces = (answer,)
        client = side.client(base_url=server.url, max_retries=1, **SECRETS)
        error = _search_error(caught(lambda: CALLS[0].run(side, client)))
        assert isinstance(error, imgopen.ImgOpenError)
        side.done(client.close())


def test_no_call_that_is_broken_off_shows_a_key() -> None:
    """Waiting is ended from outside, by a timeout of asyncio or by Ctrl-C, wherever the call stands."""
    with byte_server() as server, asyncio.Runner(debug=True) as runner:
        runner.get_loop().slow_callback_duration = 0.0
        side = Side(runner)
        server.serve = lambda connection: connection.recv(1) and connection.recv(10**6)  # type: ignore[method-assign, assignment]
        client = side.client(base_url=server.url, **SECRETS)

        async def hurried() -> None:
            async with asyncio.timeout(0.05):
                await client.post("/x", {"a": "b" * 10_000_000})

        error = _search_error(caught(lambda: side.done(hurried())))
        assert isinstance(error, TimeoutError)
        side.done(client.close())


def test_no_stopped_call_shows_a_key(side: Side) -> None:
    class Stop(BaseException):
        pass

    class Transport(httpx.BaseTransport, httpx.AsyncBaseTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            _standing_in_for_a_library(request.headers.raw)
            raise AssertionError

        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            _standing_in_for_a_library(request.headers.raw)
            raise AssertionError

    # Compiled as if it were of a library, whose frames count.
    source = "def _standing_in_for_a_library(headers):\n    raise Stop\n"
    scope: dict[str, Any] = {"Stop": Stop}
    exec(compile(source, "library.py", "exec"), scope)
    _standing_in_for_a_library = scope["_standing_in_for_a_library"]
    kind = httpx.AsyncClient if side.is_async else httpx.Client
    client = side.client(http_client=kind(transport=Transport()), **SECRETS)
    error = caught(lambda: CALLS[0].run(side, client))
    assert isinstance(error, Stop)
    _search(variables(error.__traceback__))


def test_no_redirect_shows_a_key(side: Side) -> None:
    def answer() -> httpx.Response:
        return httpx.Response(307, headers={"Location": "/elsewhere"})

    client = _client(side, answer, follow_redirects=True, max_redirects=2)
    error = _search_error(caught(lambda: CALLS[0].run(side, client)))
    assert isinstance(error, imgopen.HTTPStatusError)


def test_no_callback_shows_its_secret() -> None:
    secret = next(iter(SECRETS.values()))
    urls = CallbackURLs("https://x.example/hook?own=1", secret=[secret])
    operation = next(case.id for case in cases() if case.operation.roles.callback)
    url = urls.for_task("fox-1", operation)
    _search(texts_of_object(urls))
    mistakes: list[Callable[[], object]] = [
        lambda: urls.check(url, "fox-2"),
        lambda: urls.check(url[:-1], "fox-1"),
        lambda: urls.check("", "fox-1"),
        lambda: urls.for_task("", operation),
        lambda: urls.for_task("fox-1", "no.operation"),
    ]
    for mistake in mistakes:
        error = caught(mistake)
        assert isinstance(error, imgopen.ImgOpenError)
        _search_error(error)


def test_what_is_searched_would_be_found() -> None:
    """The search finds what is hidden behind `from None`, in a frame's variables, and in a pickle."""
    scope: dict[str, Any] = {"error": imgopen.ImgOpenError, "key": next(iter(SECRETS.values()))}
    program = (
        "def hidden():\n    try:\n        raise ValueError(key)\n    except ValueError:\n"
        "        raise error('x') from None\n"
        "def local():\n    inner = [key]\n    raise error('x')\n"
        "def attribute():\n    made = error('x')\n    made.extra = key\n    raise made\n"
        "def noted():\n    made = error('x')\n    made.add_note(key)\n    raise made\n"
    )
    exec(compile(program, "library.py", "exec"), scope)
    for name in ("hidden", "local", "attribute", "noted"):
        error = caught(scope[name])
        with pytest.raises(AssertionError, match="a key is shown"):
            _search_error(error)
