"""What can be wrong with one attempt to fetch a picture."""

from __future__ import annotations


class Flaw(Exception):  # noqa: N818
    """The attempt failed; another may not. It becomes a `DownloadError` where there is none.

    Attributes:
        may_pass: whether another attempt may turn out better.
        asked: the seconds that the host asked to wait before, if it did.
    """

    def __init__(self, what: str, *, may_pass: bool = False, asked: float | None = None) -> None:
        super().__init__(what)
        self.may_pass = may_pass
        self.asked = asked


class Abandoned(Exception):  # noqa: N818
    """Nobody waits for the picture any more."""
