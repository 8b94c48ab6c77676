"""What a user sets on an HTTP client of either library holds for our calls, and nothing of ours holds for it."""

from __future__ import annotations

from typing import Any

import imgopen
import pytest

from tests.client.http.conftest import CARRIERS, Answers, Carrier, asking
from tests.support.http import LIBRARIES, library
from tests.support.operations import api

CASE = asking()
PARTS = {"connect": 1.0, "read": 2.0, "write": 3.0, "pool": None}


def _requests(carrier: Carrier, http: dict[str, Any], settings: Any = None, **changes: Any) -> list[Any]:
    """Return what is sent by a call that ends with HTTP 400."""
    answers = Answers(carrier, [400])
    client = carrier.client(carrier.http(answers, **http), **(settings or {}))
    with pytest.raises(imgopen.HTTPStatusError):
        carrier.done(CASE.call(client, **changes))
    return answers.requests


@pytest.mark.parametrize("of", LIBRARIES)
@pytest.mark.parametrize("scope", ["client", "call"])
def test_a_timeout_may_be_of_either_library(carrier: Carrier, of: str, scope: str) -> None:
    given = {"timeout": library(of).Timeout(**PARTS)}
    settings, changes = (given, {}) if scope == "client" else ({}, given)
    (request,) = _requests(carrier, {}, settings, **changes)
    assert request.extensions["timeout"] == PARTS


@pytest.mark.parametrize("seconds", [7, 0.5])
def test_a_timeout_may_be_seconds(carrier: Carrier, seconds: float) -> None:
    expected = dict.fromkeys(PARTS, seconds)
    for settings, changes in (({"timeout": seconds}, {}), ({}, {"timeout": seconds})):
        assert _requests(carrier, {}, settings, **changes)[0].extensions["timeout"] == expected


def test_the_timeout_of_the_users_client_holds_unless_ours_is_set(carrier: Carrier) -> None:
    http = {"timeout": carrier.library.Timeout(**PARTS)}
    assert _requests(carrier, http)[0].extensions["timeout"] == PARTS
    assert _requests(carrier, http, {"timeout": 9})[0].extensions["timeout"]["read"] == 9
    assert _requests(carrier, {"timeout": None})[0].extensions["timeout"] == dict.fromkeys(PARTS)


@pytest.mark.parametrize("kind", ["pair", "function", "class"])
def test_its_authentication_is_used(carrier: Carrier, kind: str) -> None:
    def sign(request: Any) -> Any:
        request.headers["Authorization"] = "Basic signed"
        return request

    auth = {"pair": ("user", "word"), "function": sign, "class": carrier.library.BasicAuth("user", "word")}
    (request,) = _requests(carrier, {"auth": auth[kind]})
    assert request.headers["Authorization"].startswith("Basic ")


def test_its_hooks_run_at_every_attempt(carrier: Carrier) -> None:
    seen: list[str] = []

    def note(thing: Any) -> None:
        seen.append(type(thing).__name__)

    async def async_note(thing: Any) -> None:
        note(thing)

    hook = async_note if carrier.is_async else note
    answers = Answers(carrier, [503, 400])
    client = carrier.client(carrier.http(answers, event_hooks={"request": [hook], "response": [hook]}))
    with pytest.raises(imgopen.HTTPStatusError):
        carrier.done(CASE.call(client))
    assert seen == ["Request", "Response"] * 2


def test_its_base_url_does_not_move_the_service(carrier: Carrier) -> None:
    (request,) = _requests(carrier, {"base_url": "https://elsewhere.example/deep/"})
    assert str(request.url) == f"{api().base_url}{CASE.operation.path}"


@pytest.mark.parametrize("follows", [False, True])
def test_keys_are_sent_to_no_other_host_that_a_redirect_names(carrier: Carrier, follows: bool) -> None:
    hosts: list[str] = []

    def answer(request: Any) -> Any:
        hosts.append(request.url.host)
        return carrier.library.Response(307, headers={"Location": "https://elsewhere.example/there"})

    client = carrier.client(carrier.http(answer, follow_redirects=follows))
    with pytest.raises(imgopen.HTTPStatusError) as caught:
        carrier.done(CASE.call(client))
    assert caught.value.status_code == 307
    assert set(hosts) == {carrier.library.URL(api().base_url).host}


def test_changes_to_it_count_from_the_next_call_on(carrier: Carrier) -> None:
    answers = Answers(carrier, [400])
    http = carrier.http(answers, headers={"X-Team": "pots"})
    client = carrier.client(http)
    for team in ("pots", "plates"):
        http.headers["X-Team"] = team
        with pytest.raises(imgopen.HTTPStatusError):
            carrier.done(CASE.call(client))
        assert answers.requests[-1].headers["X-Team"] == team


def test_it_stays_open_and_if_it_is_closed_that_is_said(carrier: Carrier) -> None:
    http = carrier.http(Answers(carrier, [400]))
    client = carrier.client(http)
    carrier.done(client.close())
    assert not http.is_closed
    carrier.done(http.aclose() if carrier.is_async else http.close())
    with pytest.raises(imgopen.ConfigurationError, match="closed"):
        carrier.done(CASE.call(carrier.client(http)))


def test_it_may_be_of_a_class_derived_from_the_librarys(carrier: Carrier) -> None:
    answers = Answers(carrier, [400])

    class Client(carrier.http_class):  # type: ignore[misc, name-defined]
        """A client that a user, or a framework, has made of the library's."""

    http = Client(transport=carrier.library.MockTransport(answers))
    with pytest.raises(imgopen.HTTPStatusError):
        carrier.done(CASE.call(carrier.client(http)))
    assert isinstance(answers.requests[0], carrier.library.Request)


def test_the_other_kind_of_client_is_refused(carrier: Carrier) -> None:
    other = next(
        other for other in CARRIERS if other.name == carrier.name and other.is_async != carrier.is_async
    )
    with pytest.raises(imgopen.ConfigurationError, match=other.http_class.__name__):
        carrier.client(other.http(Answers(other, [400])))


@pytest.mark.parametrize("thing", [object(), "httpx", library("httpx"), Carrier("httpx", False)])
def test_anything_else_is_refused(carrier: Carrier, thing: object) -> None:
    with pytest.raises(imgopen.ConfigurationError, match="http_client is a"):
        carrier.client(thing)


def test_nothing_of_ours_stays_in_the_users_client(carrier: Carrier) -> None:
    http = carrier.http(Answers(carrier, [400]))
    before = _state(http)
    with pytest.raises(imgopen.HTTPStatusError):
        carrier.done(CASE.call(carrier.client(http, timeout=9), extra_headers={"X-Once": "1"}))
    assert _state(http) == before


def _state(http: Any) -> Any:
    return (http.headers.raw, list(http.cookies.jar), str(http.params), http.timeout, str(http.base_url))
