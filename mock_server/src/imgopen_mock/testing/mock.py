"""A simulated service around a test: its router, its clock, its receivers of callbacks, and what it saw."""

from __future__ import annotations

import asyncio
import math
from asyncio import sleep as _asyncio_sleep  # kept, because a test may well replace the one in asyncio
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import anyio.lowlevel

from imgopen_mock.core.description.bundle import Bundle
from imgopen_mock.core.exchange.callbacks import Outcome
from imgopen_mock.core.faults import ANY_OPERATION, ActiveFault, Fault
from imgopen_mock.core.settings import Settings
from imgopen_mock.core.simulator import Simulator
from imgopen_mock.core.tasks.catalogue import Catalogue
from imgopen_mock.core.tasks.deliveries import Delivery
from imgopen_mock.core.tasks.work import Pace
from imgopen_mock.packaged import load_bundle, load_catalogue
from imgopen_mock.respx_router import mock_router
from imgopen_mock.testing.fault_forms import addressed, fault_of
from imgopen_mock.testing.receivers import CallbackTarget, Receivers
from imgopen_mock.testing.replies import Answer
from imgopen_mock.testing.views import AttemptView, DeliveryView, RequestView, TaskView, WarningView

if TYPE_CHECKING:
    from types import TracebackType

__tracebackhide__ = True  # a test that fails because of a mistake in a call is to show the call

_MOST_ROUNDS = 10_000


