"""The receiver as a WSGI application, by itself and within Flask."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

import pytest
from flask import Flask
from flask.typing import ResponseReturnValue
from hypothesis import given
from hypothesis import strategies as st
from imgopen._runtime.callbacks import Callback, Receiver
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.test import Client

from tests.client.callbacks.posted import acknowledges, some
from tests.client.callbacks.taking import Taking, signed

URL = urlsplit(signed().for_task("fox-1", some().operation))
BODY = some().body("fox-1")


class Short(BytesIO):
    """Gives a few bytes at a time, as a socket does."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(min(7, size or 0))


class Broken(BytesIO):
    """A connection that breaks."""

    def read(self, size: int | None = -1, /) -> bytes:
        raise OSError("the connection is gone")


def ask(receiver: Taking, **changes: Any) -> tuple[int, dict[str, str], bytes]:
    """Send a request that is right but for the changes; None takes something away."""
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "POST",
        "QUERY_STRING": URL.query,
        "CONTENT_LENGTH": str(len(BODY)),
        "wsgi.input": BytesIO(BODY),
        **changes,
    }
    environ = {
        name: value() if callable(value) else value for name, value in environ.items() if value is not None
    }
    setup_testing_defaults(environ)
    started: list[Any] = []
    application = validator(receiver.receiver.wsgi)

    def start(status: str, headers: list[tuple[str, str]], *_: Any) -> Callable[[bytes], object]:
        started.append((status, headers))
        return bytes

    chunks = application(environ, start)
    body = b"".join(chunks)
    chunks.close()  # type: ignore[attr-defined]
    ((status, headers),) = started
    return int(status.split()[0]), {name.lower(): value for name, value in headers}, body


def test_a_callback_is_acknowledged() -> None:
    receiver = Taking(False)
    status, headers, body = ask(receiver)
    assert (status, headers["content-type"]) == (200, "application/json")
    assert headers["content-length"] == str(len(body))
    assert acknowledges(body)
    assert [callback.task_id for callback in receiver.taken] == ["fox-1"]


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"wsgi.input": partial(Short, BODY)}, 200),
        ({"SCRIPT_NAME": "/shop/callbacks", "PATH_INFO": ""}, 200),
        ({"SCRIPT_NAME": "", "PATH_INFO": "/any/path"}, 200),
        ({"wsgi.input": partial(BytesIO, BODY + b"the next request")}, 200),
        ({"CONTENT_LENGTH": None, "wsgi.input_terminated": True}, 200),
        ({"CONTENT_LENGTH": "", "wsgi.input_terminated": True}, 200),
        ({"CONTENT_LENGTH": None}, 411),
        ({"CONTENT_LENGTH": ""}, 411),
        ({"CONTENT_LENGTH": str(len(BODY) + 1)}, 400),
        ({"CONTENT_LENGTH": str(len(BODY) - 1)}, 400),
        ({"CONTENT_LENGTH": "0"}, 400),
        ({"wsgi.input": Broken}, 400),
        ({"QUERY_STRING": f"?&{URL.query}&more=?"}, 200),
        ({"QUERY_STRING": ""}, 403),
        ({"QUERY_STRING": f"{URL.query}x"}, 403),
    ],
)
def test_a_request_is_judged_by_its_query_and_its_whole_body(changes: dict[str, Any], status: int) -> None:
    receiver = Taking(False)
    answered, headers, body = ask(receiver, **changes)
    assert answered == status
    assert headers["content-type"] == "application/json"
    assert isinstance(json.loads(body), dict)
    assert acknowledges(body) == (status == 200)
    assert len(receiver.taken) == (status == 200)


@pytest.mark.parametrize("length", ["-1", "abc", "1e3", "²", "9" * 5000, " 7"])
def test_a_length_that_is_no_number_is_refused(length: str) -> None:
    receiver = Taking(False)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "POST",
        "CONTENT_LENGTH": length,
        "wsgi.input": BytesIO(BODY),
    }
    started: list[str] = []
    receiver.receiver.wsgi(environ, lambda status, headers, *_: started.append(status))
    assert started == ["400 Bad Request"]


@pytest.mark.parametrize("terminated", [False, True])
def test_a_body_that_is_too_long_is_not_read_to_its_end(terminated: bool) -> None:
    stream = BytesIO(BODY + b" " * 10_000)
    length = None if terminated else str(len(stream.getvalue()))
    changes = {"CONTENT_LENGTH": length, "wsgi.input_terminated": terminated, "wsgi.input": stream}
    receiver = Taking(False, max_bytes=len(BODY))
    status, _, body = ask(receiver, **changes)
    assert (status, acknowledges(body), receiver.taken) == (413, False, [])
    assert stream.tell() <= len(BODY) + 1
    assert ask(Taking(False, max_bytes=len(BODY)))[0] == 200


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_only_what_is_posted_is_a_callback(method: str) -> None:
    receiver = Taking(False)
    status, headers, body = ask(receiver, REQUEST_METHOD=method)
    assert (status, headers["allow"], receiver.taken) == (405, "POST", [])
    assert not acknowledges(body)
    assert (body == b"") == (method == "HEAD")


@given(st.binary(), st.text(st.characters(max_codepoint=255)))
def test_no_request_makes_it_fail(body: bytes, query: str) -> None:
    receiver = Taking(False)
    status, _, answer = ask(
        receiver, **{"QUERY_STRING": query, "CONTENT_LENGTH": str(len(body)), "wsgi.input": BytesIO(body)}
    )
    assert (status, acknowledges(answer), receiver.taken) == (403, False, [])


def flask_with_a_route(receiver: Receiver) -> Any:
    app = Flask(__name__)

    @app.post("/shop/callbacks")
    def callbacks() -> ResponseReturnValue:
        return receiver.wsgi

    return app


def flask_with_a_mount(receiver: Receiver) -> Any:
    return DispatcherMiddleware(Flask(__name__).wsgi_app, {"/shop/callbacks": receiver.wsgi})


@pytest.mark.parametrize("application", [flask_with_a_route, flask_with_a_mount])
def test_within_flask(application: Callable[[Receiver], Any]) -> None:
    taken: list[Callback[Any]] = []
    client = Client(application(Receiver(taken.append, urls=signed())))
    for _ in range(2):
        answer = client.post(f"/shop/callbacks?{URL.query}", data=BODY, content_type="application/json")
        assert (answer.status_code, answer.content_type) == (200, "application/json")
        assert acknowledges(answer.data)
    forged = client.post(f"/shop/callbacks?{URL.query}x", data=BODY, content_type="application/json")
    assert (forged.status_code, acknowledges(forged.data)) == (403, False)
    assert [callback.task_id for callback in taken] == ["fox-1"]
