"""Ids of tasks: made where the caller gives none, unique, in order, and never in the place of the caller's own."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import imgopen
import pytest
from hypothesis import given
from hypothesis import strategies as st
from imgopen._runtime.tasks.filling import placed
from imgopen._runtime.tasks.ids import checked_prefix, make_id, method_of
from imgopen_mock.testing import ImgOpenMock

from tests.client.conftest import Service
from tests.client.stories import method_of as client_method
from tests.client.stories import settle, submitting, without_id
from tests.support.http import httpx
from tests.support.operations import OperationCase

EVERY = pytest.mark.parametrize("case", submitting(), ids=lambda case: case.id)
CASE = submitting()[0]
PREFIXES = st.text("abcXYZ019_-", max_size=24)


@given(PREFIXES, st.lists(st.sampled_from(["draw", "swap_v2", "a"]), min_size=2, max_size=40))
def test_ids_of_a_prefix_sort_as_they_were_made_and_tell_their_method(
    prefix: str, methods: list[str]
) -> None:
    ids = [make_id(prefix, method) for method in methods]
    assert len(set(ids)) == len(ids)
    assert sorted(ids) == ids
    assert [method_of(task_id) for task_id in ids] == methods
    assert all(task_id.startswith(prefix) and len(task_id) <= len(prefix) + 24 + 7 for task_id in ids)


@given(st.text(max_size=60))
def test_other_ids_tell_nothing(text: str) -> None:
    assert method_of(text) is None or len(text) > 24


@pytest.mark.parametrize("prefix", ["x" * 25, "a b", "ä", "a/b", "a.b"])
def test_a_prefix_that_could_harm_is_refused(prefix: str) -> None:
    with pytest.raises(imgopen.ConfigurationError, match="task_id_prefix"):
        checked_prefix(prefix)


@EVERY
def test_an_id_is_made_where_none_is_given(
    case: OperationCase, run: Callable[..., Any], mock: ImgOpenMock
) -> None:
    async def story(client: Any) -> Any:
        made = client.new_task_id(client_method(client, case))
        task = await settle(client_method(client, case)(**without_id(case)))
        return made, task.id

    made, task_id = run(story, task_id_prefix="shop-")
    assert made.startswith("shop-")
    assert task_id.startswith("shop-")
    assert made < task_id
    assert task_id.endswith(f"-{case.operation.method}")
    assert [task.id for task in mock.tasks] == [task_id]


def _id_sent(service: Service, case: OperationCase, **changes: Any) -> Any:
    service.answers = [httpx.Response(503)]
    with pytest.raises(imgopen.HTTPStatusError):
        client_method(service.client(max_retries=0), case)(**{**case.arguments(), **changes})
    value = json.loads(service.requests[-1].content)
    submission = case.operation.roles.submission
    assert submission is not None
    for name in submission.key:
        value = value[name]
    return value


@EVERY
def test_the_callers_own_id_is_sent_as_it_is(case: OperationCase, service: Service) -> None:
    submission = case.operation.roles.submission
    assert submission is not None
    wanted: Any = case.body
    for name in submission.key:
        wanted = wanted[name]
    assert _id_sent(service, case) == wanted


def test_an_id_is_filled_into_a_dict_and_into_a_model_without_changing_them(service: Service) -> None:
    nested = next(case for case in submitting() if len(case.operation.roles.submission.id) == 2)  # type: ignore[union-attr]
    outer, inner = nested.operation.roles.submission.id  # type: ignore[union-attr]
    plain = without_id(nested)[outer]
    model = next(
        getattr(imgopen.models, argument.type.name)  # type: ignore[attr-defined,union-attr]
        for argument in nested.operation.arguments
        if argument.name == outer
    )(**plain)
    for given_object in (plain, model, {**plain, inner: None}):
        before = dict(given_object)
        assert _id_sent(service, nested, **{outer: given_object}).endswith(nested.operation.method)
        assert dict(given_object) == before


def test_an_id_in_the_extra_body_is_the_tasks_id(run: Callable[..., Any], mock: ImgOpenMock) -> None:
    flat = next(case for case in submitting() if len(case.operation.roles.submission.id) == 1)  # type: ignore[union-attr]
    (key,) = flat.operation.roles.submission.key  # type: ignore[union-attr]

    async def story(client: Any) -> Any:
        task = await settle(client_method(client, flat)(**without_id(flat), extra_body={key: "from-extra"}))
        return task.id

    assert run(story) == "from-extra" == mock.tasks[0].id


def test_an_error_of_a_submit_tells_the_id(run: Callable[..., Any], mock: ImgOpenMock) -> None:
    mock.fail_next(http=503, times=None)

    async def story(client: Any) -> Any:
        with pytest.raises(imgopen.HTTPStatusError) as caught:
            await settle(client_method(client, CASE)(**without_id(CASE)))
        return caught.value

    error = run(story, max_retries=1)
    assert error.task_id in str(error)
    assert method_of(error.task_id) == CASE.operation.method


def test_an_id_that_is_none_under_its_other_name_is_replaced() -> None:
    assert placed({"taskId": None, "x": 1}, ("task_id",), ("taskId",), "made") == {"task_id": "made", "x": 1}
    assert placed({"a": {"taskId": None}}, ("a", "task_id"), ("a", "taskId"), "made") == {
        "a": {"task_id": "made"}
    }
    assert placed({"a": None}, ("a", "task_id"), ("a", "taskId"), "made") is None
