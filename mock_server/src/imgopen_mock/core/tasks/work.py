"""The work that a task is: what to make, how much of it, and how long that takes."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from imgopen_mock.core.description.orders import Asked
from imgopen_mock.core.pictures import MAX_PIXELS, size_problem

MAX_RESULTS = 256
"""How many results a task may have here; what the service allows is not documented."""

_USUAL_SIDE = 512
_USUAL_STEPS = 20
_USUAL_FORMAT = "png"
_FORMATS = ("png", "jpg", "jpeg")
_ENLARGE_FACTOR = 2
_SEED_RANGE = 2**32
_LARGEST_SEED = 2**63
_MOST_STEPS = 1e9
_HUGE = 10**18

SizeOf = Callable[[str], "tuple[int, int] | None"]
"""Looks up the size of a picture by its URL; None for a picture that is not the simulator's own."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a task has to make.

    Attributes:
        subject: The prompt, or what stands in for one.
        source: The URL of the picture to start from, empty if there is none.
        width: Of the finished picture, in pixels.
        height: Of the finished picture, in pixels.
        count: How many results.
        steps: How much work each of them is.
        seed: Of the first result; the next ones count up from it.
        format: The file format of the pictures: png, jpg or jpeg.
        problem: Why this cannot be done, in words for the caller; empty if it can.
    """

    subject: str
    source: str
    width: int
    height: int
    count: int
    steps: float
    seed: int
    format: str
    problem: str = ""


@dataclass(frozen=True)
class Pace:
    """How long tasks take, in seconds.

    Attributes:
        waiting: From the submit to the start.
        least: Of any work.
        megapixel_step: For one step of a picture of a million pixels.
        most: Of any work.
        fixed: For the whole task, waiting and working, whatever there is to do; None to go by the work.
    """

    waiting: float = 1.0
    least: float = 1.0
    megapixel_step: float = 0.2
    most: float = 600.0
    fixed: float | None = None

    def __post_init__(self) -> None:
        times = (self.waiting, self.least, self.megapixel_step, self.most, self.fixed or 0.0)
        if not all(time >= 0 and math.isfinite(time) for time in times):
            raise ValueError(f"a task cannot take a time like this: {self}")

    def times(self, work: Work) -> tuple[float, float]:
        """Return the seconds of waiting and of working."""
        if self.fixed is not None:
            return self.fixed / 4, self.fixed * 3 / 4
        pixels = min(max(work.width, 0) * max(work.height, 0), MAX_PIXELS)
        results = min(max(work.count, 0), MAX_RESULTS)
        effort = self.megapixel_step * work.steps * results * pixels / 1e6
        return self.waiting, min(self.least + effort, self.most)


def read_work(
    asked: Asked, *, otherwise: str, draws: bool, pick: Callable[[int], int], size_of: SizeOf
) -> Work:
    """Read the work from what a request asks for that is known to keep the contract.

    Args:
        asked: What the request asks for.
        otherwise: The subject of a request that has none.
        draws: Whether pictures are made; anything else has no size that could be too large.
        pick: Returns a random whole number below its argument, for a seed that is left to the service.
        size_of: Looks up the size of the picture to start from.
    """
    source = _source(asked)
    width, height = _size(asked, size_of(source) if source else None)
    count = _product(asked.get("count", ()))
    subject = _first(asked, "prompt")
    return Work(
        subject=subject if isinstance(subject, str) and subject else otherwise,
        source=source,
        width=width,
        height=height,
        count=count,
        steps=_steps(asked),
        seed=_seed(_first(asked, "seed"), pick),
        format=_format(_first(asked, "format")),
        problem=_problem(count, width, height, draws),
    )


def _first(asked: Asked, meaning: str) -> Any:
    values = asked.get(meaning)
    return values[0] if values else None


def _source(asked: Asked) -> str:
    value = _first(asked, "source")
    if isinstance(value, list):
        value = next(iter(value), None)
    return value if isinstance(value, str) else ""


def _size(asked: Asked, source: tuple[int, int] | None) -> tuple[int, int]:
    usual = source or (_USUAL_SIDE, _USUAL_SIDE)
    sides = []
    for side, without in zip(("width", "height"), usual, strict=True):
        given = _number(_first(asked, side))
        length = without if given is None else given
        factor = _number(_first(asked, f"{side}-factor"))
        length *= 1 if factor is None else factor
        if _first(asked, "enlarge") is True:
            length = _enlarged(asked, side, length)
        sides.append(_whole(length))
    return sides[0], sides[1]


def _enlarged(asked: Asked, side: str, length: float) -> float:
    given = _number(_first(asked, f"enlarged-{side}"))
    if given:
        return given
    factor = _number(_first(asked, "enlarge-factor"))
    return length * (_ENLARGE_FACTOR if factor is None else factor)


def _steps(asked: Asked) -> float:
    values = asked.get("steps")
    if not values:
        return float(_USUAL_STEPS)
    steps = math.prod(len(value) if isinstance(value, list) else (_number(value) or 1) for value in values)
    return min(max(float(min(steps, _MOST_STEPS)), 1.0), _MOST_STEPS)


def _seed(value: Any, pick: Callable[[int], int]) -> int:
    """Return the seed that was asked for; -1, nothing, and what is no number are a random one."""
    try:
        whole = isinstance(value, (int, str)) or (isinstance(value, float) and value.is_integer())
        seed = int(value) if whole and not isinstance(value, bool) else -1
    except ValueError:
        seed = -1
    return pick(_SEED_RANGE) if seed == -1 else seed % _LARGEST_SEED


def _format(value: Any) -> str:
    """Return the format that was asked for, if pictures are painted in it."""
    wanted = value.lower() if isinstance(value, str) else _USUAL_FORMAT
    return wanted if wanted in _FORMATS else _USUAL_FORMAT


def _problem(count: int, width: int, height: int, draws: bool) -> str:
    if not 0 < count <= MAX_RESULTS:
        return f"{count} results are asked for, this simulator makes 1 to {MAX_RESULTS}"
    return size_problem(width, height) if draws else ""


def _product(values: Iterable[Any]) -> int:
    numbers = map(_number, values)
    return _whole(math.prod(number for number in numbers if number is not None))


def _number(value: Any) -> float | None:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return None
    return max(-_HUGE, min(value, _HUGE))


def _whole(number: float) -> int:
    return round(max(-_HUGE, min(number, _HUGE)))
