"""Any JSON at all, and requests that are spoilt with it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from hypothesis import strategies as st

from imgopen_contract.cases import Call
from imgopen_contract.document import Operation
from imgopen_contract.document.expressions import written
from imgopen_contract.properties.calls import valid_calls
from imgopen_contract.rules import BODY, Way

_LARGE = 2**53
_SCALARS: st.SearchStrategy[Any] = st.one_of(
    st.booleans(),
    st.integers(-_LARGE, _LARGE),
    st.floats(allow_nan=False, allow_infinity=False).filter(lambda number: not number.is_integer()),
    st.text(max_size=6),
)


@cache
def any_json() -> st.SearchStrategy[Any]:
    """Return a strategy for small values of every kind but null, and but whole numbers that are written as 8.0."""
    few = st.lists(_SCALARS, max_size=2) | st.dictionaries(st.text(max_size=4), _SCALARS, max_size=2)
    return _SCALARS | few


@cache
def spoilt(operation: Operation) -> st.SearchStrategy[Call]:
    """Return a strategy for requests in which values at any depth give way to any JSON; many still keep all rules."""
    calls, replacements = valid_calls(operation), any_json()

    @st.composite
    def draw_spoilt(draw: st.DrawFn) -> Call:
        call = draw(calls)
        body = call.body
        for _ in range(draw(st.integers(1, 2))):
            ways = tuple(_ways(body, ()))
            if ways:
                body = written(body, draw(st.sampled_from(ways)), draw(replacements))
        return Call(operation, {**call.values, BODY: body})

    return draw_spoilt()


def _ways(value: Any, way: Way) -> Iterator[Way]:
    if isinstance(value, dict):
        steps: Any = value.items()
    elif isinstance(value, list):
        steps = enumerate(value)
    else:
        return
    for step, inner in steps:
        yield (*way, step)
        yield from _ways(inner, (*way, step))
