"""Receivers of callbacks within the test's own process, and the addresses under which they are reached."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from imgopen_mock.core.exchange.callbacks import NoReply, Outcome
from imgopen_mock.core.tasks.deliveries import Attempt, Delivery
from imgopen_mock.testing.replies import Answer, Answers, ReceivedCallback, described
from imgopen_mock.testing.views import AttemptView

__tracebackhide__ = True  # a receiver that raises is to be shown, and not the way to it

_HOST = "callback-{}.imgopen-mock.invalid"
_NOWHERE = NoReply(
    "nothing was sent: only the URLs that imgopen_mock.callback_target() makes are reached in a test",
    refused=True,
)


class CallbackTarget:
    """A receiver of callbacks; `ImgOpenMock.callback_target` makes them.

    Attributes:
        url: Its address. Whatever path and query are put behind it, it is reached.
        received: The callbacks that it got, oldest first.
    """

    def __init__(self, url: str, answers: Answers, deliveries: Callable[[], Sequence[Delivery]]) -> None:
        self.url = url
        self.received: list[ReceivedCallback] = []
        self._answers = answers
        self._deliveries = deliveries

    @property
    def attempts(self) -> list[AttemptView]:
        """All attempts at callbacks to it, also those that did not get here, in the order of the tasks."""
        return [
            AttemptView(attempt)
            for delivery in self._deliveries()
            if _host(delivery.url) == _host(self.url)
            for attempt in delivery.attempts
        ]

    def receive(self, attempt: Attempt) -> Outcome:
        """Take a callback, and answer it."""
        request = attempt.request
        received = ReceivedCallback(
            request.url, request.method, request.headers, request.body, attempt.sent, attempt.number
        )
        self.received.append(received)
        return self._answers.give(len(self.received) - 1, received, attempt.delivery.callback.delivery)

    def __repr__(self) -> str:
        return f"<callback target {self.url}, {len(self.received)} received>"


class Receivers:
    """All receivers of a test.

    Args:
        deliveries: Returns all callbacks of the simulator.
    """

    def __init__(self, deliveries: Callable[[], Sequence[Delivery]]) -> None:
        self._deliveries = deliveries
        self._targets: dict[str, CallbackTarget] = {}

    def add(self, answers: Answer | Sequence[Answer]) -> CallbackTarget:
        """Make a receiver, and an address for it."""
        host = _HOST.format(len(self._targets) + 1)
        target = CallbackTarget(f"http://{host}/", Answers(answers), self._deliveries)
        self._targets[host] = target
        return target

    def forget(self) -> None:
        """Empty the hands of all receivers; their answers begin anew."""
        for target in self._targets.values():
            target.received.clear()

    def deliver(self, attempts: Sequence[Attempt]) -> tuple[list[Outcome], BaseException | None]:
        """Hand over callbacks; return what came of each, and the first error that a receiver raised."""
        outcomes: list[Outcome] = []
        mistake: BaseException | None = None
        for attempt in attempts:
            target = self._targets.get(_host(attempt.delivery.url))
            try:
                outcomes.append(_NOWHERE if target is None else target.receive(attempt))
            except BaseException as error:  # whatever it is, no attempt may stay under way for ever
                mistake = mistake or error
                outcomes.append(NoReply(f"the receiver raised {described(error)}"))
        return outcomes, mistake


def _host(url: str) -> str:
    """Return the host of a URL, which may be anything that a caller gave."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
