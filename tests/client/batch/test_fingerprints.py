"""A job is recognised by what it asks for."""

from __future__ import annotations

from enum import Enum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imgopen._runtime.batch.fingerprint import Numbering, fingerprint
from pydantic import BaseModel, Field

SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
JOBS = st.dictionaries(st.text(min_size=1, max_size=3), VALUES, max_size=4)


class Colour(Enum):
    RED = "red"


class Part(BaseModel):
    how_many: int = Field(default=1, alias="howMany")
    colour: Colour = Colour.RED


@given(job=JOBS)
def test_the_order_of_arguments_does_not_count(job: dict[str, Any]) -> None:
    assert fingerprint(job) == fingerprint(dict(reversed(job.items())))


@given(job=JOBS)
def test_what_is_left_out_does_not_count(job: dict[str, Any]) -> None:
    assert fingerprint({**job, "left out": None}) == fingerprint(job)


@given(one=JOBS, other=JOBS)
def test_different_jobs_differ(one: dict[str, Any], other: dict[str, Any]) -> None:
    given_of = [{name: value for name, value in job.items() if value is not None} for job in (one, other)]
    if repr(_sorted(given_of[0])) != repr(_sorted(given_of[1])):
        assert fingerprint(one) != fingerprint(other)


def test_a_model_is_what_was_set_in_it() -> None:
    assert fingerprint({"part": Part(howMany=3)}) == fingerprint({"part": {"howMany": 3}})
    assert fingerprint({"colour": Colour.RED, "sizes": (1, 2)}) == fingerprint(
        {"colour": "red", "sizes": [1, 2]}
    )


@pytest.mark.parametrize(
    "value", [object(), b"bytes", {1, 2}, float("nan"), [float("inf")], {"a": {"b": object()}}]
)
def test_what_has_no_form_in_json_is_told(value: object) -> None:
    with pytest.raises(ValueError, match="JSON"):
        fingerprint({"value": value})


@given(count=st.integers(1, 20))
def test_equal_jobs_are_counted(count: int) -> None:
    numbering = Numbering()
    found = [numbering.key({"a": 1}) for _ in range(count)]
    assert len(set(found)) == count
    assert [Numbering().key({"a": 1})] == found[:1]
    assert numbering.key({"a": 2}).endswith("-1")


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return [(name, _sorted(value[name])) for name in sorted(value)]
    return [_sorted(inner) for inner in value] if isinstance(value, list) else value
