"""Decides after each attempt of a call whether there is another, without sending or waiting itself."""

from __future__ import annotations

import logging
import time
from datetime import datetime, timezone
from random import random
from typing import TYPE_CHECKING, Final, NoReturn, TypeVar

from .errors import InvalidResponseError, RequestTimeoutError, TransportError
from .families import Family
from .losses import name_task, note_task
from .product import PACKAGE, BaseError
from .redaction import shown_url, without_queries
from .requests import Call
from .retries import RetryPolicy, is_worth_retrying, retry_after

if TYPE_CHECKING:
    import httpx

ErrorT = TypeVar("ErrorT", bound=BaseException)

_log: Final = logging.getLogger(PACKAGE)


_AFTER_ARRIVAL: Final = frozenset((500, 502, 504))
"""Statuses of an answer behind which the request may have had its effect."""


class Attempts:
    """The attempts of one call."""

    def __init__(self, call: Call, policy: RetryPolicy, family: Family) -> None:
        self._call = call
        self._policy = policy
        self._family = family
        self._start = time.perf_counter()
        self.retries = 0
        self.may_have_arrived = False
        """Whether an attempt that failed may have had its effect all the same."""

    @property
    def failures(self) -> tuple[type[Exception], ...]:
        """The errors of an HTTP client that mean that no answer came; its own, and those that it lets pass."""
        family = self._family
        return (family.RequestError, family.StreamError, family.InvalidURL, OSError, ValueError, RuntimeError)

    @property
    def status_error(self) -> type[httpx.HTTPStatusError]:
        """The error by which a hook of the caller's HTTP client may tell of a status."""
        return self._family.HTTPStatusError

    def answer_in(self, raised: httpx.HTTPStatusError) -> httpx.Response:
        """Return the answer that such an error tells of; without its body where the hook left that unread."""
        answer = raised.response
        if hasattr(answer, "_content"):
            return answer
        asked = answer.headers.get("Retry-After")
        headers = {} if asked is None else {"Retry-After": asked}
        return self._family.Response(answer.status_code, headers=headers, request=self._call.request)

    def after_answer(self, response: httpx.Response) -> float | None:
        """Return the seconds to wait before the next attempt, or None where the answer stands."""
        status = response.status_code
        if _log.isEnabledFor(logging.DEBUG):
            self._tell(logging.DEBUG, f"HTTP {status}")
        if not is_worth_retrying(status) or self.retries >= self._call.max_retries:
            return None
        self.may_have_arrived |= status in _AFTER_ARRIVAL
        wait = self._next(retry_after(response.headers, datetime.now(timezone.utc)))
        self._tell(logging.INFO, f"HTTP {status}, another attempt in {wait:.2f} s")
        return wait

    def after_failure(self, failure: Exception) -> float:
        """Return the seconds to wait before the next attempt.

        Raises:
            TransportError: there is none.
        """
        name = type(failure).__name__
        self._tell(logging.DEBUG, name)
        if not self._may_pass(failure) or self.retries >= self._call.max_retries:
            raise name_task(self._error(failure), self._call) from without_frames(failure)
        self.may_have_arrived |= not isinstance(failure, self._family.before_sending)
        wait = self._next(None)
        self._tell(logging.INFO, f"{name}, another attempt in {wait:.2f} s")
        return wait

    def after_stop(self, stop: BaseException) -> NoReturn:
        """Pass on what ends the call without being a failure of it, such as Ctrl-C and a timeout of asyncio."""
        note_task(stop, self._call)
        raise stop if isinstance(stop, Exception) else without_frames(stop)

    def _may_pass(self, failure: Exception) -> bool:
        return isinstance(failure, (self._family.RequestError, OSError)) and not isinstance(
            failure, self._family.hopeless
        )

    def _next(self, asked: float | None) -> float:
        self.retries += 1
        return self._policy.delay(self.retries, luck=random(), asked=asked)  # noqa: S311

    def _tell(self, level: int, what: str) -> None:
        request = self._call.request
        _log.log(
            level,
            "%s: %s %s -> %s after %.3f s",
            self._call.operation,
            request.method,
            shown_url(request.url),
            what,
            time.perf_counter() - self._start,
        )

    def _error(self, failure: Exception) -> BaseError:
        tries = "" if not self.retries else f" (tried {self.retries + 1} times)"
        what = without_queries(str(failure)) or type(failure).__name__
        name = self._call.operation
        if isinstance(failure, self._family.TimeoutException):
            return RequestTimeoutError(f"no answer in time{tries}: {what}", operation=name)
        if isinstance(failure, self._family.DecodingError):
            return InvalidResponseError(f"the answer cannot be decoded: {what}", operation=name)
        return TransportError(f"no answer{tries}: {what}", operation=name)


def without_frames(failure: ErrorT) -> ErrorT:
    """Return an error without the frames of the HTTP library, whose variables hold the headers with the keys."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [failure]
    while waiting:
        error = waiting.pop()
        if error is not None and id(error) not in seen:
            seen.add(id(error))
            error.__traceback__ = None
            waiting += [error.__cause__, error.__context__]
    return failure
