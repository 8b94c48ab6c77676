"""The command line: `python -m benchmarks`."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from enum import Enum
from pathlib import Path
from typing import Annotated, Final

import typer

from benchmarks import (
    callbacks,
    contract,
    generation,
    growth,
    handling,
    imports,
    serving,
    tasks,
    typed_call,
    watching,
)
from benchmarks.progress import Progress
from benchmarks.report import write_report
from benchmarks.row import Row
from benchmarks.table import print_table
from benchmarks.workshop import Measurement, Workshop

NOT_WELL: Final = 1
_RESULTS: Final = Path(__file__).with_name("results.json")


class Name(str, Enum):
    """The benchmarks."""

    call = "call"
    imports = "import"
    generate = "generate"
    growth = "growth"
    watch = "watch"
    serve = "serve"
    tasks = "tasks"
    callbacks = "callbacks"
    contract = "contract"


BENCHMARKS: Final[dict[Name, tuple[Measurement, ...]]] = {
    Name.call: typed_call.MEASUREMENTS,
    Name.imports: imports.MEASUREMENTS,
    Name.generate: generation.MEASUREMENTS,
    Name.growth: growth.MEASUREMENTS,
    Name.watch: watching.MEASUREMENTS,
    Name.serve: (*serving.MEASUREMENTS, *handling.MEASUREMENTS),
    Name.tasks: tasks.MEASUREMENTS,
    Name.callbacks: callbacks.MEASUREMENTS,
    Name.contract: contract.MEASUREMENTS,
}

_app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode="markdown")


@_app.command()
def _measure(
    only: Annotated[
        list[Name] | None,
        typer.Option("--only", help="Run this benchmark alone; may be given several times.", metavar="NAME"),
    ] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Fewer rounds, and growth to smaller sizes only.")
    ] = False,
    json_file: Annotated[
        Path,
        typer.Option(
            "--json",
            help="Where all raw numbers go; the file is replaced.",
            metavar="FILE",
            dir_okay=False,
            show_default="benchmarks/results.json",
        ),
    ] = _RESULTS,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 also when a goal is missed.")] = False,
) -> None:
    """Measure the client, the generator and the mock server against their peers, side by side in one run.

    Every goal is about a ratio, ours divided by the peer's: of times, 0.5 is half the time; of requests a second,
    2 is twice as many. The sides are measured in turn, round by round; the ratio is that of the best round of
    each, and in brackets stands the middle half of the ratios of the single rounds. Take the second for how calm
    the machine was.

    Benchmarks:

    - `call`: CPU of one typed call, against httpx with plain dicts (goal: at most 0.9)
    - `import`: CPU of `import imgopen`, against `import httpx` (goal: at most 1.2)
    - `generate`: seconds of generating, against datamodel-code-generator alone (goal: at most 1.5)
    - `growth`: CPU of generating from 30 to 3,000 operations (goal: exponent at most 1.1)
    - `watch`: seconds from saving one file of the spec to the package on disk (goal: at most 1)

    - `serve`: requests a second of the mock server, against Prism (goal: at least 3) and against an endpoint
      written by hand with FastAPI (goal: at least 1)
    - `tasks`: memory and time of 1,000 to 100,000 live tasks in the simulator (goal: exponents at most 1.1)
    - `callbacks`: callbacks a second that the mock server delivers over HTTP
    - `contract`: property examples a second of the contract suite (goal: at least 1,000)

    All of them take twenty to thirty minutes; with `--quick` about three. Where a client made by
    openapi-python-client can do the same thing, it is shown in the last column.

    Exit codes: 0 everything was measured; 1 something could not be measured, or with `--strict` a goal was
    missed; 2 the command line is wrong.
    """
    names = [name for name in BENCHMARKS if not only or name in only]
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as folder, Progress() as progress:
        workshop = Workshop(Path(folder), quick, progress)
        rows = {name.value: list(_rows(workshop, BENCHMARKS[name])) for name in names}
    write_report(json_file, rows, workshop.notes, is_quick=quick)
    every = [row for found in rows.values() for row in found]
    print_table(every, workshop.notes)
    if any(row.failure or (strict and row.is_missed) for row in every):
        raise typer.Exit(NOT_WELL)


def _rows(workshop: Workshop, measurements: Sequence[Measurement]) -> Iterator[Row]:
    for measurement in measurements:
        workshop.progress.start(measurement.title)
        try:
            yield from measurement.measure(workshop)
        except Exception as error:
            yield Row(measurement.title, failure=f"{type(error).__name__}: {error}")


def main() -> None:
    """Run the command line."""
    _app(prog_name="python -m benchmarks")
