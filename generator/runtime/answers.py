"""From an HTTP answer to a typed result or a typed error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from pydantic import ValidationError
from pydantic_core import from_json

from .errors import HTTPStatusError, InvalidResponseError, RefusedError, shorten
from .keys import secrets_in
from .product import ENVELOPE, BaseError
from .redaction import without_keys, without_queries

if TYPE_CHECKING:
    import httpx

    from .operation import Operation

ResultT = TypeVar("ResultT")

_LONGEST_BODY: Final = 200


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
    model = operation.answer
    if model is None:
        return _read_other(operation, response)
    try:
        answer = model.__pydantic_validator__.validate_json(response.content)
    except ValidationError as error:
        return _refused(operation.name, response) or _unexpected(operation.name, error, response)
    if ENVELOPE is None:
        return cast("ResultT", answer)
    code = str(getattr(answer, ENVELOPE.code))
    if code != ENVELOPE.success:
        return _refusal(operation.name, code, getattr(answer, ENVELOPE.message, None), response)
    return cast("ResultT", getattr(answer, ENVELOPE.data))


def _read_other(operation: Operation[ResultT], response: httpx.Response) -> ResultT | BaseError:
    """Return the result of an operation that does not answer one JSON object with every success."""
    from .received import answer_for, is_json, value_in

    refusal = _refused(operation.name, response) if is_json(response) else None
    if refusal is not None:
        return refusal
    try:
        value = value_in(answer_for(operation.answers, response), response)
    except ValidationError as error:
        return _unexpected(operation.name, error, response)
    return cast("ResultT", value)


def _unexpected(operation: str, error: ValidationError, response: httpx.Response) -> InvalidResponseError:
    return InvalidResponseError(
        f"the answer is not what the spec promises: {_first_fault(error, _keys(response))}",
        operation=operation,
        response=response,
    )


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
    message, body = _said(message, response), _body(response)
    said = f": {message}" if message else ""
    if ENVELOPE is None and body is not None:
        said = f": {shorten(body, _LONGEST_BODY)}"
    return HTTPStatusError(
        f"HTTP status {response.status_code}{said}",
        status_code=response.status_code,
        operation=operation,
        code=None if code is None else _discreet(code, response),
        msg=message,
        response=response,
        body=body,
    )


def _body(response: httpx.Response) -> Any:
    """Return the body of an error as decoded JSON, or as text, without the secrets that it may repeat."""
    if not response.content:
        return None
    try:
        return _discreet_in(from_json(response.content), response)
    except ValueError:
        return _discreet(response.text, response)


def _discreet_in(value: Any, response: httpx.Response) -> Any:
    if isinstance(value, str):
        return _discreet(value, response)
    if isinstance(value, list):
        entries: list[Any] = value
        return [_discreet_in(entry, response) for entry in entries]
    if isinstance(value, dict):
        pairs: dict[str, Any] = value
        return {_discreet(name, response): _discreet_in(entry, response) for name, entry in pairs.items()}
    return value


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
    return secrets_in(response.request)


def _first_fault(error: ValidationError, keys: list[str]) -> str:
    detail = error.errors(include_url=False)[0]
    where = without_keys(".".join(str(step) for step in detail["loc"]), keys)
    found = f" (it holds {shorten(detail['input'], keys=keys)})" if detail["type"] != "missing" else ""
    said = without_keys(detail["msg"], keys)
    return f"{where}: {said}{found}" if where else f"{said}{found}"
