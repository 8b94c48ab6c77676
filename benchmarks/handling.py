"""CPU of one request without HTTP: the simulator's core, beside pydantic's check of the body alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final

from imgopen_mock import load_simulator

from benchmarks.crowd import requests
from benchmarks.row import Row, compare
from benchmarks.stopwatch import Samples, interleave, mean_cpu, tidy_memory
from benchmarks.submits import SubmitError, new_numbers
from benchmarks.workshop import Measurement, Workshop

_OURS: Final = "Simulator.handle"
_PEER: Final = "pydantic, check alone"
_REQUESTS: Final = 200


def _measure(workshop: Workshop) -> Iterator[Row]:
    submit = workshop.submits[0]
    simulator, model = load_simulator(), submit.exchange.model
    if model is None:
        raise SubmitError(f"{submit.exchange.operation} has no model of its body")
    ready = requests(submit.form, new_numbers())
    bodies = submit.form.bodies(new_numbers())

    def handle() -> None:
        for request in islice(ready, _REQUESTS):
            simulator.handle(request)

    def check() -> None:
        for body in islice(bodies, _REQUESTS):
            model.model_validate_json(body)

    sides: dict[str, Callable[[], float]] = {
        _OURS: mean_cpu(handle, _REQUESTS),
        _PEER: mean_cpu(check, _REQUESTS),
    }
    with tidy_memory():
        found = interleave(sides, workshop.rounds(60, 15), workshop.progress.step)
    made, asked = len(simulator.tasks), (len(found[_OURS]) + 1) * _REQUESTS
    if made != asked:
        raise SubmitError(f"{asked} requests made {made} tasks")
    samples = {name: Samples(name, tuple(seconds)) for name, seconds in found.items()}
    yield compare(f"one request, no HTTP: {submit.exchange.operation}", samples[_OURS], samples[_PEER])


MEASUREMENTS: Final = (Measurement("one request without HTTP", _measure),)
