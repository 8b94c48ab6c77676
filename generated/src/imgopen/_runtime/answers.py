"""From an HTTP answer to a typed result or a typed error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from pydantic import ValidationError
from pydantic_core import from_json

from .errors import HTTPStatusError, InvalidResponseError, RefusedError, shorten
from .product import CREDENTIALS, ENVELOPE

if TYPE_CHECKING:
    import httpx

    from .operation import Operation

ResultT = TypeVar("ResultT")

_SHORTEST_SECRET = 8


def read_answer(operation: Operation[ResultT], response: httpx.Response) -> ResultT:
    """Return the result that an answer holds.

    Raises:
        HTTPStatusError: the HTTP status is not a success.
        RefusedError: the service refused the request.
        InvalidResponseError: the answer is not what the spec promises.
    """
    if not response.is_success:
        raise _status_error(operation.name, response)
    try:
        answer = operation.answer.__pydantic_validator__.validate_json(response.content)
    except ValidationError as error:
        _raise_if_refused(operation.name, response)
        raise InvalidResponseError(
            f"the answer is not what the spec promises: {_without_keys(_first_fault(error), response)}",
            operation=operation.name,
            response=response,
        ) from None
    if ENVELOPE is None:
        return cast("ResultT", answer)
    code = getattr(answer, ENVELOPE.code)
    if str(code) != ENVELOPE.success:
        raise _refusal(operation.name, str(code), getattr(answer, ENVELOPE.message, None), response)
    return cast("ResultT", getattr(answer, ENVELOPE.data))


def read_any(operation: str, response: httpx.Response) -> Any:
    """Return the decoded JSON of an answer whose shape is not known.

    Raises:
        HTTPStatusError: the HTTP status is not a success.
        RefusedError: the service refused the request.
        InvalidResponseError: the answer is not JSON.
    """
    if not response.is_success:
        raise _status_error(operation, response)
    _raise_if_refused(operation, response)
    try:
        return from_json(response.content)
    except ValueError as error:
        raise InvalidResponseError(
            f"the answer is not JSON: {error}", operation=operation, response=response
        ) from None


def _raise_if_refused(operation: str, response: httpx.Response) -> None:
    code, message = _envelope(response)
    if ENVELOPE is not None and code is not None and code != ENVELOPE.success:
        raise _refusal(operation, code, message, response)


def _without_keys(text: str, response: httpx.Response) -> str:
    """Return text of the service without the keys that it may repeat; one as short as a word is no secret."""
    for credential in CREDENTIALS:
        key = response.request.headers.get(credential.header, "")
        text = text.replace(key, "***") if len(key) >= _SHORTEST_SECRET else text
    return text


def _refusal(operation: str, code: str, message: str | None, response: httpx.Response) -> RefusedError:
    message = None if message is None else _without_keys(message, response)
    said = message or "the service gave no reason"
    return RefusedError(
        f"refused with code {code}: {said}", operation=operation, code=code, msg=message, response=response
    )


def _status_error(operation: str, response: httpx.Response) -> HTTPStatusError:
    code, message = _envelope(response)
    said = f": {message}" if message else ""
    return HTTPStatusError(
        f"HTTP status {response.status_code}{said}",
        status_code=response.status_code,
        operation=operation,
        code=code,
        msg=message,
        response=response,
    )


def _envelope(response: httpx.Response) -> tuple[str | None, str | None]:
    try:
        answer = from_json(response.content)
    except ValueError:
        return None, None
    if ENVELOPE is None or not isinstance(answer, dict):
        return None, None
    code, message = answer.get(ENVELOPE.code_key), answer.get(ENVELOPE.message_key)
    is_code = isinstance(code, (str, int)) and not isinstance(code, bool)
    said = _without_keys(message, response) if isinstance(message, str) else None
    return str(code) if is_code else None, said


def _first_fault(error: ValidationError) -> str:
    detail = error.errors(include_url=False)[0]
    where = ".".join(str(step) for step in detail["loc"])
    found = f" (it holds {shorten(detail['input'])})" if detail["type"] != "missing" else ""
    return f"{where}: {detail['msg']}{found}" if where else f"{detail['msg']}{found}"
