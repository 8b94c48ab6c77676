"""A request that makes a task, ready to be sent many times with an id of its own each time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Form:
    """A request but for the task's id, which belongs between the two halves of the body."""

    method: str
    path: str
    headers: dict[str, str]
    before: str
    after: str

    def bodies(self, numbers: Iterator[int]) -> Iterator[bytes]:
        """Yield bodies, one for each number; they are all of one length."""
        before, after = self.before.encode(), self.after.encode()
        for number in numbers:
            yield before + _task_id(number) + after

    def messages(self, numbers: Iterator[int]) -> Iterator[bytes]:
        """Yield whole HTTP requests, one for each number."""
        length = len(next(self.bodies(iter([0]))))
        lines = (f"{name}: {value}\r\n" for name, value in self.headers.items())
        start = f"{self.method} {self.path} HTTP/1.1\r\n{''.join(lines)}Content-Length: {length}\r\n\r\n"
        head = start.encode()
        for body in self.bodies(numbers):
            yield head + body


def _task_id(number: int) -> bytes:
    return b"task-%010d" % number
