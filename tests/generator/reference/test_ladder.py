"""The timeline of a callback has a mark for each attempt, where the document's numbers put it."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.document.extensions import Acknowledgement, Delivery
from generator.document.grammar import walk
from generator.reference.ladder import SHOWN, drawing_of, duration, ladder_of
from tests.generator.reference.pages import Page
from tests.support.operations import OperationCase, cases, document

_WITH_CALLBACK = [case for case in cases() if case.operation.roles.callback is not None]


def _deliveries() -> list[Any]:
    return [visit.node["x-delivery"] for visit in walk(document()) if "x-delivery" in (visit.node or {})]


def _due(delivery: Any) -> list[float]:
    """Return the due times that the numbers of a document give."""
    intervals, retries = delivery["intervals"], delivery["retries"]
    waits = [*intervals, *[intervals[-1]] * retries][:retries]
    return [0, *accumulate(waits)]


def _marks(source: str) -> list[float]:
    return [float(due) for due in re.findall(r'<circle class="attempt" data-due="([^"]+)"', source)]


@pytest.mark.parametrize("case", _WITH_CALLBACK, ids=lambda case: case.id)
def test_it_has_one_mark_for_each_attempt_at_its_time(case: OperationCase, page: Page) -> None:
    node = document()["paths"][case.operation.path][case.operation.http_method.lower()]
    (delivery,) = (
        visit.node["x-delivery"]
        for visit in walk(document())
        if "x-delivery" in (visit.node or {}) and str(visit.node.location) in _locations(node)
    )
    assert _marks(page.source) == _due(delivery)
    places = [
        float(x) for x in re.findall(r'<circle class="attempt" data-due="[^"]+" cx="([^"]+)"', page.source)
    ]
    assert places == sorted(set(places))
    for due in _due(delivery)[1:]:
        assert duration(due) in page.text
    hours = _due(delivery)[-1] / 3600
    assert f"{len(_due(delivery))} attempts within {hours:.1f} hours" in page.text


def _locations(node: Any) -> set[str]:
    from generator.document.view import OperationView, callback_operations_of

    view = OperationView("", "post", node, node)
    return {str(callback.node.location) for callback in callback_operations_of(document(), view)}


def test_the_page_of_callbacks_shows_each_delivery(files: dict[str, str]) -> None:
    assert _deliveries()
    shown = _marks(files["callbacks.md"])
    for delivery in _deliveries():
        due = _due(delivery)
        assert any(shown[start : start + len(due)] == due for start in range(len(shown)))


@given(
    st.lists(st.one_of(st.integers(1, 10**6), st.floats(0.01, 10**5)), min_size=1, max_size=60),
    st.integers(0, 200),
)
def test_any_delivery_can_be_drawn(intervals: list[float], retries: int) -> None:
    numbers = {"intervals": intervals, "retries": retries}
    delivery = Delivery(acknowledgement=Acknowledgement(property="ok", values=[1]), **numbers)  # type: ignore[arg-type]
    ladder = ladder_of(delivery)
    due = _due(numbers)
    assert [attempt.due for attempt in ladder.attempts] == pytest.approx(due[: SHOWN + 1])
    assert ladder.count == len(due)
    assert ladder.total == pytest.approx(due[-1])
    drawing = drawing_of(ladder)
    assert len(drawing.rungs) == len(ladder.attempts)
    assert all(drawing.left <= rung.x <= drawing.width for rung in drawing.rungs)


def test_a_ladder_of_a_billion_rungs_is_cut() -> None:
    delivery = Delivery(
        acknowledgement=Acknowledgement(property="ok", values=[1]), intervals=[1, 2], retries=10**9
    )
    ladder = ladder_of(delivery)
    assert len(ladder.attempts) == SHOWN + 1
    assert ladder.total == 1 + 2 * (10**9 - 1)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"),
        (3, "3 s"),
        (0.5, "0.5 s"),
        (60, "1 min"),
        (113, "1 min 53 s"),
        (3600, "1 h"),
        (15113, "4 h 11 min 53 s"),
    ],
)
def test_a_duration_is_put_in_hours_minutes_and_seconds(seconds: float, words: str) -> None:
    assert duration(seconds) == words
