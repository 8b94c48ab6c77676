"""URLs for callbacks that prove that we made them, since the service signs nothing."""

from __future__ import annotations

import hashlib
import hmac
import json
import math
import re
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

from ..errors import ConfigurationError, InvalidCallbackError, shorten
from ..product import PACKAGE
from ..redaction import Secret, shown_url
from .kinds import kind_named

TWO_DAYS: Final = 172_800.0
"""Seconds for which a signed URL is good, if nothing else is said."""

_PARAMETER: Final = "callback_token"
_VERSION: Final = "1"
_TOKEN: Final = re.compile(r"([0-9]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)")
_SHORTEST_SECRET: Final = 16


@dataclass(frozen=True)
class Grant:
    """What a signed URL was made for.

    Attributes:
        operation: the operation that submitted the task, as `group.method`.
        task_id: the task.
        expires: when the URL stops being good, in seconds since 1970 (UTC).
    """

    operation: str
    task_id: str
    expires: int


class CallbackURLs:
    """Makes URLs for callbacks, each for one task and a limited time, and recognises them.

    Whoever knows a URL can post to it, so use https outside of your own machine, and keep query strings out of
    access logs. A signed URL proves that the sender got it from us, not that what is posted is true.

    Args:
        url: where callbacks are received: an absolute URL of http or https. A query of its own is kept; a
            fragment cannot be sent.
        secret: a random text of at least 16 bytes, as from `secrets.token_urlsafe()`. Of several, the first one
            signs and all are recognised: put a new one in front, and take the old one away when `lifetime` has
            passed.
        lifetime: seconds for which a URL is good, counted from its making; two days if left out. It has to cover
            the task itself and the hours for which the service repeats a callback that nobody took.
        now: tells the seconds since 1970 (UTC).

    Raises:
        ConfigurationError: the URL cannot be used, a secret is missing or too short, or the lifetime is none.
    """

    def __init__(
        self,
        url: str,
        *,
        secret: str | Sequence[str],
        lifetime: float = TWO_DAYS,
        now: Callable[[], float] = time.time,
    ) -> None:
        secret = _hidden(secret)
        self._url = _checked_url(url)
        self._secrets = _checked_secrets(secret)
        self._lifetime = _checked_lifetime(lifetime)
        self._now = now

    def for_task(self, task_id: str, operation: str) -> str:
        """Return the URL for the callback of a task.

        Args:
            task_id: the id under which the task is submitted.
            operation: what submits it, as `group.method`.

        Raises:
            ConfigurationError: there is no such operation, its result is not posted, or the id is empty.
        """
        kind_named(operation)
        if not task_id:
            raise ConfigurationError("a URL for callbacks needs the id of the task", operation=operation)
        expires = math.ceil(self._now() + self._lifetime)
        claim = f"{_VERSION}.{_encoded(_compact([operation, task_id, expires]))}"
        joint = "&" if urlsplit(self._url).query else "" if self._url.endswith("?") else "?"
        return f"{self._url}{joint}{_PARAMETER}={claim}.{_signature(self._secrets[0], claim)}"

    def check(self, url_or_query: str, task_id: str) -> Grant:
        """Return what the URL of a callback was made for.

        Args:
            url_or_query: the URL to which was posted, whole or from its path on, or its query alone.
            task_id: the task that the posted payload names.

        Raises:
            InvalidCallbackError: the URL is not one of ours, it is expired, or it was made for another task.
        """
        grant = self.read(url_or_query)
        if grant.task_id != task_id:
            raise InvalidCallbackError(
                f"the URL was made for another task than {shorten(task_id)}", operation=grant.operation
            )
        return grant

    def read(self, url_or_query: str) -> Grant:
        """Return what a URL was made for, before it is known which task a payload names.

        Raises:
            InvalidCallbackError: the URL is not one of ours, or it is expired.
        """
        version, claim, signature = _parts(_token(url_or_query))
        signed = f"{version}.{claim}"
        # Every secret is tried, so that the time tells nothing about which one it was.
        matches = [hmac.compare_digest(_signature(secret, signed), signature) for secret in self._secrets]
        if not any(matches):
            raise InvalidCallbackError(
                "the URL is not one of ours: its token is forged, or its secret is gone"
            )
        grant = Grant(*json.loads(_decoded(claim)))
        if self._now() >= grant.expires:
            raise InvalidCallbackError("the URL is expired", operation=grant.operation, task_id=grant.task_id)
        return grant

    def __repr__(self) -> str:
        return f"{type(self).__name__}({shown_url(getattr(self, '_url', ''))!r})"


def _token(url_or_query: str) -> str:
    before, mark, after = url_or_query.partition("#")[0].partition("?")
    query = after if mark else before
    tokens = [value for name, value in parse_qsl(query, keep_blank_values=True) if name == _PARAMETER]
    if not tokens:
        raise InvalidCallbackError("the URL is not one of ours: it has no token")
    if len(tokens) > 1:
        raise InvalidCallbackError("the URL is not one of ours: it has more than one token")
    return tokens[0]


def _parts(token: str) -> tuple[str, str, str]:
    match = _TOKEN.fullmatch(token)
    if match is None:
        raise InvalidCallbackError("the URL is not one of ours: its token is malformed")
    version, claim, signature = match.groups()
    if version != _VERSION:
        raise InvalidCallbackError("the URL is not one of ours: its token is of another version")
    return version, claim, signature


def _signature(secret: str, claim: str) -> str:
    """Return the signature as text: decoded, several texts would be the same signature."""
    message = f"{PACKAGE}.callbacks.{claim}".encode()
    return _encoded(hmac.new(secret.encode(), message, hashlib.sha256).digest())


def _compact(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode("ascii")


def _encoded(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def _decoded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _checked_url(url: str) -> str:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        names = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    except (ValueError, TypeError, AttributeError):
        raise ConfigurationError("the URL for callbacks is not a URL") from None
    if not usable or not url.isprintable() or " " in url:
        raise ConfigurationError(
            f"the URL for callbacks is not an absolute one of http or https: {shown_url(url)}"
        )
    if "#" in url:
        raise ConfigurationError(f"the URL for callbacks must not have a fragment: {shown_url(url)}")
    if _PARAMETER in names:
        raise ConfigurationError(f"the URL for callbacks must not have a {_PARAMETER} of its own")
    return url


def _hidden(secret: object) -> Secret | tuple[str, ...]:
    """Return secrets in a form that a traceback with variables masks; what is no text stays as it is."""
    if isinstance(secret, str):
        return Secret(secret)
    if not isinstance(secret, Iterable):
        raise ConfigurationError("secret is neither a text nor a list of texts")
    texts: Iterable[Any] = secret
    return tuple(Secret(text) if isinstance(text, str) else text for text in texts)


def _checked_secrets(secret: Secret | tuple[str, ...]) -> tuple[Secret, ...]:
    given = (secret,) if isinstance(secret, str) else secret
    if not given:
        raise ConfigurationError("secret is an empty list; URLs for callbacks need at least one")
    for text in given:
        _check_secret(text)
    return tuple(map(Secret, given))


def _check_secret(text: object) -> None:
    try:
        length = len(text.encode()) if isinstance(text, str) else 0
    except UnicodeEncodeError:
        length = 0
    if length < _SHORTEST_SECRET:
        raise ConfigurationError(f"secret must be a text of at least {_SHORTEST_SECRET} bytes")


def _checked_lifetime(lifetime: float) -> float:
    if not 0 < lifetime < math.inf:
        raise ConfigurationError(f"lifetime must be more than 0 seconds, not {lifetime!r}")
    return lifetime
