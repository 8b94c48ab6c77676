"""A finished task as the service posts it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from ..errors import InvalidCallbackError, TaskFailedError
from ..roles import State
from .kinds import is_of, operation_of
from .payload import MAX_BYTES, Payload, read_payload

if TYPE_CHECKING:
    from ..async_client import AsyncClient
    from ..pictures import AsyncImages, Images
    from ..sync_client import SyncClient
    from ..tasks.async_task import AsyncTask
    from ..tasks.task import Task

InfoT = TypeVar("InfoT")
OtherT = TypeVar("OtherT")


class CallbackBase(Generic[InfoT]):
    """What the sync and the async callback have in common.

    Attributes:
        task_id: the id under which the task was submitted.
        operation: the operation that submitted it, as `group.method`; None where the URL does not tell.
        state: how the task stands: pending, running, succeeded or failed.
        info: the task as the service describes it, of the same model as a query's result.
        message: the state in words of the service, where it says some.
    """

    def __init__(self, payload: Payload) -> None:
        self.task_id: str = payload.task_id
        self.operation: str | None = payload.operation
        self.state: State = payload.state
        self.info: InfoT = payload.info
        self.message: str | None = payload.message
        self._kind = payload.kind

    def raise_for_failure(self) -> None:
        """Do nothing, unless the task failed.

        In the handler of a receiver, look at `state` instead: after an error the service comes again, for hours,
        and says the same.

        Raises:
            TaskFailedError: the service could not do the task; `msg` says why.
        """
        if self.state == "failed":
            raise TaskFailedError(
                f"the task {self.task_id!r} failed: {self.message or 'the service gave no reason'}",
                operation=self.operation,
                msg=self.message,
                task_id=self.task_id,
                info=self.info,
            )

    def _is_of(self, method: Callable[..., object]) -> bool:
        name = operation_of(method)
        return name == self.operation if self.operation is not None else is_of(name, self._kind)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(task_id={self.task_id!r}, state={self.state!r})"


class Callback(CallbackBase[InfoT]):
    """A finished task as the service posts it."""

    def __init__(self, payload: Payload, client: SyncClient | None = None) -> None:
        super().__init__(payload)
        self._client = client

    def of(self, method: Callable[..., Task[Any, OtherT]]) -> Callback[OtherT] | None:
        """Return this callback with the types of the method that submitted its task, or None for another method's.

        Where the URL does not tell the method, all whose callbacks look alike count as the same.

        Args:
            method: a method of a client, such as `client.group.method`.
        """
        return cast("Callback[OtherT]", self) if self._is_of(method) else None

    @cached_property
    def images(self) -> Images:
        """The task's pictures; none where it failed or makes none."""
        from ..pictures import Images, default_source, pictures_in

        source = default_source() if self._client is None else self._client._download_source()
        return Images(pictures_in(self.info, self._kind.report.pictures), self.task_id, source)


class AsyncCallback(CallbackBase[InfoT]):
    """A finished task as the service posts it; its pictures are awaited."""

    def __init__(self, payload: Payload, client: AsyncClient | None = None) -> None:
        super().__init__(payload)
        self._client = client

    def of(self, method: Callable[..., Awaitable[AsyncTask[Any, OtherT]]]) -> AsyncCallback[OtherT] | None:
        """Return this callback with the types of the method that submitted its task, or None for another method's.

        Where the URL does not tell the method, all whose callbacks look alike count as the same.

        Args:
            method: a method of an async client, such as `client.group.method`.
        """
        return cast("AsyncCallback[OtherT]", self) if self._is_of(method) else None

    @cached_property
    def images(self) -> AsyncImages:
        """The task's pictures; none where it failed or makes none."""
        from ..pictures import AsyncImages, default_async_source, pictures_in

        source = default_async_source() if self._client is None else self._client._download_source()
        return AsyncImages(pictures_in(self.info, self._kind.report.pictures), self.task_id, source)


def parse(
    body: bytes,
    *,
    operation: str | None = None,
    client: SyncClient | None = None,
    max_bytes: int = MAX_BYTES,
) -> Callback[Any]:
    """Return what was posted, for an endpoint of your own; nothing is checked but the payload itself.

    Args:
        body: the payload.
        operation: what submitted the task, as `group.method`; if left out, the payload has to tell by its form.
        client: what fetches its pictures; a new connection for each of them if left out.
        max_bytes: how long a payload may be.

    Raises:
        InvalidCallbackError: it is not what the spec promises, or it is too long.
        ConfigurationError: there is no such operation, or its result is not posted.
    """
    return Callback(_checked(body, operation, max_bytes), client)


def parse_async(
    body: bytes,
    *,
    operation: str | None = None,
    client: AsyncClient | None = None,
    max_bytes: int = MAX_BYTES,
) -> AsyncCallback[Any]:
    """Return what was posted as `parse` does, at once, but with pictures that are awaited.

    Args:
        body: the payload.
        operation: what submitted the task, as `group.method`; if left out, the payload has to tell by its form.
        client: what fetches its pictures; a new connection for each of them if left out.
        max_bytes: how long a payload may be.

    Raises:
        InvalidCallbackError: it is not what the spec promises, or it is too long.
        ConfigurationError: there is no such operation, or its result is not posted.
    """
    return AsyncCallback(_checked(body, operation, max_bytes), client)


def _checked(body: bytes, operation: str | None, max_bytes: int) -> Payload:
    if len(body) > max_bytes:
        raise InvalidCallbackError(f"the payload has more than {max_bytes} bytes", operation=operation)
    return read_payload(body, operation)
