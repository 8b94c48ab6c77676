"""What an error about a picture says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from ..errors import DownloadError

ErrorT = TypeVar("ErrorT", bound=BaseException)


@dataclass(frozen=True)
class Subject:
    """The picture that an error is about; nothing of it is secret.

    Attributes:
        task_id: the picture's task.
        number: its place among the task's pictures, counting from 1.
        url: its URL without what may be a signature.
    """

    task_id: str
    number: int
    url: str | None

    def error(self, what: str) -> DownloadError:
        """Return the error that names the picture and says what is wrong."""
        where = f" ({self.url})" if self.url else ""
        return DownloadError(
            f"picture {self.number} of task {self.task_id}: {what}{where}",
            task_id=self.task_id,
            url=self.url,
            number=self.number,
        )


def without_frames(error: ErrorT) -> ErrorT:
    """Return an error without its frames and those of its causes, whose variables may hold a signed URL."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        link = waiting.pop()
        if link is None or id(link) in seen:
            continue
        seen.add(id(link))
        link.__traceback__ = None
        waiting += [link.__cause__, link.__context__]
    return error
