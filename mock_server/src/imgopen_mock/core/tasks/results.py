"""What is known of a task at a time: the facts with which answers are filled, by meaning."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Any, Final

from imgopen_mock.core.description.forms import Facts
from imgopen_mock.core.exchange.refusals import cut
from imgopen_mock.core.tasks.catalogue import Catalogue
from imgopen_mock.core.tasks.gallery import Gallery
from imgopen_mock.core.tasks.task import Phase, Task

_MOST_FACES = 3
_LONGEST_SUBJECT = 2000


class Results:
    """Tells the results of tasks. The same task gives the same results whenever it is asked."""

    def __init__(self, gallery: Gallery, catalogue: Catalogue) -> None:
        self._gallery = gallery
        self._words = catalogue.words
        self._makers: Final[Mapping[str, Callable[[Task], Facts]]] = {
            "pictures": self._pictures,
            "caption": self._caption,
            "prompts": self._prompts,
            "styles": self._styles,
            "faces": self._faces,
        }

    def facts(self, task: Task, now: float) -> Facts:
        """Return all that may be told of a task."""
        phase = task.phase(now)
        if phase is Phase.RUNNING:
            return {"progress": self._progress(task, now)}
        if phase is not Phase.SUCCEEDED or task.operation.task is None:
            return {}
        facts: dict[str, Any] = {}
        for result in task.operation.task.results:
            maker = self._makers.get(result)
            if maker is not None:
                facts.update(maker(task))
        return facts

    def _progress(self, task: Task, now: float) -> Facts:
        percentage = task.percentage(now)
        facts: dict[str, Any] = {"percentage": percentage}
        part = task.operation.task
        if part is not None and "pictures" in part.results and not task.work.problem:
            facts["preview"] = self._gallery.address(task, 0, percentage)
        return facts

    def _pictures(self, task: Task) -> Facts:
        pictures = [
            {"picture": self._gallery.address(task, index), "seed": task.work.seed + index, "passed": True}
            for index in range(task.work.count)
        ]
        return {"pictures": pictures, **pictures[0]}

    def _caption(self, task: Task) -> Facts:
        return {"caption": self._sentence(task, "captions", 0)}

    def _prompts(self, task: Task) -> Facts:
        subject = cut(task.work.subject, _LONGEST_SUBJECT)
        return {
            "prompts": [
                f"{subject}, {self._sentence(task, 'expansions', index)}" for index in range(task.work.count)
            ]
        }

    def _styles(self, task: Task) -> Facts:
        words = self._words.get("styles", ()) or ("style",)
        return {"styles": _chance(task).sample(words, min(2, len(words)))}

    def _faces(self, task: Task) -> Facts:
        chance = _chance(task)
        count = chance.randint(1, _MOST_FACES)
        column = task.work.width // count
        faces = []
        for index in range(count):
            width = max(1, column * chance.randint(35, 70) // 100)
            height = max(1, min(task.work.height, width * 5 // 4))
            left = index * column + chance.randint(0, max(0, column - width))
            top = chance.randint(0, max(0, (task.work.height - height) // 2))
            confidence = chance.randint(880, 999) / 1000
            faces.append(
                {
                    "number": index + 1,
                    "left": left,
                    "top": top,
                    "width": width,
                    "height": height,
                    "confidence": confidence,
                }
            )
        return {"faces": faces}

    def _sentence(self, task: Task, kind: str, index: int) -> str:
        """Choose from a list of words by the task."""
        words = self._words.get(kind, ()) or (kind,)
        return words[(_chance(task).randrange(len(words)) + index) % len(words)]


def _chance(task: Task) -> random.Random:
    """Return chances that depend on what the task is about, so that the same source gives the same result."""
    return random.Random(f"{task.work.source or task.work.subject}\n{task.work.seed}")  # noqa: S311
