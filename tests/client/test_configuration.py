"""Keys, base URL and settings: from arguments or the environment, checked at once, shown to nobody."""

from __future__ import annotations

import asyncio
import copy
import logging
import pickle
import traceback
from typing import Any

import imgopen
import pytest

from tests.client.conftest import Service, client_class, refusal, success
from tests.support.http import httpx
from tests.support.operations import OperationCase, api, keys

SECRET = "the-very-secret-value"


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for credential in api().credentials:
        monkeypatch.delenv(credential.variable, raising=False)
    monkeypatch.delenv(api().base_url_variable, raising=False)


@pytest.mark.parametrize("prefix", ["", "Async"])
def test_keys_may_come_from_the_environment(prefix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for credential in api().credentials:
        monkeypatch.setenv(credential.variable, f"env-{credential.argument}")
    client = client_class(prefix)()
    headers = client._configuration.all_keys.headers
    for credential in api().credentials:
        assert headers[credential.header] == f"env-{credential.argument}"
    assert client_class(prefix)(**keys())._configuration.all_keys.headers != headers


@pytest.mark.parametrize("prefix", ["", "Async"])
@pytest.mark.parametrize("missing", [credential.argument for credential in api().credentials])
@pytest.mark.parametrize("value", [None, ""])
def test_a_missing_key_is_named_with_both_ways_to_give_it(
    prefix: str, missing: str, value: str | None
) -> None:
    (credential,) = [credential for credential in api().credentials if credential.argument == missing]
    with pytest.raises(imgopen.ConfigurationError) as caught:
        client_class(prefix)(**{**keys(), missing: value})
    assert f"{missing}=" in str(caught.value)
    assert credential.variable in str(caught.value)


@pytest.mark.parametrize("bad", ["a\r\nX-Evil: 1", "a\nb", " padded", "ключ", "a\x00b", "a\x7f"])
def test_a_key_that_cannot_stand_in_a_header_is_refused_and_not_shown(bad: str) -> None:
    first = api().credentials[0].argument
    with pytest.raises(imgopen.ConfigurationError) as caught:
        client_class("")(**{**keys(), first: bad + SECRET})
    assert first in str(caught.value)
    assert SECRET not in str(caught.value)


def test_the_base_url_comes_from_argument_environment_or_spec(monkeypatch: pytest.MonkeyPatch) -> None:
    assert client_class("")(**keys()).base_url == api().base_url
    monkeypatch.setenv(api().base_url_variable, "http://127.0.0.1:9/env/")
    assert client_class("")(**keys()).base_url == "http://127.0.0.1:9/env"
    assert client_class("")(**keys(), base_url="http://localhost:1").base_url == "http://localhost:1"


@pytest.mark.parametrize(
    "bad", ["ftp://x", "x", "//x", "http://", "http://x?y=1", "http://x#y", "http://[", "a b"]
)
def test_a_base_url_that_is_none_is_refused(bad: str) -> None:
    with pytest.raises(imgopen.ConfigurationError, match="base_url"):
        client_class("")(**keys(), base_url=bad)


def test_the_path_is_put_behind_the_path_of_the_base_url(service: Service, case: OperationCase) -> None:
    service.answers = [refusal()]
    with pytest.raises(imgopen.RefusedError):
        case.call(service.client(base_url="http://localhost:1/proxy/"))
    assert service.requests[0].url.path == f"/proxy{case.operation.path}"


def test_timeouts_per_client_and_per_call(service: Service, case: OperationCase) -> None:
    service.answers = [refusal()]
    client = service.client(timeout=12.0)
    for timeout, expected in ((None, 12.0), (3, 3.0), (httpx.Timeout(None), None)):
        with pytest.raises(imgopen.RefusedError):
            case.call(client, timeout=timeout)
        assert service.requests[-1].extensions["timeout"]["read"] == expected


def test_a_client_of_ones_own_keeps_its_timeout_headers_cookies_and_parameters(
    service: Service, case: OperationCase
) -> None:
    service.answers = [refusal()]
    http = httpx.Client(transport=httpx.MockTransport(service), timeout=44, headers={"X-Team": "pots"})
    client = service.client(http_client=http)

    def send() -> httpx.Request:
        with pytest.raises(imgopen.RefusedError):
            case.call(client)
        return service.requests[-1]

    assert send().headers["X-Team"] == "pots"
    assert send().extensions["timeout"]["connect"] == 44
    http.headers["X-Team"] = "plates"
    assert send().headers["X-Team"] == "plates"
    http.cookies.set("session", "7")
    assert send().headers["Cookie"] == "session=7"
    http.params = httpx.QueryParams({"trace": "1"})
    request = send()
    assert request.url.params["trace"] == "1"
    for credential in api().credentials:
        assert request.headers[credential.header] == keys()[credential.argument]


def test_hooks_and_authentication_of_ones_own_client_run(service: Service, case: OperationCase) -> None:
    service.answers = [refusal()]
    seen: list[str] = []
    http = httpx.Client(
        transport=httpx.MockTransport(service),
        auth=("user", "word"),
        event_hooks={"request": [lambda request: seen.append(request.method)]},
    )
    with pytest.raises(imgopen.RefusedError):
        case.call(service.client(http_client=http))
    assert seen == [case.operation.http_method]
    assert service.requests[0].headers["Authorization"].startswith("Basic ")


def test_extra_headers_go_with_one_call_only(service: Service, case: OperationCase) -> None:
    service.answers = [refusal()]
    client = service.client()
    for extra in ({"X-Once": "1"}, None):
        with pytest.raises(imgopen.RefusedError):
            case.call(client, extra_headers=extra)
    assert [("X-Once" in request.headers) for request in service.requests] == [True, False]


def test_a_client_of_ones_own_stays_open() -> None:
    http = httpx.Client()
    with client_class("")(**keys(), http_client=http):
        pass
    assert not http.is_closed
    http.close()


def test_a_closed_client_says_so(case: OperationCase) -> None:
    with client_class("")(**keys()) as client:
        pass
    with pytest.raises(imgopen.ConfigurationError, match="closed"):
        case.call(client)

    async def use_after_close() -> None:
        async with client_class("Async")(**keys()) as client:
            pass
        await case.call(client)

    with pytest.raises(imgopen.ConfigurationError, match="closed"):
        asyncio.run(use_after_close())


def test_the_wrong_kind_of_http_client_is_refused() -> None:
    with pytest.raises(imgopen.ConfigurationError, match=r"httpx\.AsyncClient"):
        client_class("Async")(**keys(), http_client=httpx.Client())
    with pytest.raises(imgopen.ConfigurationError, match=r"httpx\.Client"):
        client_class("")(**keys(), http_client=httpx.AsyncClient())


def test_no_secret_is_ever_shown(
    service: Service, case: OperationCase, caplog: pytest.LogCaptureFixture
) -> None:
    secrets = {credential.argument: f"{SECRET}-{credential.argument}" for credential in api().credentials}
    caplog.set_level(logging.DEBUG)
    for answer in (
        refusal(),
        httpx.Response(500),
        httpx.Response(200, content=b"<"),
        httpx.ReadTimeout("slow"),
    ):
        service.answers = [answer]
        service.requests.clear()
        client = service.client(**secrets, max_retries=0)
        with pytest.raises(imgopen.ImgOpenError) as caught:
            case.call(client)
        trace = "".join(traceback.format_exception(caught.value))
        shown = [client, client.__dict__, caught.value, caught.value.__dict__, trace]
        assert SECRET not in "".join(map(repr, shown))
    assert SECRET not in caplog.text


def test_settings_do_not_leak_between_clients(service: Service, case: OperationCase) -> None:
    service.answers = [refusal()]
    first, second = service.client(), service.client(**dict.fromkeys(keys(), "other"))
    for client in (first, second):
        with pytest.raises(imgopen.RefusedError):
            case.call(client)
    header = api().credentials[0].header
    assert service.requests[0].headers[header] != service.requests[1].headers[header]
    assert copy.copy(service.requests[0].headers)


def test_a_raw_call_takes_any_path_and_checks_the_answer(service: Service) -> None:
    service.answers = [success({"a": 1}), refusal("x", "no")]
    client = service.client()
    answer = client.post("/not/in/the/spec", {"any": None, "list": (1, 2)})
    assert answer == service.answers[0].json()  # type: ignore[union-attr]
    assert service.requests[0].content == b'{"any":null,"list":[1,2]}'
    assert service.requests[0].url == f"{api().base_url}/not/in/the/spec"
    with pytest.raises(imgopen.RefusedError, match="/not/in/the/spec: refused with code x: no"):
        client.post("/not/in/the/spec", {})


def test_an_async_raw_call_does_the_same(service: Service) -> None:
    service.answers = [success({"a": 1})]
    answer = asyncio.run(service.async_client().post("/not/in/the/spec", [1]))
    assert answer == service.answers[0].json()  # type: ignore[union-attr]


@pytest.mark.parametrize("path", ["https://evil.example/x", "//evil.example/x", "x", "", "@evil.example"])
def test_a_raw_call_cannot_carry_the_keys_elsewhere(path: str, service: Service) -> None:
    with pytest.raises(imgopen.InvalidRequestError, match="must start with a single slash"):
        service.client().post(path, {})
    assert not service.requests


def test_a_redirect_is_not_followed(service: Service, case: OperationCase) -> None:
    service.answers = [httpx.Response(307, headers={"location": "https://evil.example/"})]
    with pytest.raises(imgopen.HTTPStatusError, match="307"):
        case.call(service.client())
    assert len(service.requests) == 1


@pytest.mark.parametrize("timeout", [0, -1, "5", True, float("nan")])
@pytest.mark.parametrize("scope", ["client", "call"])
def test_a_timeout_that_is_none_is_refused(
    timeout: Any, scope: str, service: Service, case: OperationCase
) -> None:
    service.answers = [refusal()]
    with pytest.raises(imgopen.ConfigurationError, match="timeout must be more than 0 seconds"):
        case.call(service.client(**({"timeout": timeout} if scope == "client" else {})), timeout=timeout)
    assert not service.requests


@pytest.mark.parametrize(
    "headers", [{"X-A": "ü"}, {"X-A": None}, {"X-A": f"{SECRET}\n"}, {"X\nA": "1"}, {"X": 5}]
)
def test_a_header_that_cannot_be_sent_is_refused_and_not_shown(
    headers: Any, service: Service, case: OperationCase
) -> None:
    service.answers = [refusal()]
    with pytest.raises(
        imgopen.InvalidRequestError, match=r"cannot be sent as it is|is not a mapping"
    ) as caught:
        case.call(service.client(), extra_headers=headers)
    assert SECRET not in str(caught.value)
    assert not service.requests


@pytest.mark.parametrize("path", ["/\x00", "/\n", "/a\x7f"])
def test_a_path_that_is_none_is_refused(path: str, service: Service) -> None:
    with pytest.raises(imgopen.InvalidRequestError, match="cannot stand in a URL"):
        service.client().post(path, {})


def test_a_base_url_with_a_password_is_refused_and_not_shown() -> None:
    with pytest.raises(imgopen.ConfigurationError, match="must not hold a user name") as caught:
        client_class("")(**keys(), base_url=f"https://user:{SECRET}@localhost")
    assert SECRET not in str(caught.value)


def test_a_key_that_the_service_repeats_is_not_shown(service: Service, case: OperationCase) -> None:
    first = api().credentials[0].argument
    for answer in (
        refusal("x", f"bad key {SECRET}"),
        httpx.Response(401, content=refusal("x", SECRET).content),
    ):
        service.answers = [answer]
        with pytest.raises(imgopen.ImgOpenError) as caught:
            case.call(service.client(**{first: SECRET}))
        assert SECRET not in f"{caught.value} {caught.value.msg}"
        assert "***" in str(caught.value)


def test_a_pickled_error_leaves_the_answer_and_its_keys_behind(service: Service, case: OperationCase) -> None:
    service.answers = [refusal()]
    with pytest.raises(imgopen.RefusedError) as caught:
        case.call(service.client(**dict.fromkeys(keys(), SECRET)))
    content = pickle.dumps(caught.value)
    assert SECRET.encode() not in content
    assert pickle.loads(content).response is None


def test_a_closed_async_client_leaves_one_of_ones_own_open() -> None:
    async def close() -> bool:
        http = httpx.AsyncClient()
        async with client_class("Async")(**keys(), http_client=http):
            pass
        is_closed = http.is_closed
        await http.aclose()
        return is_closed

    assert not asyncio.run(close())


def test_raw_calls_leave_nothing_behind(service: Service) -> None:
    service.answers = [success({})]
    client = service.client()
    for number in range(50):
        client.post(f"/some/{number}", {})
    assert not client._builder._urls


def test_a_failure_that_cannot_pass_is_not_tried_again(service: Service, case: OperationCase) -> None:
    for failure in (
        httpx.UnsupportedProtocol("gopher"),
        httpx.LocalProtocolError("bad"),
        httpx.TooManyRedirects("x"),
    ):
        service.requests.clear()
        service.answers = [failure]
        with pytest.raises(imgopen.TransportError):
            case.call(service.client())
        assert len(service.requests) == 1


def test_an_extra_body_that_is_no_mapping_is_refused(service: Service, case: OperationCase) -> None:
    with pytest.raises(imgopen.InvalidRequestError, match="extra_body is not a mapping"):
        case.call(service.client(), extra_body=[1])


def test_a_short_key_does_not_spoil_the_words_of_the_service(service: Service, case: OperationCase) -> None:
    service.answers = [refusal("x", "width: the id is wrong")]
    with pytest.raises(imgopen.RefusedError) as caught:
        case.call(service.client(**dict.fromkeys(keys(), "id")))
    assert caught.value.msg == "width: the id is wrong"
