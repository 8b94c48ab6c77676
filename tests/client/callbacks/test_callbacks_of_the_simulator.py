"""The simulator posts to a receiver until it acknowledges."""

from __future__ import annotations

from typing import Any

from imgopen import ImgOpen
from imgopen._runtime.callbacks import Callback, CallbackURLs, Receiver
from imgopen._runtime.catalogue import find
from imgopen._runtime.roles import at
from imgopen_mock.core.exchange.callbacks import Reply
from imgopen_mock.testing import ImgOpenMock

from tests.client.callbacks.posted import SECRET, Posted, each, forms
from tests.support.operations import cases, keys


def client_of(settings: dict[str, Any]) -> ImgOpen:
    return ImgOpen(**settings)


@each(forms())
def test_the_simulator_comes_again_until_a_callback_is_handled(posted: Posted) -> None:
    taken: list[Callback[Any]] = []

    def handle(callback: Callback[Any]) -> None:
        taken.append(callback)
        if len(taken) == 1:
            raise OSError("no room")

    def answer(received: Any) -> Reply:
        given = receiver.receive(received.url, received.body)
        return Reply(given.status, given.body)

    case = next(
        case for case in cases() if f"{case.group.attribute}.{case.operation.method}" == posted.operation
    )
    operation = find(posted.operation)
    assert operation.body is not None
    assert operation.submission is not None
    task_id = str(at(operation.body.model_validate(case.body), operation.submission.id))
    with ImgOpenMock() as mock, client_of(keys()) as client:
        target = mock.callback_target(answer)
        urls = CallbackURLs(target.url, secret=SECRET)
        receiver = Receiver(handle, urls=urls)
        case.call(client, **{posted.role.url[-1]: urls.for_task(task_id, posted.operation)})
        mock.advance_until_idle()
        assert [attempt.acknowledged for attempt in target.attempts] == [False, True]
    assert [callback.task_id for callback in taken] == [task_id] * 2
    assert {callback.operation for callback in taken} == {posted.operation}
    assert taken[-1].state == "succeeded"
