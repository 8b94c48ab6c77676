"""A picture to be made, and what it takes to make it."""

from __future__ import annotations

from dataclasses import dataclass

MAX_PIXELS = 4096 * 4096
"""The most pixels that are drawn."""

_LONGEST_SIDE = 65_500
_HUGE = 10**12
_JPEG = frozenset({"jpg", "jpeg"})


@dataclass(frozen=True)
class Drawing:
    """A picture to be made. The same drawing gives the same bytes, whenever and wherever it is painted.

    Attributes:
        prompt: What the picture is said to show; any text.
        seed: What the scene is drawn from, together with the prompt; any integer.
        task_id: The task that the picture belongs to; any text.
        number: Which of the task's pictures it is, from 0.
        width: In pixels, from 1.
        height: In pixels, from 1; width times height is at most `MAX_PIXELS`.
        format: "jpg" or "jpeg" in any case; any other word means PNG.
        percentage: How much of it is drawn, from 0 to 100. Below 100 it is an intermediate picture: the same
            scene in the same size under noise, which clears up as the percentage rises.
    """

    prompt: str
    seed: int
    task_id: str
    number: int
    width: int
    height: int
    format: str
    percentage: int = 100

    @property
    def media_type(self) -> str:
        """The media type of the file: `image/png` or `image/jpeg`."""
        return "image/jpeg" if self.format.lower() in _JPEG else "image/png"

    @property
    def is_finished(self) -> bool:
        """Whether nothing is left to draw."""
        return self.percentage >= 100

    def paint(self) -> bytes:
        """Make the file.

        Raises:
            ValueError: The size is below one pixel, above `MAX_PIXELS`, or more than 65,500 pixels on a side.
        """
        problem = size_problem(self.width, self.height)
        if problem:
            raise ValueError(problem)
        from imgopen_mock.core.pictures.painter import paint

        return paint(self)


def size_problem(width: int, height: int) -> str:
    """Say why a picture of a size in pixels is not drawn; the empty text if it is."""
    size = f"{_short(width)} x {_short(height)} pixels"
    if width < 1 or height < 1:
        return f"a picture of {size} is too small: it has at least one"
    if width * height > MAX_PIXELS or max(width, height) > _LONGEST_SIDE:
        most = f"at most {MAX_PIXELS} pixels are drawn, and at most {_LONGEST_SIDE} on a side"
        return f"a picture of {size} is too large: {most}"
    return ""


def _short(number: int) -> str:
    return str(number) if abs(number) < _HUGE else f"{'-' * (number < 0)}more than {_HUGE}"
