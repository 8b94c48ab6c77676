"""The way of a request from the server to the control."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

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


def is_foreign(headers: Mapping[str, str]) -> bool:
    """Tell whether a browser sent a request on behalf of a page that does not come from this server.

    A name that is made to point here belongs to such a page too, so a browser has to know the server by an address
    or as localhost.
    """
    origin = headers.get("origin")
    if origin is None:
        return headers.get("sec-fetch-site", "none") not in ("none", "same-origin")
    try:
        parts = urlsplit(origin)
        name = parts.hostname or ""
    except ValueError:
        return True
    return parts.netloc != headers.get("host", "") or not (name == "localhost" or _is_address(name))


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


class ControlRoute(BaseRoute):
    """Hands every HTTP request to a path of the control to it.

    Args:
        simulator: What is controlled.
        outbox: What sends its callbacks.
        max_body: The longest body in bytes; a longer one is refused with HTTP 413.
    """

    def __init__(self, simulator: Simulator, outbox: Outbox, max_body: int) -> None:
        self._control = create_control(Subject(simulator, outbox))
        self._outbox = outbox
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
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        if is_foreign(headers):
            await problem(403, "the control is not for pages of other sites")(scope, receive, send)
            return
        try:
            check_length(headers.get("content-length", ""), self._max_body)
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
        self._outbox.notice()
