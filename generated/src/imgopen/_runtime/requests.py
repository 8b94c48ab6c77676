"""From an operation and the caller's values to the request that httpx sends."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import httpx

from .configuration import Configuration, as_timeout, checked_retries, is_header_name, is_header_text
from .connections import Connections
from .errors import InferredOperationWarning, InvalidRequestError
from .families import Family
from .plain_text import plain_text
from .tasks.filling import Filling
from .validation import encode, encode_any, is_mapping, validate

if TYPE_CHECKING:
    from .callbacks import CallbackURLs
    from .composing import Composer
    from .models import RequestModel
    from .operation import Operation

Values = Mapping[str, object]


@dataclass(frozen=True)
class Options:
    """What a caller may set for one call alone; None leaves the client's setting."""

    timeout: float | httpx.Timeout | None = None
    max_retries: int | None = None
    extra_headers: Mapping[str, str] | None = field(default=None, repr=False)
    extra_body: Mapping[str, object] | None = None
    is_quiet: bool = False
    """Whether the client chose the operation itself, so that the caller is not warned of it."""


@dataclass(frozen=True)
class Call:
    """A request that keeps the rules, ready to be sent as often as its retries allow."""

    operation: str
    request: httpx.Request
    max_retries: int
    task_id: str | None = None
    is_followed: bool = False
    """Whether a query knows of the task."""


class RequestBuilder:
    """Makes calls for one httpx client, whose own headers, cookies and parameters go with them."""

    def __init__(
        self,
        configuration: Configuration,
        family: Family,
        connections: Connections[Any],
        task_id_prefix: str = "",
        callbacks: CallbackURLs | None = None,
    ) -> None:
        self._configuration = configuration
        self._family = family
        self._connections = connections
        self._filling = Filling(task_id_prefix, callbacks)
        self._default_timeout = configuration.timeout.as_dict()
        self._keys = configuration.all_keys
        self._is_plain = self._keys.are_headers
        self._merged: tuple[list[tuple[bytes, bytes]], httpx.Headers] | None = None
        self._urls: dict[str, httpx.URL] = {}

    def typed(
        self, operation: Operation[Any], body: Values | None, parameters: Values | None, options: Options
    ) -> Call:
        """Return the call of an operation.

        Raises:
            InvalidRequestError: a value breaks a rule of the spec.
        """
        if operation.inferred is not None and not options.is_quiet:
            _warn_once(operation.name, operation.inferred)
        if not (operation.is_plain and self._is_plain):
            return self._composed(operation, body or {}, parameters or {}, options)
        url, query, headers = self._urls.get(operation.path), None, options.extra_headers
        if operation.parameters is not None:
            model = validate(operation.name, operation.parameters, parameters or {})
            url = self._url(operation.name, _fill_path(operation, model))
            query = _texts(model, operation.query_fields)
            headers = {**_texts(model, operation.header_fields), **(headers or {})}
        if url is None:
            url = self._urls.setdefault(operation.path, self._url(operation.name, operation.path))
        content, task_id = None, None
        if operation.body is not None:
            if operation.submission is not None:
                body, task_id = self._filling.fill(operation, body or {}, options.extra_body)
            checked = validate(operation.name, operation.body, body or {})
            content = encode(operation.name, checked, options.extra_body)
        is_followed = operation.submission is not None and bool(operation.submission.questions)
        return self._call(
            operation.name, operation.method, url, content, headers, options, query, task_id, is_followed
        )

    def raw(self, method: str, path: str, body: object, options: Options) -> Call:
        """Return a call to a path that the spec does not have.

        Raises:
            InvalidRequestError: the path does not start with a slash, or the body has no form in JSON.
        """
        if not path.startswith("/") or path.startswith("//"):
            raise InvalidRequestError(
                "the path must start with a single slash; it is put behind the base URL", operation=path
            )
        content = encode_any(path, body)
        if not self._is_plain:
            headers = _checked_headers(path, options.extra_headers)
            return self._finished(path, self._composer.raw(method, path, content, headers), options)
        url = self._url(path, path)
        return self._call(path, method, url, content, options.extra_headers, options, None)

    def _composed(
        self, operation: Operation[Any], body: Values, parameters: Values, options: Options
    ) -> Call:
        task_id = None
        if operation.body is not None and operation.submission is not None:
            body, task_id = self._filling.fill(operation, body, options.extra_body)
        headers = _checked_headers(operation.name, options.extra_headers)
        request, is_repeatable = self._composer.request(
            operation, body, parameters, headers, options.extra_body
        )
        is_followed = operation.submission is not None and bool(operation.submission.questions)
        call = self._finished(operation.name, request, options, task_id, is_followed)
        return call if is_repeatable else replace(call, max_retries=0)

    def _finished(
        self,
        name: str,
        request: httpx.Request,
        options: Options,
        task_id: str | None = None,
        is_followed: bool = False,
    ) -> Call:
        timeout, retries = as_timeout(options.timeout), options.max_retries
        request.extensions["timeout"] = self._default_timeout if timeout is None else timeout.as_dict()
        most = self._configuration.max_retries if retries is None else checked_retries(retries)
        return Call(name, request, most, task_id, is_followed)

    @cached_property
    def _composer(self) -> Composer:
        from .composing import Composer

        return Composer(self._configuration, self._family, self._connections)

    def _url(self, operation: str, path: str) -> httpx.URL:
        try:
            return self._family.URL(f"{self._configuration.base_url}{path}")
        except (self._family.InvalidURL, ValueError) as error:
            raise InvalidRequestError(
                f"the path cannot stand in a URL: {error}", operation=operation
            ) from None

    def _call(
        self,
        name: str,
        method: str,
        url: httpx.URL,
        content: bytes | None,
        headers: Mapping[str, str] | None,
        options: Options,
        query: dict[str, str] | None,
        task_id: str | None = None,
        is_followed: bool = False,
    ) -> Call:
        timeout = as_timeout(options.timeout)
        seconds = self._default_timeout if timeout is None else timeout.as_dict()
        client = self._connections.current()
        headers = _checked_headers(name, headers)
        if content is None or query or client.params or client.cookies:
            request = self._built_request(name, method, url, content, headers, query)
            request.extensions["timeout"] = seconds
        else:
            request = self._ready_request(method, url, content, self._headers(client, headers), seconds)
        retries = options.max_retries
        return Call(
            name,
            request,
            self._configuration.max_retries if retries is None else checked_retries(retries),
            task_id,
            is_followed,
        )

    def _built_request(
        self,
        name: str,
        method: str,
        url: httpx.URL,
        content: bytes | None,
        headers: Mapping[str, str] | None,
        query: dict[str, str] | None,
    ) -> httpx.Request:
        client = self._connections.current()
        try:
            request: httpx.Request = client.build_request(
                method,
                url,
                content=content,
                headers=self._headers_with(content, client, headers),
                params=query or None,
            )
        except (self._family.InvalidURL, ValueError) as error:
            why = str(error)
        else:
            return request
        raise InvalidRequestError(f"the parameters cannot stand in a URL: {why}", operation=name)

    def _headers_with(
        self, content: bytes | None, client: Any, extra: Mapping[str, str] | None
    ) -> httpx.Headers:
        """Return the headers of a request; one without a body does not say what its body is."""
        headers = self._headers(client, extra)
        if content is None and not any(name.lower() == "content-type" for name in extra or {}):
            headers = headers.copy()
            headers.pop("Content-Type", None)
        return headers

    def _headers(self, client: Any, extra: Mapping[str, str] | None) -> httpx.Headers:
        own = client.headers.raw
        if self._merged is None or self._merged[0] != own:
            headers = self._family.Headers({"Host": self._configuration.host, **client.headers})
            headers.update(self._configuration.headers)
            headers.update(self._keys.headers)
            self._merged = (own, headers)
        headers = self._merged[1]
        if extra:
            headers = headers.copy()
            headers.update(extra)
        return headers

    def _ready_request(
        self,
        method: str,
        url: httpx.URL,
        content: bytes,
        headers: httpx.Headers,
        timeout: dict[str, float | None],
    ) -> httpx.Request:
        """Return what `build_request` gives for a client without cookies and parameters, at a fifth of its cost."""
        stream = self._family.ByteStream(content)
        request = self._family.Request(
            method, url, headers=headers, stream=stream, extensions={"timeout": timeout}
        )
        request.headers["Content-Length"] = str(len(content))
        request.read()
        return request


