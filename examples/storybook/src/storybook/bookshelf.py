"""Where the service calls when a page is drawn."""

from __future__ import annotations

from typing import Any

from imgopen.callbacks import Callback, CallbackURLs, Receiver


class Bookshelf:
    """Keeps the pictures of finished pages, and the reasons why others have none.

    Its `receiver` takes what is posted. The service calls again if the answer gets lost on its way; a page that comes
    twice is kept once.
    """

    def __init__(self, urls: CallbackURLs) -> None:
        self.pictures: dict[str, bytes] = {}
        self.failures: dict[str, str] = {}
        self.receiver = Receiver(self.keep, urls=urls)

    def keep(self, callback: Callback[Any]) -> None:
        """Keep the picture of a page, or the reason why it has none."""
        if callback.state == "succeeded":
            self.pictures[callback.task_id] = callback.images[0].read()
        else:
            self.failures[callback.task_id] = str(callback.message)
