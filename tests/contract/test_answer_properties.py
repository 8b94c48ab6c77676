"""What the client makes of answers: of documented ones all their data, of any bytes a model or an error of its own."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import imgopen
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from imgopen_contract.cases import baseline
from imgopen_contract.document import Operation
from imgopen_contract.properties import any_json, strained_answers, valid_answers
from pydantic import BaseModel

from tests.contract.client_subject import ClientSubject
from tests.contract.defaults import same
from tests.contract.suite import operations
from tests.support.http import httpx

EVERY_OPERATION = pytest.mark.parametrize("operation", operations(), ids=lambda operation: operation.label)
EXAMPLES = 30

CLIENT = ClientSubject(imgopen)


def understood(operation: Operation, answer: Any) -> Any:
    """Return what the client's model of an answer holds."""
    result = CLIENT.call(baseline(operation), httpx.Response(200, json=answer))
    return result.model_dump(mode="json", by_alias=True, exclude_unset=True)


@EVERY_OPERATION
@settings(max_examples=EXAMPLES)
@given(data=st.data())
def test_a_valid_answer_keeps_its_data(operation: Operation, data: st.DataObject) -> None:
    answer = data.draw(valid_answers(operation))
    assert same(understood(operation, answer), answer[operation.document.envelope.data])


@EVERY_OPERATION
@settings(max_examples=EXAMPLES)
@given(data=st.data())
def test_unknown_fields_and_words_and_nulls_are_borne_and_kept(
    operation: Operation, data: st.DataObject
) -> None:
    answer = data.draw(strained_answers(operation))
    assert same(understood(operation, answer), answer[operation.document.envelope.data])


@EVERY_OPERATION
@settings(max_examples=EXAMPLES)
@given(data=st.data())
def test_any_bytes_give_a_model_or_an_error_of_the_client(operation: Operation, data: st.DataObject) -> None:
    status = data.draw(st.sampled_from((200, 204, 302, 400, 429, 500)))
    content = data.draw(st.binary(max_size=40) | any_json().map(encoded) | cut(operation))
    with suppress(CLIENT.error_class):
        result = CLIENT.call(baseline(operation), httpx.Response(status, content=content))
        assert isinstance(result, BaseModel)


def encoded(value: Any) -> bytes:
    return json.dumps(value).encode()


def cut(operation: Operation) -> st.SearchStrategy[bytes]:
    """Return a strategy for answers that break off."""
    whole = valid_answers(operation).map(encoded)
    return st.tuples(whole, st.integers(0, 400)).map(lambda found: found[0][: found[1]])
