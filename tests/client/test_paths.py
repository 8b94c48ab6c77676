"""A path parameter stays in its place in the path."""

from __future__ import annotations

from urllib.parse import unquote

import imgopen
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.ir.model import Argument
from tests.client.conftest import Service, refusal
from tests.support.operations import OperationCase, cases

IN_PATHS = [
    (case, argument) for case in cases() for argument in case.operation.arguments if argument.place == "path"
]
EVERY = pytest.mark.parametrize(
    ("case", "argument"), IN_PATHS, ids=[f"{case.id} / {argument.name}" for case, argument in IN_PATHS]
)


@EVERY
@given(value=st.text() | st.text(st.sampled_from("a/.%?#\\ \n:@é"), max_size=8))
def test_any_text_stays_in_its_place_or_is_refused(
    case: OperationCase, argument: Argument, value: str
) -> None:
    service = Service([refusal()])
    before, _, after = case.operation.path.partition(f"{{{argument.wire_name}}}")
    parts = value.split("/")
    is_refused = any(part in ("", ".", "..") for part in parts) or any(
        "\ud800" <= char <= "\udfff" for char in value
    )
    expected = imgopen.InvalidRequestError if is_refused else imgopen.RefusedError
    with pytest.raises(expected):
        case.call(service.client(), **{argument.name: value})
    if not is_refused:
        path = service.requests[0].url.raw_path.decode("ascii")
        assert path.startswith(before)
        assert path.endswith(after)
        inside = path.removeprefix(before).removesuffix(after)
        assert unquote(inside) == value
        assert inside.count("/") == (value.count("/") if argument.keeps_slashes else 0)


def test_the_spec_has_such_a_parameter() -> None:
    assert any(argument.keeps_slashes and not argument.default for _, argument in IN_PATHS)


@EVERY
def test_a_value_too_long_for_a_url_is_refused(case: OperationCase, argument: Argument) -> None:
    with pytest.raises(imgopen.InvalidRequestError, match="cannot stand in a URL"):
        case.call(Service([refusal()]).client(), **{argument.name: "x" * 70_000})
