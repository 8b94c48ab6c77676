"""The receiver under test: where it is, how it is reached, and how long it may take."""

from __future__ import annotations

import inspect
import secrets
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from concurrent.futures import TimeoutError as LateError
from itertools import count
from types import TracebackType
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from imgopen_contract import __version__
from imgopen_contract.receiver.address import (
    TASK_ID,
    Target,
    address_of,
    checked_headers,
    checked_timeout,
    is_client,
    secret_forms,
    values_in,
)
from imgopen_contract.receiver.errors import UnreachableError
from imgopen_contract.receiver.reply import NoReply, Outcome

if TYPE_CHECKING:
    from imgopen_contract.receiver.carriers import Carrier
    from imgopen_contract.receiver.parcel import Parcel

TIMEOUT = 10.0
"""Seconds within which a receiver has to answer if nothing else is said; the document names no limit."""

PREFIX = "contract-"
"""What the ids of test tasks begin with if nothing else is said."""


class Endpoint:
    """A receiver of callbacks to which parcels are posted; close it in the end, or use it as a context manager.

    Args:
        receiver: Its URL, a client of httpx that reaches it, or an ASGI application in this process. A client is
            not closed. An application is started and ended, in an event loop of its own.
        url: Where a client or an application gets callbacks. In any URL `{task_id}` stands for the task's id.
        headers: What every request carries besides; their values are never shown.
        timeout: Seconds within which an answer has to come after the whole body was sent.
        prefix: What the ids of the test tasks begin with.
        new_id: Makes the id of a task instead, for receivers that have to know it beforehand.
        pause: Waits for so many seconds, between the pieces of a slow body.

    Raises:
        ReceiverError: The URL or a header cannot be used, the time limit is no time, or the application does not
            start.
    """

    def __init__(
        self,
        receiver: Target,
        *,
        url: str = "",
        headers: Mapping[str, str] | None = None,
        timeout: float = TIMEOUT,
        prefix: str = PREFIX,
        new_id: Callable[[], str | int] | None = None,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self.timeout = checked_timeout(timeout)
        self.pause = pause
        self._headers = {"user-agent": f"imgopen-contract/{__version__}", **checked_headers(headers or {})}
        self._new_id = new_id
        self._run = f"{prefix}{secrets.token_hex(3)}"
        self._serials = count(1)
        self._numbers = count(secrets.randbelow(10**6) * 1000 + 1)
        self._was_reached = False
        self._url = address_of(receiver, url)
        self._secrets = secret_forms([*(headers or {}).values(), *values_in(self._url)])
        self._carrier = _carrier(receiver)

    @property
    def names_task(self) -> bool:
        """Whether the URL tells which task a callback is about."""
        return TASK_ID in self._url

    @property
    def shown(self) -> str:
        """The receiver's address for people, without what may be secret in it: credentials and query."""
        parts = urlsplit(self._url)
        query = "?..." if parts.query else ""
        host = parts.netloc.rpartition("@")[2]
        return self.hide(
            f"{parts.scheme}://{host}{parts.path}{query}" if host else f"{parts.path or '/'}{query}"
        )

    def new_number(self) -> int:
        """Return a number that no other task of this run has."""
        return next(self._numbers)

    def new_id(self, numbered: bool = False) -> str | int:
        """Return the id of a task that nobody has seen, a number if they are numbered; or what the caller makes."""
        if self._new_id is not None:
            return self._new_id()
        return self.new_number() if numbered else f"{self._run}-{next(self._serials)}"

    def begin(self, parcel: Parcel) -> Pending:
        """Begin to post a parcel."""
        from imgopen_contract.receiver.carriers import Posting

        url = self._url.replace(TASK_ID, quote(parcel.task_id, safe=""))
        return Pending(self, parcel, self._carrier.post(Posting(parcel, url, self._headers, self.timeout)))

    def send(self, parcel: Parcel) -> Outcome:
        """Post a parcel, and return what came of it.

        Raises:
            UnreachableError: There was no connection, and never was one before.
        """
        return self.begin(parcel).wait()

    def note(self, outcome: Outcome) -> Outcome:
        """Take down whether the receiver can be reached at all, and return the outcome."""
        if not (isinstance(outcome, NoReply) and outcome.unreachable):
            self._was_reached = True
        elif not self._was_reached:
            raise UnreachableError(f"{self.shown}: {self.hide(outcome.reason)}")
        return outcome

    def hide(self, text: str) -> str:
        """Return a text in which neither a header's value nor what is secret in the URL can be read."""
        for secret in self._secrets:
            text = text.replace(secret, "***")
        return text

    def close(self) -> None:
        """Free what was opened."""
        self._carrier.close()

    def __enter__(self) -> Endpoint:
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Endpoint {self.shown}>"


class Pending:
    """A parcel that is on its way."""

    def __init__(self, endpoint: Endpoint, parcel: Parcel, future: Future[Outcome]) -> None:
        self._endpoint = endpoint
        self._future = future
        self._until = time.monotonic() + endpoint.timeout + parcel.patience

    def when_done(self, call: Callable[[], Any]) -> None:
        """Call something when the outcome is there, however it came about."""
        self._future.add_done_callback(lambda _: call())

    def wait(self) -> Outcome:
        """Wait for the outcome, no longer than the receiver may take.

        Raises:
            UnreachableError: There was no connection, and never was one before.
        """
        from imgopen_contract.receiver.carriers import too_late

        try:
            left = max(self._until - time.monotonic(), 0.0)
            return self._endpoint.note(self._future.result(left))
        except LateError:
            self._future.cancel()
            return self._endpoint.note(too_late(self._endpoint.timeout))


def _carrier(receiver: Any) -> Carrier:
    from imgopen_contract.receiver.carriers import ThreadCarrier, own_client

    if isinstance(receiver, str):
        return ThreadCarrier(own_client(), owned=True)
    from imgopen_contract.receiver.loops import AppCarrier, AsyncCarrier

    if not is_client(receiver):
        return AppCarrier(receiver)
    if inspect.iscoroutinefunction(receiver.send):
        return AsyncCarrier(receiver)
    return ThreadCarrier(receiver, owned=False)
