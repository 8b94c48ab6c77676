"""The way of a request from the server to the control."""

from __future__ import annotations

from typing import Any

from starlette.routing import BaseRoute, Match
from starlette.types import Message, Receive, Scope, Send

from imgopen_mock.asgi import BodyTooLargeError, DisconnectedError, check_length, read_body
from imgopen_mock.control.app import create_control
from imgopen_mock.control.problems import problem
from imgopen_mock.control.subject import PREFIX, Subject
from imgopen_mock.core.simulator import Simulator
from imgopen_mock.core.tasks.gallery import PREFIX as PICTURES
from imgopen_mock.outbox import Outbox


def is_control(path: str) -> bool:
    """Tell whether a path belongs to the control; pictures, which hang among its paths, do not."""
    if not path.startswith(PREFIX):
        return False
    return path[len(PREFIX) :][:1] in ("", "/") and not path.startswith(PICTURES)


class ControlRoute(BaseRoute):
    """Hands every HTTP request to a path of the control to it.

    Args:
        simulator: What is controlled.
        outbox: What sends its callbacks.
        max_body: The longest body in bytes; a longer one is refused with HTTP 413.
    """

    def __init__(self, simulator: Simulator, outbox: Outbox, max_body: int) -> None:
        self._control = create_control(Subject(simulator, outbox))
        self._max_body = max_body

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Take any HTTP request for the control."""
        mine = scope["type"] == "http" and is_control(scope["path"])
        return (Match.FULL if mine else Match.NONE), {}

    def url_path_for(self, name: str, /, **_path_params: Any) -> Any:
        """Say that no address can be made for this route."""
        raise LookupError(f"the control has no route named {name}")

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the body, and let the control answer."""
        lengths = [value.decode("latin-1") for name, value in scope["headers"] if name == b"content-length"]
        try:
            check_length(lengths[0] if lengths else "", self._max_body)
            body = await read_body(receive, self._max_body)
        except DisconnectedError:
            return
        except BodyTooLargeError:
            refusal = problem(413, f"body: is longer than {self._max_body} bytes")
            refusal.headers["connection"] = "close"
            await refusal(scope, receive, send)
            return
        unread = [body]

        async def read_again() -> Message:
            if unread:
                return {"type": "http.request", "body": unread.pop(), "more_body": False}
            return await receive()

        # An application of its own: it has to find its routes by itself.
        own = {key: value for key, value in scope.items() if key not in ("app", "router", "route")}
        await self._control(own, read_again, send)
