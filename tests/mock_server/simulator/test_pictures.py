"""The pictures at the addresses that answers give: size, format, and from when on they are there."""

from __future__ import annotations

from typing import Any

import pytest
from imgopen_mock import Fault, FaultKind

from tests.mock_server.simulator.apis import APIS, SUBMITS, each
from tests.mock_server.simulator.calls import Call, ask, calls_of
from tests.mock_server.simulator.documents import Api, Json, Operation
from tests.mock_server.simulator.expressions import NOTHING
from tests.mock_server.simulator.meanings import asked, fields_of
from tests.mock_server.simulator.receivers import BRISK, WORK
from tests.mock_server.simulator.results import (
    expected_size,
    fetch,
    inquiries,
    opened,
    outcome,
    pictures,
    small,
    wait,
    with_meanings,
)

DRAWING = tuple(found for found in SUBMITS if "pictures" in found.task["results"])
SIZED = tuple(found for found in DRAWING if {"width", "height"} <= fields_of(found).keys())
SCALED = tuple(found for found in DRAWING if {"width-factor", "height-factor"} <= fields_of(found).keys())
FORMATTED = tuple(found for found in DRAWING if "format" in fields_of(found))
ENLARGING = ("enlarge-factor", "enlarged-width", "enlarged-height")
FILE_FORMATS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG"}
MEDIA_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png"}


def variants(submit: Operation) -> list[Call]:
    """Return calls that ask for sizes in all ways."""
    plain = small(calls_of(submit)[0].numbered(1))
    plain = with_meanings(
        plain, dict.fromkeys(("enlarge", *ENLARGING, "width-factor", "height-factor"), NOTHING)
    )
    width, height = expected_size(plain)
    larger = {"enlarged-width": width + 8, "enlarged-height": height + 16}
    changes: list[Json] = [
        {},
        {"enlarge": True, "enlarge-factor": 2},
        {"enlarge": True, **larger},
        {"enlarge": True, "enlarge-factor": 3, **larger},
        {"enlarge": False, "enlarge-factor": 2, **larger},
        {"enlarge-factor": 2, **larger},
        {"width-factor": 1.5, "height-factor": 2},
        {"width-factor": 1.5, "height-factor": 2, "enlarge": True, "enlarge-factor": 2},
    ]
    mine = [change for change in changes if change.keys() <= fields_of(submit).keys()]
    calls = [with_meanings(plain, change) for change in mine]
    return [call for call in calls if call.keeps_contract]


@each("submit", SIZED)
def test_the_file_has_exactly_the_size_that_was_asked_for(submit: Operation) -> None:
    assert variants(submit)
    for number, call in enumerate(variants(submit)):
        simulator, answers = outcome(call, BRISK)
        (url,) = pictures(answers)
        drawing = fetch(simulator, url).drawing
        assert drawing is not None
        assert (drawing.width, drawing.height) == expected_size(call)
        if number < 2:  # painting is slow
            assert opened(fetch(simulator, url))[0] == expected_size(call)


def test_sizes_can_be_asked_for_in_many_ways() -> None:
    assert max(len(variants(submit)) for submit in SIZED) > 6


@each("submit", SCALED)
def test_factors_multiply_the_size_of_the_own_picture_that_it_starts_from(submit: Operation) -> None:
    simulator = submit.api.simulator(BRISK)
    sized = next(found for found in SIZED if found.api is submit.api and len(variants(found)) > 2)
    first = variants(sized)[0].numbered(1)
    assert ask(simulator, first).accepted
    wait(simulator)
    width, height = expected_size(first)
    for number, (across, down) in enumerate(((1, 1), (2, 1), (1.5, 2.5), (1, 3)), start=2):
        call = calls_of(submit)[0].numbered(number)
        without = dict.fromkeys(("width", "height"), NOTHING)
        (source,) = pictures(inquiries(simulator, first))
        call = with_meanings(
            call, {**without, "source": source, "width-factor": across, "height-factor": down}
        )
        assert ask(simulator, call).accepted
        wait(simulator)
        for url in pictures(inquiries(simulator, call)):
            drawing = fetch(simulator, url).drawing
            assert drawing is not None
            default = [asked(call, side)[:1] for side in ("width", "height")]
            sides = [found[0] if found else own for found, own in zip(default, (width, height), strict=True)]
            assert (drawing.width, drawing.height) == (round(sides[0] * across), round(sides[1] * down))


