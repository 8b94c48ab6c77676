"""The simulator as the service under test: in this process, or as a server of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import requests
from imgopen_mock import NoReply, Simulator, create_app

PATIENCE = 30
"""Seconds until a server counts as hanging."""


@dataclass(frozen=True)
class Service:
    """A service, and the control of it.

    Attributes:
        transport: Where and how schemathesis sends a case.
        reset: Makes the service forget everything.
        advance: Lets so many seconds pass for the service.
    """

    transport: Mapping[str, Any] = field(repr=False)
    reset: Callable[[], None]
    advance: Callable[[float], None]


def in_process(simulator: Simulator) -> Service:
    """Serve a simulator to schemathesis without a socket; it needs a virtual clock.

    Callbacks that fall due while time passes get lost on their way, so that nothing is left for the server to send.
    """

    def advance(seconds: float) -> None:
        passing = simulator.advance(seconds)
        try:
            batch = next(passing)
            while True:
                batch = passing.send([NoReply("nobody is there")] * len(batch))
        except StopIteration:
            return

    return Service({"app": create_app(simulator)}, simulator.reset, advance)


def over_http(url: str, session: requests.Session) -> Service:
    """Reach a mock server with a virtual clock."""

    def control(path: str, body: Any = None) -> None:
        session.post(f"{url}/_mock/{path}", json=body, timeout=PATIENCE).raise_for_status()

    return Service(
        {"base_url": url, "session": session, "timeout": PATIENCE},
        lambda: control("reset"),
        lambda seconds: control("clock/advance", {"seconds": seconds}),
    )
