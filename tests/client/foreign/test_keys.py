"""Keys of every kind go where the spec says, only those that an operation needs, and none is ever shown."""

from __future__ import annotations

import logging
import secrets
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from typing import Any, Final
from urllib.parse import parse_qsl, quote, quote_plus

import imgopen
import pytest
from imgopen import ConfigurationError
from imgopen._runtime.models import RequestModel
from imgopen._runtime.operation import Operation
from imgopen._runtime.requests import Options
from imgopen._runtime.settings import Credential, CredentialKind
from imgopen._runtime.shapes import Answer

from tests.client.foreign.conftest import take
from tests.client.foreign.stand import Stand
from tests.client.robustness.search import Lines, caught, texts_of_error, texts_of_object
from tests.support.http import httpx


def credential(argument: str, kind: CredentialKind, header: str = "", **settings: Any) -> Credential:
    return Credential(argument, header, f"TEST_{argument.upper()}", kind, **settings)


ALL: Final = (
    credential("api_key", "header", "X-Api-Key", is_required=False),
    credential("query_key", "query", "api key", is_required=False),
    credential("session", "cookie", "SID", is_required=False),
    credential("token", "bearer", is_required=False),
    credential("username", "basic-username", scheme="basic", is_required=False),
    credential("password", "basic-password", scheme="basic", is_required=False),
)
SECRETS: Final = {one.argument: f"{secrets.token_urlsafe(24)}&+/{one.argument}" for one in ALL}
SECRETS["query_key"] = f"{secrets.token_urlsafe(24)} &+/query"
SECRETS["session"] = secrets.token_urlsafe(24)
PARTS: Final = {
    "api_key": ("api_key",),
    "query_key": ("query_key",),
    "session": ("session",),
    "token": ("token",),
    "basic": ("username", "password"),
}


class Body(RequestModel):
    count: int | None = None


def operation(*security: tuple[str, ...], is_plain: bool = False) -> Operation[Any]:
    return Operation(
        name="things.get",
        method="POST",
        path="/things",
        body=Body,
        answers=(Answer("200", "json"),),
        security=None if is_plain else security,
    )


@pytest.fixture(autouse=True)
def _credentials(monkeypatch: pytest.MonkeyPatch, stand: Stand) -> None:
    take(monkeypatch, *ALL)
    stand.settings = {"credentials": SECRETS}
    stand.answers(httpx.Response(200, json={}))


@pytest.fixture(autouse=True)
def lines() -> Iterator[list[str]]:
    """Every line that is logged; no secret may be in it."""
    kept, root = Lines(), logging.getLogger()
    loggers = [root, *map(logging.getLogger, ("imgopen", "httpx", "httpx2"))]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    root.addHandler(kept)
    yield kept.lines
    root.removeHandler(kept)
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)
    search(kept.lines)


def search(texts: Any) -> None:
    """Look for the keys in every form."""
    __tracebackhide__ = True
    basic = b64encode(f"{SECRETS['username']}:{SECRETS['password']}".encode()).decode()
    keys = [*SECRETS.values(), basic]
    needles = {form[:16] for key in keys for form in (key, quote(key, safe=""))}
    for text in texts:
        assert not any(needle in text for needle in needles), f"a key is shown in: {text[:300]}"


def found(stand: Stand) -> dict[str, str]:
    """Return the keys that came with the last request."""
    sent = stand.last
    scheme, _, value = sent.headers.get("Authorization", "").partition(" ")
    keys: dict[str, str] = {"token": value} if scheme == "Bearer" else {}
    if scheme == "Basic":
        keys["username"], _, keys["password"] = b64decode(value).decode().partition(":")
    if "X-Api-Key" in sent.headers:
        keys["api_key"] = sent.headers["X-Api-Key"]
    if "Cookie" in sent.headers:
        keys["session"] = sent.headers["Cookie"].removeprefix("SID=")
    if "api key" in dict(parse_qsl(sent.query)):
        keys["query_key"] = dict(parse_qsl(sent.query))["api key"]
    return keys


@pytest.mark.parametrize("part", PARTS)
def test_only_the_keys_of_the_operation_are_sent(stand: Stand, part: str) -> None:
    stand.call(operation(PARTS[part]), body={"count": 1})
    assert found(stand) == {argument: SECRETS[argument] for argument in PARTS[part]}


@pytest.mark.parametrize("security", [((),), ()])
def test_no_key_is_sent_where_none_is_needed(stand: Stand, security: tuple[tuple[str, ...], ...]) -> None:
    stand.call(operation(*security))
    assert found(stand) == {}


