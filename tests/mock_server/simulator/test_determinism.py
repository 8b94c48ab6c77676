"""The same seed and the same calls give the same life, byte by byte, in any process; another seed another luck."""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from imgopen_mock import Fault, FaultKind, NoReply, Outcome, Settings, Simulator

from tests.mock_server.simulator.apis import APIS, LISTS, SUBMITS
from tests.mock_server.simulator.bells import bell_of
from tests.mock_server.simulator.calls import Call, calls_of
from tests.mock_server.simulator.documents import Api
from tests.mock_server.simulator.receivers import DEAF, heard, listen
from tests.mock_server.simulator.results import inquiries

ROOT = Path(__file__).parents[3]


def life(api: Api, seed: int, script: int = 0, steps: int = 120) -> Iterator[str]:
    """Live through a script, and tell everything that can be seen from outside."""
    yield from live(api, api.simulator(Settings(seed=seed)), script, steps)


def live(api: Api, simulator: Simulator, script: int, steps: int) -> Iterator[str]:
    chance = random.Random(script)
    submits = [found for found in SUBMITS if found.api is api]
    calls: list[Call] = []
    for kind in FaultKind:
        simulator.set_fault(Fault(kind, probability=0.1, status=503, seconds=1))
    for number in range(steps):
        submit = chance.choice(submits)
        call = chance.choice(calls_of(submit)).numbered(number)
        if submit.callback_nodes and chance.random() < 0.7:
            call = bell_of(submit).ringing(call)
        calls.append(call)
        response = simulator.handle(call.request(chance.choice("ab")))
        yield repr(response)
        answers: list[Outcome] = [DEAF, NoReply("other"), heard(submit) if submit.callback_nodes else DEAF]
        outcome = chance.choice(answers)
        for attempt in listen(simulator, chance.uniform(0, 30), outcome):
            yield f"{attempt.number} {attempt.due} {attempt.sent} {attempt.duplicate} {attempt.failure}"
            yield repr((attempt.request, attempt.request.body))
        yield from (repr(answer.response) for answer in inquiries(simulator, chance.choice(calls), "a"))
    for listing in LISTS:
        if listing.api is api:
            yield repr(simulator.handle(calls_of(listing)[0].request()))
    for task in simulator.tasks:
        yield f"{task} {task.account} {task.work} {task.secret}"


def digest(seed: int = 7) -> str:
    """Sum up the lives of all APIs."""
    text = "\n".join(line for api in APIS for line in life(api, seed, steps=40))
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("api", APIS, ids=lambda api: api.name)
def test_the_same_seed_gives_the_same_life(api: Api) -> None:
    for seed in (0, 1):
        first, second = list(life(api, seed)), list(life(api, seed))
        assert len(first) > 300
        assert first == second


@pytest.mark.parametrize("api", APIS, ids=lambda api: api.name)
def test_another_seed_gives_other_luck(api: Api) -> None:
    lives = [list(life(api, seed)) for seed in (0, 1)]
    assert lives[0] != lives[1]
    simulators = [api.simulator(Settings(seed=seed)) for seed in (0, 1)]
    submit = next(found for found in SUBMITS if found.api is api)
    call = calls_of(submit)[0].numbered(1)
    for simulator in simulators:
        simulator.handle(call.request())
    first, second = (simulator.tasks[0] for simulator in simulators)
    assert first.secret != second.secret
    assert (first.ends, first.work.width, first.work.count) == (
        second.ends,
        second.work.width,
        second.work.count,
    )


@pytest.mark.parametrize("api", APIS, ids=lambda api: api.name)
def test_a_reset_begins_anew_with_luck(api: Api) -> None:
    """Only the time goes on; at the beginning of time, there is no difference to a new simulator."""
    simulator = api.simulator(Settings(seed=3))
    submits = [found for found in SUBMITS if found.api is api]
    expected = [repr(simulator.handle(calls_of(found)[0].numbered(9).request())) for found in submits]
    before = [(task.secret, task.work, task.assigned) for task in simulator.tasks]
    simulator.reset()
    assert [repr(simulator.handle(calls_of(found)[0].numbered(9).request())) for found in submits] == expected
    assert [(task.secret, task.work, task.assigned) for task in simulator.tasks] == before


def test_another_process_lives_the_same_life() -> None:
    """Nothing hangs on the order of sets or on where something lies in memory."""
    code = "from tests.mock_server.simulator.test_determinism import digest; print(digest())"
    environment = {**os.environ, "PYTHONHASHSEED": "4711"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == digest()
