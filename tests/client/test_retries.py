"""What may pass is tried again, as often and after as long as was asked for; nothing else is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone
from email.utils import format_datetime
from typing import Any

import imgopen
import pytest
from hypothesis import given
from hypothesis import strategies as st
from imgopen._runtime.retries import RetryPolicy, is_worth_retrying, retry_after

from tests.client.conftest import Service, refusal, success
from tests.support.http import httpx

NOW = datetime(2026, 1, 1, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    "failure",
    [
        httpx.Response(500),
        httpx.Response(502),
        httpx.Response(503),
        httpx.Response(429),
        httpx.Response(408),
        httpx.ConnectError("refused"),
        httpx.ReadError("broken"),
        httpx.RemoteProtocolError("half an answer"),
        httpx.ConnectTimeout("slow"),
        httpx.ReadTimeout("slow"),
        httpx.PoolTimeout("full"),
    ],
    ids=lambda failure: str(getattr(failure, "status_code", "")) or type(failure).__name__,
)
def test_a_failure_that_may_pass_is_tried_again(
    failure: httpx.Response | Exception, call: Callable[..., Any], service: Service
) -> None:
    service.answers = [failure, failure, refusal("x", "reached")]
    with pytest.raises(imgopen.RefusedError, match="reached"):
        call()
    assert len(service.requests) == 3
    assert len({request.content for request in service.requests}) == 1


@pytest.mark.parametrize("answer", [httpx.Response(400), httpx.Response(404), httpx.Response(301), refusal()])
def test_an_answer_that_will_not_change_is_not(
    answer: httpx.Response, call: Callable[..., Any], service: Service
) -> None:
    service.answers = [answer]
    with pytest.raises(imgopen.ImgOpenError):
        call()
    assert len(service.requests) == 1


@pytest.mark.parametrize("max_retries", [0, 1, 2, 5])
@pytest.mark.parametrize("scope", ["client", "call"])
def test_retries_are_as_many_as_asked_for(
    max_retries: int, scope: str, call: Callable[..., Any], service: Service
) -> None:
    service.answers = [httpx.ReadTimeout("slow")]
    of_client = max_retries if scope == "client" else 9
    of_call = {"max_retries": max_retries} if scope == "call" else {}
    with pytest.raises(imgopen.RequestTimeoutError) as caught:
        call({"max_retries": of_client}, **of_call)
    assert len(service.requests) == max_retries + 1
    assert ("tried" in str(caught.value)) == (max_retries > 0)
    assert isinstance(caught.value.__cause__, httpx.ReadTimeout)


def test_waits_double_and_are_never_too_long(call: Any, service: Service) -> None:
    service.answers = [httpx.Response(503)]
    with pytest.raises(imgopen.HTTPStatusError):
        call(max_retries=9)
    policy = RetryPolicy()
    assert len(call.waits) == 9
    for number, wait in enumerate(call.waits, start=1):
        longest = min(policy.first * 2 ** (number - 1), policy.longest)
        assert 0.75 * longest <= wait <= longest


def test_the_service_may_ask_for_a_wait(call: Any, service: Service) -> None:
    service.answers = [httpx.Response(429, headers={"Retry-After": "7"}), success({})]
    with pytest.raises(imgopen.InvalidResponseError):
        call()
    assert call.waits == [7.0]


@given(retry=st.integers(1, 60), luck=st.floats(0, 1), asked=st.none() | st.floats(-1e9, 1e9))
def test_no_wait_is_negative_or_beyond_the_longest(retry: int, luck: float, asked: float | None) -> None:
    policy = RetryPolicy()
    assert 0 <= policy.delay(retry, luck=luck, asked=asked) <= policy.longest


@given(seconds=st.integers(0, 10**6))
def test_both_forms_of_retry_after_mean_the_same(seconds: int) -> None:
    date = datetime.fromtimestamp(NOW.timestamp() + seconds, timezone.utc)
    assert retry_after({"retry-after": str(seconds)}, NOW) == seconds
    assert retry_after({"retry-after": format_datetime(date, usegmt=True)}, NOW) == seconds


def test_a_date_without_a_zone_is_utc() -> None:
    assert retry_after({"retry-after": "Thu, 01 Jan 2026 00:00:09 -0000"}, NOW) == 9


def test_waits_differ_so_that_clients_do_not_come_back_together() -> None:
    policy = RetryPolicy()
    assert policy.delay(1, luck=0.0) > policy.delay(1, luck=1.0)


@given(text=st.text())
def test_no_other_retry_after_breaks_anything(text: str) -> None:
    wait = retry_after({"retry-after": text}, NOW)
    assert wait is None or isinstance(wait, float)


def test_only_some_statuses_are_worth_it() -> None:
    assert {status for status in range(100, 600) if is_worth_retrying(status)} == {408, 429, *range(500, 600)}


def test_a_negative_number_of_retries_is_refused(call: Callable[..., Any], service: Service) -> None:
    service.answers = [success({})]
    with pytest.raises(imgopen.ConfigurationError, match="max_retries must be 0 or more"):
        call(max_retries=-1)
    assert not service.requests
