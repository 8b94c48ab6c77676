"""What went wrong between a callback and its receiver, told in one line for people."""

from __future__ import annotations

import os
import ssl
from collections.abc import Iterator

import httpx

_HEADERS_TOO_LONG = 431


def describe(error: Exception, peer: str) -> str:
    """Say what an error of an exchange means.

    Args:
        error: What httpx, or what it is built on, raised.
        peer: The address and port that the exchange was with.
    """
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"the certificate of {peer} is not trusted: {cause.verify_message.rstrip('.')}"
        if isinstance(cause, ssl.SSLError):
            return f"TLS with {peer} failed: {(cause.reason or 'it failed').replace('_', ' ').lower()}"
        if isinstance(cause, ConnectionRefusedError):
            return f"connection refused by {peer}"
        if isinstance(cause, (ConnectionResetError, BrokenPipeError)):
            return f"connection reset by {peer}"
    if isinstance(error, httpx.ConnectTimeout):
        return f"no connection to {peer} in time"
    if isinstance(error, (httpx.ConnectError, OSError)):
        return f"no connection to {peer}: {_system_reason(error)}"
    if isinstance(error, httpx.RemoteProtocolError):
        return _misspoken(error, peer)
    if isinstance(error, (httpx.LocalProtocolError, ValueError)):
        return "the callback cannot be written as an HTTP request"
    return f"the connection to {peer} broke off"


def _misspoken(error: httpx.RemoteProtocolError, peer: str) -> str:
    """Tell an answer that is missing or incomplete from one that breaks the rules of HTTP."""
    if any(getattr(cause, "error_status_hint", None) == _HEADERS_TOO_LONG for cause in _causes(error)):
        return f"the headers of the answer of {peer} are too long"
    message = str(error)
    if message.startswith("Server disconnected"):
        return f"{peer} closed the connection without an answer"
    if message.startswith("peer closed"):
        return f"{peer} closed the connection in the middle of its answer"
    return f"{peer} answered something that is not HTTP"


def _system_reason(error: BaseException) -> str:
    numbers = [cause.errno for cause in _causes(error) if isinstance(cause, OSError) and cause.errno]
    return os.strerror(numbers[-1]) if numbers else "it was closed at once"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield the error and what led to it, the latest first."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
