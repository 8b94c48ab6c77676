"""What a test sees, and how it looks when printed."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest
from imgopen_mock import Fault, FaultKind
from imgopen_mock.testing import ImgOpenMock
from imgopen_mock.testing.summary import summary

from tests.mock_server.plugin.conftest import KILN, Fire


def test_a_task_is_seen_as_it_stands(service: ImgOpenMock, fire: Fire) -> None:
    service.fail_next("fire", task="a crack", times=1)
    fire("pot-1")
    fire("pot-2")
    cracked, pot = service.tasks
    assert (pot.id, pot.operation, pot.submitted, pot.ends) == ("pot-2", "fire", 0.0, 8.0)
    assert (pot.state, pot.percent, cracked.failure) == ("pending", 0, "")
    assert repr(pot) == "<task 'pot-2' of fire: pending>"
    service.advance(5)
    assert repr(pot) == "<task 'pot-2' of fire: running, 50 %>"
    service.advance(5)
    assert repr(pot) == "<task 'pot-2' of fire: succeeded>"
    assert repr(cracked) == "<task 'pot-1' of fire: failed, a crack>"
    assert (pot.percent, cracked.failure) == (100, "a crack")
    assert service.task("pot-2") == pot == service.tasks[1] != cracked


def test_missing_things_are_named(service: ImgOpenMock, fire: Fire) -> None:
    with pytest.raises(LookupError, match="there is no task 'pot-2'; there are no tasks at all"):
        service.task("pot-2")
    fire("pot-1")
    with pytest.raises(LookupError, match="there is no task 'pot-2'; there are 'pot-1'"):
        service.task("pot-2")
    with pytest.raises(LookupError, match="without a URL for a callback"):
        _ = service.task("pot-1").delivery


def test_a_callback_and_its_attempts(service: ImgOpenMock, fire: Fire) -> None:
    target = service.callback_target([ConnectionError("gone"), None])
    fire("pot-1", bell=target.url)
    (delivery,) = service.deliveries
    assert repr(delivery) == f"<callback of 'pot-1' to {target.url}: waiting, due at 8 s>"
    assert (delivery.task_id, delivery.url, delivery.next_due) == ("pot-1", target.url, 8)
    service.fail_next("fire", duplicate_callback=True)
    service.advance(9)
    first, again = delivery.attempts
    assert (first.number, first.duplicate, again.number, again.duplicate) == (1, False, 1, True)
    assert repr(delivery) == (
        f"<callback of 'pot-1' to {target.url}: acknowledged; "
        "attempt 1 at 8 s: the connection broke: ConnectionError: gone; attempt 1 again at 8 s: acknowledged>"
    )


def test_requests_with_what_was_answered(service: ImgOpenMock, fire: Fire) -> None:
    fire("pot-1")
    fire("pot-1")
    service.fail_next(drop=True)
    with pytest.raises(httpx.RemoteProtocolError):
        fire("pot-2")
    service.fail_next(invalid_json=True)
    fire("pot-3")
    httpx.get(f"{KILN}/firinks")
    good, bad, dropped, spoilt, lost = service.requests
    assert (good.at, good.method, good.path, good.operation, good.status) == (
        0.0,
        "POST",
        "/firings",
        "fire",
        202,
    )
    assert good.json()["job"] == {"ref": "pot-1"}
    assert good.answer()["verdict"] == "FIRED"
    assert repr(good) == '<POST /firings -> 202 "FIRED" lit>'
    assert repr(bad).startswith('<POST /firings -> 202 "COLD" job.ref: there is a task')
    assert (dropped.breakage, good.breakage) == ("dropped", "")
    assert repr(dropped) == '<POST /firings -> 202 "FIRED" lit, dropped>'
    assert repr(spoilt) == "<POST /firings -> 202 no JSON>"
    assert lost.operation == ""
    with pytest.raises(ValueError, match="is not JSON"):
        spoilt.answer()


def test_a_body_of_which_not_all_was_kept_is_not_parsed(service: ImgOpenMock, fire: Fire) -> None:
    fire("x" * 20_000)
    with pytest.raises(ValueError, match="only the first"):
        service.requests[0].json()


def test_contract_warnings(fire: Fire) -> None:
    with ImgOpenMock() as service:
        operation = next(
            found for found in service.simulator.bundle.operations if found.body and found.body.tolerated
        )
        assert operation.body is not None
        headers = dict.fromkeys(operation.credentials[0], "any")
        missing = operation.body.tolerated[0]
        body = {key: value for key, value in operation.body.example.items() if key != missing.path[0]}
        httpx.request(
            operation.method, service.simulator.bundle.origin + operation.path, json=body, headers=headers
        )
        (warning, *_) = service.warnings
        assert (warning.operation, warning.field, warning.note) == (operation.id, missing.name, missing.note)
        assert repr(warning).startswith(f"<warning about {operation.id}: {missing.name} is left out. ")
        assert f"  {operation.id}: {missing.name} is left out. " in summary(service)


def test_time_passes_only_when_told(service: ImgOpenMock, fire: Fire) -> None:
    assert repr(service) == "<imgopen_mock at 0 s, 0 tasks>"
    service.advance(0.1)
    fire("pot-1")
    assert service.advance_until_idle() == []
    assert service.now == pytest.approx(8.1)
    assert service.tasks[0].state == "succeeded"
    assert service.advance_until_idle() == []
    with pytest.raises(ValueError, match="cannot be advanced"):
        service.advance(-1)


def test_a_clock_of_floats_gets_there_all_the_same(kiln_file: Path, fire: Fire) -> None:
    with ImgOpenMock(bundle=kiln_file, task_seconds=2.4) as service:
        service.advance(1.3)
        fire("pot-1")
        (task,) = service.tasks
        assert service.now + (task.ends - service.now) < task.ends
        service.advance_until_idle()
        assert task.state == "succeeded"


def test_of_two_tasks_with_the_same_id_the_last_is_found(
    service: ImgOpenMock, firing: dict[str, Any]
) -> None:
    for account in ("one", "another"):
        httpx.post(f"{KILN}/firings", json=firing, headers={"kiln-key": account, "kiln-secret": "s"})
        service.advance(1)
    assert service.task(firing["job"]["ref"]) == service.tasks[1]


def test_sleeping_takes_no_time_and_lets_others_run(
    service: ImgOpenMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asyncio, "sleep", service.async_sleep)
    ran: list[str] = []

    async def poll(name: str) -> None:
        for _ in range(2):
            await asyncio.sleep(3600)
            ran.append(name)

    async def both() -> None:
        await asyncio.gather(poll("a"), poll("b"))

    asyncio.run(both())
    assert ran == ["a", "b", "a", "b"]
    assert service.now == 4 * 3600


def test_the_summary_is_short(service: ImgOpenMock, fire: Fire) -> None:
    assert summary(service) == "the clock shows 0 s"
    target = service.callback_target(500)
    for number in range(14):
        fire(f"pot-{number}", bell=target.url)
    fire("pot-" + "9" * 500)
    service.set_fault(Fault(FaultKind.HTTP, "fire"))
    service.fail_next(drop=True, times=2)
    service.advance(9)
    lines = summary(service).splitlines()
    assert lines[:3] == [
        "the clock shows 9 s",
        "requests, the last 10 of 15:",
        '  0 s: POST /firings -> 202 "FIRED" lit',
    ]
    assert "  'pot-13' of fire: succeeded" in lines
    assert f"  of 'pot-13' to {target.url}: waiting, due at 10 s" in lines
    assert lines[-3:] == ["faults still to happen:", "  http of fire, always", "  drop of *, 2 x"]
    assert max(map(len, lines)) <= 200
