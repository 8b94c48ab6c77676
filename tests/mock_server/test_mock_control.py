"""What the control shows and does, with the pottery's API."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any, TypeAlias

import httpx
import pytest
from imgopen_mock import Fault, FaultKind, RealClock, Request, Simulator, __version__, create_app
from imgopen_mock.control.route import is_foreign
from openapi_spec_validator import validate

from tests.mock_server.servers import client_of

Control: TypeAlias = Callable[..., httpx.Response]
"""Sends a request to the application around the kiln's simulator."""

SECRET = "nobody-may-see-this"
ELSEWHERE = "http://192.0.2.1/bell"


@pytest.fixture
def keys() -> dict[str, str]:
    return {"kiln-key": "k-1", "kiln-secret": SECRET}


@pytest.fixture
def control(simulator: Simulator) -> Control:
    app = create_app(simulator, max_body=2000)

    def send(method: str, path: str, **options: Any) -> httpx.Response:
        async def ask() -> httpx.Response:
            async with client_of(app) as client:
                return await client.request(method, f"/_mock{path}", **options)

        return asyncio.run(ask())

    return send


@pytest.fixture
def fire(simulator: Simulator, firing: dict[str, Any]) -> Callable[..., None]:
    def submit(ref: str, bell: str | None = None, account: str = "k-1") -> None:
        body = {**firing, "job": {"ref": ref}}
        del body["bell"]
        body |= {} if bell is None else {"bell": bell}
        headers = {"content-type": "application/json", "kiln-key": account, "kiln-secret": SECRET}
        simulator.handle(Request("POST", "/firings", headers, json.dumps(body).encode()))

    return submit


def shown(response: httpx.Response) -> Any:
    assert response.status_code < 300, response.text
    return response.json()


def refused(response: httpx.Response, status: int) -> str:
    assert response.status_code == status, response.text
    (name,) = response.json()
    assert name == "error"
    text = response.json()["error"]
    assert isinstance(text, str)
    return text


@pytest.mark.parametrize("path", ["", "/"])
def test_status(control: Control, fire: Callable[..., None], simulator: Simulator, path: str) -> None:
    fire("pot-1", ELSEWHERE)
    simulator.set_fault(Fault(FaultKind.DROP))
    status = shown(control("GET", path))
    links = status.pop("links")
    assert status == {
        "version": __version__,
        "api": {"title": "Kiln", "version": "7.1", "operations": 5},
        "clock": {"kind": "virtual", "rate": 0, "now": 0, "next_due": simulator.next_due()},
        "callbacks": "loopback only",
        "counts": {"tasks": 1, "deliveries": 1, "requests": 1, "warnings": 0, "faults": 1},
    }
    for link in links.values():
        assert control("GET", link.removeprefix("/_mock")).status_code == 200


def test_reset(control: Control, fire: Callable[..., None], simulator: Simulator) -> None:
    fire("pot-1", ELSEWHERE)
    fire("pot-2")
    control("POST", "/clock/advance", json={"seconds": 1})
    forgotten = shown(control("POST", "/reset"))["forgotten"]
    assert forgotten == {"tasks": 2, "deliveries": 1, "requests": 2, "warnings": 1, "faults": 0}
    assert simulator.tasks == ()
    assert simulator.next_due() is None
    assert shown(control("GET", "/clock"))["now"] == 1


def test_task(control: Control, fire: Callable[..., None], simulator: Simulator) -> None:
    fire("pot-1", ELSEWHERE)
    (task,) = simulator.tasks
    expected = {
        "id": "pot-1",
        "assigned": task.assigned,
        "operation": "fire",
        "account": "k-1",
        "submitted": 0,
        "starts": task.starts,
        "ends": task.ends,
        "failure": None,
        "pictures": [],
    }
    seen = []
    for _ in range(3):
        (listed,) = shown(control("GET", "/tasks"))["tasks"]
        seen.append((listed.pop("state"), listed.pop("percentage"), listed.pop("delivery")))
        assert listed == expected
        middle = (task.starts + task.ends) / 2
        control("POST", "/clock/advance", json={"seconds": middle})
    assert seen == [("pending", 0, "waiting"), ("running", 50, "waiting"), ("succeeded", 100, "waiting")]


