"""Decides after each attempt of a call whether there is another, without sending or waiting itself."""

from __future__ import annotations

from datetime import datetime, timezone
from random import random

import httpx

from .errors import InvalidResponseError, RequestTimeoutError, TransportError
from .product import BaseError
from .requests import Call
from .retries import RetryPolicy, is_worth_retrying, retry_after

_HOPELESS = (httpx.UnsupportedProtocol, httpx.DecodingError, httpx.TooManyRedirects, httpx.LocalProtocolError)


class Attempts:
    """The attempts of one call."""

    def __init__(self, call: Call, policy: RetryPolicy) -> None:
        self._call = call
        self._policy = policy
        self._retries = 0

    def after_answer(self, response: httpx.Response) -> float | None:
        """Return the seconds to wait before the next attempt, or None where the answer stands."""
        if not is_worth_retrying(response.status_code) or self._retries >= self._call.max_retries:
            return None
        return self._next(retry_after(response.headers, datetime.now(timezone.utc)))

    def after_failure(self, failure: httpx.RequestError) -> float:
        """Return the seconds to wait before the next attempt.

        Raises:
            TransportError: there is none.
        """
        if isinstance(failure, _HOPELESS) or self._retries >= self._call.max_retries:
            raise self._error(failure) from failure
        return self._next(None)

    def _next(self, asked: float | None) -> float:
        self._retries += 1
        return self._policy.delay(self._retries, luck=random(), asked=asked)  # noqa: S311

    def _error(self, failure: httpx.RequestError) -> BaseError:
        tries = "" if not self._retries else f" (tried {self._retries + 1} times)"
        what = str(failure) or type(failure).__name__
        name = self._call.operation
        if isinstance(failure, httpx.TimeoutException):
            return RequestTimeoutError(f"no answer in time{tries}: {what}", operation=name)
        if isinstance(failure, httpx.DecodingError):
            return InvalidResponseError(f"the answer cannot be decoded: {what}", operation=name)
        return TransportError(f"no answer{tries}: {what}", operation=name)
