"""Sending with patience: not too fast, and again when the service is busy."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime

from imgopen_contract.cases import HttpRequest
from imgopen_contract.live.answers import Answer, NoAnswerError, Send

_TOO_MANY = 429
_SERVER_FAULT = 500


@dataclass
class Patience:
    """Sends requests at a steady pace, and repeats those that did not get through.

    As long as nothing ever got through, nothing is repeated: more likely, the address is wrong.

    Attributes:
        send: What sends one request.
        rate: The most requests a second; infinite for no limit.
        retries: How often a request is repeated.
        longest: The longest wait before a repetition, in seconds.
        clock: Tells the seconds.
        sleep: Waits some seconds.
        now: Tells the date, for waits until one.
    """

    send: Send
    rate: float = float("inf")
    retries: int = 2
    longest: float = 60.0
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = lambda: datetime.now(timezone.utc)
    _free_at: float = field(default=float("-inf"), init=False)
    _reached: bool = field(default=False, init=False)

    def __call__(self, request: HttpRequest, *, repeatable: bool) -> Answer:
        """Send a request; one that is not repeatable only again if the service says that it did not even look at it.

        Raises:
            NoAnswerError: No answer came, or none but that the service is busy or broken.
        """
        for attempt in range(self.retries + 1):
            last = attempt == self.retries
            try:
                answer = self._in_turn(request)
            except NoAnswerError:
                if last or not repeatable or not self._reached:
                    raise
                self.sleep(self._backoff(attempt))
                continue
            if answer.status != _TOO_MANY and answer.status < _SERVER_FAULT:
                return answer
            if last or not (repeatable or answer.status == _TOO_MANY):
                raise NoAnswerError(f"HTTP {answer.status}{' every time' if attempt else ''}")
            self.sleep(self._wait(answer, attempt))
        raise AssertionError("the last attempt returns or raises")

    def _in_turn(self, request: HttpRequest) -> Answer:
        wait = self._free_at - self.clock()
        if wait > 0:
            self.sleep(wait)
        self._free_at = max(self._free_at, self.clock()) + 1 / self.rate
        answer = self.send(request)
        self._reached = True
        return answer

    def _backoff(self, attempt: int) -> float:
        return min(self.longest, float(2**attempt))

    def _wait(self, answer: Answer, attempt: int) -> float:
        asked = self._asked(answer.headers.get("retry-after", ""))
        return self._backoff(attempt) if asked is None else max(0.0, min(self.longest, asked))

    def _asked(self, text: str) -> float | None:
        """Read how long the service wants to be left alone: seconds, or a date."""
        if text.strip().isdecimal():
            return float(text)
        try:
            date = parsedate_to_datetime(text)
        except ValueError:
            return None
        if date.tzinfo is None:
            date = date.replace(tzinfo=timezone.utc)
        return (date - self.now()).total_seconds()
