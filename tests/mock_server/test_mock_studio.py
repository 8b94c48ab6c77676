"""Pictures over HTTP: where answers say they are, and painted when asked for."""

from __future__ import annotations

import asyncio
import io
import threading
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import httpx
import pytest
from imgopen_mock import Simulator, create_app, load_simulator
from imgopen_mock.core.pictures import Drawing
from imgopen_mock.studio import PAINTERS, Studio, tag_of
from PIL import Image
from starlette.types import ASGIApp

from tests.mock_server.jobs import Job
from tests.mock_server.servers import ADDRESS, client_of

SMALL = Drawing("a fox", 7, "t-1", 0, 8, 8, "png")


def painted_at(part: float) -> tuple[Simulator, ASGIApp, list[str]]:
    """Submit a task over HTTP and let so much of its time pass; return the addresses of its pictures."""
    simulator = load_simulator()
    app = create_app(simulator)
    job = Job.of(simulator.bundle, result="pictures")

    async def submit() -> list[str]:
        async with client_of(app) as client:
            await client.request(**job.sent("t-1"))
            (task,) = simulator.tasks
            seconds = task.starts + part * (task.ends - task.starts)
            await client.post("/_mock/clock/advance", json={"seconds": seconds})
            shown = (await client.get("/_mock/tasks")).json()["tasks"][0]
            pictures: list[str] = shown["pictures"]
            return pictures

    return simulator, app, asyncio.run(submit())


def fetch(app: ASGIApp, method: str, url: str, **options: Any) -> httpx.Response:
    async def ask() -> httpx.Response:
        async with client_of(app) as client:
            return await client.request(method, url, **options)

    return asyncio.run(ask())


@pytest.mark.parametrize("part", [0.5, 1.0])
def test_picture_is_there(part: float) -> None:
    simulator, app, urls = painted_at(part)
    work = simulator.tasks[0].work
    assert len(urls) == (work.count if part == 1 else 1)
    for url in urls:
        assert url.startswith(f"{ADDRESS}/")
        answer = fetch(app, "GET", url)
        assert answer.status_code == 200
        assert answer.headers["content-length"] == str(len(answer.content))
        with Image.open(io.BytesIO(answer.content)) as picture:
            assert picture.size == (work.width, work.height)
            assert Image.MIME[picture.format or ""] == answer.headers["content-type"]


def test_head_has_everything_but_the_body() -> None:
    _, app, urls = painted_at(0.5)
    whole, head = fetch(app, "GET", urls[0]), fetch(app, "HEAD", urls[0])
    assert head.status_code == 200
    assert head.headers == whole.headers
    assert head.content == b""


def test_picture_that_the_client_has_is_not_sent_again() -> None:
    _, app, urls = painted_at(1.0)
    tag = fetch(app, "GET", urls[0]).headers["etag"]
    again = fetch(app, "GET", urls[0], headers={"if-none-match": f'"other", {tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert fetch(app, "GET", urls[0], headers={"if-none-match": '"other"'}).status_code == 200


def test_picture_that_is_not_there() -> None:
    simulator, app, urls = painted_at(1.0)
    for url in (urls[0] + "x", f"{ADDRESS}/_mock/pictures/", f"{ADDRESS}/_mock/pictures/1-2/0.png"):
        answer = fetch(app, "GET", url)
        assert answer.status_code == 404
        assert answer.json()[simulator.bundle.envelope.code] == simulator.bundle.envelope.refusal
    assert fetch(app, "POST", urls[0]).status_code == 405


def test_picture_that_is_too_large_to_be_painted(monkeypatch: pytest.MonkeyPatch) -> None:
    simulator, app, urls = painted_at(1.0)

    def refuse(_: Drawing) -> bytes:
        raise ValueError("too large")

    monkeypatch.setattr(Drawing, "paint", refuse)
    answer = fetch(app, "GET", urls[0])
    assert answer.status_code == 404
    assert answer.json()[simulator.bundle.envelope.message] == "too large"


def in_studio(studio: Studio, work: Callable[[Studio], Awaitable[Any]]) -> Any:
    async def do() -> Any:
        return await work(studio)

    return asyncio.run(do())


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Have drawings give 10 bytes instead of pictures; return the seeds of what was painted."""
    seeds: list[int] = []

    def paint(drawing: Drawing) -> bytes:
        seeds.append(drawing.seed)
        return bytes([drawing.seed]) * 10

    monkeypatch.setattr(Drawing, "paint", paint)
    return seeds


def test_last_pictures_are_kept(painted: list[int]) -> None:
    async def ask(studio: Studio) -> None:
        for seed in (1, 2, 1, 3, 1, 2):
            assert await studio.paint(replace(SMALL, seed=seed)) == bytes([seed]) * 10

    in_studio(Studio(room=25), ask)
    assert painted == [1, 2, 3, 2]


def test_picture_without_room_is_not_kept(painted: list[int]) -> None:
    async def ask(studio: Studio) -> None:
        for _ in range(2):
            await studio.paint(SMALL)

    in_studio(Studio(room=9), ask)
    assert len(painted) == 2


def test_few_pictures_are_painted_at_once_and_none_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    together = threading.Barrier(PAINTERS, timeout=30)
    at_work: list[int] = []
    most = 0
    seeds: list[int] = []

    def paint(drawing: Drawing) -> bytes:
        nonlocal most
        at_work.append(drawing.seed)
        together.wait()
        most = max(most, len(at_work))
        together.wait()
        at_work.remove(drawing.seed)
        seeds.append(drawing.seed)
        return b"x"

    monkeypatch.setattr(Drawing, "paint", paint)
    distinct = [replace(SMALL, seed=seed) for seed in range(3 * PAINTERS)]

    async def ask(studio: Studio) -> None:
        pictures = await asyncio.gather(*(studio.paint(drawing) for drawing in distinct * 3))
        assert set(pictures) == {b"x"}

    in_studio(Studio(), ask)
    assert most == PAINTERS
    assert sorted(seeds) == list(range(3 * PAINTERS))


def test_picture_is_painted_even_if_who_asked_has_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, may_end = threading.Event(), threading.Event()

    def paint(_: Drawing) -> bytes:
        begun.set()
        assert may_end.wait(30)
        return b"x"

    monkeypatch.setattr(Drawing, "paint", paint)

    async def ask(studio: Studio) -> None:
        impatient = asyncio.ensure_future(studio.paint(SMALL))
        await asyncio.to_thread(begun.wait, 30)
        impatient.cancel()
        patient = asyncio.ensure_future(studio.paint(SMALL))
        with pytest.raises(asyncio.CancelledError):
            await impatient
        may_end.set()
        assert await patient == b"x"

    in_studio(Studio(), ask)


def test_every_drawing_has_its_own_tag() -> None:
    drawings = [SMALL, replace(SMALL, percentage=1), replace(SMALL, seed=8), replace(SMALL, prompt="\ud800")]
    assert len({tag_of(drawing) for drawing in drawings}) == len(drawings)
    assert tag_of(SMALL) == tag_of(replace(SMALL))
