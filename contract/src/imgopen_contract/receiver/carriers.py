"""Ways to a receiver, and the one that a synchronous client is."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Protocol

import httpx

from imgopen_contract.receiver.parcel import Parcel
from imgopen_contract.receiver.reply import MOST_ANSWER, NoReply, Outcome, Reply

_CONTENT_TYPE = "content-type"


@dataclass(frozen=True)
class Posting:
    """A parcel with its address.

    Attributes:
        headers: What is sent besides what the parcel itself needs.
        limit: Seconds for each step of the exchange.
    """

    parcel: Parcel
    url: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    limit: float

    @property
    def all_headers(self) -> dict[str, str]:
        """What stands above the body; answers are asked for as they are, without compression."""
        own = {_CONTENT_TYPE: self.parcel.content_type, "accept-encoding": "identity"}
        if self.parcel.sized:
            own["content-length"] = str(len(self.parcel.body))
        return {**self.headers, **own}


class Carrier(Protocol):
    """Posts parcels, any number at once."""

    def post(self, posting: Posting) -> Future[Outcome]:
        """Begin to post; the outcome comes later, and no error does."""
        ...

    def close(self) -> None:
        """Give up what is under way, and free everything."""
        ...


def own_client() -> httpx.Client:
    """Return a client that keeps no connection, uses no proxy, and trusts whom the system trusts."""
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=0)
    return httpx.Client(verify=ssl.create_default_context(), limits=limits, trust_env=False)


class ThreadCarrier:
    """Posts with a synchronous client, each parcel in a thread of its own.

    Threads that hang do not keep the program from ending.

    Args:
        client: Is used as it is, but for redirects, which are not followed.
        owned: Whether it is closed in the end.
    """

    def __init__(self, client: httpx.Client, owned: bool) -> None:
        self._client = client
        self._owned = owned

    def post(self, posting: Posting) -> Future[Outcome]:
        """Begin to post."""
        future: Future[Outcome] = Future()
        future.set_running_or_notify_cancel()
        threading.Thread(target=self._run, args=(future, posting), daemon=True).start()
        return future

    def close(self) -> None:
        """Close the client if it is owned; threads end with their exchanges."""
        if self._owned:
            self._client.close()

    def _run(self, future: Future[Outcome], posting: Posting) -> None:
        try:
            future.set_result(self._exchange(posting))
        except Exception as error:
            future.set_result(failure_of(error, posting.limit))

    def _exchange(self, posting: Posting) -> Outcome:
        parcel = posting.parcel
        request = self._client.build_request(
            parcel.method,
            posting.url,
            headers=posting.all_headers,
            content=parcel.stream() if parcel.streamed else parcel.body,
            timeout=posting.limit,
        )
        response = self._client.send(request, stream=True, follow_redirects=False)
        try:
            body = bytearray()
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > MOST_ANSWER:
                    break
            return reply_of(response, bytes(body))
        finally:
            response.close()


def reply_of(response: httpx.Response, body: bytes, raised: str = "") -> Reply:
    """Return a response as far as it counts; `raised` is what an application in this process raised."""
    kept, media_type = body[:MOST_ANSWER], response.headers.get(_CONTENT_TYPE, "")
    return Reply(response.status_code, media_type, kept, len(body) <= MOST_ANSWER, raised)


def failure_of(error: Exception, limit: float) -> NoReply:
    """Say why an exchange failed."""
    if isinstance(error, (httpx.ConnectError, httpx.ConnectTimeout, httpx.UnsupportedProtocol)):
        return NoReply(f"no connection: {error}", unreachable=True)
    if isinstance(error, httpx.TimeoutException):
        return too_late(limit)
    if isinstance(error, httpx.TransportError):
        return NoReply(f"the connection broke: {error}")
    return NoReply(f"no answer: {described(error)} was raised")


def too_late(limit: float) -> NoReply:
    """Say that the time was over."""
    return NoReply(f"no answer within {limit:g} s", late=True)


def described(error: Exception) -> str:
    """Tell an exception in one line."""
    return f"{type(error).__name__}: {' '.join(str(error).split())}".removesuffix(": ")
