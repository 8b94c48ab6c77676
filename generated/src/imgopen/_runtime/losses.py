"""What a submit that failed leaves open: whether the task is there, and how it is found."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from .answers import read_answer
from .errors import HTTPStatusError, InvalidResponseError, RefusedError, TransportError
from .product import BaseError
from .retries import is_worth_retrying

if TYPE_CHECKING:
    import httpx

    from .attempts import Attempts
    from .operation import Operation
    from .requests import Call

ResultT = TypeVar("ResultT")


def may_pass(error: BaseError) -> bool:
    """Say whether an error tells nothing of the task: it may be there, and asking again may go better."""
    if isinstance(error, HTTPStatusError):
        return is_worth_retrying(error.status_code)
    return isinstance(error, (TransportError, InvalidResponseError))


def is_repetition(error: BaseError, attempts: Attempts) -> bool:
    """Say whether a refusal may be that of a second attempt, whose first one has come through unheard."""
    return isinstance(error, RefusedError) and attempts.may_have_arrived


def is_worth_asking(error: BaseError, call: Call, attempts: Attempts) -> bool:
    """Say whether a query is to tell if a submit that failed has come through all the same."""
    if call.max_retries == 0:
        return False
    return isinstance(error, InvalidResponseError) or is_repetition(error, attempts)


def lost_answer(refusal: BaseError, call: Call) -> BaseError:
    """Return the error for a task whose only answer was lost on its way to us; no query knows it."""
    what = f"the answer was lost, and the service does not repeat it: {refusal.msg or refusal}"
    return name_task(TransportError(what, operation=call.operation), call)


def read_submitted(operation: Operation[ResultT], call: Call, response: httpx.Response) -> ResultT:
    """Return the result that the answer to a submit holds; an error tells the task's id.

    Raises:
        HTTPStatusError: the HTTP status is not a success.
        RefusedError: the service refused the request.
        InvalidResponseError: the answer is not what the spec promises.
    """
    try:
        return read_answer(operation, response)
    except BaseError as error:
        raise name_task(error, call) from error.__cause__


def name_task(error: BaseError, call: Call) -> BaseError:
    """Return the error of a call, which now tells under which id a task may have been submitted."""
    if call.task_id is None or error.task_id is not None:
        return error
    error.task_id = call.task_id
    if call.is_followed and may_pass(error):
        error.args = (f"{error}; {way_back(call.task_id)}",)
    return error


def note_task(stop: BaseException, call: Call) -> None:
    """Note on what ends a submit from outside, such as Ctrl-C, under which id a task may have been submitted."""
    add_note = getattr(stop, "add_note", None)  # from Python 3.11 on
    if call.task_id is not None and call.is_followed and add_note is not None:
        add_note(way_back(call.task_id))


def way_back(task_id: str) -> str:
    """Return how a task is found of which it is not known whether it was submitted."""
    return f"if the task was submitted, resume({task_id!r}) finds it"
