"""The simulator: requests go in and answers come out, time passes and callbacks fall due."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from imgopen_mock.core.clocks import Clock, VirtualClock
from imgopen_mock.core.description.bundle import Bundle
from imgopen_mock.core.description.document import JsonObject
from imgopen_mock.core.description.operation import Operation
from imgopen_mock.core.description.tolerance import ContractWarning
from imgopen_mock.core.exchange import answers
from imgopen_mock.core.exchange.admission import Call, RefusedError, admit
from imgopen_mock.core.exchange.callbacks import NoReply, Outcome
from imgopen_mock.core.exchange.messages import Breakage, Request, Response
from imgopen_mock.core.exchange.refusals import cut
from imgopen_mock.core.exchange.routing import NoRoute, Router
from imgopen_mock.core.faults import DOUBLED, INSTEAD, LOST, TO_ANSWER, ActiveFault, Fault, FaultKind
from imgopen_mock.core.journal import Entry
from imgopen_mock.core.settings import Settings
from imgopen_mock.core.tasks.catalogue import Catalogue
from imgopen_mock.core.tasks.deliveries import Attempt, Delivery, conclude
from imgopen_mock.core.tasks.gallery import PREFIX
from imgopen_mock.core.tasks.inquiry import Inquiry
from imgopen_mock.core.tasks.listing import Listing
from imgopen_mock.core.tasks.numbering import numberings
from imgopen_mock.core.tasks.submission import Submission
from imgopen_mock.core.tasks.targets import Targets
from imgopen_mock.core.tasks.task import Task
from imgopen_mock.core.world import World

_LONGEST_PATH_TO_REPEAT = 200
_JSON = "application/json"
_NOT_JSON = b'{"this answer is broken on purpose":'

Answering: TypeAlias = Callable[[Call, float], JsonObject]
Deliveries: TypeAlias = Generator[tuple[Attempt, ...], Sequence[Outcome], tuple[Attempt, ...]]
"""Yields the attempts that are due at the same time, is sent their outcomes, and returns all that were sent."""


class Simulator:
    """A stand-in for the service that a bundle describes.

    It does no input or output. `handle` takes a request and returns the answer at once; no request makes it
    raise. What time it is, it asks its clock; without one, time stands still until `advance`. Callbacks that
    are due it hands out with `take_due`, and whoever sends them tells it with `finish` what came of that.

    Args:
        bundle: The API.
        clock: Tells the time; a `VirtualClock` if there is none.
        catalogue: Rows for lists and words for results.
        settings: How to behave where the API leaves that open.
    """

    def __init__(
        self,
        bundle: Bundle,
        clock: Clock | None = None,
        catalogue: Catalogue | None = None,
        settings: Settings | None = None,
    ) -> None:
        self.bundle = bundle
        self.clock: Clock = clock or VirtualClock()
        self.settings = settings or Settings()
        self._catalogue = catalogue or Catalogue()
        self._router = Router(bundle.operations)
        self._targets = Targets(bundle.operations)
        self._numberings = numberings(bundle.operations)
        self._world = World(bundle.operations, self._targets, self._catalogue, self.settings)
        self._answering = {operation.id: self._answer_of(operation) for operation in bundle.operations}

    def reset(self) -> None:
        """Forget tasks, deliveries, faults, requests and warnings, and begin anew with chance; time goes on."""
        for delivery in self.deliveries:
            delivery.cancelled = True
        self._world.begin()

    @property
    def tasks(self) -> tuple[Task, ...]:
        """All tasks of all accounts, oldest first."""
        return tuple(self._world.ledger)

    @property
    def deliveries(self) -> tuple[Delivery, ...]:
        """The deliveries of all tasks that have a callback, in the order of the tasks."""
        return tuple(task.delivery for task in self._world.ledger if task.delivery is not None)

    @property
    def requests(self) -> tuple[Entry, ...]:
        """The last requests, oldest first."""
        return tuple(self._world.journal.requests)

    @property
    def warnings(self) -> tuple[ContractWarning, ...]:
        """The last contract warnings, oldest first."""
        return tuple(self._world.journal.warnings)

    @property
    def faults(self) -> tuple[ActiveFault, ...]:
        """The faults that can still happen, in the order in which they were set."""
        return self._world.faults.active

    def pictures(self, task: Task) -> tuple[str, ...]:
        """Return the addresses of a task's pictures; while it runs, of the unfinished one that is there by now."""
        facts = self._world.results.facts(task, self.clock.now())
        unfinished = facts.get("progress", {}).get("preview")
        finished = (picture["picture"] for picture in facts.get("pictures", ()))
        return tuple(finished) if unfinished is None else (unfinished,)

    def set_fault(self, fault: Fault) -> ActiveFault:
        """Set a fault; a ValueError says that there is no such operation, or that it can never happen to it."""
        return self._world.faults.add(fault)

    def clear_faults(self, number: int | None = None) -> bool:
        """Take away one fault by its number, or all; tell whether there was one."""
        return self._world.faults.clear(number)

    def handle(self, request: Request) -> Response:
        """Answer a request: a documented answer, a refusal, or HTTP 404 or 405 where the API has nothing."""
        now = self.clock.now()
        if request.path.startswith(PREFIX):
            return self._picture(request, now)
        route = self._router.find(request.method, request.path)
        if isinstance(route, NoRoute):
            response = self._no_route(request, route)
            self._world.journal.note(now, request, "", "", response)
            return response
        operation = route.operation
        account = ""
        fault = self._world.faults.strike(operation.id, INSTEAD)
        if fault is not None:
            response = self._instead(operation, fault)
        else:
            try:
                call = admit(operation, route.path, request)
                account = call.account
                self._note_omissions(call, now)
                answer = self._answering[operation.id](call, now)
            except RefusedError as refused:
                answer = answers.refusal(self.bundle.envelope, str(refused), operation)
            response = _response(operation.answer.status, answer, operation.answer.media_type)
            spoiling = self._world.faults.strike(operation.id, TO_ANSWER)
            if spoiling is not None:
                response = _spoil(response, spoiling)
        self._world.journal.note(now, request, operation.id, account, response)
        return response

    def refuse(self, status: int, message: str) -> Response:
        """Refuse a request that does not get as far as an operation, such as one too long to be read."""
        return _response(status, answers.refusal(self.bundle.envelope, message), _JSON)

    def next_due(self) -> float | None:
        """Return when the next attempt at a callback is due, on the clock; None if none is."""
        return self._world.schedule.next_due()

    def take_due(self, most: int | None = None) -> tuple[Attempt, ...]:
        """Begin the attempts that are due, at most so many; each has to be finished with `finish`."""
        taken: list[Attempt] = []
        if most is not None and most < 1:
            return ()
        now = self.clock.now()
        for attempt in self._world.schedule.take(now):
            operation = attempt.delivery.task.operation.id
            if self._world.faults.strike(operation, LOST):
                self.finish(attempt, NoReply("lost on the way: a fault is set"))
                continue
            if not attempt.duplicate and self._world.faults.strike(operation, DOUBLED):
                self._world.schedule.double(attempt.delivery)
            taken.append(attempt)
            if most is not None and len(taken) >= most:
                break
        return tuple(taken)

    def finish(self, attempt: Attempt, outcome: Outcome) -> None:
        """Tell what came of an attempt; the next one is scheduled if the receiver did not acknowledge.

        Raises:
            ValueError: That was told already.
        """
        now = self.clock.now()
        conclude(attempt, outcome, now)
        self._world.schedule.go_on(attempt)
        if attempt.delivery.settled:
            self._world.ledger.settle(attempt.delivery.task, now)

    def advance(self, seconds: float) -> Deliveries:
        """Let time pass on a virtual clock, and stop at every attempt that falls due on the way.

        A generator: it yields the attempts that are due at the same time, and is sent their outcomes in the
        same order. A ValueError says that the clock cannot be advanced by that.
        """
        clock = self.clock
        if not isinstance(clock, VirtualClock):
            raise ValueError("only a virtual clock can be advanced")
        target = clock.now() + seconds
        clock.check(seconds)
        made: list[Attempt] = []
        while (due := self.next_due()) is not None and due <= target:
            clock.advance_to(due)
            batch = self.take_due()
            if batch:
                try:
                    outcomes = yield batch
                except GeneratorExit:  # whoever carries them has given up, and no attempt may stay under way
                    for attempt in batch:
                        if attempt.ended is None:
                            self.finish(attempt, NoReply("the simulator stopped"))
                    raise
                for attempt, outcome in zip(batch, outcomes, strict=True):
                    self.finish(attempt, outcome)
                made += batch
        clock.advance_to(target)
        return tuple(made)

    def _answer_of(self, operation: Operation) -> Answering:
        """Choose how an operation is answered."""
        world, origin, part, pages = self._world, self.bundle.origin, operation.task, operation.pagination
        if pages is not None:
            return Listing(operation, pages, world, origin).answer
        if part is not None and part.role in ("submit", "immediate"):
            targets, numbering = self._targets.of(operation), self._numberings[operation.id]
            return Submission(operation, part, targets, world, origin, numbering).answer
        if part is not None and part.id is not None and self._targets.selectors(operation) is not None:
            return Inquiry(operation, part, part.id, self._targets, world).answer
        return lambda call, _now: answers.documented(call)

    def _picture(self, request: Request, now: float) -> Response:
        if request.method not in ("GET", "HEAD"):
            refusal = self.refuse(405, f"{cut(request.method, 20)}: a picture can only be fetched")
            return replace(refusal, headers={**refusal.headers, "allow": "GET, HEAD"})
        drawing = self._world.gallery.find(request.path, now)
        if drawing is None:
            path = cut(request.path, _LONGEST_PATH_TO_REPEAT)
            return self.refuse(404, f"{path}: there is no such picture, or not yet")
        return Response(200, {"content-type": drawing.media_type}, b"", drawing)

    def _no_route(self, request: Request, route: NoRoute) -> Response:
        path = cut(request.path, _LONGEST_PATH_TO_REPEAT)
        method = cut(request.method, 20)
        if route.allowed:
            allowed = ", ".join(route.allowed)
            refusal = self.refuse(405, f"{method} {path}: the method is not allowed here, only {allowed} is")
            return replace(refusal, headers={**refusal.headers, "allow": allowed})
        hint = f"; did you mean {route.nearest}?" if route.nearest else ""
        return self.refuse(404, f"{method} {path}: there is no such operation{hint}")

    def _instead(self, operation: Operation, fault: Fault) -> Response:
        if fault.kind is FaultKind.REFUSE:
            answer = answers.refusal(self.bundle.envelope, fault.message, operation)
            if fault.code is not None:
                answer[self.bundle.envelope.code] = fault.code
            return _response(operation.answer.status, answer, operation.answer.media_type)
        response = self.refuse(fault.status, fault.message)
        if fault.kind is FaultKind.DROP_REQUEST:
            return replace(response, breakage=Breakage.DROPPED)
        return response

    def _note_omissions(self, call: Call, now: float) -> None:
        """Record the fields that were left out although they are documented as required."""
        operation = call.operation
        if operation.body is None:
            return
        for field in operation.body.tolerated:
            if field.is_missing(call.body):
                warning = ContractWarning(now, operation.id, field.name, field.note)
                self._world.journal.warnings.append(warning)


def _spoil(response: Response, fault: Fault) -> Response:
    if fault.kind is FaultKind.DELAY:
        return replace(response, delay=fault.seconds)
    if fault.kind is FaultKind.INVALID_JSON:
        return replace(response, body=_NOT_JSON)
    broken = Breakage.DROPPED if fault.kind is FaultKind.DROP else Breakage.TRUNCATED
    return replace(response, breakage=broken)


def _response(status: int, answer: Mapping[str, Any], media_type: str) -> Response:
    return Response(status, {"content-type": media_type}, answers.encode(dict(answer)))
