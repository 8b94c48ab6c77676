"""What is said of a receiver's address, checked: URL, headers, time limit, and what of it is secret."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import parse_qsl, quote, urlsplit

from imgopen_contract.receiver.errors import ReceiverError

if TYPE_CHECKING:
    import httpx

Target: TypeAlias = "str | httpx.Client | httpx.AsyncClient | Callable[..., Any]"
"""A receiver: its URL, a client that reaches it, or an ASGI application."""

TASK_ID = "{task_id}"
"""What stands in a URL for the task's id."""

_IN_PROCESS = "http://receiver.invalid"
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_OWN_HEADERS = frozenset(
    {"content-type", "content-length", "transfer-encoding", "accept-encoding", "connection"}
)
_SHORTEST_SECRET = 4


def is_client(receiver: Any) -> bool:
    """Tell whether it is a client of httpx, or one that is like it, as test clients may be."""
    return hasattr(receiver, "build_request") and hasattr(receiver, "send")


def address_of(receiver: Target, url: str) -> str:
    """Return the URL that parcels are posted to, which may be relative for a client that has a base.

    Raises:
        ReceiverError: It is no URL, or the receiver is nothing that can be posted to.
    """
    if isinstance(receiver, str):
        if url:
            raise ReceiverError(
                "give the URL once: as the receiver, or as url beside a client or an application"
            )
        return _checked_url(receiver)
    if not callable(receiver) and not is_client(receiver):
        raise ReceiverError(
            f"{type(receiver).__name__} is neither a URL, nor a client, nor an ASGI application"
        )
    if not is_client(receiver) and "://" not in url:
        return f"{_IN_PROCESS}/{url.lstrip('/')}"
    return _checked_url(url) if "://" in url else url


def _checked_url(url: str) -> str:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or any(letter.isspace() or not letter.isprintable() for letter in url):
        raise ReceiverError(
            "the receiver's URL is none of http or https, such as http://127.0.0.1:8000/callbacks"
        )
    return url


def checked_timeout(timeout: float) -> float:
    """Make sure that something is a time limit.

    Raises:
        ReceiverError: It is none.
    """
    if not (timeout > 0 and math.isfinite(timeout)):
        raise ReceiverError(f"a time limit of {timeout} seconds is none")
    return timeout


def checked_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Make sure that headers can be sent; their values are not repeated, not even where they are wrong.

    Raises:
        ReceiverError: One of them cannot.
    """
    for name, value in headers.items():
        if not _NAME.fullmatch(name):
            raise ReceiverError("a header's name has a character that no name can have")
        if name.lower() in _OWN_HEADERS:
            raise ReceiverError(f"header {name}: the checks set it themselves")
        if not all(letter == "\t" or " " <= letter <= "~" for letter in value) or value != value.strip():
            raise ReceiverError(f"header {name}: its value has a character that no header can have")
    return {name.lower(): value for name, value in headers.items()}


def values_in(url: str) -> list[str]:
    """Return the password and the values of the query; those that name the task are no secret."""
    parts = urlsplit(url)
    values = [value for _, value in parse_qsl(parts.query) if TASK_ID not in value]
    return values if parts.password is None else [*values, parts.password]


def secret_forms(values: Iterable[str]) -> tuple[str, ...]:
    """Return what must not be shown, the longest first: values and their words, also as JSON and URLs have them.

    What is as short as a number may be anything, and is left.
    """
    words = {word for value in values for word in (value, *value.split())}
    forms = words | {json.dumps(word)[1:-1] for word in words} | {quote(word, safe="") for word in words}
    return tuple(sorted((word for word in forms if len(word) >= _SHORTEST_SECRET), key=len, reverse=True))
