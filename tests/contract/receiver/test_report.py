"""What is told of a receiver: on a terminal, as JUnit XML, and where a check is run by itself."""

from __future__ import annotations

import re
import warnings
from functools import cache
from xml.etree import ElementTree

import pytest
from imgopen_contract.receiver import (
    BrokenReceiverError,
    Endpoint,
    Grade,
    ReceiverWarning,
    Report,
    check_receiver,
)
from imgopen_contract.receiver.junit import to_junit

from tests.contract.receiver import examples
from tests.contract.receiver.documents import REAL
from tests.contract.receiver.examples import PATH, RAW, Take, application
from tests.contract.receiver.recorder import PATIENCE, Recorder, checks_named


@cache
def judged(take: Take) -> Report:
    return check_receiver(application(take), url=PATH, timeout=PATIENCE, pause=lambda _: None)


def right() -> Report:
    return judged(examples.right)


def empty() -> Report:
    return judged(examples.empty_answer)


def odd() -> Report:
    return judged(examples.answers_an_error)


def latin() -> Report:
    return judged(examples.latin_columns)


def test_every_check_has_a_line_under_its_callback_and_its_operations() -> None:
    for report in (right(), empty(), odd()):
        text = str(report)
        for result in report.results:
            mark = {Grade.RIGHT: "right", Grade.DOUBTFUL: "DOUBT", Grade.WRONG: "WRONG"}[result.grade]
            assert re.search(rf"^  {mark}  {result.check.name} +{re.escape(result.check.title)}$", text, re.M)
            for operation in result.check.kind.operations:
                assert operation.id in text
        assert text.splitlines()[0] == f"{report.receiver}, held to {REAL.title}"
        assert text.splitlines()[-1] == report.summary
        assert max(map(len, text.splitlines())) <= 100


def test_the_summary_counts() -> None:
    count, sent = len(right().results), sum(len(result.exchanges) for result in right().results)
    assert right().summary == f"{count} checks, {sent} callbacks: {count} right, 0 doubtful, 0 wrong"
    assert len(odd().doubtful) > 0
    assert f"{len(odd().doubtful)} doubtful, 0 wrong" in odd().summary
    assert (right().ok, odd().ok, empty().ok) == (True, True, False)


def test_a_fault_is_told_with_what_was_sent_expected_and_came_and_with_a_hint() -> None:
    result = latin().wrong[0]
    (exchange,) = result.worst
    for text in (str(latin()), result.text):
        words = " ".join(text.split())
        for part in (exchange.sent, exchange.expected, exchange.came, result.check.hint):
            assert part in words
    assert "HTTP 500, application/json" in exchange.came
    assert "incorrect string value" in exchange.came
    rule = result.check.kind.rule
    assert all(str(value) in exchange.expected for value in rule.values)
    assert f"within {PATIENCE:g} s" in exchange.expected
    assert re.search(r"\(POST, \d+ bytes, task contract-\w+-\d+\)$", exchange.sent)


def test_what_went_wrong_in_the_same_way_is_told_once() -> None:
    text = str(empty())
    assert text.count("no body - the body is empty") == 1
    first = empty().wrong[0].check.id
    assert text.count(f"the same as for {first}") == len(empty().wrong) - 1


def test_other_payloads_that_failed_are_named() -> None:
    result = next(result for result in empty().wrong if len(result.worst) > 8)
    labels = [exchange.label for exchange in result.worst]
    assert result.also.startswith(f"{labels[1]}; {labels[2]}")
    assert result.also.endswith(f"; and {len(labels) - 7} more")
    assert "also" not in latin().wrong[0].text
    assert f"also:     {result.also}" in result.text


def test_a_right_check_is_told_in_one_line() -> None:
    check = right().results[0].check
    assert right().results[0].text == f"{check.id}: {check.title}: right"


def test_answers_are_shown_in_one_line_and_cut() -> None:
    report = check_receiver(
        Recorder(b"\x1b[31m\r\n\x00\xff\xe2\x80\xae" + b"y" * 1000), timeout=PATIENCE, pause=lambda _: None
    )
    came = report.wrong[0].worst[0].came
    assert "\\x1b[31m\\r\\n\\x00\\xff\\u202e" in came
    assert "yyy..." in came
    assert len(came) < 300
    assert came.isprintable()
    ElementTree.fromstring(to_junit(report))


def test_junit_has_a_suite_for_each_callback_and_a_case_for_each_check() -> None:
    for report in (right(), empty(), odd()):
        root = ElementTree.fromstring(to_junit(report))
        suites = root.findall("testsuite")
        cases = [case for suite in suites for case in suite.findall("testcase")]
        assert [suite.get("name") for suite in suites] == list(
            dict.fromkeys(result.check.kind.name for result in report.results)
        )
        assert [case.get("name") for case in cases] == [result.check.name for result in report.results]
        failed = [case.find("failure") is not None for case in cases]
        assert failed == [result.grade is Grade.WRONG for result in report.results]
        told = [case.find("system-out") is not None for case in cases]
        assert told == [result.grade is Grade.DOUBTFUL for result in report.results]
        assert sum(int(suite.get("failures", "")) for suite in suites) == len(report.wrong)
        assert sum(int(suite.get("tests", "")) for suite in suites) == len(report.results)
    (failure, *_) = ElementTree.fromstring(to_junit(latin())).iter("failure")
    assert failure.text == latin().wrong[0].text
    assert failure.get("message") == latin().wrong[0].worst[0].came


def test_a_check_by_itself_passes_warns_or_fails() -> None:
    (check, *_) = checks_named("acknowledgement")
    with Endpoint(RAW) as endpoint, warnings.catch_warnings():
        warnings.simplefilter("error")
        check.run(endpoint)
    doubtful = Endpoint(application(examples.answers_text), url=PATH)
    with doubtful, pytest.warns(ReceiverWarning, match=r"text/plain.* - the document has application/json"):
        check.run(doubtful)
    wrong = Endpoint(application(examples.empty_answer), url=PATH)
    with wrong, pytest.raises(BrokenReceiverError, match=rf"^{check.id}: {check.title}\n") as failed:
        check.run(wrong)
    assert f"hint:     {check.hint}" in str(failed.value)
    assert isinstance(failed.value, AssertionError)


def test_progress_is_told_before_each_check() -> None:
    told: list[tuple[int, int, str]] = []
    report = check_receiver(
        RAW,
        timeout=PATIENCE,
        pause=lambda _: None,
        progress=lambda done, of, check: told.append((done, of, str(check))),
    )
    assert told == [
        (index, len(report.results), result.check.id) for index, result in enumerate(report.results)
    ]
