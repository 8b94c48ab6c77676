"""From an HTTP answer to a typed result or a typed error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from pydantic import ValidationError
from pydantic_core import from_json

from .errors import HTTPStatusError, InvalidResponseError, RefusedError, shorten
from .product import CREDENTIALS, ENVELOPE, BaseError
from .redaction import without_keys, without_queries

if TYPE_CHECKING:
    import httpx

    from .operation import Operation

ResultT = TypeVar("ResultT")


def read_answer(operation: Operation[ResultT], response: httpx.Response) -> ResultT:
    """Return the result that an answer holds.

    Raises:
        HTTPStatusError: the HTTP status is not a success.
        RefusedError: the service refused the request.
        InvalidResponseError: the answer is not what the spec promises.
    """
    # What the service said stays in frames that have ended: a traceback with variables shows those of this one.
    outcome = _read(operation, response)
    if isinstance(outcome, BaseError):
        raise outcome
    return outcome


def read_any(operation: str, response: httpx.Response) -> Any:
    """Return the decoded JSON of an answer whose shape is not known.

    Raises:
        HTTPStatusError: the HTTP status is not a success.
        RefusedError: the service refused the request.
        InvalidResponseError: the answer is not JSON.
    """
    outcome = _read_any(operation, response)
    if isinstance(outcome, BaseError):
        raise outcome
    return outcome


def _read(operation: Operation[ResultT], response: httpx.Response) -> ResultT | BaseError:
    if not response.is_success:
        return _status_error(operation.name, response)
    try:
        answer = operation.answer.__pydantic_validator__.validate_json(response.content)
    except ValidationError as error:
        return _refused(operation.name, response) or InvalidResponseError(
            f"the answer is not what the spec promises: {_first_fault(error, _keys(response))}",
            operation=operation.name,
            response=response,
        )
    if ENVELOPE is None:
        return cast("ResultT", answer)
    code = str(getattr(answer, ENVELOPE.code))
    if code != ENVELOPE.success:
        return _refusal(operation.name, code, getattr(answer, ENVELOPE.message, None), response)
    return cast("ResultT", getattr(answer, ENVELOPE.data))


def _read_any(operation: str, response: httpx.Response) -> Any:
    if not response.is_success:
        return _status_error(operation, response)
    try:
        answer = from_json(response.content)
    except ValueError as error:
        return InvalidResponseError(
            f"the answer is not JSON: {error}", operation=operation, response=response
        )
    return _refused(operation, response) or answer


def _refused(operation: str, response: httpx.Response) -> RefusedError | None:
    code, message = _envelope(response)
    if ENVELOPE is None or code is None or code == ENVELOPE.success:
        return None
    return _refusal(operation, code, message, response)


def _refusal(operation: str, code: str, message: object, response: httpx.Response) -> RefusedError:
    code, message = _discreet(code, response), _said(message, response)
    said = message or "the service gave no reason"
    return RefusedError(
        f"refused with code {code}: {said}", operation=operation, code=code, msg=message, response=response
    )


def _status_error(operation: str, response: httpx.Response) -> HTTPStatusError:
    code, message = _envelope(response)
    message = _said(message, response)
    said = f": {message}" if message else ""
    return HTTPStatusError(
        f"HTTP status {response.status_code}{said}",
        status_code=response.status_code,
        operation=operation,
        code=None if code is None else _discreet(code, response),
        msg=message,
        response=response,
    )


def _envelope(response: httpx.Response) -> tuple[str | None, object]:
    """Return the code and the message of an answer of any shape, as it has them."""
    try:
        answer = from_json(response.content)
    except ValueError:
        return None, None
    if ENVELOPE is None or not isinstance(answer, dict):
        return None, None
    code = answer.get(ENVELOPE.code_key)
    is_code = isinstance(code, (str, int)) and not isinstance(code, bool)
    return str(code) if is_code else None, answer.get(ENVELOPE.message_key)


def _said(message: object, response: httpx.Response) -> str | None:
    return _discreet(message, response) if isinstance(message, str) else None


def _discreet(text: str, response: httpx.Response) -> str:
    """Return text of the service without the secrets that it may repeat."""
    return without_keys(without_queries(text), _keys(response))


def _keys(response: httpx.Response) -> list[str]:
    headers = response.request.headers
    return [headers.get(credential.header, "") for credential in CREDENTIALS]


def _first_fault(error: ValidationError, keys: list[str]) -> str:
    detail = error.errors(include_url=False)[0]
    where = without_keys(".".join(str(step) for step in detail["loc"]), keys)
    found = f" (it holds {shorten(detail['input'], keys=keys)})" if detail["type"] != "missing" else ""
    said = without_keys(detail["msg"], keys)
    return f"{where}: {said}{found}" if where else f"{said}{found}"
