"""When a call is tried again, and how long to wait before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime

_TOO_MANY_REQUESTS = 429
_REQUEST_TIMEOUT = 408
_SERVER_ERRORS = range(500, 600)


@dataclass(frozen=True)
class RetryPolicy:
    """Exponential backoff with jitter.

    Attributes:
        first: seconds before the first retry.
        longest: seconds that no wait exceeds, one that the service asks for included.
    """

    first: float = 0.5
    longest: float = 30.0

    def delay(self, retry: int, *, luck: float, asked: float | None = None) -> float:
        """Return the seconds to wait before retry number `retry`, which counts from 1.

        Args:
            retry: which retry.
            luck: a random number from 0 to 1; it takes up to a quarter off the wait.
            asked: the seconds that the service asked for, if it did.
        """
        if asked is not None:
            return min(max(asked, 0.0), self.longest)
        return float(min(self.first * 2.0 ** (retry - 1), self.longest) * (1 - 0.25 * luck))


def is_worth_retrying(status_code: int) -> bool:
    """Say whether an answer with this HTTP status may turn out better the next time."""
    return status_code in (_REQUEST_TIMEOUT, _TOO_MANY_REQUESTS) or status_code in _SERVER_ERRORS


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return the seconds of a `Retry-After` header, given in seconds or as a date, or None without one."""
    value = headers.get("retry-after", "").strip()
    try:
        return float(value) if value.isdecimal() else (_date(value) - now).total_seconds()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _date(value: str) -> datetime:
    date = parsedate_to_datetime(value)
    return date if date.tzinfo else date.replace(tzinfo=timezone.utc)
