"""The result for people: a rich table on a terminal, aligned text elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from benchmarks.row import Row
from benchmarks.stopwatch import Rates, Samples

HEADERS: Final = ("what", "ours", "peer", "ratio", "goal", "reached", "another peer")
_UNITS: Final = ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"))
_COLORS: Final = {"yes": "green", "no": "red", "failed": "bold red"}


def print_table(rows: Sequence[Row], notes: Sequence[str]) -> None:
    """Print the rows to standard output, and below them what a reader must know besides."""
    cells = [_cells(row) for row in rows]
    if sys.stdout.isatty():
        _print_rich(cells)
    else:
        print(_aligned([HEADERS, *cells]))
    for row in rows:
        if row.failure:
            print(f"\nfailed: {row.what}: {row.failure}")
    for note in notes:
        print(f"\nnote: {note}")


def _cells(row: Row) -> tuple[str, ...]:
    if row.failure:
        return (row.what, "-", "-", "-", "-", "failed", "-")
    reached = {True: "yes", False: "no", None: "-"}[row.is_reached]
    goal = "-" if row.goal is None else f"{'≥' if row.is_more_better else '≤'} {row.goal:g}"
    return (row.what, _side(row.ours), _side(row.peer), _ratio(row), goal, reached, _side(row.third))


def _side(samples: Samples | None) -> str:
    if samples is None:
        return "-"
    best = f"{samples.best:,.0f}/s" if isinstance(samples, Rates) else duration(samples.best)
    return f"{best} {samples.label}"


def _ratio(row: Row) -> str:
    if row.ratio is None:
        return "-"
    spread = f" ({row.spread[0]:.2f} to {row.spread[1]:.2f})" if row.spread is not None else ""
    return f"{row.ratio:.2f}{spread}"


def duration(seconds: float) -> str:
    """Return seconds with three digits, in the unit that suits them."""
    size, unit = next((entry for entry in _UNITS if seconds >= entry[0]), _UNITS[-1])
    value = seconds / size
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:.{digits}f} {unit}"


def _aligned(lines: Sequence[Sequence[str]]) -> str:
    widths = [max(len(line[index]) for line in lines) for index in range(len(HEADERS))]
    rule = tuple("-" * width for width in widths)
    padded = (
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in (lines[0], rule, *lines[1:])
    )
    return "\n".join(padded)


def _print_rich(lines: Sequence[Sequence[str]]) -> None:
    table = Table()
    for header in HEADERS:
        table.add_column(header, overflow="fold", no_wrap=header in ("goal", "reached"))
    for line in lines:
        table.add_row(*(Text(cell, style=_COLORS.get(cell, "")) for cell in line))
    Console().print(table)
