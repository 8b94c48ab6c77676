"""Everything that can go wrong with a call, one class a remedy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .product import BaseError

if TYPE_CHECKING:
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
    """The answer's HTTP status is not a success."""

    def __init__(
        self,
        message: str,
        *,
        status_code: int = 0,
        operation: str | None = None,
        code: str | None = None,
        msg: str | None = None,
        response: httpx.Response | None = None,
    ) -> None:
        super().__init__(message, operation=operation, code=code, msg=msg, response=response)
        self.status_code = status_code


class RefusedError(BaseError):
    """The service understood the request and refused it; `code` and `msg` are its own."""


class InvalidResponseError(BaseError):
    """The answer is not what the spec promises: no JSON, or a required part is missing or of another type."""


class InferredOperationWarning(UserWarning):
    """The vendor documents only that the operation exists; its path or fields are inferred."""


def shorten(value: object, limit: int = 80) -> str:
    """Return the `repr` of a value, cut to `limit` characters."""
    text = repr(value)
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
