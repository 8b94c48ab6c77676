"""How a batch goes: how many at once, how fast, in which order, and what comes of each job."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import httpx
import imgopen
import pytest

from tests.client.batch.running import (
    Batches,
    assert_whole,
    errors_of,
    jobs,
    main_case,
    name_of,
    plain_job,
    with_id,
    words,
)


def most_at_once(batches: Batches) -> int:
    """Return how many tasks were unfinished at the same time, by the service's own times."""
    changes = [(task.submitted, 1) for task in batches.mock.tasks]
    changes += [(task.ends, -1) for task in batches.mock.tasks]
    return max(itertools.accumulate(change for _, change in sorted(changes)))


@pytest.mark.parametrize("concurrency", [1, 3, 7])
def test_no_more_tasks_are_unfinished_than_wanted(concurrency: int, batches: Batches) -> None:
    outcomes = batches.run(jobs(20), concurrency=concurrency)
    assert_whole(outcomes, 20)
    assert errors_of(outcomes) == [""] * 20
    assert most_at_once(batches) == concurrency
    assert batches.submits == len(batches.ids) == 20


def test_jobs_are_read_as_places_become_free(batches: Batches) -> None:
    read: list[int] = []

    def endless() -> Iterator[dict[str, Any]]:
        for index in itertools.count():
            read.append(index)
            yield plain_job(**words(index))

    outcomes = batches.run(endless(), concurrency=4, stop_after=6)
    assert len(outcomes) == 6
    assert 6 <= len(read) <= 6 + 4 - 1
    assert len(batches.ids) == len(read)


@pytest.mark.parametrize("rate", [0.5, 4])
def test_submits_are_evenly_spaced(rate: float, batches: Batches) -> None:
    batches.run(jobs(12), concurrency=12, rate=rate)
    times = [task.submitted for task in batches.mock.tasks]
    gaps = [later - earlier for earlier, later in itertools.pairwise(times)]
    assert min(gaps) >= 1 / rate - 1e-6
    assert max(gaps) <= 1 / rate + 1e-6


def test_without_a_rate_they_are_not(batches: Batches) -> None:
    batches.run(jobs(12), concurrency=12)
    assert {task.submitted for task in batches.mock.tasks} == {0.0}


def test_no_jobs_are_no_trouble(batches: Batches) -> None:
    assert batches.run([]) == []


def test_outcomes_come_as_tasks_end(batches: Batches) -> None:
    busy = httpx.Response(503, headers={"Retry-After": "25"})
    batches.intercept = lambda request: busy if len(batches.sent) == 1 else None
    outcomes = batches.run(jobs(3), concurrency=3)
    ends = {str(task.id): task.ends for task in batches.mock.tasks}
    assert_whole(outcomes, 3)
    assert [ends[outcome.task_id] for outcome in outcomes] == [5, 5, 30]


def test_one_failure_loses_nothing_else(batches: Batches) -> None:
    given: list[Any] = jobs(7)
    required = next(iter(words(0)))
    given[1] = {**given[1], required: 17}
    given[2] = {name: value for name, value in given[2].items() if name != required}
    given[3] = {**given[3], "no_such_argument": 1}
    given[4] = "no mapping at all"
    batches.mock.fail_next(name_of(main_case()), refuse="not today")
    batches.mock.fail_next(name_of(main_case()), task="out of paint")
    outcomes = batches.run(given, concurrency=1)
    assert_whole(outcomes, 7)
    wrong = ["InvalidRequestError"] * 4
    assert errors_of(outcomes) == ["RefusedError", *wrong, "TaskFailedError", ""]
    assert [outcome.index for outcome in outcomes] == list(range(7))
    assert [outcome.job for outcome in outcomes] == given
    for index, words_of_it in {
        0: "not today",
        1: required,
        2: required,
        3: "no_such_argument",
        5: "paint",
    }.items():
        assert words_of_it in str(outcomes[index].error)
    assert [outcome.task is None for outcome in outcomes] == [*[True] * 5, False, False]
    assert len(batches.ids) == 2


def test_an_id_of_the_callers_is_kept_and_no_other_job_may_have_it(batches: Batches) -> None:
    outcomes = batches.run([with_id("mine"), with_id("mine"), with_id(""), plain_job()])
    assert errors_of(outcomes) == ["", "InvalidRequestError", "InvalidRequestError", ""]
    assert "another job" in str(sorted(outcomes, key=lambda outcome: outcome.index)[1].error)
    assert batches.ids[0] == "mine"
    assert len(batches.ids) == 2


def test_an_answer_that_is_lost_is_asked_for_and_not_submitted_again(batches: Batches) -> None:
    name = name_of(main_case())
    for form in ({"drop": True}, {"truncate": True}, {"invalid_json": True}, {"delay": 500.0}):
        batches.mock.fail_next(name, **form)
    outcomes = batches.run(jobs(4), concurrency=4)
    assert errors_of(outcomes) == [""] * 4
    assert batches.submits == len(batches.ids) == 4


def test_a_request_that_is_lost_is_submitted_again_under_the_same_id(batches: Batches) -> None:
    name = name_of(main_case())
    batches.mock.fail_next(name, drop_request=True)
    batches.mock.fail_next(name, http=503)
    batches.mock.fail_next(name, http=429)
    outcomes = batches.run(jobs(3), concurrency=3)
    assert errors_of(outcomes) == [""] * 3
    assert len(batches.ids) == 3
    assert batches.submits == 6


def test_queries_may_fail_meanwhile(batches: Batches) -> None:
    batches.mock.fail_next(name_of(main_case()), drop=True)
    for query in _queries():
        batches.mock.fail_next(query, http=500, times=4)
        batches.mock.fail_next(query, drop=True, times=4)
    outcomes = batches.run(jobs(1))
    assert errors_of(outcomes) == [""]
    assert batches.submits == 1


