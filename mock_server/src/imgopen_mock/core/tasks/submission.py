"""Operations that make tasks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from imgopen_mock.core.description.callback import Callback, missing_room
from imgopen_mock.core.description.document import BundleError, JsonObject
from imgopen_mock.core.description.expressions import Exchange
from imgopen_mock.core.description.extensions import TaskPart
from imgopen_mock.core.description.operation import Operation
from imgopen_mock.core.description.pointers import MISSING
from imgopen_mock.core.exchange.admission import Call, RefusedError
from imgopen_mock.core.exchange.answers import encode
from imgopen_mock.core.exchange.callbacks import CallbackRequest
from imgopen_mock.core.exchange.refusals import cut, show
from imgopen_mock.core.faults import FaultKind
from imgopen_mock.core.tasks.deliveries import Delivery
from imgopen_mock.core.tasks.ledger import Key
from imgopen_mock.core.tasks.numbering import Numbering
from imgopen_mock.core.tasks.reports import report
from imgopen_mock.core.tasks.targets import Target, key_of
from imgopen_mock.core.tasks.task import Task
from imgopen_mock.core.tasks.work import MAX_RESULTS, read_work
from imgopen_mock.core.world import World

_FAILURE = frozenset({FaultKind.FAIL_TASK})
_LONGEST_ID_TO_SHOW = 80
_FAILED = "failed"


class Submission:
    """Makes a task of each call of one operation.

    Args:
        operation: The operation.
        part: Its `x-task`, of role submit or immediate.
        targets: The queries that tell of its tasks.
        world: Where the tasks are kept.
        origin: Where pictures hang if a request does not say where it was sent to.
        numbering: How the service's ids look.
    """

    def __init__(
        self,
        operation: Operation,
        part: TaskPart,
        targets: tuple[Target, ...],
        world: World,
        origin: str,
        numbering: Numbering,
    ) -> None:
        self._operation = operation
        self._part = part
        self._numbering = numbering
        self._id_field = "" if part.id is None else part.id.field
        self._targets = targets
        self._world = world
        self._origin = origin
        self._subject = operation.summary or operation.id
        self._senders = tuple(
            _Sender(callback, _part_for(callback, targets, part), world) for callback in operation.callbacks
        )

    def answer(self, call: Call, now: float) -> JsonObject:
        """Make the task and return its receipt, or raise RefusedError if its id is taken."""
        world = self._world
        task_id = MISSING if self._part.id is None else self._part.id.read(call.exchange)
        if task_id is MISSING or task_id is None:
            task_id, assigned, keys = self._own_id(call)
        else:
            assigned, keys = self._assigned(world.serial + 1), self._keys(call, task_id)
            if self._is_taken(keys):
                shown = cut(show(task_id), _LONGEST_ID_TO_SHOW)
                raise RefusedError(
                    f"{self._id_field}: there is a task {shown} already; each needs an id of its own"
                )
        task = self._task(call, task_id, assigned, keys, now)
        task.delivery = self._delivery(task, call.exchange)
        world.ledger.add(task, now)
        if task.delivery is not None:
            world.schedule.add(task.delivery)
        answer = self._operation.answer
        return report(answer.success, answer.form, self._part, task, now, world.results.facts(task, now))

    def _own_id(self, call: Call) -> tuple[Any, Any, tuple[Key, ...]]:
        """Choose an id for a task to which the caller gives none; return it as it is told, as it is, and its keys."""
        world = self._world
        while True:
            assigned = self._assigned(world.serial + 1)
            task_id = assigned if self._part.id is None else str(assigned)
            keys = self._keys(call, task_id)
            if not self._is_taken(keys):
                return task_id, assigned, keys
            world.serial += 1

    def _is_taken(self, keys: tuple[Key, ...]) -> bool:
        return any(key in self._world.ledger for key in keys)

    def _keys(self, call: Call, task_id: Any) -> tuple[Key, ...]:
        """Return the keys under which the queries find the task; without a query, one for its id alone."""
        keys = dict.fromkeys(target.key(call.account, call.exchange, task_id) for target in self._targets)
        return tuple(keys) or (key_of(call.account, self._operation, (), task_id),)

    def _task(self, call: Call, task_id: Any, assigned: Any, keys: tuple[Key, ...], now: float) -> Task:
        world = self._world
        world.serial += 1
        body = self._operation.body
        work = read_work(
            {} if body is None else body.order.asked(call.body),
            otherwise=self._subject,
            draws="pictures" in self._part.results,
            pick=world.chance.randrange,
            size_of=world.gallery.size_of,
        )
        if self._part.role == "immediate" and work.problem:  # there is no state in which to say so
            work = replace(work, count=min(max(work.count, 1), MAX_RESULTS), problem="")
        waiting, working = (0.0, 0.0) if self._part.role == "immediate" else world.settings.pace.times(work)
        fault = world.faults.strike(self._operation.id, _FAILURE)
        if fault is not None and self._part.role == "immediate" and not self._part.states.failed:
            raise RefusedError(fault.message or _FAILED)
        return Task(
            serial=world.serial,
            account=call.account,
            operation=self._operation,
            id=task_id,
            assigned=assigned,
            keys=keys,
            work=work,
            submitted=now,
            starts=now + waiting,
            ends=now + waiting + working,
            failure=work.problem if fault is None else fault.message or _FAILED,
            failed_state=None if fault is None else fault.state,
            secret=f"{world.chance.getrandbits(64):016x}",
            origin=call.origin or self._origin,
        )

    def _assigned(self, serial: int) -> Any:
        """Make the service's id for a task: what the documented ones begin with, counted up."""
        prefix, width, number = self._numbering
        return number + serial if prefix is None else f"{prefix}{number + serial:0{width}}"

    def _delivery(self, task: Task, exchange: Exchange) -> Delivery | None:
        for sender in self._senders:
            url = sender.callback.url.fill(exchange)
            if url:
                return Delivery(task, sender.callback, url, sender.request)
        return None


class _Sender:
    """Makes the requests of one callback."""

    def __init__(self, callback: Callback, part: TaskPart, world: World) -> None:
        problem = missing_room(part, callback.body)
        if problem:
            raise BundleError(f"callback {callback.name}: {problem}")
        self.callback = callback
        self._part = part
        self._world = world

    def request(self, delivery: Delivery) -> CallbackRequest:
        """Make the request of a delivery, which tells of the task as it ended."""
        callback, task = self.callback, delivery.task
        facts = self._world.results.facts(task, task.ends)
        body = report(callback.body, callback.form, self._part, task, task.ends, facts)
        headers = {"content-type": callback.media_type}
        return CallbackRequest(delivery.url, callback.method, headers, encode(body))


def _part_for(callback: Callback, targets: tuple[Target, ...], own: TaskPart) -> TaskPart:
    """Return the `x-task` of the query that answers what the callback tells; of the operation if there is none.

    It is the first query whose places for id, state and message are all there in the callback's example.
    """
    exchange = {"response": {"body": callback.body}}
    parts = [target.part for target in targets]
    for part in parts:
        if all(expression.read(exchange) is not MISSING for _, expression in part.written):
            return part
    return parts[0] if parts else own
