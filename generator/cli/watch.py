"""`watch`: the package follows the spec while one edits it."""

from __future__ import annotations

import gc
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Final

import typer
from rich.console import Console
from rich.text import Text

from generator.cli.common import (
    DEFAULT_OUT,
    DEFAULT_PACKAGE,
    DEFAULT_SPEC,
    OUTPUT_FAILED,
    HttpOption,
    OutOption,
    PackageOption,
    RulesOption,
    SpecOption,
    TemplatesOption,
    check_package_name,
)
from generator.lint import RuleSet
from generator.steps import Http

if TYPE_CHECKING:
    from generator.watch.rounds import Round

_STYLES: Final = {"good": "bold green", "bad": "red", "mended": "green", "detail": "dim"}


def watch_command(
    spec: SpecOption = DEFAULT_SPEC,
    out: OutOption = DEFAULT_OUT,
    package: PackageOption = DEFAULT_PACKAGE,
    rules: RulesOption = RuleSet.house,
    http: HttpOption = Http.httpx,
    templates: TemplatesOption = None,
) -> None:
    """Keep the package in step with the spec while you edit it, until Ctrl-C.

    Watches the folder of the spec, and that of `--templates`. Each save is checked; where all is well, the files of
    the package that it changes are written, each in one step, and the package is then what `generate` gives. Where
    not, the complaints are shown and the package stays as it was, until they are mended.

    Exit codes: 0 ended by Ctrl-C; 2 the command line is wrong; 3 the files cannot be watched.
    """
    check_package_name(package)
    from generator.watch import Order, Scope, WarmBuilder, Watch, update_package
    from generator.watch.events import events

    watch = Watch(
        WarmBuilder(Order(spec, package, rules, http, templates)).build,
        lambda files: update_package(files, out),
        time.perf_counter,
    )
    say = _teller(out)
    scope = Scope.of(spec, templates, out)
    try:
        with _ended_by_signal() as stop:
            for number, changed in enumerate(events(scope, stop)):
                say(watch.run(changed if number else ()))
                if not number:
                    folders = " and ".join(str(folder) for folder in (spec.parent, templates) if folder)
                    typer.echo(f"Watching {folders}; Ctrl-C ends it.")
                _tidy(is_first=not number)
    except (OSError, RuntimeError) as error:
        typer.echo(f"cannot watch {spec.parent}: {error}", err=True)
        raise typer.Exit(OUTPUT_FAILED) from None


def _tidy(*, is_first: bool) -> None:
    """Remove the cycles that a build leaves; during builds nobody looks for them.

    What is there after the first build are modules, for the most part, and stays.
    """
    gc.collect()
    if is_first:
        gc.freeze()


def _teller(out: Path) -> Callable[[Round], None]:
    """Return what prints a round: plain lines, or on a terminal colored ones that begin with the time of day."""
    from generator.watch.words import lines_of

    if not sys.stdout.isatty():
        return lambda found: typer.echo("\n".join(line.text for line in lines_of(found, out)))
    console = Console(highlight=False, soft_wrap=True)

    def tell(found: Round) -> None:
        first, *others = lines_of(found, out)
        mark = "✓" if found.is_well else "✗"
        console.print(
            Text.assemble((time.strftime("%H:%M:%S "), "dim"), (f"{mark} {first.text}", _style(found)))
        )
        for line in others:
            console.print(Text(line.text, style=_STYLES[line.tone]))

    return tell


def _style(found: Round) -> str:
    return _STYLES["good"] if found.is_well else f"bold {_STYLES['bad']}"


@contextmanager
def _ended_by_signal() -> Iterator[threading.Event]:
    """Give an event that Ctrl-C or a polite kill sets; a second one ends the process at once."""
    stop = threading.Event()
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def end(number: int, _frame: FrameType | None) -> None:
        stop.set()
        signal.signal(number, signal.SIG_DFL)

    for number in before:
        signal.signal(number, end)
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
