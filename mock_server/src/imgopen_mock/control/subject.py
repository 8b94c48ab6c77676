"""What is controlled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from imgopen_mock.core.own_paths import OWN_PATHS
from imgopen_mock.core.simulator import Simulator
from imgopen_mock.outbox import Outbox

PREFIX = OWN_PATHS
"""Where the control stands, beside the paths of the API."""


@dataclass(frozen=True)
class Subject:
    """A simulator, and what sends its callbacks."""

    simulator: Simulator
    outbox: Outbox


async def _subject(request: Request) -> Subject:
    subject: Subject = request.app.state.subject
    return subject


Controlled = Annotated[Subject, Depends(_subject)]
