"""Submits follow each other no closer than the rate allows, whatever the clock does."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st
from imgopen._runtime.batch.spacing import Spacing

RATES = st.floats(0.01, 1000)


@given(rate=RATES, arrivals=st.lists(st.floats(0, 100), min_size=2, max_size=30))
def test_never_too_close(rate: float, arrivals: list[float]) -> None:
    spacing, now, begun = Spacing(rate), 0.0, []
    for arrival in sorted(arrivals):
        now = max(now, arrival)
        now += spacing.delay(now)
        assert spacing.delay(now) == 0
        spacing.took(now)
        begun.append(now)
    assert all(later - earlier >= 1 / rate - 1e-5 for earlier, later in itertools.pairwise(begun))


@given(rate=RATES, count=st.integers(2, 50))
def test_never_slower_than_allowed(rate: float, count: int) -> None:
    spacing, now = Spacing(rate), 0.0
    for _ in range(count):
        now += spacing.delay(now)
        spacing.took(now)
    assert abs(now - (count - 1) / rate) < 1e-4


@given(rate=RATES, idle=st.floats(0, 1e6))
def test_time_that_was_not_used_is_not_made_up_for(rate: float, idle: float) -> None:
    spacing = Spacing(rate)
    spacing.took(0.0)
    now = idle + spacing.delay(idle)
    spacing.took(now)
    assert spacing.delay(now) > 1 / rate - 1e-5


@given(times=st.lists(st.floats(0, 100), max_size=9))
def test_no_rate_is_no_limit(times: list[float]) -> None:
    spacing = Spacing(None)
    for now in sorted(times):
        assert spacing.delay(now) == 0
        spacing.took(now)