def test_the_refusal_of_a_repetition_is_no_failure(batches: Batches) -> None:
    batches.mock.fail_next(name_of(main_case()), drop=True)
    for query in _queries():
        batches.mock.fail_next(query, refuse="never heard of it", times=3)
    outcomes = batches.run(jobs(1))
    assert errors_of(outcomes) == [""]
    assert batches.submits == 2
    assert len(batches.ids) == 1


def test_a_query_that_forgets_a_task_for_a_while_is_no_failure(batches: Batches) -> None:
    for query in _queries():
        batches.mock.fail_next(query, refuse="never heard of it", times=3)
    assert errors_of(batches.run(jobs(1))) == [""]


def test_a_task_that_is_forgotten_for_good_is_one_and_is_not_submitted_again(batches: Batches) -> None:
    for query in _queries():
        batches.mock.fail_next(query, refuse="never heard of it", times=None)
    (outcome,) = batches.run(jobs(1))
    assert isinstance(outcome.error, imgopen.RefusedError)
    assert outcome.task.id == outcome.task_id == batches.ids[0]
    assert batches.submits == 1


def test_a_submit_that_never_gets_through_is_given_up(batches: Batches) -> None:
    batches.mock.fail_next(name_of(main_case()), drop_request=True, times=None)
    (outcome,) = batches.run(jobs(1))
    assert isinstance(outcome.error, imgopen.TransportError)
    assert outcome.task_id in str(outcome.error)
    assert outcome.task.id == outcome.task_id
    assert 2 <= batches.submits <= 10
    assert batches.mock.now < 300


def test_a_real_refusal_after_a_lost_request_is_one(batches: Batches) -> None:
    name = name_of(main_case())
    batches.mock.fail_next(name, drop_request=True)
    batches.mock.fail_next(name, refuse="not today")
    (outcome,) = batches.run(jobs(1))
    assert isinstance(outcome.error, imgopen.RefusedError)
    assert "not today" in str(outcome.error)
    assert outcome.task is None
    assert not batches.ids


def test_the_service_may_ask_for_patience(batches: Batches) -> None:
    busy = httpx.Response(429, headers={"Retry-After": "17"})
    batches.intercept = lambda request: busy if len(batches.sent) == 1 else None
    assert errors_of(batches.run(jobs(1))) == [""]
    assert batches.mock.tasks[0].submitted == 17


def test_a_task_may_take_so_long_and_no_longer(batches: Batches) -> None:
    (outcome,) = batches.run(jobs(1), timeout=3)
    assert isinstance(outcome.error, imgopen.TaskTimeoutError)
    assert outcome.error.task is outcome.task
    assert outcome.error.progress is not None
    assert 3 <= batches.mock.now < 5


def test_progress_is_told(batches: Batches) -> None:
    batches.mock.fail_next(name_of(main_case()), task="out of paint")
    told: list[Any] = []
    batches.run([*jobs(5), {}], concurrency=2, on_progress=told.append)
    last = told[-1]
    assert (last.submitted, last.running, last.succeeded, last.failed, last.total) == (5, 0, 4, 2, 6)
    assert str(last) == f"{name_of(main_case())}: 6 of 6 done (2 failed), 0 running"
    assert max(progress.running for progress in told) == 2
    assert [progress.submitted for progress in told] == sorted(progress.submitted for progress in told)
    assert all(0 <= progress.done - progress.submitted + progress.running <= 1 for progress in told)
    assert len(set(told)) == len(told)


def test_progress_says_nothing_of_a_number_that_nobody_knows(batches: Batches) -> None:
    told: list[Any] = []
    batches.run(iter(jobs(3)), concurrency=1, on_progress=told.append)
    assert told[0].total is None
    assert str(told[0]) == f"{name_of(main_case())}: 0 done, 0 running"
    assert told[-1].total == 3


def test_progress_is_awaited_where_it_can_be(mock: Any) -> None:
    told: list[Any] = []

    async def tell(progress: Any) -> None:
        told.append(progress)

    Batches("async", mock).run(jobs(2), on_progress=tell)
    assert told[-1].succeeded == 2


@pytest.mark.parametrize(
    ("options", "words_of_it"),
    [
        ({"concurrency": 0}, "concurrency"),
        ({"concurrency": 1.5}, "concurrency"),
        ({"concurrency": True}, "concurrency"),
        ({"rate": 0}, "rate"),
        ({"rate": -1.0}, "rate"),
        ({"rate": float("inf")}, "rate"),
        ({"rate": float("nan")}, "rate"),
        ({"timeout": -1}, "timeout"),
        ({"timeout": float("nan")}, "timeout"),
        ({"given": {"a": 1}}, "jobs"),
        ({"given": 17}, "jobs"),
    ],
)
def test_settings_that_cannot_be_used(options: dict[str, Any], words_of_it: str, batches: Batches) -> None:
    with pytest.raises(imgopen.ConfigurationError, match=words_of_it):
        batches.run(**{"given": jobs(1), **options})
    assert not batches.sent


def test_methods_that_cannot_be_used(batches: Batches) -> None:
    client, other = batches.client(), batches.client()
    group = getattr(client, batches.case.group.attribute)
    raw = getattr(group.with_raw_response, batches.case.operation.method)
    for method in (batches.method(other), client.post, print, group, raw):
        with pytest.raises(imgopen.ConfigurationError):
            client.run_many(method, jobs(1))
    assert not batches.sent


def _queries() -> tuple[str, ...]:
    return tuple({link["operationId"]: None for link in main_case().links()})
