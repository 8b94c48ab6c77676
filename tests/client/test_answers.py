"""Whatever the service answers, the caller gets a model or a typed error."""

from __future__ import annotations

import gzip
import json
import pickle
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import imgopen
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from generator.ir.model import Model
from generator.ir.types import ANY, Choice, ListOf, MapOf, Named, OneOf, Scalar, Type
from tests.client.conftest import Service, refusal, success
from tests.support.http import httpx
from tests.support.operations import OperationCase, answered, api, cases

EVERY = pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)

SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
)
SMALL = st.lists(SCALARS, max_size=3) | st.dictionaries(st.text(max_size=6), SCALARS, max_size=3)
JSON = (
    SCALARS
    | st.lists(SCALARS | SMALL, max_size=3)
    | st.dictionaries(st.text(max_size=6), SCALARS | SMALL, max_size=3)
)


def test_a_refusal_under_http_200_is_an_error(call: Callable[..., Any], service: Service) -> None:
    service.answers = [refusal("400", "width: too wide")]
    with pytest.raises(imgopen.RefusedError) as caught:
        call()
    assert caught.value.code == "400"
    assert caught.value.msg == "width: too wide"
    assert caught.value.response is not None
    assert str(caught.value).endswith("refused with code 400: width: too wide")


@pytest.mark.parametrize("code", [400, "400", "", "201", 0, -1])
def test_any_other_code_is_a_refusal(code: object, call: Callable[..., Any], service: Service) -> None:
    service.answers = [refusal(code)]
    with pytest.raises(imgopen.RefusedError) as caught:
        call()
    assert caught.value.code == str(code)


@pytest.mark.parametrize("data", [{}, None, {"unexpected": 1}, [], "text"])
def test_a_refusal_is_one_whatever_its_data(data: object, call: Callable[..., Any], service: Service) -> None:
    envelope = api().envelope
    assert envelope is not None
    service.answers = [httpx.Response(200, json={envelope.code_key: "x", envelope.data: data})]
    with pytest.raises(imgopen.RefusedError, match="the service gave no reason"):
        call()


@pytest.mark.parametrize("status", [301, 302, 400, 401, 403, 404, 418, 500, 503])
def test_an_http_error_keeps_status_and_words(
    status: int, call: Callable[..., Any], service: Service
) -> None:
    service.answers = [httpx.Response(status, content=refusal("400", "gone").content)]
    with pytest.raises(imgopen.HTTPStatusError) as caught:
        call({"max_retries": 0})
    assert caught.value.status_code == status
    assert caught.value.msg == "gone"
    assert len(service.requests) == 1


