"""Each kind of change, on each side: its id, its class, and the version that it calls for; and its way back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.diff import Bump, Change, Impact, Side
from generator.diff.kinds import KINDS
from tests.generator.diff.api_rows import API_ROWS, INVERSE_ROWS
from tests.generator.diff.base import Draft, changed, diff_of
from tests.generator.diff.message_rows import MESSAGE_ROWS, Row
from tests.generator.diff.schema_rows import SCHEMA_ROWS, SchemaRow
from tests.generator.diff.surface_rows import DEFAULT_ROWS, SURFACE_ROWS

VERDICTS = {
    "B": (Impact.breaking, Bump.major),
    "R": (Impact.risky, Bump.minor),
    "N": (Impact.safe, Bump.minor),
    "F": (Impact.safe, Bump.patch),
    "S": (Impact.safe, Bump.none),
}
OWNERS = {
    Side.request: "Fire",
    Side.response: "Fired",
    Side.callback: "News",
    Side.acknowledgement: "Thanks",
}


def _edit_of(row: SchemaRow, side: Side) -> Callable[[Draft], object]:
    return lambda draft: row.edit(draft.schemas[OWNERS[side]])


SENT_AND_RECEIVED = ((Side.request, Side.response), (Side.acknowledgement, Side.callback))
IN_CALLBACKS = frozenset(
    (
        *("property-added", "required-property-added", "property-removed", "property-made-required"),
        *(
            "property-made-optional",
            "became-nullable",
            "enum-value-added",
            "maximum-raised",
            "default-changed",
        ),
    )
)
"""Kinds that are tried in callbacks, too: it is judged there as elsewhere."""
SCHEMA_CASES = [
    pytest.param(
        Row(
            f"{side.value}-{row.kind}",
            _edit_of(row, side),
            verdict,
            side.value,
            row.title,
            row.also,
            side.face == "received",
        ),
        id=f"{side.value} {row.kind} {row.title}".strip(),
    )
    for row in SCHEMA_ROWS
    for sides in SENT_AND_RECEIVED[: 2 if row.kind in IN_CALLBACKS else 1]
    for side, verdict in zip(sides, (row.sent, row.received), strict=True)
]
CASES = [
    *SCHEMA_CASES,
    *(pytest.param(row, id=f"{row.kind} {row.title}".strip()) for row in (*MESSAGE_ROWS, *API_ROWS)),
]


def _check(changes: tuple[Change, ...], row: Row) -> Change:
    meant = [change for change in changes if change.kind == row.kind]
    assert meant, [change.kind for change in changes]
    for change in meant:
        assert (change.impact, change.bump) == VERDICTS[row.verdict]
        assert change.side is Side(row.side)
    others = {change.kind for change in changes if change.kind != row.kind}
    strange = {kind for kind in others if not any(word in kind for word in row.also)}
    assert not strange
    return meant[0]


@pytest.mark.parametrize("row", CASES)
def test_an_edit_is_what_the_table_says_and_its_way_back_is_a_change(row: Row) -> None:
    edited = changed(row.edit)
    change = _check(diff_of(None, edited).changes, row)
    assert change.old.line
    assert change.new.line
    assert row.is_twin or diff_of(edited, None).changes


@pytest.mark.parametrize("row", [pytest.param(row, id=row.kind) for row in INVERSE_ROWS])
def test_what_is_met_on_the_way_back_alone(row: Row) -> None:
    _check(diff_of(changed(row.edit), None).changes, row)


def test_no_edit_is_no_change() -> None:
    assert not diff_of(None, None).changes


def test_every_kind_is_reached() -> None:
    rows = {case.values[0].kind for case in CASES if isinstance(case.values[0], Row)}
    rows |= {row.kind for row in INVERSE_ROWS}
    rows |= {kind for row in SURFACE_ROWS for kind in row.breaking}
    rows |= {f"request-{row.of_service}" for row in DEFAULT_ROWS}
    assert len(rows) >= 250
    bare = {
        kind.partition("-")[2]
        if kind.partition("-")[0] in ("request", "response", "callback", "acknowledgement")
        else kind
        for kind in rows
    }
    assert set(KINDS) - bare - rows == set()
