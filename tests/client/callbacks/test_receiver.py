"""A callback is acknowledged if it is ours and was handled, and else never."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imgopen import ConfigurationError
from imgopen._runtime.callbacks import AsyncCallback, AsyncReceiver, Callback, Receiver

from tests.client.callbacks.posted import SECRET, URL, Posted, acknowledges, all_posted, each, forms, some
from tests.client.callbacks.taking import Clock, Taking, signed

Make = Callable[..., Taking]


@each(all_posted())
def test_a_callback_at_its_url_is_handled_and_acknowledged(posted: Posted, taking: Make) -> None:
    receiver = taking()
    answer = receiver.receive(receiver.urls.for_task("fox-1", posted.operation), posted.body("fox-1"))  # type: ignore[union-attr]
    assert (answer.status, answer.content_type) == (200, "application/json")
    assert acknowledges(answer.body)
    (callback,) = receiver.taken
    assert isinstance(callback, AsyncCallback if receiver.is_async else Callback)
    assert (callback.task_id, callback.operation, callback.state) == ("fox-1", posted.operation, "succeeded")


@each(forms())
def test_a_failed_task_is_handled_like_any_other(posted: Posted, taking: Make) -> None:
    receiver = taking()
    assert receiver.post("fox-1", posted.failed, posted)
    assert [callback.state for callback in receiver.taken] == ["failed"]


@pytest.mark.parametrize("is_async", [False, True])
@given(st.binary() | st.text().map(str.encode), st.text())
def test_nothing_else_is_handled_or_acknowledged(is_async: bool, junk: bytes, query: str) -> None:
    receiver = Taking(is_async)
    url = signed().for_task("fox-1", some().operation)
    for answer, status in (
        (receiver.receive(url, junk), 400),
        (receiver.receive(query, some().body("fox-1")), 403),
        (receiver.receive(query, junk), 403),
    ):
        assert (answer.status, acknowledges(answer.body)) == (status, False)
    assert receiver.taken == []


def test_a_url_is_refused_for_another_task_operation_or_time(taking: Make) -> None:
    clock = Clock()
    receiver = taking(urls=signed(clock, lifetime=60))
    assert receiver.urls is not None
    first, second, *_ = forms()
    url = receiver.urls.for_task("fox-1", first.operation)
    other = receiver.receive(url, first.body("fox-2"))
    assert (other.status, acknowledges(other.body)) == (403, False)
    mixed = receiver.receive(url, second.body("fox-1"))
    assert (mixed.status, acknowledges(mixed.body)) == (400, False)
    clock.now += 60
    late = receiver.receive(url, first.body("fox-1"))
    assert (late.status, acknowledges(late.body)) == (403, False)
    assert receiver.taken == []


def test_without_urls_anyone_may_post(taking: Make) -> None:
    receiver = taking(urls=None)
    assert all(receiver.post(f"task-{posted}", posted=posted) for posted in forms())
    assert [callback.operation for callback in receiver.taken] == [None] * len(forms())


def test_a_payload_that_is_too_long_is_refused(taking: Make) -> None:
    body = some().body("fox-1")
    exact, short = taking(max_bytes=len(body)), taking(max_bytes=len(body) - 1)
    assert exact.post("fox-1")
    url = signed().for_task("fox-1", some().operation)
    answer = short.receive(url, body)
    assert (answer.status, acknowledges(answer.body), short.taken) == (413, False, [])


def test_a_handler_that_fails_is_called_again(taking: Make) -> None:
    failures = [ValueError("no room"), OSError("no disk")]

    def handle(_: Any) -> None:
        if failures:
            raise failures.pop()

    receiver = taking(handler=handle)
    url = signed().for_task("fox-1", some().operation)
    for _ in range(2):
        answer = receiver.receive(url, some().body("fox-1"))
        assert (answer.status, acknowledges(answer.body)) == (500, False)
        assert b"no " not in answer.body
    assert receiver.post("fox-1")
    assert receiver.post("fox-1")
    assert len(receiver.taken) == 3


@pytest.mark.parametrize("end", [KeyboardInterrupt, SystemExit])
def test_a_process_that_ends_does_not_acknowledge(end: type[BaseException], taking: Make) -> None:
    endings = [end()]

    def handle(_: Any) -> None:
        if endings:
            raise endings.pop()

    receiver = taking(handler=handle)
    with pytest.raises(end):
        receiver.post("fox-1")
    assert receiver.post("fox-1")
    assert len(receiver.taken) == 2


def test_a_repetition_is_acknowledged_and_not_handled(taking: Make) -> None:
    receiver = taking()
    assert all(receiver.post("fox-1") for _ in range(11))
    assert len(receiver.taken) == 1


def test_another_task_state_or_operation_is_no_repetition(taking: Make) -> None:
    receiver = taking()
    first, second, *_ = forms()
    for task_id, posted in (("fox-1", first), ("fox-2", first), ("fox-1", second)):
        for state in (posted.failed, posted.succeeded):
            assert receiver.post(task_id, state, posted)
    assert len(receiver.taken) == 6
    assert receiver.post("fox-1", first.failed, first)
    assert len(receiver.taken) == 6


class Memory:
    """A memory that a test controls: what `begin` says, and which of its calls fails."""

    def __init__(self, standing: str = "new", fails: str = "") -> None:
        self.standing = standing
        self.fails = fails
        self.calls: list[tuple[str, str]] = []

    def call(self, name: str, key: str) -> Any:
        self.calls.append((name, key))
        if self.fails == name:
            raise OSError("the memory is not there")
        return self.standing

    def begin(self, key: str) -> Any:
        return self.call("begin", key)

    def finish(self, key: str) -> Any:
        self.call("finish", key)

    def abandon(self, key: str) -> Any:
        self.call("abandon", key)


class AsyncMemory(Memory):
    """The same, to be awaited."""

    async def begin(self, key: str) -> Any:
        return self.call("begin", key)

    async def finish(self, key: str) -> Any:
        self.call("finish", key)

    async def abandon(self, key: str) -> Any:
        self.call("abandon", key)


def remembering(taking: Make, handler: Callable[[Any], object] = str, **memory: str) -> tuple[Taking, Memory]:
    kind = AsyncMemory if taking().is_async else Memory
    seen = kind(**memory)
    return taking(handler=handler, seen=seen), seen


def answer_to(receiver: Taking, task_id: str = "fox-1") -> tuple[int, bool]:
    url = signed().for_task(task_id, some().operation)
    answer = receiver.receive(url, some().body(task_id))
    return answer.status, acknowledges(answer.body)


def test_a_memory_of_your_own_decides_what_is_new(taking: Make) -> None:
    receiver, seen = remembering(taking)
    assert answer_to(receiver) == (200, True)
    assert [name for name, _ in seen.calls] == ["begin", "finish"]
    assert len({key for _, key in seen.calls}) == 1
    assert len(receiver.taken) == 1
    for standing, answer in (("busy", (409, False)), ("done", (200, True))):
        receiver, seen = remembering(taking, standing=standing)
        assert answer_to(receiver) == answer
        assert [name for name, _ in seen.calls] == ["begin"]
        assert receiver.taken == []


def test_a_failure_of_the_handler_is_told_to_the_memory(taking: Make) -> None:
    receiver, seen = remembering(taking, handler=lambda _: 1 / 0)
    assert answer_to(receiver) == (500, False)
    assert [name for name, _ in seen.calls] == ["begin", "abandon"]


def test_a_memory_that_fails_loses_nothing(taking: Make) -> None:
    receiver, _ = remembering(taking, fails="begin")
    assert answer_to(receiver) == (500, False)
    assert receiver.taken == []
    receiver, _ = remembering(taking, fails="abandon", handler=lambda _: 1 / 0)
    assert answer_to(receiver) == (500, False)
    receiver, _ = remembering(taking, fails="finish")
    assert answer_to(receiver) == (200, True)
    assert len(receiver.taken) == 1


@given(st.lists(st.tuples(st.text(min_size=1), st.sampled_from(forms())), unique=True, max_size=3))
def test_keys_are_alike_for_repetitions_alone(tasks: list[tuple[str, Posted]]) -> None:
    receiver, seen = remembering(lambda **settings: Taking(False, **settings))
    for _ in range(2):
        for task_id, posted in tasks:
            for state in (posted.succeeded, posted.failed):
                assert receiver.post(task_id, state, posted)
    assert len({key for _, key in seen.calls}) == 2 * len(tasks)


def test_logs_tell_what_happened_and_no_token(taking: Make, caplog: pytest.LogCaptureFixture) -> None:
    url = signed().for_task("fox\n1", some().operation)
    token = url.partition("=")[2]
    with caplog.at_level(logging.DEBUG):
        receiver = taking(handler=lambda _: 1 / 0)
        receiver.receive(url, some().body("fox\n1"))
        receiver.receive(f"{url}x", some().body("fox\n1"))
        receiver.receive(url, some().body("fox\n2"))
        receiver.receive(url, b"{}")
    failed, *refused = [record for record in caplog.records if record.name == "imgopen.callbacks"]
    assert failed.exc_info is not None
    assert failed.exc_info[0] is ZeroDivisionError
    assert failed.levelno == logging.ERROR
    assert [record.levelno for record in refused] == [logging.WARNING] * 3
    messages = [record.getMessage() for record in (failed, *refused)]
    assert "fox\\n1" in messages[0]
    assert "fox\\n2" in messages[2]
    for text in (*messages, caplog.text):
        assert token not in text
        assert SECRET not in text
    assert all("\n" not in message for message in messages)


def test_a_handler_that_cannot_be_used_is_refused(taking: Make) -> None:
    async def handle(_: object) -> None:
        """Never called."""

    with pytest.raises(ConfigurationError, match="AsyncReceiver"):
        Receiver(handle, urls=None)
    for kind in (Receiver, AsyncReceiver):
        with pytest.raises(ConfigurationError, match="cannot be called"):
            kind("handle", urls=None)  # type: ignore[arg-type]
        with pytest.raises(ConfigurationError, match="max_bytes"):
            kind(print, urls=None, max_bytes=0)  # type: ignore[arg-type]


def test_what_still_has_to_be_awaited_was_not_handled() -> None:
    async def handle(_: object) -> None:
        """Never awaited."""

    receiver = Taking(False, handler=handle)
    assert answer_to(receiver) == (500, False)


def test_a_repr_of_a_receiver_shows_no_secret(taking: Make) -> None:
    assert SECRET not in repr(taking().receiver)
    assert URL not in repr(taking(urls=None).receiver)
