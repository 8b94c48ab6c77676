"""What receivers of callbacks answer, in all the forms in which a test may say it."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from imgopen_mock.core.description.extensions import Delivery as Rule
from imgopen_mock.core.exchange.callbacks import CallbackRequest, NoReply, Outcome, Reply

__tracebackhide__ = True  # a test that fails because of a mistake in a call is to show the call


@dataclass(frozen=True, repr=False)
class ReceivedCallback(CallbackRequest):
    """A callback as a receiver gets it.

    Attributes:
        at: When it came, in seconds of the simulator's clock.
        attempt: Which attempt at the same callback it is, counted from 1.
    """

    at: float = 0.0
    attempt: int = 1

    def json(self) -> Any:
        """Return the body, parsed."""
        return json.loads(self.body)

    def __repr__(self) -> str:
        return f"<callback to {self.url}: attempt {self.attempt} at {self.at:g} s>"


class ResponseLike(Protocol):
    """A response of httpx, requests, or a test client of Starlette, FastAPI or Django."""

    @property
    def status_code(self) -> int:
        """The HTTP status."""
        ...

    @property
    def content(self) -> bytes:
        """The body."""
        ...


Fixed: TypeAlias = "Mapping[str, Any] | int | Reply | ResponseLike | Exception | type[Exception] | None"
Answer: TypeAlias = "Fixed | Callable[[ReceivedCallback], Fixed]"
"""What a receiver answers.

None is the documented acknowledgement, a mapping the JSON of the body under HTTP 200, a number an HTTP status
without a body. An exception breaks the connection. A function is given the callback and returns one of these;
what it raises is its own mistake and comes out of whatever let the time pass.
"""


class Answers:
    """The answers of a receiver: one for each callback that it gets, the last one for all that follow.

    Raises:
        TypeError: Something among them cannot be an answer.
        ValueError: There are none, or an HTTP status that does not exist.
    """

    def __init__(self, answers: Answer | Sequence[Answer]) -> None:
        listed = answers if isinstance(answers, (list, tuple)) else (answers,)
        if not listed:
            raise ValueError("a receiver needs at least one answer; None is the documented acknowledgement")
        self._answers = [_ready(answer) for answer in listed]

    def give(self, turn: int, request: ReceivedCallback, rule: Rule) -> Outcome:
        """Answer a callback; `turn` is how many there were before, `rule` what would acknowledge it."""
        answer = self._answers[min(turn, len(self._answers) - 1)]
        if isinstance(answer, (Reply, NoReply)):
            return answer
        fixed = None if answer is None else answer(request)
        return acknowledgement(rule) if fixed is None else _outcome(fixed)


def acknowledgement(rule: Rule) -> Reply:
    """Return the documented acknowledgement."""
    if not rule.acknowledging:
        return Reply(200, b"")
    return Reply(200, json.dumps({rule.acknowledged_by: rule.acknowledging[0]}).encode())


def _ready(answer: Answer) -> Outcome | Callable[[ReceivedCallback], Fixed] | None:
    """Turn all but functions into what they come to, so that mistakes are found before any callback is due."""
    if inspect.iscoroutinefunction(answer):
        raise TypeError(f"the answer {answer.__name__} is async, {_NOT_AWAITED}")
    if answer is None or (callable(answer) and not isinstance(answer, type)):
        return answer
    return _outcome(answer)


def _outcome(answer: Any) -> Outcome:
    if isinstance(answer, Reply):
        return answer
    if isinstance(answer, Mapping):
        return Reply(200, json.dumps(dict(answer)).encode())
    if isinstance(answer, Exception) or (isinstance(answer, type) and issubclass(answer, Exception)):
        return NoReply(f"the connection broke: {described(answer)}")
    if isinstance(answer, int) and not isinstance(answer, bool):
        if not 100 <= answer <= 599:
            raise ValueError(f"{answer} is not an HTTP status")
        return Reply(answer, b"")
    status, content = getattr(answer, "status_code", None), getattr(answer, "content", None)
    if isinstance(status, int) and isinstance(content, bytes):
        return Reply(status, content)
    if inspect.isawaitable(answer):
        if inspect.iscoroutine(answer):
            answer.close()
        raise TypeError(f"the answer has to be awaited, {_NOT_AWAITED}")
    raise TypeError(f"a receiver cannot answer {answer!r}; {_FORMS}")


def described(error: BaseException | type[BaseException]) -> str:
    """Tell an exception in one line."""
    if isinstance(error, type):
        return error.__name__
    return f"{type(error).__name__}: {' '.join(str(error).split())}".removesuffix(": ")


_NOT_AWAITED = "and time passes synchronously; a test client makes a synchronous call of an async application"
_FORMS = (
    "a dict, an HTTP status, a Reply, a response, an exception, or a function that returns one of these can"
)
