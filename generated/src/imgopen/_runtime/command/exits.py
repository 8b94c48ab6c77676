"""With which exit code the command ends, and what it says then."""

from __future__ import annotations

from typing import Final

from ..errors import (
    ConfigurationError,
    DownloadError,
    HTTPStatusError,
    InvalidRequestError,
    InvalidResponseError,
    RefusedError,
    TaskFailedError,
    TaskTimeoutError,
    TransportError,
)
from ..product import BaseError
from ..retries import is_worth_retrying

DONE: Final = 0
OTHER: Final = 1
USAGE: Final = 2
REFUSED: Final = 3
FAILED: Final = 4
NO_ANSWER: Final = 5
UNFINISHED: Final = 6
NOT_SAVED: Final = 7
INTERRUPTED: Final = 130
PIPE_CLOSED: Final = 141

MEANINGS: Final = (
    (DONE, "done"),
    (OTHER, "something else went wrong"),
    (USAGE, "the command cannot be run so: an option, a value, a profile, no key"),
    (REFUSED, "the service refused the request"),
    (FAILED, "the service could not do the task"),
    (NO_ANSWER, "no answer that can be used: network, HTTP status, content"),
    (UNFINISHED, "the task was not finished in time; it goes on, and can be waited for again"),
    (NOT_SAVED, "the task is done, but pictures could not be saved"),
    (INTERRUPTED, "interrupted; a task goes on, and can be waited for again"),
    (PIPE_CLOSED, "whoever read the output went away"),
)
"""All exit codes, for people."""

_CODES: Final[tuple[tuple[type[BaseError], int], ...]] = (
    (InvalidRequestError, USAGE),
    (ConfigurationError, USAGE),
    (RefusedError, REFUSED),
    (TaskFailedError, FAILED),
    (TaskTimeoutError, UNFINISHED),
    (TransportError, NO_ANSWER),
    (InvalidResponseError, NO_ANSWER),
    (DownloadError, NOT_SAVED),
)
_BAD_REQUESTS: Final = range(400, 500)


class CommandError(Exception):
    """The command ends here; the message is for people.

    Attributes:
        code: the exit code.
    """

    def __init__(self, message: str, code: int = USAGE) -> None:
        super().__init__(message)
        self.code = code


def code_of(error: BaseError) -> int:
    """Return the exit code for an error of the client."""
    if isinstance(error, HTTPStatusError):
        is_refusal = error.status_code in _BAD_REQUESTS and not is_worth_retrying(error.status_code)
        return REFUSED if is_refusal else NO_ANSWER
    return next((code for kind, code in _CODES if isinstance(error, kind)), OTHER)
