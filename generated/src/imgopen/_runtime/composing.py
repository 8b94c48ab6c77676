"""The request of an operation that is more than JSON in the body, texts in the parameters and keys in headers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import httpx

from .bodies import MULTIPART, Body, write_body
from .configuration import Configuration
from .connections import Connections
from .errors import InvalidRequestError
from .families import Family
from .hiding import hidden
from .keys import Keys, keys_for
from .parameters import write_parameters
from .redaction import Secret
from .styles import encoded

if TYPE_CHECKING:
    from .operation import Operation


@dataclass(frozen=True)
class Draft:
    """A request whose parts are written, and not put together yet; its URL has no query but that of its path."""

    operation: str
    method: str
    url: str
    headers: tuple[Mapping[str, str], ...]
    keys: Keys
    body: Body | None = None
    query: list[str] = field(default_factory=list)
    cookies: list[str] = field(default_factory=list)


class Composer:
    """Makes requests for one httpx client, whose own headers, cookies and parameters go with them."""

    def __init__(self, configuration: Configuration, family: Family, connections: Connections[Any]) -> None:
        self._configuration = configuration
        self._family = family
        self._connections = connections

    def request(
        self,
        operation: Operation[Any],
        body: Mapping[str, object],
        parameters: Mapping[str, object],
        headers: Mapping[str, str] | None,
        extra_body: Mapping[str, object] | None,
    ) -> tuple[httpx.Request, bool]:
        """Return a request, and whether it can be sent a second time.

        Args:
            operation: what is called.
            body: the values of the body's fields.
            parameters: the values of the parameters.
            headers: those that the caller adds, which can be sent.
            extra_body: what the caller puts on top of the body.

        Raises:
            InvalidRequestError: a value breaks a rule of the spec, or cannot be written as the spec wants it.
            ConfigurationError: the client has not the keys for the operation.
        """
        client = self._connections.current()
        is_async = isinstance(client, self._family.AsyncClient)
        written = write_parameters(operation, parameters)
        body_written = write_body(operation, body, extra_body, is_async=is_async)
        accept = {} if operation.accept is None else {"Accept": operation.accept}
        base = self._configuration.base_url
        if operation.server is not None and not self._configuration.is_own_url:
            base = operation.server.rstrip("/")
        request = self._request(
            Draft(
                operation.name,
                operation.method,
                f"{base}{written.path}",
                (accept, written.headers, headers or {}),
                keys_for(
                    operation.name,
                    operation.security,
                    self._configuration.keys,
                    is_authorized=_is_authorized(client, headers),
                ),
                body_written,
                written.query,
                written.cookies,
            )
        )
        return request, body_written is None or body_written.is_repeatable

    def raw(
        self, method: str, path: str, content: bytes | None, headers: Mapping[str, str] | None
    ) -> httpx.Request:
        """Return a request to a path that the spec does not have, with all keys.

        Raises:
            InvalidRequestError: the path cannot stand in a URL.
        """
        body = None if content is None else Body({"Content-Type": "application/json"}, content)
        url = f"{self._configuration.base_url}{path}"
        return self._request(Draft(path, method, url, (headers or {},), self._configuration.all_keys, body))

    def _request(self, draft: Draft) -> httpx.Request:
        client = self._connections.current()
        query = "&".join([*draft.query, *_own_query(client, draft.query)])
        first = "?" not in draft.url
        url = self._url(
            draft.operation,
            f"{draft.url}{query and ('?' if first else '&')}{query}",
            _secret_query(draft.keys, is_first=first and not query),
        )
        request = self._made(draft, url, self._headers(client, url, draft))
        _add_cookies(request, draft.cookies, draft.keys)
        if draft.keys.query:
            request.url = hidden(self._family, request.url, frozenset(draft.keys.query))
        return request

    def _url(self, operation: str, text: str, secret: Secret) -> httpx.URL:
        try:
            return self._family.URL(f"{text}{secret}")
        except (self._family.InvalidURL, ValueError) as error:
            why = str(error)
        raise InvalidRequestError(f"the parameters cannot stand in a URL: {why}", operation=operation)

    def _headers(self, client: Any, url: httpx.URL, draft: Draft) -> httpx.Headers:
        """Return all headers; of two with one name, the later one counts."""
        headers = self._family.Headers({"Host": url.netloc.decode("ascii"), **client.headers})
        own = self._configuration.headers
        headers.update({name: value for name, value in own.items() if name != "Content-Type"})
        of_body: dict[str, str] = {} if draft.body is None else draft.body.headers
        layers: list[Mapping[str, str]] = [draft.keys.headers, of_body, *draft.headers]
        for layer in layers:
            headers.update(layer)
        return headers

    def _made(self, draft: Draft, url: httpx.URL, headers: httpx.Headers) -> httpx.Request:
        cookies = self._connections.current().cookies
        body = draft.body
        content: dict[str, Any] = {}
        if body is not None:
            content = {"files": body.parts} if body.parts else {"content": body.content}
        request = self._family.Request(draft.method, url, headers=headers, cookies=cookies or None, **content)
        if body is not None and body.multipart_type is not None:
            media_type: str = request.headers["Content-Type"]
            request.headers["Content-Type"] = media_type.replace(MULTIPART, body.multipart_type, 1)
        return request


def _is_authorized(client: Any, headers: Mapping[str, str] | None) -> bool:
    """Say whether the caller's HTTP client, or a header of this call, says who is calling."""
    return (
        client.auth is not None
        or "Authorization" in client.headers
        or any(name.lower() == "authorization" for name in headers or {})
    )


def _own_query(client: Any, written: list[str]) -> list[str]:
    """Return the parameters of the caller's HTTP client, but for those that the call has itself."""
    names = {part.partition("=")[0] for text in written for part in text.split("&")}
    pairs = [(name, value) for name, value in client.params.multi_items() if encoded(name) not in names]
    return [urlencode(pairs)] if pairs else []


def _secret_query(keys: Keys, *, is_first: bool) -> Secret:
    text = "&".join(f"{encoded(name)}={encoded(key)}" for name, key in keys.query.items())
    return Secret(text and f"{'?' if is_first else '&'}{text}")


def _add_cookies(request: httpx.Request, cookies: list[str], keys: Keys) -> None:
    added = [*cookies, *(f"{name}={key}" for name, key in keys.cookies.items())]
    if added:
        own: str = request.headers.get("Cookie", "")
        request.headers["Cookie"] = "; ".join([own, *added] if own else added)
