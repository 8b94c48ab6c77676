"""What a client is set up with: keys, base URL, time limits, retries."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeGuard

import httpx

from .errors import ConfigurationError, shorten
from .families import Family
from .keys import Keys, all_keys
from .product import BASE_URL, BASE_URL_VARIABLE, CREDENTIALS, PACKAGE, VERSION
from .redaction import Secret
from .retries import RetryPolicy

if TYPE_CHECKING:
    from .settings import Credential

_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_HOST = re.compile(rb"[A-Za-z0-9._:-]+")

_NO_KEY = "\0"
_IN_HEADERS = frozenset(("header", "bearer", "cookie"))
_NO_COOKIE = re.compile(r'[\s",;\\]')

DEFAULT_TIMEOUT = httpx.Timeout(30.0, connect=5.0)
DEFAULT_MAX_RETRIES = 2


@dataclass(frozen=True)
class Configuration:
    """The settings of one client; its `repr` shows no secret."""

    base_url: str
    timeout: httpx.Timeout
    max_retries: int
    headers: dict[str, str] = field(repr=False)
    """Those of every request, but for keys."""
    keys: dict[str, Secret] = field(default_factory=dict, repr=False)
    """The keys that are there, by argument."""
    is_own_url: bool = False
    """Whether the base URL is the caller's, or that of the environment."""
    policy: RetryPolicy = field(default_factory=RetryPolicy)

    @property
    def host(self) -> str:
        """What the `Host` header says."""
        return httpx.URL(self.base_url).netloc.decode("ascii")

    @property
    def all_keys(self) -> Keys:
        """The keys of a request that takes them all."""
        return all_keys(self.keys)


def configure(
    *,
    credentials: Mapping[str, str | None],
    base_url: str | None,
    timeout: float | httpx.Timeout | None,
    max_retries: int | None,
    family: Family,
) -> Configuration:
    """Return the settings, with the environment's values for what is not given.

    Raises:
        ConfigurationError: a key is missing or cannot be sent, the base URL is missing or not one of http or https,
            or `max_retries` is negative.
    """
    headers = {
        "Accept": "application/json",
        "Content-Type": "application/json",
        "User-Agent": f"{PACKAGE}/{VERSION} {family.name}/{family.version}",
    }
    own_url = base_url or os.environ.get(BASE_URL_VARIABLE)
    return Configuration(
        keys=_keys(credentials),
        base_url=_checked_url(own_url or BASE_URL),
        is_own_url=bool(own_url),
        timeout=as_timeout(timeout) or DEFAULT_TIMEOUT,
        max_retries=checked_retries(DEFAULT_MAX_RETRIES if max_retries is None else max_retries),
        headers=headers,
    )


def _keys(credentials: Mapping[str, str | None]) -> dict[str, Secret]:
    keys: dict[str, Secret] = {}
    for credential in CREDENTIALS:
        given = credentials.get(credential.argument)
        key = Secret(given if given is not None else os.environ.get(credential.variable, ""))
        is_there = bool(key) or (credential.kind == "basic-password" and given is not None)
        if is_there or credential.is_required:
            keys[credential.argument] = _checked_key(credential, key, is_there)
    return keys


def as_timeout(timeout: float | httpx.Timeout | None) -> httpx.Timeout | None:
    """Return seconds as httpx's timeout; None stays None.

    Raises:
        ConfigurationError: it is no positive number.
    """
    if timeout is None or isinstance(timeout, httpx.Timeout):
        return timeout
    as_dict = getattr(timeout, "as_dict", None)
    if as_dict is not None:
        return httpx.Timeout(**as_dict())
    if not _is_positive(timeout):
        raise ConfigurationError(
            f"timeout must be more than 0 seconds or an httpx.Timeout, not {shorten(timeout)}"
        )
    return httpx.Timeout(timeout)


def checked_retries(max_retries: int) -> int:
    """Return the number of retries.

    Raises:
        ConfigurationError: it is negative, or no integer.
    """
    if not _is_count(max_retries):
        raise ConfigurationError(f"max_retries must be 0 or more, not {shorten(max_retries)}")
    return max_retries


def is_text(value: object) -> TypeGuard[str]:
    """Say whether a value is text."""
    return isinstance(value, str)


def is_header_name(name: object) -> bool:
    """Say whether a text can be the name of a header."""
    return isinstance(name, str) and _HEADER_NAME.fullmatch(name) is not None


def is_header_text(value: object) -> bool:
    """Say whether a value can stand in a header as it is."""
    return is_text(value) and value.isascii() and value.isprintable() and value == value.strip()


def _is_positive(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and value > 0


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def hidden(*keys: str | None) -> tuple[str | None, ...]:
    """Return keys in a form that a traceback with variables masks; one that is no text becomes one that is refused."""
    return tuple(None if key is None else Secret(key if is_text(key) else _NO_KEY) for key in keys)


def _checked_key(credential: Credential, key: Secret, is_there: bool) -> Secret:
    argument = credential.argument
    if not is_there:
        raise ConfigurationError(
            f"no key: pass {argument}=... or set the environment variable {credential.variable}"
        )
    if credential.kind in _IN_HEADERS and not is_header_text(key):
        raise ConfigurationError(f"{argument} is no text, or holds a character that cannot stand in a header")
    if _NO_KEY in key or not _is_unicode(key):
        raise ConfigurationError(f"{argument} is no text, or holds a character that cannot be sent")
    if credential.kind == "cookie" and _NO_COOKIE.search(key):
        raise ConfigurationError(f"{argument} holds a character that cannot stand in a cookie")
    if credential.kind == "basic-username" and ":" in key:
        raise ConfigurationError(f"{argument} holds a colon, which ends a user name")
    return key


def _is_unicode(key: Secret) -> bool:
    try:
        return bool(key.encode()) or not key
    except UnicodeEncodeError:
        return False


def _checked_url(text: str) -> str:
    if not text:
        raise ConfigurationError(
            f"no base URL: pass base_url=... or set the environment variable {BASE_URL_VARIABLE}"
        )
    try:
        url = httpx.URL(text)
    except (httpx.InvalidURL, TypeError) as error:
        raise ConfigurationError(f"base_url is not a URL: {error}") from None
    if url.userinfo:
        raise ConfigurationError(
            "base_url must not hold a user name or a password; use http_client and its auth"
        )
    if url.scheme not in ("http", "https") or not _HOST.fullmatch(url.raw_host):
        raise ConfigurationError(f"base_url {text!r} is not a URL of http or https")
    if url.query or url.fragment:
        raise ConfigurationError(f"base_url {text!r} must not have a query or a fragment")
    return text.rstrip("/")
