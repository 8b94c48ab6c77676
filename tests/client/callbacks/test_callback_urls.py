"""A signed URL is good for one task, for a while, and as it is."""

from __future__ import annotations

import pickle
import string
import time
import traceback
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imgopen import ConfigurationError
from imgopen._runtime.callbacks import CallbackURLs
from imgopen._runtime.errors import InvalidCallbackError

from tests.client.callbacks.posted import SECRET, URL, all_posted, documented_kinds, some
from tests.client.callbacks.taking import Clock, signed

TASK = "fox-1"
ANY_ID = st.text(min_size=1) | st.sampled_from(
    ["a/b", "a&b=c", "a b+c", "ключ", "🦊", "a?b#c", '"', "\ud800"]
)
KEY = "a-secret-without-spaces"
SAFE = string.ascii_letters + string.digits + "-_."


def url_of(urls: CallbackURLs, task_id: str = TASK) -> str:
    return urls.for_task(task_id, some().operation)


@given(ANY_ID, st.sampled_from([posted.operation for posted in all_posted()]))
def test_what_was_signed_is_recognised(task_id: str, operation: str) -> None:
    urls = signed()
    url = urls.for_task(task_id, operation)
    grant = urls.check(url, task_id)
    assert (grant.task_id, grant.operation) == (task_id, operation)
    assert set(url.removeprefix(URL)) <= {*SAFE, "?", "="}


@given(ANY_ID, ANY_ID)
def test_a_url_is_for_one_task_alone(task_id: str, other: str) -> None:
    urls = signed()
    if task_id == other:
        return
    with pytest.raises(InvalidCallbackError, match="another task"):
        urls.check(url_of(urls, task_id), other)


def test_no_letter_of_a_token_can_be_changed_left_out_or_added() -> None:
    urls = signed()
    query = urlsplit(url_of(urls)).query
    name, _, token = query.partition("=")
    for place, letter in enumerate(token):
        before, after = token[:place], token[place + 1 :]
        changed = [before + other + after for other in SAFE if other != letter]
        if before:
            changed.append(before)
        changed += [before + after, f"{before}A{letter}{after}", f"{before}.{letter}{after}"]
        for wrong in changed:
            if wrong == token:
                continue
            with pytest.raises(InvalidCallbackError) as caught:
                urls.check(f"{name}={wrong}", TASK)
            assert wrong not in str(caught.value)


@given(st.text())
def test_no_query_but_a_signed_one_is_recognised(query: str) -> None:
    with pytest.raises(InvalidCallbackError):
        signed().check(query, TASK)


@given(st.text(alphabet=SAFE), st.text(alphabet=SAFE))
def test_no_token_of_somebody_else_is_recognised(claim: str, signature: str) -> None:
    name = urlsplit(url_of(signed())).query.partition("=")[0]
    with pytest.raises(InvalidCallbackError):
        signed().check(f"{name}=1.{claim}.{signature}", TASK)


@pytest.mark.parametrize("lifetime", [0.5, 10.0, 172_800.0])
def test_a_url_is_good_for_its_lifetime_and_no_longer(lifetime: float) -> None:
    clock = Clock()
    urls = signed(clock, lifetime=lifetime)
    url = url_of(urls)
    expires = urls.check(url, TASK).expires
    assert 0 <= expires - (clock.now + lifetime) < 1
    clock.now = expires - 0.001
    urls.check(url, TASK)
    clock.now = expires
    with pytest.raises(InvalidCallbackError, match="expired"):
        urls.check(url, TASK)


def test_a_url_is_good_for_two_days_of_the_computer_by_default() -> None:
    before = time.time()
    urls = CallbackURLs(URL, secret=SECRET)
    expires = urls.check(url_of(urls), TASK).expires
    assert before <= expires - 2 * 24 * 3600 <= time.time() + 1


def test_the_default_lifetime_outlasts_every_repetition() -> None:
    expires = signed().check(url_of(signed()), TASK).expires
    for kind in documented_kinds():
        waits = [*kind.rule.intervals, *[kind.rule.intervals[-1]] * kind.rule.retries]
        assert expires - Clock().now > 4 * sum(waits[: kind.rule.retries])


def test_secrets_are_rotated_without_a_gap() -> None:
    old, new = "the old secret of the shop", "the new secret of the shop"
    before, between, after = (signed(secret=secret) for secret in (old, [new, old], [new]))
    early, late = url_of(before), url_of(between)
    for urls, url in ((between, early), (between, late), (after, late)):
        assert urls.check(url, TASK).task_id == TASK
    for urls, url in ((before, late), (after, early)):
        with pytest.raises(InvalidCallbackError, match="forged"):
            urls.check(url, TASK)


