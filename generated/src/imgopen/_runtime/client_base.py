"""What the sync and the async client have in common: everything but sending and waiting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeVar

import httpx

from .attempts import Attempts
from .configuration import configure
from .errors import ConfigurationError
from .requests import Call, RequestBuilder

HttpT = TypeVar("HttpT", httpx.Client, httpx.AsyncClient)


class ClientBase(Generic[HttpT]):
    """Settings, an HTTP client of the caller's or of its own, and the making of calls."""

    def __init__(
        self,
        http_class: type[HttpT],
        *,
        credentials: Mapping[str, str | None],
        base_url: str | None,
        timeout: float | httpx.Timeout | None,
        max_retries: int | None,
        http_client: HttpT | None,
    ) -> None:
        if http_client is not None and not isinstance(http_client, http_class):
            given, wanted = type(http_client).__name__, http_class.__name__
            raise ConfigurationError(f"http_client is an httpx.{given}; this client takes an httpx.{wanted}")
        if timeout is None and http_client is not None:
            timeout = http_client.timeout
        self._configuration = configure(
            credentials=credentials, base_url=base_url, timeout=timeout, max_retries=max_retries
        )
        self._owns_http = http_client is None
        self._http: HttpT = http_client or http_class(timeout=self._configuration.timeout)
        self._builder = RequestBuilder(self._configuration, self._http)

    @property
    def base_url(self) -> str:
        """The URL that every path is put behind."""
        return self._configuration.base_url

    def _start(self, call: Call) -> Attempts:
        if self._http.is_closed:
            raise ConfigurationError("the client is closed", operation=call.operation)
        return Attempts(call, self._configuration.policy)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self.base_url!r})"
