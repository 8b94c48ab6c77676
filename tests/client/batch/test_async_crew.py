"""The tasks of the event loop that send what is to be sent."""

from __future__ import annotations

import asyncio
from typing import Any

from imgopen._runtime.batch.async_crew import AsyncCrew


def test_a_task_that_was_cancelled_before_it_began_holds_nobody_up() -> None:
    async def send(step: Any) -> None:
        raise AssertionError("nothing is to be sent")

    async def main() -> bool:
        crew = AsyncCrew(send)
        step: Any = None
        crew.start(step)
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()
        await asyncio.wait_for(crew.dismiss(), 5)
        return crew.is_busy

    assert asyncio.run(main()) is False
