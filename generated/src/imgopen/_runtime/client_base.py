"""What the sync and the async client have in common: everything but sending and waiting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import httpx

from .attempts import Attempts
from .configuration import configure, is_text
from .connections import AsyncHTTPClient, Connections, HTTPClient
from .errors import ConfigurationError
from .families import Family, family_of, own_family
from .operation import Operation
from .requests import Call, RequestBuilder
from .tasks.ids import checked_prefix, make_id, method_of

if TYPE_CHECKING:
    from .callbacks import CallbackURLs

HttpT = TypeVar("HttpT", HTTPClient, AsyncHTTPClient)


class ClientBase(Generic[HttpT]):
    """Settings, an HTTP client of the caller's or of its own, and the making of calls."""

    def __init__(
        self,
        *,
        credentials: Mapping[str, str | None],
        base_url: str | None,
        timeout: float | httpx.Timeout | None,
        max_retries: int | None,
        http_client: HttpT | None,
        task_id_prefix: str | None,
        callbacks: CallbackURLs | None,
        is_async: bool,
    ) -> None:
        self._family = own_family() if http_client is None else _checked_family(http_client, is_async)
        if timeout is None and http_client is not None:
            timeout = getattr(http_client, "timeout", None)
        self._configuration = configure(
            credentials=credentials,
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            family=self._family,
        )
        made = self._family.AsyncClient if is_async else self._family.Client
        seconds = self._configuration.timeout
        self._connections: Connections[HttpT] = Connections(
            http_client, lambda: made(timeout=seconds), is_async=is_async
        )
        self._task_id_prefix = checked_prefix(task_id_prefix)
        self._builder = RequestBuilder(
            self._configuration, self._family, self._connections, self._task_id_prefix, callbacks
        )

    @property
    def base_url(self) -> str:
        """The URL that every path is put behind."""
        return self._configuration.base_url

    def new_task_id(self, method: Callable[..., Any]) -> str:
        """Return an id for a task that `method` of this client is going to submit.

        Raises:
            ConfigurationError: the method submits no task.
        """
        return make_id(self._task_id_prefix, _submitting(method).name.rpartition(".")[2])

    def _shorter_timeout(self, most: float | None) -> httpx.Timeout:
        """Return the client's timeouts, none of them longer than `most` seconds."""
        parts = self._configuration.timeout.as_dict()
        if most is None:
            return self._configuration.timeout
        return httpx.Timeout(**{name: min(part or most, most) for name, part in parts.items()})

    def _start(self, call: Call) -> Attempts:
        if self._connections.is_closed:
            raise ConfigurationError("the client is closed", operation=call.operation)
        return Attempts(call, self._configuration.policy, self._family)

    def __repr__(self) -> str:
        # A traceback with variables also shows a client whose making has failed.
        configuration = getattr(self, "_configuration", None)
        return f"{type(self).__name__}(base_url={configuration and configuration.base_url!r})"


def followed(method: Callable[..., Any] | None, task_id: str) -> tuple[str, tuple[Any, ...]]:
    """Return what is needed to follow a task by its id: the operation that submitted it, and the queries to ask.

    Raises:
        ConfigurationError: the method submits no task, or the id is none.
    """
    from .catalogue import every
    from .tasks.questions import every_question

    if not is_text(task_id) or not task_id:
        raise ConfigurationError("the id of a task is a text that is not empty")
    if method is not None:
        operation = _submitting(method)
        return operation.name, operation.submission.questions if operation.submission is not None else ()
    name = method_of(task_id)
    for operation in every() if name is not None else ():
        if operation.submission is not None and operation.name.rpartition(".")[2] == name:
            return operation.name, operation.submission.questions
    return "task", every_question()


def _submitting(method: Callable[..., Any]) -> Operation[Any]:
    """Return the operation of a client's method that submits tasks."""
    from .catalogue import every, name_of

    name = name_of(method)
    for operation in every():
        if operation.name == name and operation.submission and operation.submission.questions:
            return operation
    shown = getattr(method, "__name__", "") or repr(method)
    raise ConfigurationError(f"{shown} is no method of the client that submits a task")


def _checked_family(http_client: object, is_async: bool) -> Family:
    family = family_of(http_client)
    wanted = "AsyncClient" if is_async else "Client"
    if family is None or not isinstance(http_client, family.AsyncClient if is_async else family.Client):
        kind = type(http_client)
        given = f"{kind.__module__.partition('.')[0]}.{kind.__name__}"
        raise ConfigurationError(
            f"http_client is a {given}; this client takes an httpx.{wanted} or an httpx2.{wanted}"
        )
    return family