def test_task_that_fails(control: Control, fire: Callable[..., None]) -> None:
    shown(control("POST", "/faults", json={"kind": "fail_task", "message": "it cracked", "times": 1}))
    fire("pot-1")
    control("POST", "/clock/advance", json={"seconds": 1e6})
    (task,) = shown(control("GET", "/tasks"))["tasks"]
    assert (task["state"], task["failure"], task["delivery"]) == ("failed", "it cracked", None)


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ({}, ["a", "b", "c"]),
        ({"account": "k-2"}, ["b"]),
        ({"account": ""}, []),
        ({"id": "c"}, ["c"]),
        ({"operation": "fire"}, ["a", "b", "c"]),
        ({"operation": "readKiln"}, []),
        ({"state": "succeeded"}, ["a"]),
        ({"state": "pending"}, ["b", "c"]),
        ({"limit": 2}, ["b", "c"]),
        ({"limit": 2, "offset": 0}, ["a", "b"]),
        ({"limit": 2, "offset": 2}, ["c"]),
        ({"offset": 7}, []),
        ({"no-such-filter": "x"}, ["a", "b", "c"]),
    ],
)
def test_tasks_are_filtered_and_paged(
    control: Control, fire: Callable[..., None], query: dict[str, Any], ids: list[str]
) -> None:
    fire("a")
    control("POST", "/clock/advance", json={"seconds": 1e6})
    fire("b", account="k-2")
    fire("c")
    page = shown(control("GET", "/tasks", params=query))
    assert [task["id"] for task in page["tasks"]] == ids
    if "limit" not in query and "offset" not in query:
        assert page["total"] == len(ids)
    if query == {"limit": 2}:
        assert (page["total"], page["offset"]) == (3, 1)


def test_task_is_found_by_its_assigned_id(
    control: Control, fire: Callable[..., None], simulator: Simulator
) -> None:
    fire("a")
    fire("b")
    assigned = simulator.tasks[1].assigned
    (task,) = shown(control("GET", "/tasks", params={"id": assigned}))["tasks"]
    assert task["id"] == "b"


def test_requests(control: Control, fire: Callable[..., None], simulator: Simulator) -> None:
    fire("pot-1")
    simulator.handle(Request("PUT", "/nowhere", {}, b"\xff{", "query=1"))
    first, second = shown(control("GET", "/requests"))["requests"]
    assert first["body"]["job"] == {"ref": "pot-1"}
    assert first["answer"]["payload"]["ticket"] == "pot-1"
    for name in ("body", "answer"):
        del first[name]
    assert first == {
        "at": 0, "method": "POST", "path": "/firings", "operation": "fire", "account": "k-1", "status": 202,
        "breakage": "",
    }  # fmt: skip
    assert second["answer"]["verdict"] == "COLD"
    del second["answer"]
    assert second == {
        "at": 0, "method": "PUT", "path": "/nowhere", "operation": None, "account": None, "status": 404,
        "body": "\N{REPLACEMENT CHARACTER}{", "breakage": "",
    }  # fmt: skip
    page = shown(control("GET", "/requests", params={"limit": 1}))
    assert (page["total"], page["offset"]) == (2, 1)
    assert [request["method"] for request in page["requests"]] == ["PUT"]
    page = shown(control("GET", "/requests", params={"operation": "fire"}))
    assert [request["method"] for request in page["requests"]] == ["POST"]