@pytest.mark.parametrize(
    "base", [URL, f"{URL}/", f"{URL}?", f"{URL}?shop=1&b=%20", "http://127.0.0.1:80/x/y"]
)
def test_the_url_is_kept_as_it_is(base: str) -> None:
    urls = CallbackURLs(base, secret=SECRET)
    url = url_of(urls)
    assert url.startswith(base)
    assert urls.check(url, TASK).task_id == TASK
    assert url.count("?") == 1


def test_a_url_is_recognised_in_every_form_in_which_servers_tell_it() -> None:
    urls = signed()
    url = url_of(urls)
    query = urlsplit(url).query
    token = query.partition("=")[2]
    for form in (
        url,
        f"/mounted/anywhere?{query}",
        f"?{query}",
        query,
        f"{url}#part",
        f"?a=b&{query}&c=?&d",
        query.replace(token, "".join(f"%{ord(letter):02X}" for letter in token)),
        f"{urlsplit(url).path}?{quote(query, safe='=')}",
    ):
        assert urls.check(form, TASK).task_id == TASK


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("", "no token"),
        (URL, "no token"),
        ("/{query}", "no token"),
        (f"{URL}#{{query}}", "no token"),
        ("{query}&{query}", "more than one token"),
        ("{name}=", "malformed"),
        ("{query}%20", "malformed"),
        ("{query}.", "malformed"),
        ("{name}=2{rest}", "version"),
        ("{name}=01{rest}", "version"),
    ],
)
def test_a_url_without_a_good_token_is_not_ours(form: str, words: str) -> None:
    urls = signed()
    query = urlsplit(url_of(urls)).query
    name, _, token = query.partition("=")
    with pytest.raises(InvalidCallbackError, match=words) as caught:
        urls.check(form.format(query=query, name=name, rest=token[1:]), TASK)
    assert token not in str(caught.value)


@pytest.mark.parametrize(
    "secret",
    ["", "short", "x" * 15, [], ["x" * 16, "short"], ["x" * 16, ""], "\ud800" * 16, [b"x" * 16], [None]],
)
def test_a_secret_that_can_be_guessed_is_refused_and_not_shown(secret: object) -> None:
    with pytest.raises(ConfigurationError) as caught:
        CallbackURLs(URL, secret=secret)  # type: ignore[arg-type]
    assert "short" not in str(caught.value).replace("shorter", "")


@pytest.mark.parametrize("secret", ["x" * 16, "ä" * 8, ("x" * 16,)])
def test_a_secret_of_16_bytes_will_do(secret: str) -> None:
    assert url_of(CallbackURLs(URL, secret=secret))


@pytest.mark.parametrize(
    "url",
    [
        *(
            "",
            "callbacks",
            "/callbacks",
            "//shop.example/callbacks",
            "ftp://shop.example/",
            "https://",
            "https:///x",
        ),
        *("https://shop.example/#part", "https://shop.example/#", "https://shop.example/a b", "http://[::1/"),
        *("https://shop.example:99999/", "https://shop.example/\n", "https://shop.example/?callback_token=1"),
        None,
    ],
)
def test_a_url_that_cannot_be_posted_to_is_refused(url: str) -> None:
    with pytest.raises(ConfigurationError):
        CallbackURLs(url, secret=SECRET)


@pytest.mark.parametrize("lifetime", [0, -1, float("nan"), float("inf")])
def test_a_lifetime_that_is_none_is_refused(lifetime: float) -> None:
    with pytest.raises(ConfigurationError, match="lifetime"):
        signed(lifetime=lifetime)


@pytest.mark.parametrize("operation", ["", "no.such", "no_such"])
def test_a_url_for_an_operation_without_callbacks_is_refused(operation: str) -> None:
    with pytest.raises(ConfigurationError, match=some().operation):
        signed().for_task(TASK, operation)


def test_a_url_for_no_task_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="id"):
        url_of(signed(), "")


def test_secrets_are_in_no_repr() -> None:
    urls = CallbackURLs(f"https://user:password@shop.example/?key={KEY}", secret=[KEY])
    shown = f"{urls!r} {vars(urls)['_secrets']!r}"
    assert "shop.example" in shown
    assert KEY not in shown
    assert "password" not in repr(urls)


def test_an_error_survives_a_pickle() -> None:
    with pytest.raises(InvalidCallbackError) as caught:
        signed().check("", TASK)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


@pytest.mark.parametrize("wrap", [lambda secret: secret, lambda secret: [secret, 7], lambda secret: 7])
def test_a_secret_is_not_in_a_traceback_with_variables(wrap: Callable[[str], Any]) -> None:
    hidden = "-".join(["known", "to", "nobody"])
    with pytest.raises(ConfigurationError) as caught:
        CallbackURLs("https://shop.example.com/", secret=wrap(hidden), lifetime=-1)
    trace = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    shown = [str(frame.locals) for frame in trace.stack if "_runtime" in frame.filename]
    assert shown
    assert not any(hidden in text for text in shown)
