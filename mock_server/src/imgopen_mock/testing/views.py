"""What a test sees of tasks, callbacks and requests: read-only, always as of now, and one line each when printed."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from imgopen_mock.core.clocks import Clock
from imgopen_mock.core.description.extensions import Envelope
from imgopen_mock.core.description.tolerance import ContractWarning
from imgopen_mock.core.exchange.bodies import NotJsonError, parse
from imgopen_mock.core.journal import MAX_BODY, Entry
from imgopen_mock.core.tasks.deliveries import Attempt, Delivery
from imgopen_mock.core.tasks.task import Phase, Task


@dataclass(frozen=True, repr=False)
class TaskView:
    """A task, as it stands at the moment."""

    _task: Task
    _clock: Clock = field(compare=False)

    @property
    def id(self) -> Any:
        """The caller's own id; the service's where the caller gave none."""
        return self._task.id

    @property
    def operation(self) -> str:
        """The operationId of the call that submitted it."""
        return self._task.operation.id

    @property
    def state(self) -> str:
        """`pending`, `running`, `succeeded` or `failed`."""
        return self._task.phase(self._clock.now()).value

    @property
    def percent(self) -> int:
        """How far it is, from 0 to 100."""
        return self._task.percentage(self._clock.now())

    @property
    def failure(self) -> str:
        """Why it failed; empty as long as it has not."""
        return self._task.failure if self.state == Phase.FAILED.value else ""

    @property
    def submitted(self) -> float:
        """When it was submitted, in seconds of the clock."""
        return self._task.submitted

    @property
    def ends(self) -> float:
        """When it is finished, in seconds of the clock."""
        return self._task.ends

    @property
    def delivery(self) -> DeliveryView:
        """Its callback; a LookupError says that none was asked for."""
        if self._task.delivery is None:
            raise LookupError(f"the task {self.id!r} was submitted without a URL for a callback")
        return DeliveryView(self._task.delivery)

    def __repr__(self) -> str:
        details = {"running": f", {self.percent} %", "failed": f", {self.failure}"}
        return f"<task {self.id!r} of {self.operation}: {self.state}{details.get(self.state, '')}>"


@dataclass(frozen=True, repr=False)
class AttemptView:
    """One attempt at a callback."""

    _attempt: Attempt

    @property
    def number(self) -> int:
        """Which attempt, counted from 1; a duplicate has the number of what it repeats."""
        return self._attempt.number

    @property
    def due(self) -> float:
        """When it had to be made, in seconds of the clock."""
        return self._attempt.due

    @property
    def acknowledged(self) -> bool:
        """Whether the receiver acknowledged."""
        return self._attempt.acknowledged

    @property
    def failure(self) -> str:
        """Why it does not count as acknowledged; empty if it does."""
        return self._attempt.failure

    @property
    def duplicate(self) -> bool:
        """Whether it repeats an attempt because a fault asked for that."""
        return self._attempt.duplicate

    @property
    def outcome(self) -> str:
        """What came of it, in words."""
        return "acknowledged" if self.acknowledged else self.failure or "under way"

    def __repr__(self) -> str:
        return f"<attempt {self.number}{' again' * self.duplicate} at {self.due:g} s: {self.outcome}>"


@dataclass(frozen=True, repr=False)
class DeliveryView:
    """The callback of a task, with all attempts at it."""

    _delivery: Delivery

    @property
    def task_id(self) -> Any:
        """The id of its task."""
        return self._delivery.task.id

    @property
    def url(self) -> str:
        """Where to, as the caller gave it."""
        return self._delivery.url

    @property
    def state(self) -> str:
        """`waiting`, `under_way`, `acknowledged` or `given_up`."""
        return self._delivery.state.value

    @property
    def next_due(self) -> float | None:
        """When the next attempt is due, in seconds of the clock; None if none follows."""
        return self._delivery.next_due

    @property
    def attempts(self) -> list[AttemptView]:
        """All attempts so far, in order."""
        return [AttemptView(attempt) for attempt in self._delivery.attempts]

    def __repr__(self) -> str:
        due = "" if self.next_due is None else f", due at {self.next_due:g} s"
        made = "".join(f"; {repr(attempt)[1:-1]}" for attempt in self.attempts)
        return f"<callback of {self.task_id!r} to {self.url}: {self.state}{due}{made}>"


@dataclass(frozen=True, repr=False)
class RequestView:
    """A request to the API, and its answer."""

    _entry: Entry
    _envelope: Envelope = field(compare=False)

    @property
    def at(self) -> float:
        """When it came, in seconds of the clock."""
        return self._entry.at

    @property
    def method(self) -> str:
        """The HTTP method."""
        return self._entry.method

    @property
    def path(self) -> str:
        """The path as it was sent, without the query."""
        return self._entry.path

    @property
    def operation(self) -> str:
        """The operationId; empty if the API has nothing there."""
        return self._entry.operation

    @property
    def status(self) -> int:
        """The HTTP status of the answer."""
        return self._entry.status

    @property
    def breakage(self) -> str:
        """How the answer broke off, because a fault asked for that; empty if it did not."""
        return self._entry.breakage.value

    def json(self) -> Any:
        """Return the body of the request, parsed; a ValueError says why that cannot be."""
        return _parsed(self._entry.body)

    def answer(self) -> Any:
        """Return the body of the answer, parsed; a ValueError says why that cannot be."""
        return _parsed(self._entry.answer)

    @property
    def verdict(self) -> str:
        """HTTP status, and code and message of the answer, in one line."""
        try:
            answer = self.answer()
        except ValueError:
            said = "no JSON"
        else:
            envelope = self._envelope
            code, message = answer.get(envelope.code), answer.get(envelope.message)
            said = f"{json.dumps(code)} {message}"
        return ", ".join(filter(None, (f"{self.status} {said}", self.breakage)))

    def __repr__(self) -> str:
        return f"<{self.method} {self.path} -> {self.verdict}>"


@dataclass(frozen=True, repr=False)
class WarningView:
    """A request that was accepted although it leaves out a field documented as required."""

    _warning: ContractWarning

    @property
    def operation(self) -> str:
        """The operationId."""
        return self._warning.operation

    @property
    def field(self) -> str:
        """The way to the field, such as `parent.child`."""
        return self._warning.field

    @property
    def note(self) -> str:
        """What the documentation says, and why leaving it out is accepted."""
        return self._warning.note

    def __repr__(self) -> str:
        return f"<warning about {self.operation}: {self.field} is left out. {self.note}>"


def _parsed(body: bytes) -> Any:
    if len(body) >= MAX_BODY:
        raise ValueError(f"only the first {MAX_BODY} bytes of a body are kept")
    try:
        return parse(body)
    except NotJsonError as error:
        raise ValueError(str(error)) from error