def test_deliveries(control: Control, fire: Callable[..., None], simulator: Simulator) -> None:
    fire("pot-1", ELSEWHERE)
    fire("pot-2", ELSEWHERE, account="k-2")
    fire("pot-3")
    ends = simulator.tasks[0].ends
    advanced = shown(control("POST", "/clock/advance", json={"seconds": ends}))
    assert [attempt["task"] for attempt in advanced["attempts"]] == ["pot-1", "pot-2"]
    first, second = shown(control("GET", "/deliveries"))["deliveries"]
    assert (first["task"], second["task"]) == ("pot-1", "pot-2")
    (attempt,) = first.pop("attempts")
    assert first == {
        "task": "pot-1", "operation": "fire", "account": "k-1", "url": ELSEWHERE, "state": "waiting",
        "next_due": simulator.next_due(),
    }  # fmt: skip
    assert "not an allowed address" in attempt.pop("failure")
    assert attempt == {
        "number": 1, "duplicate": False, "due": ends, "sent": ends, "ended": ends, "acknowledged": False,
        "refused": True, "status": None, "body": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ({"account": "k-2"}, ["b"]),
        ({"task": "a"}, ["a"]),
        ({"state": "waiting"}, ["a", "b"]),
        ({"state": "acknowledged"}, []),
        ({"limit": 1}, ["b"]),
        ({"limit": 1, "offset": 0}, ["a"]),
    ],
)
def test_deliveries_are_filtered_and_paged(
    control: Control, fire: Callable[..., None], query: dict[str, Any], ids: list[str]
) -> None:
    fire("a", ELSEWHERE)
    fire("b", ELSEWHERE, account="k-2")
    page = shown(control("GET", "/deliveries", params=query))
    assert [delivery["task"] for delivery in page["deliveries"]] == ids


def test_clock(control: Control, fire: Callable[..., None]) -> None:
    assert shown(control("GET", "/clock")) == {"kind": "virtual", "rate": 0, "now": 0, "next_due": None}
    assert shown(control("POST", "/clock/advance", json={"seconds": 1.5})) == {
        "now": 1.5,
        "made": 0,
        "attempts": [],
    }
    assert shown(control("POST", "/clock/advance", json={"seconds": 0}))["now"] == 1.5


def test_clock_that_runs_by_itself_cannot_be_advanced(kiln: Any) -> None:
    async def ask() -> None:
        async with client_of(create_app(Simulator(kiln, RealClock(2)))) as client:
            clock = (await client.get("/_mock/clock")).json()
            assert (clock["kind"], clock["rate"]) == ("real", 2)
            answer = await client.post("/_mock/clock/advance", json={"seconds": 1})
            assert "only a virtual one" in refused(answer, 409)

    asyncio.run(ask())


def test_faults_come_and_go(control: Control, fire: Callable[..., None], simulator: Simulator) -> None:
    first = shown(control("POST", "/faults", json={"kind": "http", "status": 503, "times": 2}))
    assert first == {
        "number": 1, "happened": 0, "kind": "http", "operation": "*", "times": 2, "probability": 1, "code": None,
        "message": Fault.message, "status": 503, "seconds": 0, "state": None,
    }  # fmt: skip
    shown(control("POST", "/faults", json={"kind": "refuse", "operation": "fire", "code": {"a": [1, None]}}))
    fire("pot-1")
    assert simulator.requests[-1].status == 503
    listed = shown(control("GET", "/faults"))["faults"]
    assert [(fault["number"], fault["happened"]) for fault in listed] == [(1, 1), (2, 0)]
    assert listed[1]["code"] == {"a": [1, None]}
    assert shown(control("DELETE", "/faults/1")) == {"removed": 1}
    assert refused(control("DELETE", "/faults/1"), 404) == "there is no fault 1; it may be used up"
    assert shown(control("DELETE", "/faults")) == {"removed": 1}
    assert shown(control("DELETE", "/faults")) == {"removed": 0}


def test_fault_that_is_shown_can_be_set_again(control: Control, simulator: Simulator) -> None:
    for kind in FaultKind:
        fault = shown(control("POST", "/faults", json={"kind": kind.value, "seconds": 1}))
        del fault["number"], fault["happened"]
        shown(control("POST", "/faults", json=fault))
        assert simulator.faults[-1].fault == simulator.faults[-2].fault == Fault(kind, seconds=1)


