"""Where a receiver is, how it is reached, and what is kept from being shown."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import httpx
import pytest
from imgopen_contract.document.expressions import read
from imgopen_contract.receiver import Endpoint, Grade, ReceiverError, Report, UnreachableError, check_receiver
from imgopen_contract.receiver.junit import to_junit
from starlette.responses import PlainTextResponse

from tests.contract.receiver import examples
from tests.contract.receiver.examples import FORM, PATH, RAW, application
from tests.contract.receiver.recorder import PATIENCE, Recorder, acknowledgement, checks_named, record
from tests.contract.receiver.sockets import closed_port, serving

SECRETS = {"Authorization": "Bearer s3cr3t-t0ken", "X-Key": 'quote"d-value', "X-Id": "plain-value"}


def judged(receiver: Any, **options: Any) -> Report:
    return check_receiver(receiver, timeout=PATIENCE, pause=lambda _: None, **options)


def wsgi(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """A right receiver of the older kind."""
    try:
        known = FORM.task_id(json.loads(environ["wsgi.input"].read())) is not None
    except ValueError:
        known = False
    start_response("200 OK" if known else "400 Bad Request", [("Content-Type", "application/json")])
    return [json.dumps(FORM.acknowledgement if known else {}).encode()]


def test_a_client_can_be_given_for_any_kind_of_application() -> None:
    transport = httpx.WSGITransport(wsgi)
    with httpx.Client(transport=transport, base_url="http://in.test/base") as client:
        report = judged(client, url="hook")
        assert report.ok
        assert not client.is_closed
    assert report.receiver == "hook"


def test_an_asynchronous_client_is_as_good_and_can_be_used_afterwards() -> None:
    async def use(client: httpx.AsyncClient, url: str) -> int:
        status = (await client.post(url, content=b"")).status_code
        await client.aclose()
        return status

    with serving(application(examples.right)) as address:
        client = httpx.AsyncClient()
        assert judged(client, url=f"{address}{PATH}").ok
        assert asyncio.run(use(client, f"{address}{PATH}")) == 400


def test_the_environments_proxy_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{closed_port()}")
    with serving(RAW) as address, Endpoint(address) as endpoint:
        checks_named("documented")[0].run(endpoint)


def test_a_running_event_loop_does_not_matter() -> None:
    async def inside() -> Report:
        return judged(RAW)

    assert asyncio.run(inside()).ok


def test_a_clients_own_headers_and_limits_hold() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        request.read()
        seen.append(request)
        return httpx.Response(200, json=acknowledgement())

    client = httpx.Client(
        transport=httpx.MockTransport(answer), headers={"x-own": "1"}, follow_redirects=True
    )
    url, headers = "http://in.test/hook", {"x-more": "2"}
    with client, Endpoint(client, url=url, headers=headers, timeout=7) as endpoint:
        checks_named("documented")[0].run(endpoint)
    (request,) = seen
    assert request.headers["x-own"] == "1"
    assert request.headers["x-more"] == "2"
    assert request.headers["accept-encoding"] == "identity"
    assert set(request.extensions["timeout"].values()) == {7}


def test_the_url_can_name_the_task() -> None:
    for check, _, got in record(
        "documented", "empty", url="/tasks/{task_id}/done?for={task_id}", prefix="a/b c-"
    ):
        for request in got:
            found = re.fullmatch(r"/tasks/([^/]+)/done\?for=([^/]+)", request.target)
            assert found
            task_id = unquote(found[1])
            assert quote(task_id, safe="") == found[1]
            assert task_id.startswith("a/b c-")
            assert unquote(found[2]) == task_id
            if check.name == "documented":
                assert read(request.json, check.kind.places.ids[0]) == task_id


def test_where_the_url_names_the_task_its_id_may_be_missing_from_the_payload() -> None:
    app = application(examples.acknowledges_without_id)
    with Endpoint(app, url=PATH) as endpoint:
        assert {check.judge(endpoint).grade for check in checks_named("no-task-id")} == {Grade.WRONG}
    with Endpoint(app, url=f"{PATH}?task={{task_id}}") as endpoint:
        assert {check.judge(endpoint).grade for check in checks_named("no-task-id")} == {Grade.DOUBTFUL}


async def echo(request: Any, store: Any) -> Any:
    """Tells everybody all that it was told, and raises it in the end."""
    told = json.dumps(dict(request.headers))
    if request.headers.get("x-id") and "slow" in request.url.query:
        raise RuntimeError(told)
    words = [word for value in request.headers.values() for word in value.split()]
    return PlainTextResponse(f"{told} {words[-1]} {json.dumps(words)} {' '.join(words)}", headers={"x": "y"})


@pytest.mark.parametrize("url", [PATH, f"{PATH}?slow=1"])
def test_the_values_of_headers_are_never_shown(url: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), Endpoint(application(echo), url=url, headers=SECRETS) as endpoint:
        result = checks_named("documented")[0].judge(endpoint)
        shown = [repr(endpoint), repr(result), result.text, *map(repr, result.exchanges), caplog.text]
    report = judged(application(echo), url=url, headers=SECRETS)
    shown += [str(report), repr(report), to_junit(report)]
    assert "***" in str(report)
    for text in shown:
        for secret in ("s3cr3t-t0ken", 'quote"d', 'quote\\"d', "quote&quot;d", "plain-value"):
            assert secret not in text


def test_what_is_secret_in_the_url_is_not_shown_either() -> None:
    async def repeats(request: Any, store: Any) -> Any:
        return PlainTextResponse(f"{request.url} {request.query_params['sig']}")

    report = judged(application(repeats), url=f"{PATH}?sig=s3cret%20value&id={{task_id}}")
    assert "s3cret" not in str(report) + to_junit(report)
    assert "id=contract-" in str(report)


def test_half_of_a_secret_is_not_shown_either() -> None:
    secret = "k" * 500
    app = Recorder(f"your key is {secret}".encode())
    report = judged(app, headers={"x-key": secret})
    assert "kkk" not in str(report)


def test_of_secrets_within_each_other_nothing_is_left() -> None:
    with Endpoint(RAW, headers={"x-key": "abcd abcdefgh", "x-other": "abcdef"}) as endpoint:
        assert endpoint.hide("abcdefgh-abcdef-abcd efgh") == "***-***-*** efgh"


def test_a_redirect_is_not_followed_even_by_a_client_that_would() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/elsewhere":
            return httpx.Response(200, json=acknowledgement())
        return httpx.Response(307, headers={"location": "/elsewhere"})

    transport = httpx.MockTransport(answer)
    for kind in (httpx.Client, httpx.AsyncClient):
        client = kind(transport=transport, follow_redirects=True)
        with Endpoint(client, url="http://in.test/") as endpoint:
            (exchange,) = checks_named("documented")[0].judge(endpoint).exchanges
        assert exchange.came.startswith("HTTP 307")
        assert "a redirect" in exchange.came


def test_headers_do_arrive() -> None:
    for _, _, (request, *_) in record("documented", headers=SECRETS):
        for name, value in SECRETS.items():
            assert request.headers[name.lower()] == value


@pytest.mark.parametrize(
    ("headers", "message"),
    [
        ({"X-Key": "two\nlines"}, "header X-Key: its value has a character that no header can have"),
        ({"X-Key": "two\r\nX: y"}, "header X-Key: its value has a character that no header can have"),
        ({"X-Key": " s3cret"}, "header X-Key: its value has a character that no header can have"),
        ({"X-Key": "gehe\u00efm"}, "header X-Key: its value has a character that no header can have"),
        ({"X Key s3cret": "v"}, "a header's name has a character that no name can have"),
        ({"": "v"}, "a header's name has a character that no name can have"),
        ({"Content-Type": "text/s3cret"}, "header Content-Type: the checks set it themselves"),
        ({"content-length": "1"}, "header content-length: the checks set it themselves"),
        ({"Transfer-Encoding": "chunked"}, "header Transfer-Encoding: the checks set it themselves"),
    ],
)
def test_headers_that_cannot_be_sent_are_refused_without_their_values(
    headers: dict[str, str], message: str
) -> None:
    with pytest.raises(ReceiverError) as refused:
        Endpoint(RAW, headers=headers)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    "url",
    ["", "callbacks", "/callbacks", "localhost:8000", "ftp://a.test/", "http://", "http:///x", "https://a.test:0/",
     "http://a.test:99999/", "http://[::1", "http://a.test/a b", "http://a.test/\n", "file:///etc/passwd"],
)  # fmt: skip
def test_what_is_no_url_is_refused(url: str) -> None:
    with pytest.raises(ReceiverError, match=r"^the receiver's URL is none of http or https, such as http://"):
        Endpoint(url)


@pytest.mark.parametrize("timeout", [0, -1, float("nan"), float("inf")])
def test_what_is_no_time_limit_is_refused(timeout: float) -> None:
    with pytest.raises(ReceiverError, match=r"^a time limit of .* seconds is none$"):
        Endpoint(RAW, timeout=timeout)


def test_what_is_no_receiver_is_refused() -> None:
    with pytest.raises(ReceiverError, match=r"^int is neither a URL, nor a client, nor an ASGI application$"):
        Endpoint(7)  # type: ignore[arg-type]
    with pytest.raises(ReceiverError, match=r"^give the URL once"):
        Endpoint("http://a.test/", url="/callbacks")


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("http://me:s3cret@a.test:8000/hook?sig=s3cret#s3cret", "http://a.test:8000/hook?..."),
        ("https://a.test", "https://a.test"),
        ("http://[::1]:80/x/{task_id}", "http://[::1]:80/x/{task_id}"),
    ],
)
def test_an_address_is_shown_without_what_may_be_secret(url: str, shown: str) -> None:
    with Endpoint(url) as endpoint:
        assert endpoint.shown == shown
        assert "s3cret" not in repr(endpoint)


def test_where_nobody_listens_nothing_is_judged() -> None:
    url = f"http://127.0.0.1:{closed_port()}/hook?sig=s3cret"
    with pytest.raises(UnreachableError) as refused:
        judged(url, headers=SECRETS)
    assert str(refused.value).startswith(f"{url.partition('?')[0]}?...: no connection: ")
    for name in ("at-once", "slow-and-quick", "empty", "after-rubbish"):
        with Endpoint(url) as endpoint, pytest.raises(UnreachableError):
            checks_named(name)[0].judge(endpoint)


def test_a_receiver_that_goes_away_was_reached_and_is_broken() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        request.read()
        seen.append(request)
        if len(seen) > 1:
            raise httpx.ConnectError("Connection refused")
        return httpx.Response(200, json=acknowledgement())

    seen: list[httpx.Request] = []
    with httpx.Client(transport=httpx.MockTransport(answer)) as client:
        report = judged(client, url="http://in.test/")
    assert grades_of(report) == {
        "documented": Grade.RIGHT,
        "duplicates": Grade.WRONG,
        "empty": Grade.DOUBTFUL,
    }
    assert "no connection: Connection refused" in str(report)


def grades_of(report: Report) -> dict[str, Grade]:
    first = report.results[0].check.kind
    names = ("documented", "duplicates", "empty")
    return {
        result.check.name: result.grade
        for result in report.results
        if result.check.kind is first and result.check.name in names
    }


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (httpx.ReadError("reset by peer"), "the connection broke: reset by peer"),
        (httpx.ReadTimeout("slow"), "no answer within 30 s"),
        (KeyError("data"), "no answer: KeyError: 'data' was raised"),
    ],
)
def test_why_no_answer_came_is_told(error: Exception, told: str) -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        raise error

    client = httpx.Client(transport=httpx.MockTransport(answer))
    with client, Endpoint(client, url="http://in.test/", timeout=PATIENCE) as endpoint:
        result = checks_named("documented")[0].judge(endpoint)
    assert [exchange.came for exchange in result.exchanges] == [told]


def test_what_an_application_raises_is_told_with_its_answer() -> None:
    async def raises(request: Any, store: Any) -> Any:
        raise KeyError("no such\ncolumn")

    with Endpoint(application(raises), url=PATH) as endpoint:
        came = checks_named("documented")[0].judge(endpoint).exchanges[0].came
    assert came.startswith("HTTP 500, text/plain")
    assert "the application raised KeyError: 'no such\\ncolumn'" in came


def test_each_run_has_ids_of_its_own() -> None:
    with Endpoint(RAW) as first, Endpoint(RAW) as second:
        ids = [endpoint.new_id() for endpoint in (first, second) for _ in range(50)]
    assert len(set(ids)) == 100
    assert urlsplit(first.shown).scheme == "http"