class ImgOpenMock:
    """A simulated service, active from `with` to the end of the block.

    Its clock stands still until `advance`. What the test's own code asks the API through httpx or httpx2 is
    answered by the simulator, callbacks go to targets in this process, and everything else goes where it always went.

    Args:
        bundle: The API, as a JSON file; by default the one that comes with the package.
        seed: From which everything random follows.
        task_seconds: How long every task takes, waiting and working; by default that depends on the work.
        base_url: Servers to stand in for besides the API's own, such as `https://staging.example.com`.

    Attributes:
        simulator: What answers, for whatever is not offered here.
        router: The respx router through which it is asked by httpx.
    """

    def __init__(
        self,
        *,
        bundle: Path | str | None = None,
        seed: int = 0,
        task_seconds: float | None = None,
        base_url: str | Sequence[str] = (),
    ) -> None:
        if task_seconds is not None and not (task_seconds >= 0 and math.isfinite(task_seconds)):
            raise ValueError(f"a task cannot take {task_seconds} seconds")
        api, catalogue = _packaged()
        self.simulator = Simulator(
            api if bundle is None else load_bundle(bundle),
            catalogue=catalogue,
            settings=Settings(Pace(fixed=task_seconds), seed),
        )
        self._lock = Lock()
        self._receivers = Receivers(self._deliveries)
        more = (base_url,) if isinstance(base_url, str) else base_url
        self.router = mock_router(self.simulator, *more, lock=self._lock)
        self._routers = [self.router]
        if find_spec("httpx2") is not None:
            from imgopen_mock.httpx2_mocker import HTTPCore2Mocker

            self._routers.append(mock_router(self.simulator, *more, lock=self._lock, mocker=HTTPCore2Mocker))

    def __enter__(self) -> ImgOpenMock:
        for router in self._routers:
            router.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for router in self._routers:
            router.stop()

    @property
    def now(self) -> float:
        """What the clock shows, in seconds since the beginning."""
        return self.simulator.clock.now()

    def advance(self, seconds: float) -> list[AttemptView]:
        """Let time pass: tasks go on, and callbacks that fall due are delivered, each at its time.

        It may also take the place of `time.sleep` in code that polls.

        Returns:
            The attempts at callbacks that were made.

        Raises:
            ValueError: Time does not run backwards.
            Exception: What the function of a callback target raised; the clock has stopped there.
        """
        passing = self.simulator.advance(seconds)
        outcomes: list[Outcome] = []
        while True:
            with self._lock:
                try:
                    batch = passing.send(outcomes) if outcomes else next(passing)
                except StopIteration as end:
                    return [AttemptView(attempt) for attempt in end.value]
            outcomes, mistake = self._receivers.deliver(batch)
            if mistake is not None:
                with self._lock:
                    for attempt, outcome in zip(batch, outcomes, strict=True):
                        self.simulator.finish(attempt, outcome)
                raise mistake

    async def async_sleep(self, seconds: float) -> None:
        """Advance in the place of `asyncio.sleep`, or of another library's; nobody waits."""
        self.advance(seconds)
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            await anyio.lowlevel.checkpoint()
        else:
            await _asyncio_sleep(0)

    def advance_until_idle(self) -> list[AttemptView]:
        """Let time pass until every task is finished and every callback is acknowledged or given up.

        Returns:
            The attempts at callbacks that were made.

        Raises:
            RuntimeError: There seems to be no end, because callbacks keep on leading to new tasks.
        """
        made: list[AttemptView] = []
        for _ in range(_MOST_ROUNDS):
            waiting = self._seconds_to_wait()
            if waiting is None:
                return made
            made += self.advance(waiting)
        raise RuntimeError(f"there is still something to do at {self.now:g} s; does it ever end?")

    def callback_target(self, answer: Answer | Sequence[Answer] = None) -> CallbackTarget:
        """Make a receiver of callbacks, with a URL of its own that needs no server.

        Args:
            answer: What it answers: None for the documented acknowledgement, a dict for JSON, an HTTP status, a
                `Reply`, a response of any library, an exception to break the connection, a function that is
                given the callback and returns one of these, or a list of these, one for each callback that
                arrives, the last one for all that follow.

        Raises:
            TypeError: That cannot be an answer.
            ValueError: There is no answer, or an HTTP status that does not exist.
        """
        return self._receivers.add(answer)

    def fail_next(
        self,
        operation: str = ANY_OPERATION,
        *,
        times: int | None = 1,
        refuse: str | None = None,
        code: Any = None,
        http: int | None = None,
        drop_request: bool = False,
        delay: float | None = None,
        drop: bool = False,
        truncate: bool = False,
        invalid_json: bool = False,
        task: str | None = None,
        state: Any = None,
        lose_callback: bool = False,
        duplicate_callback: bool = False,
    ) -> None:
        """Let something go wrong the next time; say what with one of the keywords.

        Args:
            operation: The operationId, or how the client calls it; `*` for any. For a callback, that of the submit.
            times: How often in a row; None for ever.
            refuse: The operation is refused with this message, and has no effect.
            code: The code of that refusal; the documented one by default.
            http: It is answered with this HTTP status, and has no effect.
            drop_request: The connection breaks before it has an effect.
            delay: It has its effect, and is answered so many seconds later: a client that is not ready to wait as
                long has a timeout, any other gets the answer at once.
            drop: It has its effect, and the connection breaks before the answer.
            truncate: It has its effect, and the connection breaks in the middle of the answer.
            invalid_json: It has its effect, and the answer is not JSON.
            task: The task that it makes fails with this message.
            state: The state of that task; the documented one by default.
            lose_callback: An attempt at the callback gets lost.
            duplicate_callback: An attempt at the callback is made twice.

        Raises:
            TypeError: It is not clear what is to go wrong.
            ValueError: There is no such operation, or that cannot happen to it, or there is no such HTTP status.
        """
        forms = {
            "refuse": refuse,
            "http": http,
            "drop_request": drop_request,
            "delay": delay,
            "drop": drop,
            "truncate": truncate,
            "invalid_json": invalid_json,
            "task": task,
            "lose_callback": lose_callback,
            "duplicate_callback": duplicate_callback,
        }
        self.set_fault(fault_of(operation, times, forms, code=code, state=state))

    def set_fault(self, fault: Fault) -> ActiveFault:
        """Set a fault that keywords cannot say, such as one that happens at random."""
        found = addressed(fault, self.simulator.bundle.operations)
        with self._lock:
            return self.simulator.set_fault(found)

    def clear_faults(self) -> None:
        """Let nothing go wrong any more."""
        with self._lock:
            self.simulator.clear_faults()

    def reset(self) -> None:
        """Forget tasks, callbacks, faults, requests and warnings; targets stay, and the clock goes on."""
        with self._lock:
            self.simulator.reset()
            self._receivers.forget()

    @property
    def tasks(self) -> list[TaskView]:
        """All tasks, oldest first."""
        with self._lock:
            return [TaskView(task, self.simulator.clock) for task in self.simulator.tasks]

    def task(self, task_id: Any) -> TaskView:
        """Return the last task with an id; a LookupError says that there is none."""
        tasks = self.tasks
        for task in reversed(tasks):
            if str(task.id) == str(task_id):
                return task
        known = ", ".join(repr(task.id) for task in tasks) or "no tasks at all"
        raise LookupError(f"there is no task {task_id!r}; there are {known}")

    @property
    def deliveries(self) -> list[DeliveryView]:
        """The callbacks of all tasks that have one, in the order of the tasks."""
        return [DeliveryView(delivery) for delivery in self._deliveries()]

    @property
    def requests(self) -> list[RequestView]:
        """The last thousand requests, oldest first, without those for pictures."""
        with self._lock:
            return [RequestView(entry, self.simulator.bundle.envelope) for entry in self.simulator.requests]

    @property
    def warnings(self) -> list[WarningView]:
        """Fields that were left out although they are documented as required, oldest first."""
        with self._lock:
            return [WarningView(warning) for warning in self.simulator.warnings]

    def __repr__(self) -> str:
        return f"<imgopen_mock at {self.now:g} s, {len(self.tasks)} tasks>"

    def _deliveries(self) -> tuple[Delivery, ...]:
        with self._lock:
            return self.simulator.deliveries

    def _seconds_to_wait(self) -> float | None:
        """Return how long it takes to what happens next; None if nothing does."""
        with self._lock:
            ends = [task.ends for task in self.simulator.tasks if task.ends > self.now]
            due = self.simulator.next_due()
        following = max([*ends, *([] if due is None else [due])], default=None)
        return None if following is None else max(0.0, following - self.now)


@cache
def _packaged() -> tuple[Bundle, Catalogue]:
    """Read what comes with the package once for all tests; nothing ever changes it."""
    return load_bundle(), load_catalogue()