def _checked_headers(operation: str, headers: Mapping[str, str] | None) -> Mapping[str, str] | None:
    """Return headers of the caller's; a value that cannot be sent is not shown, as it may be a secret."""
    if headers is not None and not is_mapping(headers):
        raise InvalidRequestError("extra_headers is not a mapping", operation=operation)
    for name, value in (headers or {}).items():
        if not is_header_name(name) or not is_header_text(value):
            raise InvalidRequestError(f"the header {name!r} cannot be sent as it is", operation=operation)
    return headers


def _fill_path(operation: Operation[Any], model: RequestModel) -> str:
    path = operation.path
    for name, attribute, is_reserved_allowed in operation.path_fields:
        text = plain_text(getattr(model, attribute))
        if any(part in ("", ".", "..") for part in text.split("/")):
            raise InvalidRequestError(
                f"{attribute}={text!r} cannot stand in a path", operation=operation.name
            )
        path = path.replace(f"{{{name}}}", quote(text, safe="/" if is_reserved_allowed else ""))
    return path


def _texts(model: RequestModel, fields: tuple[tuple[str, str], ...]) -> dict[str, str]:
    values = ((name, getattr(model, attribute)) for name, attribute in fields)
    return {name: plain_text(value) for name, value in values if value is not None}


_warned: set[str] = set()


def _warn_once(operation: str, why: str) -> None:
    if operation in _warned:
        return
    _warned.add(operation)
    # The frames between: this function, the builder, the client's call, the operation's method.
    warnings.warn(f"{operation} is inferred: {why}", InferredOperationWarning, stacklevel=5)