def test_fault_of_a_script_is_shown_whatever_it_is(control: Control, simulator: Simulator) -> None:
    simulator.set_fault(Fault(FaultKind.REFUSE, message="x" * 100_000, code=None, times=10**20))
    (fault,) = shown(control("GET", "/faults"))["faults"]
    assert (len(fault["message"]), fault["code"], fault["times"]) == (100_000, None, 10**20)


@pytest.mark.parametrize(
    ("fault", "field"),
    [
        ({}, "kind: is required"),
        ({"kind": "hiccup"}, "kind: should be 'refuse', "),
        ({"kind": 1}, "kind: should be"),
        (
            {"kind": "drop", "operation": "fier"},
            'operation: there is no operation "fier"; did you mean fire?',
        ),
        ({"kind": "drop", "operation": "?"}, 'operation: there is no operation "?" (* means any)'),
        ({"kind": "drop", "operation": None}, "operation: should be a valid string"),
        ({"kind": "drop", "times": 0}, "times: should be greater than or equal to 1"),
        ({"kind": "drop", "times": True}, "times: should be a valid integer"),
        ({"kind": "drop", "times": 1.5}, "times: should be a valid integer"),
        ({"kind": "drop", "times": 10**100}, "times: should be less than"),
        ({"kind": "drop", "probability": 1.1}, "probability: should be less than or equal to 1"),
        ({"kind": "drop", "probability": "1"}, "probability: should be a valid number"),
        ({"kind": "http", "status": 399}, "status: should be greater than or equal to 400"),
        ({"kind": "http", "status": 600}, "status: should be less than or equal to 599"),
        ({"kind": "http", "message": 1}, "message: should be a valid string"),
        ({"kind": "delay", "seconds": 86401}, "seconds: should be less than or equal to 86400"),
        ({"kind": "delay"}, "seconds: has to be above 0 for a delay"),
        ({"kind": "drop", "often": 3}, "often: is not a known field"),
        ([], "body: is not an object"),
        ("drop", "body: is not an object"),
    ],
)
def test_fault_that_is_none_is_refused_with_the_fields_name(control: Control, fault: Any, field: str) -> None:
    assert refused(control("POST", "/faults", json=fault), 422).startswith(field)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ({"seconds": -1}, "seconds: should be greater than or equal to 0"),
        ({"seconds": 1e10}, "seconds: should be less than or equal to 1000000000"),
        ({"seconds": "1"}, "seconds: should be a valid number"),
        ({"seconds": None}, "seconds: should be a valid number"),
        ({}, "seconds: is required"),
        ({"seconds": 1, "minutes": 1}, "minutes: is not a known field"),
        ([1], "body: is not an object"),
    ],
)
def test_time_that_cannot_pass(control: Control, body: Any, text: str) -> None:
    assert refused(control("POST", "/clock/advance", json=body), 422) == text


@pytest.mark.parametrize("path", ["/faults", "/clock/advance"])
@pytest.mark.parametrize(
    ("body", "status", "text"),
    [
        (b"", 422, "body: is required"),
        (b"{", 400, "body: is not JSON"),
        (b"\xff", 400, "body: is not UTF-8"),
        (b'{"seconds": NaN}', 400, "body: is not JSON (NaN"),
        (b'{"seconds": 1e999}', 400, "body: has a number that is too large"),
        (b'{"seconds": ' + b"9" * 1900 + b"}", 422, ""),
        (b"[" * 200 + b"]" * 200, 400, "body: is nested deeper"),
        (rb'{"\ud800": 1}', 400, "body: has half of a surrogate pair"),
        (b'{"seconds": 1, "seconds": "\0"}', 400, "body: is not JSON"),
        (b" " * 2001, 413, "body: is longer than 2000 bytes"),
    ],
)
def test_body_that_is_none(control: Control, path: str, body: bytes, status: int, text: str) -> None:
    answer = control("POST", path, content=body, headers={"content-type": "application/json"})
    assert refused(answer, status).startswith(text)
    assert len(answer.content) < 500


