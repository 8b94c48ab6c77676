"""Nothing that can be sent to the control makes it fail, and every error has the same shape."""

from __future__ import annotations

import asyncio
import json
from typing import Any
from urllib.parse import quote_from_bytes, urlencode

import httpx
from hypothesis import given
from hypothesis import strategies as st
from imgopen_mock import Bundle, FaultKind, Simulator, VirtualClock, create_app

from tests.mock_server.servers import client_of

PATHS = [
    *(
        "",
        "/",
        "/reset",
        "/clock",
        "/clock/advance",
        "/tasks",
        "/deliveries",
        "/requests",
        "/warnings",
        "/faults",
    ),
    *("/faults/1", "/faults/x", "/openapi.json", "/docs", "/no/such/path"),
]
QUERIES = ["limit", "offset", "state", "account", "operation", "id", "task"]
FIELDS = [
    *("seconds", "kind", "operation", "times", "probability", "code", "message", "status", "state", "number"),
]
KEYS = {"content-type": "application/json", "kiln-key": "k-1", "kiln-secret": "s-1"}

numbers = st.integers() | st.floats() | st.sampled_from([0, 1, 10**400, -(10**400), 1e308, 400, 599])
leaves = (
    st.none()
    | st.booleans()
    | numbers
    | st.text()
    | st.sampled_from(["*", "fire", "\ud800", *(kind.value for kind in FaultKind)])
)
values = st.recursive(
    leaves, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=10
)
objects = st.dictionaries(st.sampled_from(FIELDS) | st.text(), values, max_size=5)
plausible = st.fixed_dictionaries(
    {},
    optional={
        "seconds": st.floats(0, 86400) | st.integers(0, 10),
        "kind": st.sampled_from([kind.value for kind in FaultKind]),
        "operation": st.sampled_from(["*", "fire"]),
        "times": st.integers(1, 3) | st.none(),
        "code": values,
        "state": values,
        "message": st.text(),
    },
)
bodies = st.binary() | (plausible | objects | values).map(lambda value: json.dumps(value).encode())
words = st.text() | st.binary().map(quote_from_bytes) | st.sampled_from(["1", "-1", "1e9", "pending", "fire"])
queries = st.dictionaries(st.sampled_from(QUERIES) | st.text(), words, max_size=3).map(
    lambda query: urlencode({key: value.encode("utf-8", "replace") for key, value in query.items()})
) | st.binary().map(quote_from_bytes)
types = st.sampled_from(["application/json", "application/x+json", "text/x+json", "", "x" * 300, "a; b=\xff"])


async def send(client: httpx.AsyncClient, method: str, path: str, body: bytes, media_type: str) -> Any:
    headers = {b"content-type": media_type.encode("latin-1")}
    answer = await client.request(method, f"/_mock{path}", content=body, headers=headers)
    assert answer.status_code < 500
    if answer.status_code >= 400 and method != "HEAD":
        assert list(answer.json()) == ["error"]
        assert isinstance(answer.json()["error"], str)
        assert len(answer.json()["error"]) < 2000
    answer.content.decode()
    return answer


@given(
    method=st.sampled_from(["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS"]),
    path=st.sampled_from(PATHS) | st.binary().map(lambda raw: "/" + quote_from_bytes(raw)),
    query=queries,
    body=bodies,
    media_type=types,
)
def test_any_request(kiln: Bundle, method: str, path: str, query: str, body: bytes, media_type: str) -> None:
    async def ask() -> None:
        async with client_of(create_app(Simulator(kiln, VirtualClock()))) as client:
            await send(client, method, f"{path}?{query}", body, media_type)

    asyncio.run(ask())


@given(path=st.sampled_from(["/faults", "/clock/advance"]), body=bodies)
def test_any_body(kiln: Bundle, path: str, body: bytes) -> None:
    async def ask() -> None:
        async with client_of(create_app(Simulator(kiln, VirtualClock()))) as client:
            await send(client, "POST", path, body, "application/json")
            await send(client, "GET", "/faults", b"", "")

    asyncio.run(ask())


@given(
    fields=st.dictionaries(
        st.sampled_from(["glaze", "seed", "wood", "bell", "job", "x"]), values, max_size=3
    ),
    ref=st.text(min_size=1),
    bell=st.text() | st.just("http://192.0.2.1/"),
    fault=plausible,
    account=st.text(st.characters(max_codepoint=255, exclude_categories=["C"]), min_size=1),
    body=st.binary(),
)
def test_whatever_was_sent_to_the_api_can_be_shown(
    kiln: Bundle,
    fields: dict[str, Any],
    ref: str,
    bell: str,
    fault: dict[str, Any],
    account: str,
    body: bytes,
) -> None:
    headers = {
        name.encode(): value.encode("latin-1") for name, value in {**KEYS, "kiln-key": account}.items()
    }
    good = {"glaze": "ash", "job": {"ref": ref}, "bell": bell}

    async def ask() -> None:
        async with client_of(create_app(Simulator(kiln, VirtualClock()))) as client:
            for content in (json.dumps({**good, **fields}).encode(), json.dumps(good).encode(), body):
                await client.post("/firings", content=content, headers=headers)
            await client.post("/_mock/clock/advance", json={"seconds": 10})
            for path in ("", "/tasks", "/deliveries", "/requests", "/warnings", "/faults", "/clock"):
                answer = await send(client, "GET", path, b"", "")
                assert answer.status_code == 200

    asyncio.run(ask())
