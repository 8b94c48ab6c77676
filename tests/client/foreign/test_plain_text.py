"""A value reads the same as text, and a whole number has no point."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from imgopen._runtime.plain_text import plain_text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_can_be_read_back(number: float) -> None:
    assert float(plain_text(number)) == number


@given(st.integers(-(2**53), 2**53))
def test_a_whole_number_has_no_point(number: int) -> None:
    assert plain_text(float(number)) == plain_text(number) == str(number)


def test_truth_is_written_as_in_json() -> None:
    assert (plain_text(True), plain_text(False)) == ("true", "false")
