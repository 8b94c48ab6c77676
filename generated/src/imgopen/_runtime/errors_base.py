"""What every error of the package carries."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    import httpx


class ErrorBase(Exception):  # noqa: N818
    """An error that knows the operation and, where there was one, the answer.

    Attributes:
        operation: the operation that failed, such as `group.method`, or the path of a raw call.
        code: the `code` of the service's answer.
        msg: the service's own words.
        task_id: the id of the task that the call was about, also where the client made the id.
        response: the HTTP answer as the HTTP client gave it. Its request holds the secrets; its `repr` does not.
    """

    _left_behind: ClassVar[tuple[str, ...]] = ("response",)

    def __init__(
        self,
        message: str,
        *,
        operation: str | None = None,
        code: str | None = None,
        msg: str | None = None,
        task_id: str | None = None,
        response: httpx.Response | None = None,
    ) -> None:
        super().__init__(f"{operation}: {message}" if operation else message)
        self.operation = operation
        self.code = code
        self.msg = msg
        self.task_id = task_id
        self.response = response

    def __reduce__(self) -> tuple[type[ErrorBase], tuple[object, ...], dict[str, object]]:
        """Leave the answer behind when pickled: its request holds the keys."""
        return type(self), self.args, {**self.__dict__, **dict.fromkeys(self._left_behind)}

    def __init_subclass__(cls) -> None:
        """Let tracebacks name the package, from where users import the error, and not its inner module."""
        super().__init_subclass__()
        if cls.__module__.startswith(__package__ or ""):
            cls.__module__ = cls.__module__.partition(".")[0]