@each("submit", FORMATTED)
def test_the_file_has_the_format_that_was_asked_for(submit: Operation) -> None:
    ((path, schema),) = fields_of(submit)["format"]
    for wanted in (*schema["enum"], schema.get("default", NOTHING)):
        plain = small(calls_of(submit)[0].numbered(1)).with_fields({path: NOTHING})
        call = plain if wanted is schema.get("default", NOTHING) else plain.with_fields({path: wanted})
        simulator, answers = outcome(call, BRISK)
        (url,) = pictures(answers)
        response = fetch(simulator, url)
        _, found = opened(response)
        if wanted is not NOTHING:
            assert url.endswith(f".{wanted}")
            assert found == FILE_FORMATS[wanted]
        assert response.headers["content-type"] == MEDIA_TYPES[found]


@each("submit", DRAWING)
def test_every_address_leads_to_a_picture_once_the_task_is_done_and_not_before(submit: Operation) -> None:
    call = small(calls_of(submit)[0].numbered(1))
    twin, answers = outcome(call, BRISK)
    urls = pictures(answers)
    assert urls
    simulator = submit.api.simulator(BRISK)
    assert all(fetch(simulator, url).status == 404 for url in urls)
    assert ask(simulator, call).accepted
    for seconds in (0, WORK / 2, WORK / 2 - 1e-6):
        wait(simulator, seconds)
        assert all(fetch(simulator, url).status == 404 for url in urls)
    wait(simulator, 1)
    for url in urls:
        for method in ("GET", "HEAD"):
            response = fetch(simulator, url, method)
            assert response.status == 200
            assert response.drawing is not None
            assert response.drawing.is_finished
        assert fetch(twin, url).drawing == response.drawing
    simulator.reset()
    assert all(fetch(simulator, url).status == 404 for url in urls)


@each("submit", DRAWING)
def test_a_failed_task_has_no_picture(submit: Operation) -> None:
    call = calls_of(submit)[0].numbered(1)
    _, answers = outcome(call, BRISK)
    simulator = submit.api.simulator(BRISK)
    simulator.set_fault(Fault(FaultKind.FAIL_TASK))
    assert ask(simulator, call).accepted
    wait(simulator)
    assert all(fetch(simulator, url).status == 404 for url in pictures(answers))
    assert pictures(inquiries(simulator, call)) == []


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "get", ""])
def test_pictures_can_only_be_fetched(method: str) -> None:
    simulator, answers = outcome(calls_of(DRAWING[0])[0].numbered(1), BRISK)
    for url in (*pictures(answers), f"{pictures(answers)[0]}x"):
        response = fetch(simulator, url, method)
        assert response.status == 405
        assert set(response.headers["allow"].split(", ")) == {"GET", "HEAD"}


@each("submit", DRAWING[:1])
def test_no_address_can_be_guessed_from_another(submit: Operation) -> None:
    """Any other character in any place leads nowhere."""
    simulator, answers = outcome(calls_of(submit)[0].numbered(1), BRISK)
    (url,) = pictures(answers)
    path = url.removeprefix(submit.api.document["servers"][0]["url"])
    for place in range(1, len(path)):
        for other in "0f/.x%":
            changed = path[:place] + other + path[place + 1 :]
            assert changed == path or fetch(simulator, changed).status == 404, changed
    for odd in ("", "/", "/..", "\n", "?", "%00", "\u0660"):
        assert fetch(simulator, f"{path[:-5]}{odd}{path[-4:]}").status == 404
    secrets = {task.secret for task in simulator.tasks}
    assert all(len(secret) >= 8 for secret in secrets)


@pytest.mark.parametrize("api", APIS, ids=lambda api: api.name)
def test_the_same_task_has_the_same_picture_and_another_another(api: Api) -> None:
    submit = next(found for found in SIZED if found.api is api)
    call = small(calls_of(submit)[0].numbered(1))
    files = set()
    for seed in (1, 1, 2):
        ((path, schema),) = fields_of(submit)["seed"]
        chosen: Any = str(seed) if schema.get("type") == "string" else seed
        simulator, answers = outcome(call.with_fields({path: chosen}), BRISK)
        (url,) = pictures(answers)
        response = fetch(simulator, url)
        files.add(response.content())
        assert response.content() == fetch(simulator, url).content()
    assert len(files) == 2


@pytest.mark.parametrize("origin", ["", "http://127.0.0.1:4010", "https://mock.example"])
@each("submit", DRAWING)
def test_addresses_begin_where_the_request_was_sent_to(submit: Operation, origin: str) -> None:
    simulator = submit.api.simulator(BRISK)
    call = calls_of(submit)[0].numbered(1)
    simulator.handle(call.request(origin=origin))
    wait(simulator)
    server = submit.api.document["servers"][0]["url"].split("/")
    expected = origin or "/".join(server[:3])
    assert all(url.startswith(f"{expected}/") for url in pictures(inquiries(simulator, call)))
