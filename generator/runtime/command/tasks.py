"""Commands to follow a task that was submitted before, here or elsewhere."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from functools import reduce
from typing import TYPE_CHECKING, Any, Final

import typer

from .common import connection_options, json_option, outputs_of, settings_of, waiting_options
from .contents import submitting
from .exits import FAILED, CommandError
from .following import show, told_how_to_go_on, wait_for
from .options import VALUES, WAITING, option
from .params import Param, made

if TYPE_CHECKING:
    from ..tasks.task import Task

HELP: Final = "Follow tasks that were submitted."
SUMMARIES: Final = {
    "wait": "Wait for a task that was submitted before",
    "show": "Ask once how a task stands",
}


def following_params(name: str) -> list[Any]:
    """Return argument and options of a command that follows a task."""
    outputs: list[Param] = waiting_options(always=True) if name == "wait" else [json_option(WAITING)]
    task_id = made("task_id", str, typer.Argument(metavar="ID"), default=inspect.Parameter.empty)
    operation = option(
        "operation",
        "The operation that submitted the task; needed only for speed, and not for an id that was made here.",
        VALUES,
        metavar="GROUP.NAME",
        complete=lambda: list(submitting()),
    )
    return [task_id, operation, *outputs, *connection_options()]


def follow(name: str, given: Mapping[str, Any]) -> None:
    """Run a command that follows a task.

    Raises:
        CommandError: the operation submits no task, or the task was not finished in time.
        TaskFailedError: the service could not do the task.
    """
    settings, outputs = settings_of(given), outputs_of(given, always=name == "wait")
    operation = _operation(given.get("operation"))
    with settings.client() as client:
        method: Any = reduce(getattr, operation, client) if operation else None
        task: Task[Any, Any] = client.resume(given["task_id"], method)
        if name == "wait":
            wait_for(task, outputs, settings)
            return
        with told_how_to_go_on(task.id, task.operation, settings):
            result = task.poll()
        show(result, outputs)
        if result.state == "failed":
            raise CommandError(f"the task {task.id} failed", FAILED)


def _operation(name: str | None) -> tuple[str, ...]:
    """Return the attributes that lead to the method of an operation; none where it is not said."""
    if name is None:
        return ()
    python = name.replace("-", "_").replace(" ", ".")
    if python not in submitting():
        raise CommandError(f"--operation {name} submits no task; those that do are {', '.join(submitting())}")
    return tuple(python.split("."))