def test_keys_may_be_needed_together(stand: Stand) -> None:
    stand.call(operation(("api_key", "query_key", "session", "token")))
    assert set(found(stand)) == {"api_key", "query_key", "session", "token"}


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("is_plain", [True, False])
def test_all_keys_that_are_there_are_sent_where_nothing_is_said(
    stand: Stand, part: str, is_plain: bool
) -> None:
    stand.settings = {"credentials": {argument: SECRETS[argument] for argument in PARTS[part]}}
    if is_plain:
        stand.call(operation(is_plain=True), body={"count": 1})
    else:
        stand.done(stand.client().post("/things", {"count": 1}))
    assert found(stand) == {argument: SECRETS[argument] for argument in PARTS[part]}
    assert (stand.last.method, stand.last.path, stand.last.body) == ("POST", "/v1/things", b'{"count":1}')
    assert stand.last.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (("token", "api_key"), ("token",)),
        (("api_key",), ("api_key",)),
        (("username", "token"), ("token",)),
        (("username", "password"), ("username", "password")),
        (("username",), ()),
        ((), ()),
    ],
)
def test_the_first_alternative_that_is_there_is_taken(
    stand: Stand, given: tuple[str, ...], wanted: tuple[str, ...]
) -> None:
    stand.settings = {"credentials": {argument: SECRETS[argument] for argument in given}}
    stand.call(operation(("token",), (), ("username", "password"), ("api_key",)))
    assert set(found(stand)) == set(wanted)


def test_a_call_without_its_keys_says_which_it_needs(stand: Stand) -> None:
    stand.settings = {"credentials": {"session": SECRETS["session"], "username": SECRETS["username"]}}
    with pytest.raises(ConfigurationError) as raised:
        stand.call(operation(("username", "password"), ("token",)))
    assert str(raised.value) == (
        "things.get: no key for this call: the client needs "
        "username=... (or the environment variable TEST_USERNAME) and "
        "password=... (or the environment variable TEST_PASSWORD) or "
        "token=... (or the environment variable TEST_TOKEN)"
    )
    assert not stand.sent


def test_a_caller_may_authorize_in_another_way(stand: Stand) -> None:
    stand.settings = {"credentials": {}}
    mine = operation(("token",), ("username", "password"))
    stand.call(mine, options=Options(extra_headers={"authorization": "Bearer mine"}))
    assert found(stand) == {"token": "mine"}
    stand.http = {"headers": {"Authorization": "Bearer theirs"}}
    stand.call(mine)
    assert found(stand) == {"token": "theirs"}
    stand.http = {"auth": ("a", "b")}
    stand.call(mine)
    assert found(stand) == {"username": "a", "password": "b"}


