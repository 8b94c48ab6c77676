"""Generating the client of the real spec, beside generators that do a part of it, or another whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks.peers import NAME, PACKAGE
from benchmarks.process import Cost, run
from benchmarks.row import Row, compare
from benchmarks.stopwatch import Samples, interleave
from benchmarks.workshop import BUNDLE, SPEC, Measurement, Workshop

GOAL: Final = 1.5
_OURS: Final = "generator"
_MODELS: Final = "datamodel-codegen"
_FAST_MODELS: Final = "datamodel-codegen, builtin formatter"


def generator_arguments(spec: Path, out: Path) -> list[str]:
    """Return the command that writes our client for a spec."""
    return ["-m", "generator", "generate", "--spec", str(spec), "--out", str(out)]


def _measure(workshop: Workshop) -> Iterator[Row]:
    folder = workshop.folder
    commands = {
        _OURS: generator_arguments(SPEC, folder / "ours"),
        _MODELS: _models_arguments(folder / "models.py"),
        _FAST_MODELS: [*_models_arguments(folder / "fast_models.py"), "--formatters", "builtin"],
    }
    try:
        commands[NAME] = workshop.peer_document.arguments(folder / "generated" / PACKAGE)
        (folder / "generated").mkdir()
    except Exception as error:
        workshop.leave_out("generation", error)
    sides: dict[str, Callable[[], Cost]] = {
        name: partial(_run, arguments, folder) for name, arguments in commands.items()
    }
    found = interleave(sides, workshop.rounds(9, 3), workshop.progress.step)
    wall = {name: Samples(name, tuple(cost.wall for cost in costs)) for name, costs in found.items()}
    cpu = {name: Samples(name, tuple(cost.cpu for cost in costs)) for name, costs in found.items()}
    peaks = {"peak_bytes": {name: max(cost.peak for cost in costs) for name, costs in found.items()}}
    yield compare("make generate", wall[_OURS], wall[_MODELS], third=wall.get(NAME), goal=GOAL, details=peaks)
    yield compare("the same, CPU", cpu[_OURS], cpu[_MODELS], third=cpu.get(NAME))
    yield compare("make generate, faster peer", wall[_OURS], wall[_FAST_MODELS], third=wall.get(NAME))


def _models_arguments(out: Path) -> list[str]:
    files = ["--input", str(BUNDLE), "--output", str(out)]
    return ["-m", "datamodel_code_generator", *files, "--output-model-type", "pydantic_v2.BaseModel"]


def _run(arguments: Sequence[str], folder: Path) -> Cost:
    return run(arguments, folder)


MEASUREMENTS: Final = (Measurement("make generate", _measure),)
