"""What is posted is read leniently, with types, and nothing else is taken for a callback."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imgopen import ConfigurationError
from imgopen._runtime.callbacks import AsyncCallback, Callback, kinds, parse, parse_async
from imgopen._runtime.catalogue import every
from imgopen._runtime.errors import InvalidCallbackError, TaskFailedError
from imgopen._runtime.roles import Acknowledgement

from tests.client.callbacks.posted import Posted, all_posted, data_of, each, forms, put, some

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@pytest.fixture(params=[(parse, Callback), (parse_async, AsyncCallback)], ids=["sync", "async"])
def read(request: pytest.FixtureRequest) -> Callable[..., Any]:
    """Reads a payload, and makes sure of which class it is."""

    def run(body: bytes, **options: Any) -> Any:
        function, wanted = request.param
        callback = function(body, **options)
        assert type(callback) is wanted
        return callback

    return run


def test_there_are_callbacks_of_several_forms() -> None:
    assert len(forms()) > 1
    assert len(all_posted()) > len(forms())


@each(all_posted())
def test_a_documented_payload_is_read(posted: Posted, read: Callable[..., Any]) -> None:
    callback = read(posted.body("fox-1"), operation=posted.operation)
    assert (callback.task_id, callback.operation, callback.state) == ("fox-1", posted.operation, "succeeded")
    assert type(callback.info) is type(data_of(posted.role.answer.model_validate(posted.example)))


@each(forms())
def test_a_payload_tells_by_its_form_what_it_is(posted: Posted, read: Callable[..., Any]) -> None:
    callback, known = read(posted.body()), read(posted.body(), operation=posted.operation)
    assert callback.operation is None
    assert (callback.task_id, callback.state, callback.info) == (known.task_id, known.state, known.info)


@each(forms())
def test_every_state_has_its_meaning(posted: Posted, read: Callable[..., Any]) -> None:
    states = posted.role.report.states
    for meaning in ("pending", "running", "succeeded"):
        for word in getattr(states, meaning):
            callback = read(posted.body(state=word))
            assert callback.state == meaning
            callback.raise_for_failure()
    assert read(posted.body(state=posted.failed)).state == "failed"


@each(forms())
def test_a_failure_can_be_raised(posted: Posted, read: Callable[..., Any]) -> None:
    callback = read(posted.body("fox-1", posted.failed), operation=posted.operation)
    with pytest.raises(TaskFailedError, match="fox-1") as caught:
        callback.raise_for_failure()
    error = caught.value
    assert (error.task_id, error.operation, error.info) == ("fox-1", posted.operation, callback.info)
    assert error.msg == callback.message


@each(form for form in forms() if form.role.report.message is not None)
def test_the_words_of_the_service_are_passed_on(posted: Posted, read: Callable[..., Any]) -> None:
    answer = posted.role.answer.model_validate(posted.example)
    assert posted.role.report.message is not None
    put(data_of(answer), posted.role.report.message, "out of paint")
    assert read(answer.model_dump_json(by_alias=True).encode()).message == "out of paint"


@each(forms())
def test_unknown_fields_are_kept(posted: Posted, read: Callable[..., Any]) -> None:
    answer = posted.role.answer.model_validate(posted.example)
    put(data_of(answer), ("no_such_field",), {"of": "tomorrow"})
    callback = read(answer.model_dump_json(by_alias=True).encode())
    assert callback.info.model_extra["no_such_field"] == {"of": "tomorrow"}


@given(st.binary() | JSON.map(lambda value: json.dumps(value).encode()))
def test_what_is_no_callback_is_refused(body: bytes) -> None:
    for operation in (None, some().operation):
        with pytest.raises(InvalidCallbackError):
            parse(body, operation=operation)


@each(forms())
def test_a_payload_without_id_or_state_is_refused(posted: Posted, read: Callable[..., Any]) -> None:
    report = posted.role.report
    for way, value in ((report.id, None), (report.id, ""), (report.state, None)):
        assert way is not None
        answer = posted.role.answer.model_validate(posted.example)
        put(data_of(answer), way, value)
        for operation in (None, posted.operation):
            with pytest.raises(InvalidCallbackError, match="it has no"):
                read(answer.model_dump_json(by_alias=True).encode(), operation=operation)


@each(forms())
def test_a_payload_that_breaks_off_is_refused(posted: Posted) -> None:
    body = posted.body()
    for length in range(len(body)):
        with pytest.raises(InvalidCallbackError):
            parse(body[:length])


def test_a_payload_of_another_operation_is_refused(read: Callable[..., Any]) -> None:
    first, second, *_ = forms()
    for posted, other in ((first, second), (second, first)):
        with pytest.raises(InvalidCallbackError, match="not what the spec promises"):
            read(posted.body(), operation=other.operation)


def test_what_is_wrong_is_told_without_the_value(read: Callable[..., Any]) -> None:
    posted = some()
    signature = "https://pictures.example/?signature=abcdef"
    body = posted.body(state=123456).replace(b"123456", json.dumps(signature).encode())
    with pytest.raises(InvalidCallbackError, match="not what the spec promises") as caught:
        read(body)
    assert "signature" not in str(caught.value)


def test_a_payload_that_is_too_long_is_refused(read: Callable[..., Any]) -> None:
    body = some().body()
    assert read(body, max_bytes=len(body))
    with pytest.raises(InvalidCallbackError, match=f"more than {len(body) - 1} bytes"):
        read(body, max_bytes=len(body) - 1)
    padded = body + b" " * (1_048_576 - len(body))
    assert read(padded)
    with pytest.raises(InvalidCallbackError, match="more than 1048576 bytes"):
        read(padded + b" ")


def test_an_operation_without_callbacks_is_refused(read: Callable[..., Any]) -> None:
    without = next(operation.name for operation in every() if operation.callback is None)
    for name in (without, "no.such"):
        with pytest.raises(ConfigurationError, match="has no callbacks"):
            read(some().body(), operation=name)


def test_a_payload_that_may_mean_two_things_is_refused(
    monkeypatch: pytest.MonkeyPatch, read: Callable[..., Any]
) -> None:
    posted = some()
    first = next(operation for operation in every() if operation.name == posted.operation)
    reversed_states = replace(
        posted.role.report.states, succeeded=(), running=posted.role.report.states.succeeded
    )
    other_report = replace(posted.role.report, states=reversed_states)
    others = (
        replace(posted.role, report=other_report),
        replace(posted.role, acknowledgement=Acknowledgement("taken", 1)),
    )
    for other in others:
        second = replace(first, name="other.operation", callback=other)
        monkeypatch.setattr(kinds, "every", lambda second=second: iter([first, second]))
        with pytest.raises(InvalidCallbackError, match="several kinds"):
            read(posted.body())
        assert read(posted.body(), operation="other.operation").task_id
    alike = replace(posted.role, report=replace(posted.role.report, message=None))
    same = replace(first, name="other.operation", callback=alike)
    monkeypatch.setattr(kinds, "every", lambda: iter([first, same]))
    assert read(posted.body()).state == "succeeded"


def test_a_repr_is_short_and_tells_the_task(read: Callable[..., Any]) -> None:
    assert repr(read(some().body("fox-1"))).endswith("Callback(task_id='fox-1', state='succeeded')")
