"""The addresses of pictures, and the pictures at these addresses. None is kept: each is painted when asked for."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from imgopen_mock.core.own_paths import OWN_PATHS
from imgopen_mock.core.pictures import Drawing
from imgopen_mock.core.tasks.catalogue import Catalogue
from imgopen_mock.core.tasks.ledger import Ledger
from imgopen_mock.core.tasks.task import Task

PREFIX = f"{OWN_PATHS}/pictures/"
"""Where pictures hang, beside the paths of the API."""

_OF_TASK = re.compile(
    re.escape(PREFIX) + r"(?P<serial>[0-9]{1,12})-(?P<secret>[0-9a-f]{1,64})/"
    r"(?P<index>[0-9]{1,4})(?:-(?P<percentage>[0-9]{1,2}))?\.(?P<format>[a-z]{1,8})",
    re.ASCII,
)
_SAMPLE = re.compile(
    re.escape(PREFIX) + r"samples/(?P<collection>[a-z-]{1,40})/(?P<index>[0-9]{1,6})\.png", re.ASCII
)
_SAMPLE_SIDE = 512


class Gallery:
    """Finds pictures by their addresses."""

    def __init__(self, ledger: Ledger, catalogue: Catalogue) -> None:
        self._ledger = ledger
        self._catalogue = catalogue

    def address(self, task: Task, index: int, percentage: int | None = None) -> str:
        """Return the address of a task's picture, or of how it looks at a percentage below 100."""
        name = str(index) if percentage is None else f"{index}-{percentage}"
        return f"{task.origin}{PREFIX}{task.serial}-{task.secret}/{name}.{task.work.format}"

    def sample_address(self, origin: str, collection: str, index: int) -> str:
        """Return the address of the sample picture of a catalogue's row."""
        return f"{origin}{PREFIX}samples/{collection}/{index}.png"

    def find(self, path: str, now: float) -> Drawing | None:
        """Return the picture at a path, if there is one by now."""
        match = _OF_TASK.fullmatch(path)
        if match is None:
            return self._sample(path)
        task = self._ledger.numbered(int(match["serial"]))
        if task is None or task.secret != match["secret"] or task.work.format != match["format"]:
            return None
        index, percentage = int(match["index"]), match["percentage"]
        reached = task.percentage(now)
        if task.work.problem or index >= task.work.count:
            return None
        if percentage is None:
            return drawing_of(task, index) if reached == 100 and not task.failure else None
        begun = now >= task.starts
        return drawing_of(task, index, int(percentage)) if begun and int(percentage) <= reached else None

    def size_of(self, url: str) -> tuple[int, int] | None:
        """Return width and height of a task's finished picture, in pixels, wherever its host may be."""
        try:
            match = _OF_TASK.fullmatch(urlsplit(url).path)
        except ValueError:
            return None
        task = None if match is None else self._ledger.numbered(int(match["serial"]))
        if match is None or task is None or task.secret != match["secret"] or task.work.problem:
            return None
        return task.work.width, task.work.height

    def _sample(self, path: str) -> Drawing | None:
        match = _SAMPLE.fullmatch(path)
        rows = () if match is None else self._catalogue.collections.get(match["collection"], ())
        if match is None or int(match["index"]) >= len(rows):
            return None
        title = str(rows[int(match["index"])].get("title", ""))
        return Drawing(
            prompt=title,
            seed=int(match["index"]),
            task_id="sample",
            number=0,
            width=_SAMPLE_SIDE,
            height=_SAMPLE_SIDE,
            format="png",
        )


def drawing_of(task: Task, index: int, percentage: int = 100) -> Drawing:
    """Describe a picture of a task."""
    work = task.work
    return Drawing(
        prompt=work.subject,
        seed=work.seed + index,
        task_id=str(task.id),
        number=index,
        width=work.width,
        height=work.height,
        format=work.format,
        percentage=percentage,
    )
