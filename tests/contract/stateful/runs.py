"""How long a state machine runs, and with which chance."""

from __future__ import annotations

import re
from collections.abc import Callable

from hypothesis import HealthCheck, Phase, seed, settings
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.generation.stateful import APIStateMachine

LONG = "stateful-long"
"""The profile of long runs: `pytest tests/contract/stateful --hypothesis-profile=stateful-long`."""

SCENARIOS = 4
"""In a round."""

STEPS = 25
"""In a scenario, at most."""

ROUNDS = 20
"""At most, each with a chance of its own; usually two or three do."""

_MOST = 100
"""Scenarios in search of a failure."""

_QUICK = settings(
    max_examples=SCENARIOS,
    stateful_step_count=STEPS,
    phases=[Phase.generate],
    deadline=None,
    database=None,
    print_blob=False,
    suppress_health_check=list(HealthCheck),
)


def register_long_profile() -> None:
    """Make the profile known; it draws anew each time, and makes what it finds as small as it can."""
    settings.register_profile(
        LONG,
        max_examples=500,
        stateful_step_count=50,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


def run(machine: type[APIStateMachine], is_enough: Callable[[], bool]) -> None:
    """Run a state machine in short rounds until enough was seen, each time the same; in a long run, once.

    Which rules a scenario takes is a matter of chance, and another version of a library draws otherwise. So nothing
    rests on one round having seen everything.
    """
    if settings.get_current_profile_name() == LONG:
        machine.run(settings=settings())
        return
    for number in range(ROUNDS):
        seed(number)(machine)
        machine.run(settings=_QUICK)
        if is_enough():
            return


def failed_checks(machine: type[APIStateMachine]) -> set[str]:
    """Run a state machine until a check fails; return the names of the checks that did, none if none does."""
    seed(0)(machine)
    try:
        machine.run(settings=settings(_QUICK, max_examples=_MOST, report_multiple_bugs=False))
    except FailureGroup as group:
        return {name for failure in group.exceptions for name in _checks_of(failure)}
    return set()


def _checks_of(failure: BaseException) -> list[str]:
    """Return the check that a failure comes from; those of schemathesis's own know, ours stand in the title."""
    assert isinstance(failure, Failure)
    return list(failure.checks) or re.findall("`([a-z_]+)`", failure.title)
