"""Unfinished pictures: there is one for as long as a task runs, and it shows as much as is done."""

from __future__ import annotations

from imgopen_mock import Fault, FaultKind

from tests.mock_server.simulator.apis import SUBMITS, each
from tests.mock_server.simulator.calls import ask, calls_of
from tests.mock_server.simulator.documents import Operation
from tests.mock_server.simulator.meanings import promised, told
from tests.mock_server.simulator.receivers import BRISK, WORK
from tests.mock_server.simulator.results import expected_size, fetch, inquiries, opened, pictures, small, wait

DRAWING = tuple(found for found in SUBMITS if "pictures" in found.task["results"])
ANIMATED = tuple(
    found
    for found in DRAWING
    if any("preview" in promised(found.api.operation(node["operationId"])) for node in found.link_nodes)
)


@each("submit", ANIMATED)
def test_previews_show_the_picture_as_far_as_it_is(submit: Operation) -> None:
    call = small(calls_of(submit)[0].numbered(1))
    simulator = submit.api.simulator(BRISK)
    assert ask(simulator, call).accepted
    wait(simulator, WORK / 4)
    previews: list[str] = []
    before = -1
    for _ in range(6):
        (percentage,) = {
            value for answer in inquiries(simulator, call) for value in told(answer, "percentage")
        }
        (preview,) = {value for answer in inquiries(simulator, call) for value in told(answer, "preview")}
        assert before < percentage < 100
        before = percentage
        drawing = fetch(simulator, preview).drawing
        assert drawing is not None
        assert drawing.percentage == percentage
        assert (drawing.width, drawing.height) == expected_size(call)
        previews.append(preview)
        wait(simulator, WORK / 8)
    assert opened(fetch(simulator, previews[0]))[0] == expected_size(call)
    early = submit.api.simulator(BRISK)  # the same seed, hence the same addresses
    assert ask(early, call).accepted
    wait(early, WORK / 4)
    for reached in range(len(previews)):
        found = [fetch(early, preview).status for preview in previews]
        assert found == [200] * (reached + 1) + [404] * (len(previews) - reached - 1)
        wait(early, WORK / 8)


@each("submit", ANIMATED)
def test_the_percentage_is_that_of_the_work_and_not_of_the_waiting(submit: Operation) -> None:
    """A quarter of the time goes by before the work begins."""
    simulator = submit.api.simulator(BRISK)
    call = calls_of(submit)[0].numbered(1)
    assert ask(simulator, call).accepted
    for seconds, expected in ((0, []), (WORK / 2, [33]), (WORK / 4, [66]), (WORK / 4, [])):
        wait(simulator, seconds)
        shown = {value for answer in inquiries(simulator, call) for value in told(answer, "percentage")}
        assert sorted(shown) == expected


@each("submit", ANIMATED)
def test_there_are_no_previews_before_the_work_begins(submit: Operation) -> None:
    call = calls_of(submit)[0].numbered(1)
    twin, simulator = submit.api.simulator(BRISK), submit.api.simulator(BRISK)
    assert ask(twin, call).accepted
    wait(twin, WORK / 4)
    previews = [url for answer in inquiries(twin, call) for url in told(answer, "preview")]
    assert previews
    assert ask(simulator, call).accepted
    assert [fetch(simulator, url).status for url in previews] == [404] * len(previews)


@each("submit", ANIMATED)
def test_nothing_tells_of_previews_after_the_work_and_they_can_still_be_fetched(submit: Operation) -> None:
    """Whoever asked while the task ran may fetch a moment later."""
    call = calls_of(submit)[0].numbered(1)
    simulator = submit.api.simulator(BRISK)
    assert ask(simulator, call).accepted
    wait(simulator, WORK / 2)
    previews = [url for answer in inquiries(simulator, call) for url in told(answer, "preview")]
    assert previews
    wait(simulator)
    assert [url for answer in inquiries(simulator, call) for url in told(answer, "preview")] == []
    assert [fetch(simulator, url).status for url in previews] == [200] * len(previews)


@each("submit", DRAWING)
def test_the_simulator_lists_the_pictures_that_its_answers_tell_of(submit: Operation) -> None:
    simulator = submit.api.simulator(BRISK)
    call = calls_of(submit)[0].numbered(1)
    assert ask(simulator, call).accepted
    (task,) = simulator.tasks
    assert simulator.pictures(task) == ()
    wait(simulator, WORK / 2)
    (preview,) = simulator.pictures(task)
    shown = [url for answer in inquiries(simulator, call) for url in told(answer, "preview")]
    assert set(shown) <= {preview}
    assert fetch(simulator, preview).status == 200
    wait(simulator)
    told_of = pictures(inquiries(simulator, call))
    assert list(simulator.pictures(task))[: len(told_of)] == told_of
    assert len(simulator.pictures(task)) == task.work.count
    simulator.reset()
    simulator.set_fault(Fault(FaultKind.FAIL_TASK))
    assert ask(simulator, call).accepted
    wait(simulator)
    assert simulator.pictures(simulator.tasks[0]) == ()
