"""From ASGI's messages to the simulator's, and back."""

from __future__ import annotations

import re
from http import HTTPStatus
from urllib.parse import quote

from starlette.types import Receive, Scope, Send

from imgopen_mock.core.exchange.messages import Request, Response

_HOST = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9._-]{0,252}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?", re.ASCII)
_MOST_DIGITS = 15


class BodyTooLargeError(Exception):
    """The body is longer than the server takes."""


class DisconnectedError(Exception):
    """The client went away before the body was complete."""


async def read_request(scope: Scope, receive: Receive, max_body: int) -> Request:
    """Turn an ASGI request into the simulator's.

    Args:
        scope: What ASGI says about the request.
        receive: Gives the body, and word if the client goes away.
        max_body: The longest body in bytes. If the client announces a longer one, none of it is read.

    Raises:
        BodyTooLargeError: The body is longer than that.
        DisconnectedError: The client went away before the body was complete.
    """
    headers: dict[str, str] = {}
    for name, value in scope["headers"]:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        headers[key] = f"{headers[key]}, {text}" if key in headers else text
    check_length(headers.get("content-length", ""), max_body)
    raw_path = scope.get("raw_path")
    return Request(
        method=scope["method"],
        path=quote(scope["path"]) if raw_path is None else raw_path.decode("latin-1"),
        headers=headers,
        body=await read_body(receive, max_body),
        query=scope["query_string"].decode("latin-1"),
        origin=origin_of(scope, headers.get("host", "")),
    )


def check_length(announced: str, max_body: int) -> None:
    """Raise BodyTooLargeError for a Content-Length that is above the limit; one that is no number passes."""
    if announced.isdecimal() and (len(announced) > _MOST_DIGITS or int(announced) > max_body):
        raise BodyTooLargeError


async def read_body(receive: Receive, max_body: int) -> bytes:
    """Read the whole body, and not a byte more than allowed."""
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            raise DisconnectedError
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > max_body:
            raise BodyTooLargeError
        chunks.append(chunk)
        if not message.get("more_body", False):
            return chunks[0] if len(chunks) == 1 else b"".join(chunks)


def origin_of(scope: Scope, host: str) -> str:
    """Return scheme, host and port that a request was sent to; empty if that is not known.

    Args:
        scope: What ASGI says about the request.
        host: The Host header. One that cannot be host and port is passed over for the server's own address, so that
            nothing but an address gets into the addresses of pictures.
    """
    if not _HOST.fullmatch(host):
        name, port = scope.get("server") or ("", None)
        host = (f"[{name}]" if ":" in name else name) + ("" if port is None else f":{port}")
        if not _HOST.fullmatch(host):
            return ""
    return f"{scope.get('scheme', 'http')}://{host}"


async def send_response(response: Response, send: Send) -> None:
    """Send an answer in one piece."""
    await send_start(response, send)
    await send({"type": "http.response.body", "body": response.body})


async def send_start(response: Response, send: Send) -> None:
    """Send all of an answer but its body."""
    headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in response.headers.items()]
    if response.status != HTTPStatus.NOT_MODIFIED:
        headers.append((b"content-length", str(len(response.body)).encode()))
    await send({"type": "http.response.start", "status": response.status, "headers": headers})
