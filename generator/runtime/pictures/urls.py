"""The URLs of pictures, which may be signed: checked, requested, and not shown."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from ..redaction import Secret, shown_url
from .flaw import Flaw

if TYPE_CHECKING:
    import httpx

    from ..families import Family


def checked_url(family: Family, url: str | None) -> Secret:
    """Return a URL that can be fetched.

    Raises:
        Flaw: there is none, it is not one of http or https, or it holds a user name or a password.
    """
    if url is None:
        raise Flaw("the service gave no URL for it")
    parsed = _parsed(family, url)
    if parsed is None or parsed.scheme not in ("http", "https") or not parsed.host:
        raise Flaw("its URL is not one of http or https")
    if parsed.userinfo:
        raise Flaw("its URL holds a user name or a password")
    return Secret(parsed.copy_with(fragment=None))


def next_url(family: Family, url: Secret, location: str) -> Secret:
    """Return the URL to which an answer redirects.

    Raises:
        Flaw: it cannot be fetched.
    """
    try:
        joined: Secret | None = Secret(urljoin(url, location))
    except ValueError:
        joined = None
    if joined is None:
        raise Flaw("it redirects to what is no URL")
    return checked_url(family, joined)


def hide_query(family: Family, request: httpx.Request) -> None:
    """Let a request show its URL, as in the log of the HTTP library, without what may be a signature."""
    if request.url.query:
        request.url = _discreet(family)(request.url)


def _parsed(family: Family, url: str) -> httpx.URL | None:
    try:
        return family.URL(url)
    except (family.InvalidURL, ValueError):
        return None


@cache
def _discreet(family: Family) -> type[httpx.URL]:
    class DiscreetURL(family.URL):  # type: ignore[name-defined, misc]
        """A URL that goes where it should, and shows only a part of itself."""

        def __str__(self) -> str:
            return shown_url(super().__str__())

        def __repr__(self) -> str:
            return f"URL({str(self)!r})"

    return DiscreetURL
