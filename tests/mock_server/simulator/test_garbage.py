"""Nothing that can be sent makes a simulator raise, fail or grow."""

from __future__ import annotations

import gc
import json
import random
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from imgopen_mock import Request, Response, Settings, Simulator

from tests.mock_server.simulator.apis import APIS, OPERATIONS
from tests.mock_server.simulator.calls import Call, calls_of
from tests.mock_server.simulator.documents import Api, Operation

KEEP = 30
TINY = Settings(keep_requests=KEEP, keep_tasks=20)
LEAVES: tuple[Any, ...] = (None, True, -1, 0, 1e308, 10**50, "", "\u0000", "\ud800", "\U0001f35e", "9" * 50)


def checked(api: Api, response: Response) -> Response:
    """Check that an answer is one: a frame with a verdict and a message, or a picture."""
    assert response.status < 500
    assert response.delay == 0
    assert not response.breakage
    if response.drawing is None:
        answer = json.loads(response.body.decode())
        assert answer[api.envelope["code"]] in (api.envelope["success"], api.envelope["refusal"])
        assert len(answer[api.envelope["message"]]) < 5000
    return response


def odd_value(chance: random.Random, depth: int = 3) -> Any:
    kind = chance.randrange(8 if depth else 6)
    if kind == 6:
        return [odd_value(chance, depth - 1) for _ in range(chance.randrange(4))]
    if kind == 7:
        return {
            chance.choice(["a", "", "0", "~1"]): odd_value(chance, depth - 1)
            for _ in range(chance.randrange(4))
        }
    return chance.choice(LEAVES)


def malformed(operation: Operation, chance: random.Random) -> Request:
    """Make a request that cannot be admitted."""
    whole = calls_of(operation)[0].request()
    nobody = {name: text for name, text in whole.headers.items() if name not in operation.api.key_headers}
    wrong: list[Request] = [
        replace(whole, headers=nobody),
        replace(whole, headers={**whole.headers, operation.api.key_headers[-1]: " " * chance.randrange(9)}),
        replace(whole, method=chance.choice(["", "get", "X" * 99, "\u00df", "PURGE"])),
        replace(whole, path=chance.randbytes(chance.randrange(60)).decode("latin-1")),
        replace(whole, path=f"{whole.path}{chance.choice('/x%~')}{chance.random()}"),
        Request("GET", f"/_mock/pictures/{chance.randbytes(8).hex()}/{chance.randrange(99)}.png"),
    ]
    if whole.body:
        wrong += [
            replace(whole, body=whole.body[: chance.randrange(1, len(whole.body) - 1)]),
            replace(whole, body=chance.randbytes(chance.randrange(1, 200))),
            replace(whole, body=json.dumps([odd_value(chance)]).encode()),
            replace(whole, body=b"[" * chance.randrange(1, 3000)),
            replace(
                whole, headers={**whole.headers, "content-type": chance.choice(["", "text/html", "\u00ff"])}
            ),
        ]
    return chance.choice(wrong)


def mutated(operation: Operation, chance: random.Random) -> Request:
    """Make a request that may or may not be admitted: a documented one with some bytes or fields changed."""
    call = chance.choice(calls_of(operation))
    if isinstance(call.body, dict) and chance.random() < 0.5:
        name = chance.choice([*call.body, "other"])
        call = call.with_body({**call.body, name: odd_value(chance)})
    whole = call.request(chance.choice(["a", "b"]), chance.choice(["", "http://x", "\u0000"]))
    body = bytearray(whole.body)
    for _ in range(chance.randrange(3) if body else 0):
        body[chance.randrange(len(body))] = chance.randrange(256)
    query = chance.choice([whole.query, "&&=", "%", "a=1&a=2", whole.query + "&x", "\u0000"])
    return replace(whole, body=bytes(body), query=query)


def stream(api: Api, chance: random.Random, count: int) -> Iterator[Request]:
    operations = [found for found in OPERATIONS if found.api is api]
    for number in range(count):
        yield malformed(operations[number % len(operations)], chance)


