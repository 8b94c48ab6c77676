"""The receivers that the README shows, as they stand there, take callbacks from a simulator that runs."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import httpx
import pytest
import uvicorn
from imgopen.callbacks import CallbackURLs

from tests.end_to_end.test_readme import README, python_blocks
from tests.support.operations import api, keys
from tests.support.processes import mock_server

SECRET = "a secret of at least sixteen bytes"
SHOWN = "https://shop.example.com"
BODY = {
    "prompt": "a red fox",
    "alwayson_scripts": {"sd_model_checkpoint": "photon_v1_84728.safetensors"},
}


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with mock_server("--clock", "virtual") as address:
        yield address


class Shop:
    """One of the README's programs, running, with a client that submits and posts as it does."""

    def __init__(self, names: dict[str, Any], service: str, address: str) -> None:
        self.names = names
        self.service = service
        self.address = f"{address}/callbacks"

    def submit(self) -> str:
        """Submit a task with the program's own signed URLs, and return its id."""
        from imgopen import ImgOpen

        with ImgOpen(callbacks=self.names["urls"]) as client:
            return client.sd.text2image(**BODY).id  # type: ignore[arg-type]

    def advance(self, seconds: float) -> None:
        """Let time pass in the simulator, and with it the callbacks."""
        httpx.post(f"{self.service}/_mock/clock/advance", json={"seconds": seconds}).raise_for_status()

    def attempts(self, task_id: str) -> list[bool]:
        """Return whether each attempt at the callback of a task was acknowledged."""
        deliveries = httpx.get(f"{self.service}/_mock/deliveries").json()["deliveries"]
        (delivery,) = (one for one in deliveries if task_id in json.dumps(one))
        return [attempt["acknowledged"] for attempt in delivery["attempts"]]

    def payload(self, task_id: str) -> bytes:
        """Return what is posted for a task."""
        with httpx.Client(base_url=self.service) as http:
            headers = {credential.header: keys()[credential.argument] for credential in api().credentials}
            path = next(
                operation.path
                for group in api().groups
                for operation in group.operations
                if operation.method == "query_task_info_v2"
            )
            return http.post(path, json={"businessTaskId": task_id}, headers=headers).content

    def post(self, url: str, body: bytes) -> bool:
        """Post as anybody can, and tell whether it was acknowledged."""
        answer = httpx.post(url, content=body, headers={"Content-Type": "application/json"})
        return str(answer.json().get("code")) == "200"


@contextmanager
def wsgi(names: dict[str, Any], listening: socket.socket) -> Iterator[None]:
    class Quiet(WSGIRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

    port = listening.getsockname()[1]
    listening.close()
    server = make_server("127.0.0.1", port, names["app"], handler_class=Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def asgi(names: dict[str, Any], listening: socket.socket) -> Iterator[None]:
    server = uvicorn.Server(uvicorn.Config(names["app"], log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


@pytest.fixture(params=["FastAPI", "Flask"])
def shop(
    request: pytest.FixtureRequest, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Shop]:
    httpx.post(f"{url}/_mock/reset").raise_for_status()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CALLBACK_SECRET", SECRET)
    monkeypatch.setenv("IMGOPEN_BASE_URL", url)
    for credential in api().credentials:
        monkeypatch.setenv(credential.variable, keys()[credential.argument])
    (source,) = (block for block in python_blocks(README) if f"import {request.param}\n" in block)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        names: dict[str, Any] = {"__name__": "shop"}
        exec(compile(source.replace(SHOWN, address), "README.md", "exec"), names)
        run = wsgi if request.param == "Flask" else asgi
        with run(names, listening):
            yield Shop(names, url, address)


def test_a_callback_is_acknowledged_once_and_its_picture_saved(shop: Shop, tmp_path: Path) -> None:
    task_id = shop.submit()
    shop.advance(60)
    assert shop.attempts(task_id) == [True]
    assert [path.stem for path in (tmp_path / "pictures").iterdir()] == [f"{task_id}-1"]


def test_a_duplicate_is_acknowledged_and_handled_once(
    shop: Shop, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    httpx.post(
        f"{shop.service}/_mock/faults", json={"kind": "duplicate_callback", "times": 1}
    ).raise_for_status()
    task_id = shop.submit()
    shop.advance(60)
    assert shop.attempts(task_id) == [True, True]
    assert len(list((tmp_path / "pictures").iterdir())) == 1
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines() if task_id in line] == [task_id]


def test_urls_that_are_not_for_this_task_now_are_refused(shop: Shop, tmp_path: Path) -> None:
    first, second = shop.submit(), shop.submit()
    operation = "sd.text2image"
    urls = shop.names["urls"]
    expired = CallbackURLs(shop.address, secret=SECRET, lifetime=1, now=lambda: time.time() - 60)
    forged = CallbackURLs(shop.address, secret="the secret of somebody else")
    body = shop.payload(first)
    for url in (
        shop.address,
        forged.for_task(first, operation),
        expired.for_task(first, operation),
        urls.for_task(second, operation),
        urls.for_task(first, operation)[:-1],
    ):
        assert not shop.post(url, body), url
    assert not (tmp_path / "pictures").exists()
    assert shop.post(urls.for_task(first, operation), body)
