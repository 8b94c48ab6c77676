"""An answer is what its envelope says, and is held to the document in every part."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imgopen_contract.document import Operation
from imgopen_contract.live import Answer
from imgopen_contract.live.answers import Verdict, read_answer
from imgopen_contract.live.provenance import of_answers

from tests.contract.suite import document, operations

EVERY_OPERATION = pytest.mark.parametrize("operation", operations(), ids=lambda one: one.label)
ENVELOPE = document().envelope
VERDICTS = {ENVELOPE.success: Verdict.ACCEPTED, ENVELOPE.refusal: Verdict.REFUSED}


def answer(content: Any, status: int = 200) -> Answer:
    return Answer(status, {}, json.dumps(content).encode())


@EVERY_OPERATION
def test_documented_answers_are_without_fault(operation: Operation) -> None:
    for example in operation.answer_examples:
        reading = read_answer(operation, answer(example, operation.http_status))
        assert reading.problems == ()
        assert reading.verdict is VERDICTS[example[ENVELOPE.code]]


@EVERY_OPERATION
def test_a_code_of_the_wrong_type_is_understood_and_told(operation: Operation) -> None:
    (example,) = [one for one in operation.answer_examples if one[ENVELOPE.code] == ENVELOPE.refusal]
    reading = read_answer(operation, answer({**example, ENVELOPE.code: int(ENVELOPE.refusal)}))
    assert reading.verdict is Verdict.REFUSED
    assert any(problem.text.startswith(f"{ENVELOPE.code}: ") for problem in reading.problems)


@EVERY_OPERATION
def test_another_http_status_is_a_problem_of_its_own(operation: Operation) -> None:
    example = operation.answer_examples[0]
    reading = read_answer(operation, answer(example, operation.http_status + 1))
    assert reading.verdict is VERDICTS[example[ENVELOPE.code]]
    (problem,) = reading.problems
    assert str(operation.http_status + 1) in problem.text


@given(
    st.integers(100, 599), st.sampled_from(["", "<html>", "[]", "{}", "null", "7", "[" * 100_000, "\udce9"])
)
def test_a_status_alone_never_decides(status: int, body: str) -> None:
    reading = read_answer(operations()[0], Answer(status, {}, body.encode("utf-8", "surrogateescape")))
    assert reading.verdict is (Verdict.NO_PATH if status in (404, 405) else Verdict.UNCLEAR)
    assert reading.problems


@given(st.text().filter(lambda code: code not in VERDICTS))
def test_an_unknown_code_is_no_verdict(code: str) -> None:
    reading = read_answer(operations()[0], answer({ENVELOPE.code: code, ENVELOPE.message: "no"}))
    assert reading.verdict is Verdict.UNCLEAR
    assert reading.problems


@EVERY_OPERATION
def test_a_broken_part_is_supposed_only_if_the_document_says_so(operation: Operation) -> None:
    """Of the envelope itself the document is as sure as of the whole answer."""
    for example in operation.answer_examples:
        broken = copy.deepcopy(example)
        broken[ENVELOPE.message] = {"not": "a text"}
        problems = read_answer(operation, answer(broken)).problems
        assert problems
        certain = not of_answers(operation).is_supposed
        if certain and example[ENVELOPE.code] == ENVELOPE.success:
            assert not any(problem.provenance.is_supposed for problem in problems)
        if operation.is_inferred:
            assert all(problem.provenance.is_supposed for problem in problems)
