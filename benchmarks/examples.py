"""A share of the contract suite's work, in a process of its own.

Run as a module with what to do, which share, and of how many; prints as JSON how much was done in how many seconds.
"""

from __future__ import annotations

import json
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

from imgopen_contract.document import Operation


def properties(operations: tuple[Operation, ...]) -> int:
    """Run every property of some operations, and return how many examples were tried."""
    from tests.contract import test_answer_properties, test_properties

    tried = 0
    for name, test in [*_properties_of(test_properties), *_properties_of(test_answer_properties)]:
        inner = test.hypothesis.inner_test

        def counted(*arguments: Any, inner: Callable[..., None] = inner, **named: Any) -> None:
            nonlocal tried
            tried += 1
            inner(*arguments, **named)

        test.hypothesis.inner_test = counted
        for operation in operations:
            try:
                test(operation=operation)
            except Exception as error:
                raise AssertionError(f"{name} fails for {operation.label}: {error}") from error
    return tried


def boundaries(operations: tuple[Operation, ...]) -> int:
    """Hold client and simulator to everything that is demanded of some operations; return how much that was."""
    import imgopen

    from tests.contract.checks import client_checks, simulator_checks
    from tests.contract.client_subject import ClientSubject
    from tests.contract.simulator_subject import SimulatorSubject
    from tests.contract.suite import document

    client, simulator = ClientSubject(imgopen), SimulatorSubject(document())
    done = 0
    for operation in operations:
        for check in client_checks(operation):
            check.run(client)
            done += 1
        for demand in simulator_checks(operation):
            demand.run(simulator)
            done += 1
    return done


def _properties_of(module: ModuleType) -> Iterator[tuple[str, Any]]:
    return ((name, value) for name, value in vars(module).items() if hasattr(value, "hypothesis"))


KINDS = {"properties": properties, "boundaries": boundaries}


def _main() -> None:
    from tests import conftest  # noqa: F401  (the settings of all tests)
    from tests.contract.suite import operations

    kind, share, shares = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    warnings.simplefilter("ignore")
    KINDS[kind](operations()[:1])  # whatever is only made once is made here
    start = time.perf_counter()
    done = KINDS[kind](operations()[share::shares])
    print(json.dumps({"done": done, "seconds": time.perf_counter() - start}))


if __name__ == "__main__":
    _main()
