"""Everything that can go wrong with a call, one class a remedy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .product import BaseError
from .redaction import without_keys, without_queries

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import httpx


class ConfigurationError(BaseError, ValueError):
    """The client cannot be used as it was set up: a key is missing, or the base URL is none."""


@dataclass(frozen=True)
class FieldError:
    """One broken rule of a request.

    Attributes:
        field: where in the request, such as `parent.child` or `list[0].child`.
        value: what was given; None where nothing was.
        rule: which rule it breaks, such as `is not a multiple of 8`.
    """

    field: str
    value: object
    rule: str
    missing: bool = False

    def __str__(self) -> str:
        return (
            f"{self.field} {self.rule}" if self.missing else f"{self.field}={shorten(self.value)} {self.rule}"
        )


class InvalidRequestError(BaseError, ValueError):
    """The request breaks a rule of the spec; nothing was sent. `errors` lists every broken rule."""

    def __init__(
        self, message: str, *, operation: str | None = None, errors: tuple[FieldError, ...] = ()
    ) -> None:
        super().__init__(message, operation=operation)
        self.errors = errors


class TransportError(BaseError):
    """No answer came: the connection could not be made, or broke."""


class RequestTimeoutError(TransportError):
    """No answer came in time."""


class HTTPStatusError(BaseError):
    """The answer's HTTP status is not a success.

    Attributes:
        status_code: the HTTP status.
        body: what the answer holds, without secrets: decoded JSON, or else text; None where it is empty.
    """

    def __init__(
        self,
        message: str,
        *,
        status_code: int = 0,
        operation: str | None = None,
        code: str | None = None,
        msg: str | None = None,
        response: httpx.Response | None = None,
        body: Any = None,
    ) -> None:
        super().__init__(message, operation=operation, code=code, msg=msg, response=response)
        self.status_code = status_code
        self.body = body


class RefusedError(BaseError):
    """The service understood the request and refused it; `code` and `msg` are its own."""


class InvalidResponseError(BaseError):
    """The answer is not what the spec promises: no JSON, or a required part is missing or of another type."""


class TaskFailedError(BaseError):
    """The service could not do the task; `msg` is its own description. The task may have cost money.

    Attributes:
        task: the task. An error that was pickled has lost it; `task_id` is kept.
        info: the task as its query, or its callback, described it.
    """

    def __init__(
        self,
        message: str,
        *,
        operation: str | None = None,
        msg: str | None = None,
        task_id: str | None = None,
        task: Any = None,
        info: Any = None,
    ) -> None:
        super().__init__(message, operation=operation, msg=msg, task_id=task_id)
        self.task = task
        self.info = info

    _left_behind = ("response", "task")


class TaskTimeoutError(BaseError, TimeoutError):
    """The task is not finished in the time that was allowed for it. It goes on: wait again, or later by its id.

    Attributes:
        task: the task. An error that was pickled has lost it; `task_id` is kept.
        progress: how the task stood when it was last heard of; None where it was not.
    """

    def __init__(
        self,
        message: str,
        *,
        operation: str | None = None,
        task_id: str | None = None,
        task: Any = None,
        progress: Any = None,
    ) -> None:
        super().__init__(message, operation=operation, task_id=task_id)
        self.task = task
        self.progress = progress

    _left_behind = ("response", "task")


class DownloadError(BaseError):
    """A picture could not be fetched or saved; nothing was left half-written.

    Attributes:
        url: the picture's URL without what may be a signature; None where the error is about more than one.
        number: its place among the task's pictures, counting from 1; None where the error is about more than one.
        saved: the files of the pictures that were saved all the same, where there were many to save.
        failures: one error for each picture that was not, where there were many to save.
    """

    def __init__(
        self,
        message: str,
        *,
        task_id: str | None = None,
        url: str | None = None,
        number: int | None = None,
        saved: tuple[Path, ...] = (),
        failures: tuple[DownloadError, ...] = (),
    ) -> None:
        super().__init__(message, task_id=task_id)
        self.url = url
        self.number = number
        self.saved = saved
        self.failures = failures


class InvalidCallbackError(BaseError):
    """What was posted is no callback of the service: not what the spec promises, or its URL is not one of ours."""


class InferredOperationWarning(UserWarning):
    """The vendor documents only that the operation exists; its path or fields are inferred."""


def shorten(value: object, limit: int = 80, *, keys: Iterable[str] = ()) -> str:
    """Return the `repr` of a value, without the queries of URLs and without keys, cut to `limit` characters."""
    text = without_keys(without_queries(_representation(value)), keys)
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def _representation(value: object) -> str:
    try:
        return repr(value)
    except Exception:  # a number has more digits than Python writes, or a class of the caller's has a mistake
        return f"<{type(value).__name__}>"
