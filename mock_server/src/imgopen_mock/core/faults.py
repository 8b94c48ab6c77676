"""Faults: what goes wrong on purpose, where, and how often."""

from __future__ import annotations

import difflib
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from imgopen_mock.core.description.operation import Operation
from imgopen_mock.core.exchange.refusals import show
from imgopen_mock.core.tasks.targets import Targets

ANY_OPERATION = "*"


class FaultKind(str, Enum):
    """What goes wrong.

    The first three happen instead of the operation, which has no effect then. The next four spoil the answer
    of an operation that has had its effect, as a bad network does. The last three happen to its task.
    """

    REFUSE = "refuse"
    HTTP = "http"
    DROP_REQUEST = "drop_request"
    DELAY = "delay"
    DROP = "drop"
    TRUNCATE = "truncate"
    INVALID_JSON = "invalid_json"
    FAIL_TASK = "fail_task"
    LOSE_CALLBACK = "lose_callback"
    DUPLICATE_CALLBACK = "duplicate_callback"


INSTEAD = frozenset({FaultKind.REFUSE, FaultKind.HTTP, FaultKind.DROP_REQUEST})
"""Faults that happen instead of the operation."""

TO_ANSWER = frozenset({FaultKind.DELAY, FaultKind.DROP, FaultKind.TRUNCATE, FaultKind.INVALID_JSON})
"""Faults that spoil the answer."""

LOST = frozenset({FaultKind.LOSE_CALLBACK})
"""Faults by which an attempt at a callback never arrives."""

DOUBLED = frozenset({FaultKind.DUPLICATE_CALLBACK})
"""Faults by which an attempt at a callback is made twice."""


@dataclass(frozen=True)
class Fault:
    """A fault to be: what, to which operation, and how often.

    Attributes:
        kind: What goes wrong.
        operation: The operationId that it happens to, `*` for any; for a callback that of the submit.
        times: How often it happens before it is used up; None for ever.
        probability: How likely it is each time, from 0 to 1.
        code: The envelope's code of a refusal; None for the documented one.
        message: The message of a refusal, of an HTTP error or of a failed task.
        status: The HTTP status, from 400 to 599.
        seconds: Of delay, on the simulator's clock.
        state: The state of a failed task; None for the documented one.
    """

    kind: FaultKind
    operation: str = ANY_OPERATION
    times: int | None = None
    probability: float = 1.0
    code: Any = None
    message: str = "this was asked for: a fault is set"
    status: int = 500
    seconds: float = 0.0
    state: Any = None

    def __post_init__(self) -> None:
        if self.times is not None and self.times < 1:
            raise ValueError(f"times: {self.times} is below 1")
        if not 0 <= self.probability <= 1:
            raise ValueError(f"probability: {self.probability} is not from 0 to 1")
        if not 400 <= self.status <= 599:
            raise ValueError(f"status: {self.status} is not from 400 to 599")
        if not 0 <= self.seconds <= 86400:
            raise ValueError(f"seconds: {self.seconds} is not from 0 to 86400")
        if self.kind is FaultKind.DELAY and self.seconds == 0:
            raise ValueError("seconds: has to be above 0 for a delay")
        for name in ("code", "state"):
            try:
                json.dumps(getattr(self, name), allow_nan=False)
            except (TypeError, ValueError) as error:
                raise ValueError(f"{name}: is not a JSON value") from error


@dataclass(eq=False)
class ActiveFault:
    """A fault that is set, and how often it has happened."""

    number: int
    fault: Fault
    happened: int = field(default=0)

    @property
    def used_up(self) -> bool:
        """Whether it will not happen again."""
        return self.fault.times is not None and self.happened >= self.fault.times


class Faults:
    """The faults that are set, in the order in which they were; the first that fits happens.

    Args:
        chance: Decides about probabilities.
        operations: The operations that there are.
        targets: The queries that tell of their tasks.
    """

    def __init__(self, chance: random.Random, operations: Sequence[Operation], targets: Targets) -> None:
        self._chance = chance
        self._operations = operations
        self._targets = targets
        self._active: list[ActiveFault] = []
        self._count = 0

    @property
    def active(self) -> tuple[ActiveFault, ...]:
        """The faults that can still happen."""
        return tuple(self._active)

    def add(self, fault: Fault) -> ActiveFault:
        """Set a fault; a ValueError says that there is no such operation, or that it can never happen to it."""
        self._check(fault)
        self._count += 1
        active = ActiveFault(self._count, fault)
        self._active.append(active)
        return active

    def clear(self, number: int | None = None) -> bool:
        """Take away one fault by its number, or all; tell whether there was one."""
        kept = [active for active in self._active if number is not None and active.number != number]
        found = len(kept) < len(self._active)
        self._active = kept
        return found

    def strike(self, operation: str, kinds: frozenset[FaultKind]) -> Fault | None:
        """Return the fault of one of these kinds that happens now to an operation, and count it."""
        for active in self._active:
            fault = active.fault
            if fault.kind not in kinds or fault.operation not in (ANY_OPERATION, operation):
                continue
            if fault.probability < 1 and self._chance.random() >= fault.probability:
                continue
            active.happened += 1
            if active.used_up:
                self._active.remove(active)
            return fault
        return None

    def _check(self, fault: Fault) -> None:
        """Make sure that a fault can happen to its operation, and that a failed task will not seem to be none."""
        meant = self._meant(fault.operation)
        makers = [found for found in meant if found.task is not None and found.task.role != "query"]
        if fault.kind is FaultKind.FAIL_TASK and not makers:
            raise ValueError(f"{fault.operation} makes no tasks that could fail")
        if fault.kind in LOST | DOUBLED and not any(found.callbacks for found in meant):
            raise ValueError(f"{fault.operation} has no callbacks")
        if fault.operation == ANY_OPERATION or fault.state is None:
            return
        for part in [target.part for maker in makers for target in self._targets.of(maker)]:
            if fault.state in (*part.states.pending, *part.states.running, *part.states.succeeded):
                raise ValueError(f"state: {show(fault.state)} does not mean that the task has failed")

    def _meant(self, name: str) -> list[Operation]:
        """Return the operations that a fault is for; a ValueError says that there is none."""
        meant = [found for found in self._operations if name in (ANY_OPERATION, found.id)]
        if meant:
            return meant
        near = difflib.get_close_matches(name, [found.id for found in self._operations], n=1)
        hint = f"; did you mean {near[0]}?" if near else f" ({ANY_OPERATION} means any)"
        raise ValueError(f"operation: there is no operation {show(name)}{hint}")
