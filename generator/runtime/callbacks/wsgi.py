"""A receiver as a WSGI application, for Flask, Django and every WSGI server."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from .answer import Answer, not_posted

if TYPE_CHECKING:
    from _typeshed.wsgi import InputStream, StartResponse, WSGIEnvironment

    from .receiver import Receiver

_PIECE: Final = 65_536


class WSGIEndpoint:
    """A WSGI application that receives callbacks; of the URL only the query matters."""

    def __init__(self, receiver: Receiver) -> None:
        self._receiver = receiver

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        method = environ["REQUEST_METHOD"]
        answer = self._answer(environ) if method == "POST" else not_posted()
        start_response(f"{answer.status} {HTTPStatus(answer.status).phrase}", answer.headers)
        return [] if method == "HEAD" else [answer.body]

    def _answer(self, environ: WSGIEnvironment) -> Answer:
        body = self._body(environ)
        if isinstance(body, Answer):
            return body
        return self._receiver.receive(f"?{environ.get('QUERY_STRING', '')}", body)

    def _body(self, environ: WSGIEnvironment) -> bytes | Answer:
        """Return the payload, or the refusal of one that is too long, cut off, or of unknown length."""
        limit, declared = self._receiver.max_bytes, environ.get("CONTENT_LENGTH") or None
        if declared is None and not environ.get("wsgi.input_terminated"):
            return self._receiver.refuse(411, "the length of the payload is not given")
        length = None if declared is None else _count(declared)
        if length is not None and length < 0:
            return self._receiver.refuse(400, "the length of the payload is not a number of bytes")
        if length is not None and length > limit:
            return self._receiver.too_long()
        try:
            body = _read(environ["wsgi.input"], limit + 1 if length is None else length)
        except Exception:  # servers have errors of their own for a sender that went away
            return self._receiver.refuse(400, "the payload could not be read")
        if length is not None and len(body) < length:
            return self._receiver.refuse(400, "the payload is cut off")
        return body


def _count(text: str) -> int:
    """Return a number of bytes, or -1 where the text is none."""
    return int(text) if text.isdecimal() and len(text) < 20 else -1


def _read(stream: InputStream, most: int) -> bytes:
    """Return what a stream holds, at most so many bytes."""
    pieces: list[bytes] = []
    while most > 0 and (piece := stream.read(min(most, _PIECE))):
        pieces.append(piece)
        most -= len(piece)
    return b"".join(pieces)
