"""What a test tells once, and plays with the sync client and with the async one."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from typing import Any

from imgopen_mock.testing import ImgOpenMock

from tests.client.conftest import client_class
from tests.support.operations import OperationCase, cases, keys

Story = Callable[[Any], Awaitable[Any]]


def play(kind: str, mock: ImgOpenMock, story: Story, **settings: Any) -> Any:
    """Run a story with a client of a simulated service, whose time passes when the client waits.

    Args:
        kind: `sync` or `async`.
        mock: The simulated service.
        story: Is given the client, and settles whatever that returns.
        settings: Of the client.
    """

    async def tell() -> Any:
        if kind == "sync":
            with client_class("")(**{**keys(), "sleep": mock.advance, **settings}) as client:
                return await story(client)
        async with client_class("Async")(**{**keys(), "sleep": mock.async_sleep, **settings}) as client:
            return await story(client)

    return asyncio.run(tell())


async def settle(value: Any) -> Any:
    """Return what a method of the sync client returned, or what comes of that of the async one."""
    return await value if inspect.isawaitable(value) else value


async def gather(items: Any) -> list[Any]:
    """Return what `for` or `async for` takes from something."""
    return [item async for item in items] if hasattr(items, "__aiter__") else list(items)


def submitting() -> list[OperationCase]:
    """Return every operation that submits a task that can be waited for."""
    return [case for case in cases() if (found := case.operation.roles.submission) and found.questions]


def without_id(case: OperationCase) -> dict[str, Any]:
    """Return the arguments of an operation's example, without the id of the task."""
    arguments = case.arguments()
    submission = case.operation.roles.submission
    assert submission is not None
    first, *rest = submission.id
    if not rest:
        arguments.pop(first, None)
    else:
        (inner,) = rest
        arguments[first] = {name: value for name, value in arguments[first].items() if name != inner}
    return arguments


def method_of(client: Any, case: OperationCase) -> Any:
    """Return the method of a client that calls an operation."""
    return getattr(getattr(client, case.group.attribute), case.operation.method)
