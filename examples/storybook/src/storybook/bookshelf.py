"""Where the service calls when a page is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx
from imgopen.models import SdTaskInfo

from storybook.drawing import NotDrawnError, picture_url


class Bookshelf:
    """Keeps the pictures of finished pages, and the reasons why others have none."""

    def __init__(self) -> None:
        self.pictures: dict[str, bytes] = {}
        self.failures: dict[str, str] = {}

    def receive(self, body: Mapping[str, Any]) -> dict[str, str]:
        """Take the JSON of a callback, and return the answer that acknowledges it.

        The service calls again if the answer gets lost on its way, so a page may come twice.
        """
        task = SdTaskInfo.model_validate(body["data"])
        page = str(task.id_task)
        if page not in self.pictures:
            try:
                self.pictures[page] = httpx.get(str(picture_url(task))).raise_for_status().content
            except NotDrawnError as error:
                self.failures[page] = str(error)
        return {"code": "200"}