@pytest.mark.parametrize("status", [200, 500])
@given(content=st.binary(max_size=200) | JSON.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_give_a_model_or_a_typed_error(status: int, content: bytes) -> None:
    for case in cases()[:: len(cases()) // 6]:
        service = Service([httpx.Response(status, content=content)])
        with suppress(imgopen.ImgOpenError):
            assert isinstance(case.call(service.client(max_retries=0)), BaseModel)


@pytest.mark.parametrize("content", [b"[" * 100_000, b'{"a":' * 100_000, b"1" * 10_000, b"\xff" * 100, b""])
def test_extreme_bytes_give_a_typed_error(content: bytes, call: Callable[..., Any], service: Service) -> None:
    service.answers = [httpx.Response(200, content=content)]
    with pytest.raises(imgopen.InvalidResponseError) as caught:
        call()
    assert len(str(caught.value)) < 500


def test_an_answer_that_cannot_be_unpacked_is_a_typed_error(
    call: Callable[..., Any], case: OperationCase
) -> None:
    content = gzip.compress(b"x" * 100)[:-10] + b"broken"
    headers = {"content-encoding": "gzip"}

    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, headers=headers, stream=httpx.ByteStream(b"no gzip" + content))

    client = Service().client(http_client=httpx.Client(transport=httpx.MockTransport(answer)))
    with pytest.raises(imgopen.InvalidResponseError, match="cannot be decoded"):
        case.call(client)


@EVERY
@given(data=st.data())
def test_any_valid_result_is_read_with_all_its_data(case: OperationCase, data: st.DataObject) -> None:
    kind = case.operation.result
    value = data.draw(values_of(kind))
    result = case.call(Service([success(value)]).client())
    assert _keeps(answered(result).model_dump(mode="json", by_alias=True), value)


@EVERY
@given(data=st.data(), extra=st.dictionaries(st.text(min_size=1), JSON, max_size=3))
def test_unknown_fields_and_nulls_break_nothing(
    case: OperationCase, data: st.DataObject, extra: dict[str, Any]
) -> None:
    kind = case.operation.result
    assert isinstance(kind, Named)
    model = _model(kind)
    value = data.draw(values_of(kind))
    for field in model.fields:
        if not field.is_required and field.wire_name not in value:
            value[field.wire_name] = None
    names = {name for field in model.fields for name in (field.name, field.wire_name)}
    more = {f"x{name}": entry for name, entry in extra.items() if f"x{name}" not in names}
    result = case.call(Service([success({**more, **value})]).client())
    assert _keeps(answered(result).model_extra, more)


def test_a_number_is_taken_for_the_code(
    call: Callable[..., Any], service: Service, case: OperationCase
) -> None:
    envelope = api().envelope
    assert envelope is not None
    sample = _sample(case.operation.result)
    service.answers = [
        httpx.Response(200, json={envelope.code_key: int(envelope.success), envelope.data: sample})
    ]
    assert call() is not None


def test_errors_survive_pickling(call: Callable[..., Any], service: Service) -> None:
    service.answers = [refusal("400", "no")]
    with pytest.raises(imgopen.RefusedError) as caught:
        call()
    again = pickle.loads(pickle.dumps(caught.value))
    assert type(again) is imgopen.RefusedError
    assert (str(again), again.code, again.msg) == (str(caught.value), "400", "no")


def values_of(kind: Type) -> st.SearchStrategy[Any]:
    """Return valid JSON values of a type of answers."""
    if isinstance(kind, Named):
        model = _model(kind)
        required = {field.wire_name: values_of(field.type) for field in model.fields if field.is_required}
        optional = {field.wire_name: values_of(field.type) for field in model.fields if not field.is_required}
        return st.fixed_dictionaries(required, optional=optional)
    if isinstance(kind, ListOf):
        return st.lists(values_of(kind.item), max_size=3)
    if isinstance(kind, MapOf):
        return st.dictionaries(st.text(max_size=5), values_of(kind.value), max_size=3)
    if isinstance(kind, OneOf):
        return st.one_of([values_of(member) for member in kind.members])
    if isinstance(kind, Choice):
        return st.sampled_from(kind.values)
    return _SCALARS[kind.name] if isinstance(kind, Scalar) and kind != ANY else JSON


_SCALARS: dict[str, st.SearchStrategy[Any]] = {
    "str": st.text(),
    "int": st.integers(),
    "float": st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False),
    "bool": st.booleans(),
    "None": st.none(),
    "object": JSON,
}


def _model(kind: Named) -> Model:
    return next(model for model in api().models if model.ref == kind)


def _sample(kind: Type) -> Any:
    """Return a small value of a type of answers."""
    if isinstance(kind, Named):
        return {field.wire_name: _sample(field.type) for field in _model(kind).fields if field.is_required}
    if isinstance(kind, Scalar):
        return {"str": "x", "int": 1, "float": 1.0, "bool": True}.get(kind.name)
    return [] if isinstance(kind, ListOf) else {}


def _keeps(actual: Any, expected: Any) -> bool:
    if isinstance(expected, dict):
        return isinstance(actual, dict) and all(
            key in actual and _keeps(actual[key], value) for key, value in expected.items()
        )
    if isinstance(expected, list):
        return len(actual) == len(expected) and all(map(_keeps, actual, expected))
    return bool(actual == expected)