def test_body_that_is_too_long_is_not_waited_for(control: Control) -> None:
    answer = control("POST", "/faults", content=b" " * 2001)
    assert answer.headers["connection"] == "close"
    headers = {"content-length": "2001"}
    assert "longer" in refused(control("POST", "/reset", content=b" ", headers=headers), 413)


@pytest.mark.parametrize("content_type", [None, "text/plain", "application/x-www-form-urlencoded", "json"])
def test_body_has_to_be_sent_as_json(control: Control, content_type: str | None) -> None:
    headers = {} if content_type is None else {"content-type": content_type}
    answer = control("POST", "/faults", content=b'{"kind": "drop"}', headers=headers)
    assert refused(answer, 415) == "Content-Type: has to be application/json"


@pytest.mark.parametrize(
    "path", ["/x", "/tasks/", "/tasks/1", "//", "/a%0Ab", "/" + "x" * 1000, "/%F0%28", "/docs/x"]
)
def test_path_that_is_none(control: Control, path: str) -> None:
    text = refused(control("GET", path), 404)
    assert text.endswith(": there is nothing here; see /_mock/docs")
    assert len(text) < 300


@pytest.mark.parametrize("path", ["/_mocks", "/_mock.json", "/_Mock", "/_mockery/tasks"])
def test_neighbouring_paths_are_not_the_controls(simulator: Simulator, path: str) -> None:
    async def ask() -> httpx.Response:
        async with client_of(create_app(simulator)) as client:
            return await client.get(path)

    assert asyncio.run(ask()).json()["verdict"] == "COLD"


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/faults", "GET, POST, DELETE"),
        ("GET", "/faults/1", "DELETE"),
        ("GET", "/reset", "POST"),
        ("POST", "/docs", "GET"),
        ("HEAD", "/tasks", "GET"),
    ],
)
def test_method_that_is_not_allowed(control: Control, method: str, path: str, allowed: str) -> None:
    answer = control(method, path)
    assert answer.status_code == 405
    assert answer.headers["allow"] == allowed
    if method != "HEAD":
        assert refused(answer, 405).endswith(f"the method is not allowed here; {allowed} would be")


@pytest.mark.parametrize(
    ("path", "query", "text"),
    [
        ("/tasks", "limit=0", "limit: should be greater than or equal to 1"),
        ("/tasks", "limit=1001", "limit: should be less than or equal to 1000"),
        (
            "/tasks",
            "limit=x&offset=-1",
            "limit: should be a valid integer, unable to parse string as an integer; ",
        ),
        ("/tasks", "state=lost", "state: should be 'pending', 'running', 'succeeded' or 'failed'"),
        ("/deliveries", "state=x", "state: should be 'waiting', 'under_way', 'acknowledged' or 'given_up'"),
        ("/requests", "limit=NaN", "limit: should be"),
        ("/warnings", "offset=1e3", "offset: should be"),
        ("/tasks", f"limit={'9' * 5000}", "limit: "),
    ],
)
def test_filter_that_is_none(control: Control, path: str, query: str, text: str) -> None:
    assert refused(control("GET", f"{path}?{query}"), 422).startswith(text)


def test_number_of_a_fault_that_is_none(control: Control) -> None:
    assert refused(control("DELETE", "/faults/one"), 422).startswith("number: should be a valid integer")
    assert refused(control("DELETE", f"/faults/{10**30}"), 404).startswith("there is no fault 1000")


def test_strange_host_is_no_problem(control: Control) -> None:
    assert refused(control("GET", "/x", headers={"host": "[::1"}), 404)
    assert shown(control("GET", "/tasks", headers={"host": "[::1"}))