def test_keys_may_come_from_the_environment(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    stand.settings = {"credentials": {}}
    monkeypatch.setenv("TEST_TOKEN", SECRETS["token"])
    stand.call(operation(("token",)))
    assert found(stand) == {"token": SECRETS["token"]}


def test_a_password_may_be_empty_where_it_is_said(stand: Stand) -> None:
    stand.settings = {"credentials": {"username": "key", "password": ""}}
    stand.call(operation(("username", "password")))
    assert stand.last.headers["Authorization"] == f"Basic {b64encode(b'key:').decode()}"


def test_a_name_goes_with_the_password_of_its_scheme(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    take(
        monkeypatch,
        credential("other_password", "basic-password", scheme="other", is_required=False),
        credential("password", "basic-password", scheme="one", is_required=False),
        credential("username", "basic-username", scheme="one", is_required=False),
    )
    stand.settings = {"credentials": {"username": "me", "password": "mine", "other_password": "other"}}
    stand.call(operation(is_plain=True))
    assert stand.last.headers["Authorization"] == f"Basic {b64encode(b'me:mine').decode()}"


def test_names_and_passwords_may_hold_any_text(stand: Stand) -> None:
    stand.settings = {"credentials": {"username": "Jürgen", "password": "geheim: ß€ "}}
    stand.call(operation(("username", "password")))
    assert found(stand) == {"username": "Jürgen", "password": "geheim: ß€ "}


@pytest.mark.parametrize("argument", SECRETS)
@pytest.mark.parametrize("value", [None, ""])
def test_a_required_key_is_needed_for_the_client(
    stand: Stand, monkeypatch: pytest.MonkeyPatch, argument: str, value: str | None
) -> None:
    if (argument, value) == ("password", ""):
        return
    required = [Credential(**{**vars(one), "is_required": one.argument == argument}) for one in ALL]
    take(monkeypatch, *required)
    stand.settings = {"credentials": {**SECRETS, argument: value}}
    with pytest.raises(ConfigurationError, match=f"no key: pass {argument}=.* TEST_{argument.upper()}"):
        stand.client()


@pytest.mark.parametrize(
    ("argument", "value"),
    [
        ("api_key", "a\nb"),
        ("token", "ü"),
        ("session", "a;b"),
        ("session", 'a"b'),
        ("username", "a:b"),
        ("username", "\0"),
        ("password", "\udc80"),
        ("query_key", "\udc80"),
    ],
)
def test_a_key_that_cannot_be_sent_is_refused_and_not_shown(stand: Stand, argument: str, value: str) -> None:
    stand.settings = {"credentials": {argument: f"{SECRETS[argument]}{value}"}}
    error = caught(stand.client)
    assert isinstance(error, ConfigurationError)
    assert argument in str(error)
    search(texts_of_error(error))


def _raise(error: Exception) -> Callable[[dict[str, str]], Any]:
    return lambda _: error


FAILURES: Final[dict[str, Callable[[dict[str, str]], Any]]] = {
    "status": lambda keys: httpx.Response(401, json={"error": keys, "url": quote(keys["query_key"])}),
    "text": lambda keys: httpx.Response(
        500, text=f"{keys} {quote(keys['query_key'], safe='')} {quote_plus(keys['query_key'])}"
    ),
    "wrong": lambda keys: httpx.Response(200, text=f'{{"a": [{"".join(keys.values())}'),
    "redirect": lambda keys: httpx.Response(302, headers={"Location": f"https://x/?k={keys['query_key']}"}),
    "connect": _raise(httpx.ConnectError("refused")),
    "timeout": _raise(httpx.ReadTimeout("slow")),
    "value": _raise(ValueError("wrong")),
}
EVERY: Final = ("api_key", "query_key", "session")


@pytest.mark.parametrize("failure", FAILURES)
@pytest.mark.parametrize("needed", [(*EVERY, "token"), (*EVERY, "username", "password")])
@pytest.mark.parametrize("way", ["typed", "post", "raw"])
def test_no_failure_shows_a_key(stand: Stand, failure: str, needed: tuple[str, ...], way: str) -> None:
    given = {argument: SECRETS[argument] for argument in needed}
    stand.settings = {"credentials": given}
    stand.answers(FAILURES[failure](given))

    def act() -> object:
        if way == "post":
            return stand.done(stand.client().post("/things", {}))
        answer = stand.call(operation(needed), is_raw=way == "raw")
        search(texts_of_object(answer))
        return answer.parse() if way == "raw" else answer

    error = caught(act)
    assert isinstance(error, imgopen.ImgOpenError)
    search(texts_of_error(error))
    assert set(found(stand)) == set(needed)


@pytest.mark.parametrize(
    "wrong",
    [
        {"body": {"count": "x"}},
        {"options": Options(extra_headers={"a b": "c"})},
        {"options": Options(timeout=-1)},
        {"options": Options(max_retries=-1)},
        {"options": Options(extra_body=5)},  # type: ignore[arg-type]
    ],
)
def test_no_mistake_of_the_caller_shows_a_key(stand: Stand, wrong: dict[str, Any]) -> None:
    error = caught(lambda: stand.call(operation((*EVERY, "token")), **wrong))
    assert isinstance(error, imgopen.ImgOpenError)
    search(texts_of_error(error))
    assert not stand.sent


def test_a_url_that_is_too_long_shows_no_key(stand: Stand) -> None:
    endless = Operation[Any](name="a.b", method="GET", path=f"/{'x' * 70_000}", security=(EVERY,))
    error = caught(lambda: stand.call(endless))
    assert isinstance(error, imgopen.InvalidRequestError)
    search(texts_of_error(error))


def test_nothing_that_the_client_has_or_gives_shows_a_key(stand: Stand, lines: list[str]) -> None:
    client = stand.client()
    search(texts_of_object(client))
    search(texts_of_object(client._configuration))
    search(map(repr, (client._builder._keys, client._configuration.keys)))
    raw = stand.call(operation((*EVERY, "token")), is_raw=True)
    request = raw.http_response.request
    search([str(request.url), repr(request.url), repr(request), repr(raw.http_response), f"{request.url}"])
    assert str(request.url) == "https://api.example/v1/things?api%20key=***"
    assert any("api%20key=***" in line for line in lines)


def test_a_parameter_of_the_call_stands_beside_the_key(stand: Stand) -> None:
    class Parameters(RequestModel):
        sort: str

    sorted_things = Operation[Any](
        name="a.b",
        method="GET",
        path="/things",
        parameters=Parameters,
        query_fields=(("sort", "sort"),),
        security=(("query_key",),),
    )
    stand.call(sorted_things, parameters={"sort": "a&b"})
    assert parse_qsl(stand.last.query) == [("sort", "a&b"), ("api key", SECRETS["query_key"])]
    assert str(stand.requests[-1].url).endswith("?sort=a%26b&api%20key=***")


def test_a_header_of_the_caller_takes_the_place_of_a_key(stand: Stand) -> None:
    options = Options(extra_headers={"authorization": "Bearer mine"})
    stand.call(operation(("token",)), options=options)
    assert stand.last.headers.get_list("Authorization") == ["Bearer mine"]
