"""The kit finds what is broken in each receiver, and nothing in the right ones."""

from __future__ import annotations

import pytest
from imgopen_contract.receiver import Check, Endpoint, Grade, Report, check_receiver, receiver_checks
from starlette.types import ASGIApp

from tests.contract.receiver import examples
from tests.contract.receiver.examples import PATH, Take, application
from tests.contract.receiver.recorder import PATIENCE, checks_named, grades
from tests.contract.receiver.sockets import serving

RUBBISH = {"not-json", "empty", "no-payload", "truncated", "no-task-id"}
"""The checks of what must not be acknowledged."""

ALL = {check.name for check in receiver_checks()}
ANY_CALLBACK = ALL - RUBBISH
"""What a receiver fails that never acknowledges."""

ONE_TASK_TWICE = {"duplicates", "changed", "out-of-order", "interleaved"}
SEVERAL_AT_ONCE = {"at-once", "slow-and-quick"}

BROKEN: list[tuple[Take, set[str]]] = [
    (examples.empty_answer, ANY_CALLBACK),
    (examples.before_parsing, RUBBISH),
    (examples.refuses_duplicates, ONE_TASK_TWICE),
    (
        examples.strict_model,
        {"results", "failed", "unknown-fields", "all-fields", "optional-parts", "changed", "out-of-order"},
    ),
    (examples.busy, SEVERAL_AT_ONCE),
    (examples.only_success, {"failed", "changed", "out-of-order"}),
    (examples.answers_true, ANY_CALLBACK),
    (examples.answers_the_word, ANY_CALLBACK),
    (examples.answers_at_length, ANY_CALLBACK),
    (examples.redirects, ANY_CALLBACK),
    (examples.needs_a_length, {"no-length"}),
    (examples.needs_a_bare_type, {"charset"}),
    (examples.reads_once, {"slow-body", *SEVERAL_AT_ONCE}),
    (examples.searches_the_text, {"json-forms"}),
    (examples.narrow_columns, {"long-texts"}),
    (examples.latin_columns, {"other-scripts"}),
    (examples.never_changes, {"changed", "out-of-order"}),
    (examples.stays_broken, {"after-rubbish"}),
    (examples.needs_results, {"results", "optional-parts"}),
    (examples.acknowledges_any_json, {"no-payload", "no-task-id"}),
    (examples.acknowledges_without_id, {"no-task-id"}),
]

RIGHT: dict[str, tuple[ASGIApp, str]] = {
    "starlette": (application(examples.right), PATH),
    "without a framework": (examples.RAW, "/anywhere/else?key=v"),
}


def judged(take: Take) -> Report:
    return check_receiver(application(take), url=PATH, timeout=PATIENCE, pause=lambda _: None)


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_receiver_passes_every_check(name: str) -> None:
    app, url = RIGHT[name]
    report = check_receiver(app, url=url, timeout=PATIENCE, pause=lambda _: None)
    assert report.ok
    assert grades(report.results, Grade.RIGHT) == ALL


@pytest.mark.parametrize(("take", "found"), BROKEN, ids=[take.__name__ for take, _ in BROKEN])
def test_a_broken_receiver_is_found_by_the_checks_that_name_its_fault_and_by_no_other(
    take: Take, found: set[str]
) -> None:
    report = judged(take)
    assert not report.ok
    assert grades(report.wrong, Grade.WRONG) == found
    assert report.doubtful == ()


@pytest.mark.parametrize("take", [examples.answers_text, examples.answers_an_error])
def test_an_acknowledgement_that_looks_odd_is_doubtful_and_not_wrong(take: Take) -> None:
    report = judged(take)
    assert report.ok
    assert grades(report.results, Grade.DOUBTFUL) == {"acknowledgement"}


@pytest.mark.parametrize(
    ("take", "found"),
    [pytest.param(take, found, id=take.__name__) for take, found in BROKEN if len(found) < 4],
)
def test_each_of_these_checks_finds_it_alone(take: Take, found: set[str]) -> None:
    for name in found:
        (check, *_) = checks_named(name)
        with Endpoint(application(take), url=PATH, timeout=PATIENCE, pause=lambda _: None) as endpoint:
            assert check.judge(endpoint).grade is Grade.WRONG, check.id


def test_a_receiver_that_cannot_take_null_is_found_also_where_the_documented_payload_has_some() -> None:
    assert "nulls" in grades(judged(examples.refuses_nulls).results, Grade.WRONG)


def test_a_receiver_that_reads_one_body_at_a_time_is_found() -> None:
    """Only what it does wrong has to wait for the time limit, and so that is short there."""
    others = [check for check in receiver_checks() if check.name not in SEVERAL_AT_ONCE]
    assert worst(others, PATIENCE) is Grade.RIGHT
    assert worst(checks_named("slow-and-quick")[:1], 0.3) is Grade.WRONG
    assert worst(checks_named("at-once")[:1], 1.0) is Grade.RIGHT


def worst(checks: list[Check], timeout: float) -> Grade:
    """Run checks on a receiver that has a lock, in the opposite order; no check may need another one."""
    app = application(examples.one_at_a_time)
    with Endpoint(app, url=PATH, timeout=timeout, pause=lambda _: None) as endpoint:
        found = [check.judge(endpoint).grade for check in reversed(checks)]
    return max(found, key=lambda grade: grade.value)


@pytest.mark.parametrize(
    ("take", "found"),
    [
        (examples.right, set()),
        (examples.empty_answer, ANY_CALLBACK),
        (examples.before_parsing, RUBBISH),
        (examples.refuses_duplicates, ONE_TASK_TWICE),
        (examples.busy, SEVERAL_AT_ONCE),
        (examples.needs_a_length, {"no-length"}),
    ],
)
def test_over_a_socket_it_is_the_same(take: Take, found: set[str]) -> None:
    with serving(application(take)) as address:
        report = check_receiver(f"{address}{PATH}", timeout=PATIENCE, pause=lambda _: None)
    assert grades(report.results, Grade.WRONG) == found
    assert report.receiver == f"{address}{PATH}"