def test_secrets_are_shown_nowhere(control: Control, fire: Callable[..., None], simulator: Simulator) -> None:
    fire("pot-1", ELSEWHERE)
    fire("pot-1", ELSEWHERE)
    shown(control("POST", "/clock/advance", json={"seconds": 1e6}))
    for link in shown(control("GET", ""))["links"].values():
        answer = control("GET", link.removeprefix("/_mock"), headers={"kiln-secret": SECRET})
        assert SECRET not in answer.text


def test_document_is_one_and_explains_everything(control: Control) -> None:
    document = shown(control("GET", "/openapi.json"))
    validate(document)
    operations = [operation for item in document["paths"].values() for operation in item.values()]
    assert len({operation["operationId"] for operation in operations}) == len(operations) == 12
    for operation in operations:
        assert operation["summary"]
        assert operation["description"]
        for parameter in operation.get("parameters", ()):
            assert parameter["description"]
        for status, response in operation["responses"].items():
            (media,) = response["content"].values()
            assert media["schema"]["$ref"].endswith("/Problem") is (int(status) >= 400)
    for name, schema in document["components"]["schemas"].items():
        assert schema.get("description"), name
        for field, inner in schema.get("properties", {}).items():
            assert "$ref" in inner or "items" in inner or inner.get("description"), (name, field)
            if "$ref" not in inner and "items" not in inner:
                assert "examples" in inner, (name, field)


def test_kinds_of_faults_are_explained(control: Control) -> None:
    description = shown(control("GET", "/openapi.json"))["paths"]["/_mock/faults"]["post"]["description"]
    for kind in FaultKind:
        assert f"- `{kind.value}`: " in description


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)


def test_page_lists_everything_even_without_scripts(control: Control) -> None:
    answer = control("GET", "/docs")
    assert answer.headers["content-type"].startswith("text/html")
    text = _Text()
    text.feed(answer.text)
    document = shown(control("GET", "/openapi.json"))
    for path, item in document["paths"].items():
        for method, operation in item.items():
            assert f"{method.upper()} {path}" in text.pieces
            assert operation["summary"] in text.pieces


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://page.example", "host": "127.0.0.1:4010"},
        {"origin": "http://page.example:4010", "host": "page.example:4010"},
        {"origin": "null", "host": "127.0.0.1:4010"},
        {"origin": "http://[", "host": "127.0.0.1:4010"},
        {"sec-fetch-site": "cross-site", "host": "127.0.0.1:4010"},
        {"sec-fetch-site": "same-site", "host": "localhost:4010"},
    ],
)
def test_pages_of_other_sites_are_kept_out(headers: dict[str, str]) -> None:
    """Also those whose name was made to point here."""
    assert is_foreign(headers)


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "mock:4010"},
        {"origin": "http://127.0.0.1:4010", "host": "127.0.0.1:4010", "sec-fetch-site": "same-origin"},
        {"origin": "http://localhost:4010", "host": "localhost:4010"},
        {"origin": "http://[::1]:4010", "host": "[::1]:4010"},
        {"sec-fetch-site": "none", "host": "localhost:4010"},
    ],
)
def test_scripts_and_the_own_page_are_let_in(headers: dict[str, str]) -> None:
    assert not is_foreign(headers)


def test_a_page_of_another_site_resets_nothing(control: Control) -> None:
    answer = control("POST", "/reset", headers={"origin": "http://page.example"})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("fault", "problem"),
    [
        ({"kind": "fail_task", "operation": "readKiln"}, "readKiln makes no tasks that could fail"),
        ({"kind": "lose_callback", "operation": "readKiln"}, "readKiln has no callbacks"),
    ],
)
def test_a_fault_that_can_never_happen_is_not_set(
    control: Control, fault: dict[str, Any], problem: str
) -> None:
    answer = control("POST", "/faults", json=fault)
    assert answer.status_code == 422
    assert answer.json() == {"error": problem}
