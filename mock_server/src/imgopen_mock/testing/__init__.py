"""Tests of code that uses the service, with neither network nor money.

    with ImgOpenMock() as service:
        target = service.callback_target()
        ...  # call what is to be tested
        service.advance(60)
        assert target.received[0].json() == {...}

With pytest, the fixture `imgopen_mock` is one of these, made anew for each test.

`replies` says what receivers answer, `receivers` hands callbacks to them, `fault_forms` turns keywords into
faults, `views` and `summary` show what happened, and `mock` puts these around a simulator and its router.
"""

from __future__ import annotations

from imgopen_mock.testing.mock import ImgOpenMock
from imgopen_mock.testing.receivers import CallbackTarget
from imgopen_mock.testing.replies import Answer, ReceivedCallback, ResponseLike
from imgopen_mock.testing.views import AttemptView, DeliveryView, RequestView, TaskView, WarningView

__all__ = [
    "Answer",
    "AttemptView",
    "CallbackTarget",
    "DeliveryView",
    "ImgOpenMock",
    "ReceivedCallback",
    "RequestView",
    "ResponseLike",
    "TaskView",
    "WarningView",
]
