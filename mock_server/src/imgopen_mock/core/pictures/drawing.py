"""A picture to be made, and what it takes to make it."""

from __future__ import annotations

from dataclasses import dataclass

MAX_PIXELS = 4096 * 4096
"""The most pixels that are drawn."""

_LONGEST_SIDE = 65_500
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
        if self.width < 1 or self.height < 1:
            raise ValueError(f"a picture has at least one pixel, not {self.width} x {self.height}")
        if self.width * self.height > MAX_PIXELS or max(self.width, self.height) > _LONGEST_SIDE:
            raise ValueError(
                f"a picture of {self.width} x {self.height} is too large: at most {MAX_PIXELS} pixels are drawn, "
                f"and at most {_LONGEST_SIDE} on a side"
            )
        from imgopen_mock.core.pictures.painter import paint

        return paint(self)
