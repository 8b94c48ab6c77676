"""What the sync and the async receiver have in common: everything but handling and remembering."""

from __future__ import annotations

import logging
from typing import Final

from ..errors import ConfigurationError, InvalidCallbackError, shorten
from ..product import PACKAGE
from .answer import Answer, refusing
from .payload import Payload, read_payload
from .urls import CallbackURLs, Grant

_log: Final = logging.getLogger(f"{PACKAGE}.callbacks")

BUSY: Final = refusing(409, "this callback is being handled right now")
FAILED: Final = refusing(500, "this callback could not be handled")


class ReceiverBase:
    """Decides whether a callback is ours, and what to answer if not."""

    def __init__(self, handler: object, *, urls: CallbackURLs | None, max_bytes: int) -> None:
        if not callable(handler):
            raise ConfigurationError(f"the handler of callbacks cannot be called: {shorten(handler)}")
        if max_bytes < 1:
            raise ConfigurationError(f"max_bytes must be 1 or more, not {max_bytes!r}")
        self._urls = urls
        self.max_bytes: Final = max_bytes

    def refuse(self, status: int, reason: str) -> Answer:
        """Return the answer to what is no callback of ours, and log it.

        Args:
            status: the HTTP status.
            reason: what is wrong, without the URL.
        """
        _log.warning("a callback was refused: %s", reason)
        return refusing(status, reason)

    def too_long(self) -> Answer:
        """Return the answer to a payload that has more than `max_bytes`."""
        return self.refuse(413, f"the payload has more than {self.max_bytes} bytes")

    def _open(self, url_or_query: str, body: bytes) -> Payload | Answer:
        """Return what a callback says, or the refusal of what is none."""
        if len(body) > self.max_bytes:
            return self.too_long()
        try:
            grant = None if self._urls is None else self._urls.read(url_or_query)
        except InvalidCallbackError as error:
            return self.refuse(403, str(error))
        try:
            payload = read_payload(body, None if grant is None else grant.operation)
        except (InvalidCallbackError, ConfigurationError) as error:
            return self.refuse(400, str(error))
        return payload if grant is None else self._granted(grant, payload)

    def _granted(self, grant: Grant, payload: Payload) -> Payload | Answer:
        if grant.task_id == payload.task_id:
            return payload
        return self.refuse(403, f"the URL was made for another task than {shorten(payload.task_id)}")

    def _log_error(self, payload: Payload, what: str) -> None:
        """Log the error that is being handled."""
        task_id = shorten(payload.task_id)
        _log.error("the callback of task %s (%s): %s", task_id, payload.state, what, exc_info=True)
