"""Calls on a client of either library: the same request goes out, and the same result comes back."""

from __future__ import annotations

from typing import Any

import imgopen
import pytest
from imgopen_mock.testing import ImgOpenMock

from generator.naming import snake_case
from tests.client.conftest import success
from tests.client.http.conftest import CARRIERS, Answers, Carrier, listing, simulated, submitting
from tests.support.operations import OperationCase, api, cases, keys

CASES = [case for case in cases() if case.operation.provenance.status == "documented"]
OF_THE_LIBRARY = ("user-agent", "accept-encoding")
"""Headers in which each library names itself, or what it can decode."""


def _refusal() -> dict[str, Any]:
    envelope = api().envelope
    assert envelope is not None
    return {envelope.code_key: "no", envelope.message_key: "because"}


def _sent(carrier: Carrier, case: OperationCase, http: dict[str, Any], changes: dict[str, Any]) -> Any:
    answers = Answers(carrier, [_refusal()])
    client = carrier.client(carrier.http(answers, **http))
    with pytest.raises(imgopen.RefusedError):
        carrier.done(case.call(client, **changes))
    (request,) = answers.requests
    assert isinstance(request, carrier.library.Request)
    headers = [(name.lower(), value) for name, value in request.headers.multi_items()]
    return (
        request.method,
        str(request.url),
        sorted(pair for pair in headers if pair[0] not in OF_THE_LIBRARY),
        request.content,
        request.extensions["timeout"],
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
@pytest.mark.parametrize(
    "http",
    [
        {},
        {"headers": {"X-Team": "pots"}, "params": {"trace": "1"}, "cookies": {"session": "7"}, "timeout": 44},
    ],
    ids=["plain", "with-settings"],
)
def test_every_carrier_sends_the_same(case: OperationCase, http: dict[str, Any]) -> None:
    first, *others = [_sent(carrier, case, http, {"extra_headers": {"X-Once": "1"}}) for carrier in CARRIERS]
    assert others == [first] * len(others)
    assert ("x-once", "1") in first[2]
    assert [("x-team", "pots") in first[2], "trace=1" in first[1], ("cookie", "session=7") in first[2]] == [
        bool(http)
    ] * 3
    for credential in api().credentials:
        assert (credential.header.lower(), keys()[credential.argument]) in first[2]


def test_the_short_way_to_a_request_gives_what_the_library_builds(carrier: Carrier) -> None:
    """A client without cookies and parameters builds no request itself; one with both does."""
    _, url, headers, content, _ = _sent(carrier, CASES[0], {}, {})
    _, longer, built, same, _ = _sent(carrier, CASES[0], {"params": {"a": "1"}}, {})
    assert (f"{url}?a=1", headers, content) == (longer, built, same)


def test_the_user_agent_names_the_library(carrier: Carrier) -> None:
    answers = Answers(carrier, [_refusal()])
    with pytest.raises(imgopen.RefusedError) as caught:
        carrier.done(CASES[0].call(carrier.client(carrier.http(answers))))
    named = f"{carrier.name}/{carrier.library.__version__}"
    assert answers.requests[0].headers["User-Agent"].endswith(f" {named}")
    assert isinstance(caught.value.response, carrier.library.Response)


def test_a_raw_call(carrier: Carrier) -> None:
    answers = Answers(carrier, [success({"a": 1}).json()])
    client = carrier.client(carrier.http(answers))
    assert carrier.done(client.post("/some/path", {"b": None})) == success({"a": 1}).json()
    assert answers.requests[0].content == b'{"b":null}'


def test_a_raw_response(carrier: Carrier, mock: ImgOpenMock) -> None:
    case = submitting()
    client = carrier.client(carrier.http(simulated(carrier, mock)))
    raw = carrier.done(case.call(_Raw(client, case)))
    assert isinstance(raw.http_response, carrier.library.Response)
    assert (raw.status_code, raw.headers["content-type"]) == (200, "application/json")
    assert raw.parse().id == mock.tasks[0].id


class _Raw:
    """Shows a client's raw methods where a case looks for its methods."""

    def __init__(self, client: Any, case: OperationCase) -> None:
        name = case.group.attribute
        setattr(self, name, getattr(client, name).with_raw_response)


def test_waiting_for_a_task(carrier: Carrier, mock: ImgOpenMock) -> None:
    http = carrier.http(simulated(carrier, mock))
    client = carrier.client(http, sleep=carrier.sleeping(mock.advance))
    task = carrier.done(submitting().call(client))
    seen: list[str] = []
    result = carrier.done(task.wait(on_progress=lambda progress: seen.append(progress.state)))
    assert result.state == "succeeded"
    assert (seen[0], seen[-1]) == ("pending", "succeeded")


def test_a_list(carrier: Carrier, mock: ImgOpenMock) -> None:
    operation = listing().operation
    client = carrier.client(carrier.http(simulated(carrier, mock)))
    found = getattr(client, snake_case(operation.roles.collection)).list(page_size=3)
    assert len(carrier.items(found)) > 3


def test_pictures(carrier: Carrier, mock: ImgOpenMock) -> None:
    client = carrier.client(carrier.http(simulated(carrier, mock)), sleep=carrier.sleeping(mock.advance))
    result = carrier.done(carrier.done(submitting().call(client)).wait())
    picture = next(iter(result.images))
    assert carrier.done(picture.read()).startswith(b"\xff\xd8")