@pytest.mark.parametrize("api", APIS, ids=lambda api: api.name)
def test_ten_thousand_malformed_requests_leave_nothing_behind(api: Api) -> None:
    simulator, chance = api.simulator(TINY), random.Random(5)
    for request in stream(api, chance, 3500):
        checked(api, simulator.handle(request))
    tracemalloc.start()
    try:
        for request in stream(api, chance, 300):  # what is kept of the last requests is there from now on
            checked(api, simulator.handle(request))
        gc.collect()
        before = tracemalloc.get_traced_memory()[0]
        for request in stream(api, chance, 1200):
            checked(api, simulator.handle(request))
        gc.collect()
        assert tracemalloc.get_traced_memory()[0] - before < 60_000
    finally:
        tracemalloc.stop()
    nothing_left(simulator)


def nothing_left(simulator: Simulator) -> None:
    assert not simulator.tasks
    assert not simulator.deliveries
    assert not simulator.warnings
    assert simulator.next_due() is None
    assert len(simulator.requests) == KEEP


@pytest.mark.parametrize("api", APIS, ids=lambda api: api.name)
def test_huge_requests_are_not_kept_whole(api: Api) -> None:
    simulator = api.simulator(TINY)
    operations = [found for found in OPERATIONS if found.api is api]
    big, long = 200_000, 10_000
    tracemalloc.start()
    try:
        for number in range(2 * KEEP):
            whole = calls_of(operations[number % len(operations)])[0].request()
            for request in (
                replace(whole, body=b'{"x": "' + bytes([48 + number % 10]) * big),
                replace(whole, path=f"/{number}" + "y" * long),
                replace(whole, method=f"{number}" + "M" * big),
                replace(whole, query=f"{number}=" + "q" * big, headers={}),
                Request("GET", f"/_mock/pictures/{number}" + "p" * big),
            ):
                assert len(checked(api, simulator.handle(request)).body) < 10_000
        gc.collect()
        assert tracemalloc.get_traced_memory()[0] < 1_000_000
    finally:
        tracemalloc.stop()
    for entry in simulator.requests:
        assert len(entry.method) + len(entry.path) < 1000
        assert len(entry.body) + len(entry.answer) < 40_000


def test_contract_warnings_are_not_kept_for_ever() -> None:
    calls = [call for operation in OPERATIONS for call in calls_of(operation)]
    warned = next(call for call in calls if _warnings(call, 1) > 0)
    assert 10 < _warnings(warned, 3000) == _warnings(warned, 4000)


def _warnings(call: Call, times: int) -> int:
    """Return how many warnings are on record after a call was made so often."""
    simulator = call.operation.api.simulator(TINY)
    for _ in range(times):
        simulator.handle(call.request())
    return len(simulator.warnings)


@pytest.mark.parametrize("api", APIS, ids=lambda api: api.name)
def test_thousands_of_odd_requests_are_answered(api: Api) -> None:
    simulator, chance = api.simulator(TINY), random.Random(6)
    operations = [found for found in OPERATIONS if found.api is api]
    statuses = {0}
    for _ in range(2500):
        request = mutated(chance.choice(operations), chance)
        statuses.add(checked(api, simulator.handle(request)).status)
    assert {found.status for found in operations} <= statuses
    assert len(simulator.requests) == KEEP


paths = (
    st.sampled_from([found.path for found in OPERATIONS])
    | st.text().map("/_mock/pictures/{}".format)
    | st.text()
)
methods = st.sampled_from(["GET", "POST", "PUT", "HEAD"]) | st.text(max_size=5)
headers = st.dictionaries(
    st.sampled_from(["content-type", *(name for api in APIS for name in api.key_headers)])
    | st.text(max_size=5),
    st.sampled_from(["application/json", "own"]) | st.text(max_size=5),
)


@pytest.mark.parametrize("api", APIS, ids=lambda api: api.name)
@given(
    method=methods,
    path=paths,
    headers=headers,
    body=st.binary(max_size=50),
    query=st.text(),
    origin=st.text(),
)
@settings(max_examples=150)
def test_anything_is_answered(
    api: Api, method: str, path: str, headers: dict[str, str], body: bytes, query: str, origin: str
) -> None:
    checked(api, api.simulator(TINY).handle(Request(method, path, headers, body, query, origin)))
