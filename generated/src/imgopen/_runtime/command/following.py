"""Waits for a task, saves its pictures, and tells how to go on where that does not come to its end."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

from ..errors import DownloadError, TaskFailedError, TaskTimeoutError
from ..tasks.ids import method_of
from . import NAME
from .exits import INTERRUPTED, NO_ANSWER, UNFINISHED, CommandError
from .output import show_result, show_unfinished
from .progress import display
from .settings import Settings
from .table import TASKS

if TYPE_CHECKING:
    from ..tasks.result import TaskResult
    from ..tasks.task import Task
    from .common import Outputs


def wait_for(task: Task[Any, Any], outputs: Outputs, settings: Settings) -> None:
    """Wait for a task, and show its result.

    Raises:
        CommandError: it was not finished in time, or the waiting was interrupted.
        TaskFailedError: the service could not do it.
        DownloadError: pictures could not be saved.
    """
    with told_how_to_go_on(task.id, task.operation, settings):
        try:
            with display() as screen:
                result = task.wait(timeout=outputs.wait_timeout, on_progress=screen.show)
        except TaskTimeoutError as error:
            state = "unknown" if error.progress is None else error.progress.state
            if outputs.json:
                show_unfinished(task.id, task.operation, state)
            again = resuming(task.id, task.operation, settings)
            if error.progress is None:
                unheard = f"nothing was heard of {task.operation} {task.id}"
                raise CommandError(
                    f"{unheard} for {outputs.wait_timeout:g} s ({error.__cause__}); to wait again: {again}",
                    NO_ANSWER,
                ) from None
            raise CommandError(
                f"{task.operation} {task.id} is {state}, and not finished after {outputs.wait_timeout:g} s. "
                f"It goes on; to wait again: {again}",
                UNFINISHED,
            ) from None
        except TaskFailedError:
            if outputs.json:
                show_unfinished(task.id, task.operation, "failed")
            raise
        show(result, outputs)


def show(result: TaskResult[Any], outputs: Outputs) -> None:
    """Show how a task stands; one that is done with its pictures saved, if there is a folder for them.

    Raises:
        DownloadError: pictures could not be saved.
    """
    saved: list[Path] = []
    failure: DownloadError | None = None
    if outputs.out is not None and result.state == "succeeded":
        try:
            outputs.out.mkdir(parents=True, exist_ok=True)
            saved = result.images.save_all(outputs.out, overwrite=outputs.overwrite)
        except OSError as error:
            raise CommandError(f"--out {os.fspath(outputs.out)}: {error.strerror}") from None
        except DownloadError as error:
            saved, failure = list(error.saved), error
    show_result(result, saved, outputs)
    if failure is not None:
        raise failure


@contextmanager
def told_how_to_go_on(task_id: str | None, operation: str, settings: Settings) -> Iterator[None]:
    """Turn an interruption into an error that tells how to wait for the task again."""
    try:
        yield
    except KeyboardInterrupt:
        if task_id is None:
            raise
        again = resuming(task_id, operation, settings)
        raise CommandError(
            f"interrupted; {operation} {task_id} goes on if it was submitted. To wait for it: {again}",
            INTERRUPTED,
        ) from None


def resuming(task_id: str, operation: str, settings: Settings) -> str:
    """Return the command that waits for a task again."""
    words = [NAME, TASKS, "wait"]
    if method_of(task_id) is None and "." in operation:
        words += ["--operation", operation]
    if settings.profile_name:
        words += ["--profile", settings.profile_name]
    if settings.typed.get("base-url"):
        words += ["--base-url", settings.typed["base-url"]]
    return " ".join(map(quote, [*words, *(["--"] if task_id.startswith("-") else []), task_id]))
