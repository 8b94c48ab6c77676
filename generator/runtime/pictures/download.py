"""One download: its requests, what it makes of the answers, and when it is tried again. It does no I/O of HTTP."""

from __future__ import annotations

from datetime import datetime, timezone
from random import random
from typing import TYPE_CHECKING, Final

from ..errors import ConfigurationError
from ..product import BaseError
from ..redaction import Secret
from ..retries import is_worth_retrying, retry_after
from .content import Content
from .flaw import Abandoned, Flaw
from .subject import Subject, without_frames
from .urls import checked_url, hide_query, next_url

if TYPE_CHECKING:
    import httpx

    from .found import Found
    from .sinks import Sink
    from .source import SourceBase

DEFAULT_MAX_BYTES: Final = 64 * 1024 * 1024
"""How large a picture may be."""

_MAX_REDIRECTS: Final = 20
_OK: Final = (200, 203)
_PASSED_ON: Final = (BaseError, Abandoned, AssertionError)


class Download:
    """Fetches a picture in one or more attempts.

    Args:
        source: the settings.
        picture: what to fetch.
        task_id: its task.
        sink: takes the bytes.
        max_bytes: how many there may be, decoded.
    """

    def __init__(
        self, source: SourceBase, picture: Found, task_id: str, sink: Sink, *, max_bytes: int
    ) -> None:
        self.source = source
        self.sink = sink
        self.max_bytes = max_bytes
        self._url = picture.url
        self._subject = subject_of(picture, task_id)
        self._retries = 0

    def attempt(self) -> Attempt:
        """Return the next attempt.

        Raises:
            Flaw: the picture has no URL that can be fetched.
        """
        return Attempt(self, checked_url(self.source.family, self._url))

    def after_failure(self, error: Exception) -> float:
        """Forget what came, and return the seconds to wait before the next attempt.

        Raises:
            DownloadError: there is none.
        """
        self.sink.discard()
        # A mock that was not told of the request complains by an AssertionError, which is for the test to see.
        if isinstance(error, _PASSED_ON):
            raise error
        if self._retries < self.source.max_retries and self._may_pass(error):
            self._retries += 1
            asked = error.asked if isinstance(error, Flaw) else None
            return self.source.policy.delay(self._retries, luck=random(), asked=asked)  # noqa: S311
        tries = f" (tried {self._retries + 1} times)" if self._retries else ""
        if isinstance(error, Flaw):
            raise self._subject.error(f"{error}{tries}") from without_frames(error)
        what = str(error) or type(error).__name__
        raise self._subject.error(f"no answer{tries}: {what}") from without_frames(error)

    def _may_pass(self, error: Exception) -> bool:
        if isinstance(error, Flaw):
            return error.may_pass
        family = self.source.family
        return isinstance(error, (family.RequestError, OSError)) and not isinstance(error, family.hopeless)


class Attempt:
    """Follows redirects itself: the HTTP library would send its client's cookies to wherever they lead."""

    def __init__(self, download: Download, url: Secret) -> None:
        self._download = download
        self._url = url
        self._redirects = 0
        self._content: Content | None = None

    def request(self) -> httpx.Request:
        """Return the next request."""
        source = self._download.source
        family = source.family
        timeout = source.timeout
        seconds = family.Timeout(timeout) if isinstance(timeout, (int, float)) else timeout
        request = family.Request(
            "GET",
            str(self._url),
            headers={"User-Agent": source.user_agent, "Accept": "image/*", "Accept-Encoding": "identity"},
            extensions={"timeout": seconds.as_dict()},
        )
        hide_query(family, request)
        return request

    def is_answered_by(self, response: httpx.Response) -> bool:
        """Say whether the content of this answer is to be fed in; if not, there is another request.

        Raises:
            Flaw: the answer is no success.
        """
        if response.has_redirect_location:
            self._redirects += 1
            if self._redirects > _MAX_REDIRECTS:
                raise Flaw(f"redirected more than {_MAX_REDIRECTS} times")
            location = Secret(response.headers["location"])
            self._url = next_url(self._download.source.family, self._url, location)
            return False
        status = response.status_code
        if status not in _OK:
            asked = retry_after(response.headers, datetime.now(timezone.utc))
            raise Flaw(f"HTTP status {status}", may_pass=is_worth_retrying(status), asked=asked)
        self._content = Content(
            response.headers,
            max_bytes=self._download.max_bytes,
            sink=self._download.sink,
            is_decoded=response.is_stream_consumed,
        )
        return True

    def feed(self, raw: bytes) -> None:
        """Take the next bytes of the answer.

        Raises:
            Flaw: they do not make a picture.
            DownloadError: they cannot be saved.
        """
        assert self._content is not None  # noqa: S101
        self._content.feed(raw)

    def end(self) -> None:
        """Say that nothing more comes.

        Raises:
            Flaw: what came is not complete, or no picture.
            DownloadError: it cannot be saved.
        """
        assert self._content is not None  # noqa: S101
        self._content.end()


def subject_of(picture: Found, task_id: str) -> Subject:
    """Return what errors say of a picture."""
    return Subject(task_id, picture.number, picture.shown_url)


def checked_count(name: str, value: object) -> int:
    """Return an argument that counts something.

    Raises:
        ConfigurationError: it is less than 1, or no integer.
    """
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ConfigurationError(f"{name} must be 1 or more, not {value!r}")
    return value
