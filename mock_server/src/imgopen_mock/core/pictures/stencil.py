"""Masks with smooth edges, through which colour is laid on a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

Point: TypeAlias = tuple[float, float]

_SMALL = 300_000
_MIDDLING = 2_000_000


@dataclass(frozen=True)
class Mask:
    """Where colour goes on a picture, and how strongly: grey tones from `left` and `top` on, nothing elsewhere."""

    tones: Image.Image
    left: int
    top: int

    def __and__(self, other: Mask) -> Mask:
        """Keep what lies in both masks."""
        left, top = max(self.left, other.left), max(self.top, other.top)
        right = min(self.left + self.tones.width, other.left + other.tones.width)
        bottom = min(self.top + self.tones.height, other.top + other.tones.height)
        if right <= left or bottom <= top:
            return Mask(Image.new("L", (1, 1)), 0, 0)
        mine, theirs = (
            mask.tones.crop((left - mask.left, top - mask.top, right - mask.left, bottom - mask.top))
            for mask in (self, other)
        )
        return Mask(ImageChops.multiply(mine, theirs), left, top)

    def toned(self, table: Sequence[int]) -> Mask:
        """Change the strength, by a table of 256 tones."""
        return Mask(self.tones.point(table), self.left, self.top)

    def blurred(self, radius: float) -> Mask:
        """Soften the edges; the radius is in pixels."""
        margin = round(2 * radius) + 1
        wide = ImageOps.expand(self.tones, margin)
        # What is very soft anyway is blurred in a smaller size, which takes a fraction of the time.
        factor = max(1, int(radius / 3))
        soft = wide.reduce(factor).filter(ImageFilter.GaussianBlur(radius / factor))
        tones = soft if factor == 1 else soft.resize(wide.size, Image.Resampling.BILINEAR)
        return Mask(tones, self.left - margin, self.top - margin)


class Stencil:
    """A mask in the making; positions are in pixels of the picture.

    Shapes are drawn larger than they are and then shrunk, and only in the rectangle that they fill.
    """

    def __init__(self, size: tuple[int, int]) -> None:
        self._size = size
        pixels = size[0] * size[1]
        self._scale = 4 if pixels <= _SMALL else 3 if pixels <= _MIDDLING else 2
        self._shapes: list[Callable[[ImageDraw.ImageDraw, float, float], None]] = []
        self._left, self._top, self._right, self._bottom = (float(size[0]), float(size[1]), 0.0, 0.0)

    def polygon(self, points: Sequence[Point], fill: int = 255) -> None:
        """Fill an area, given by its corners."""
        scale = self._scale
        across, down = zip(*points, strict=True)
        self._extend(min(across), min(down), max(across), max(down))
        self._shapes.append(
            lambda draw, left, top: draw.polygon(
                [(x * scale - left, y * scale - top) for x, y in points], fill=fill
            )
        )

    def box(self, left: float, top: float, right: float, bottom: float, fill: int = 255) -> None:
        """Fill an upright rectangle."""
        self.polygon([(left, top), (right, top), (right, bottom), (left, bottom)], fill)

    def ellipse(self, x: float, y: float, across: float, down: float, fill: int = 255) -> None:
        """Fill an ellipse, given by its middle and its two radii."""
        scale = self._scale
        self._extend(x - across, y - down, x + across, y + down)
        self._shapes.append(
            lambda draw, left, top: draw.ellipse(
                (
                    (x - across) * scale - left,
                    (y - down) * scale - top,
                    (x + across) * scale - left,
                    (y + down) * scale - top,
                ),
                fill=fill,
            )
        )

    def line(self, points: Sequence[Point], thickness: float, fill: int = 255) -> None:
        """Draw along some points."""
        scale = self._scale
        half = thickness / 2 + 1
        across, down = zip(*points, strict=True)
        self._extend(min(across) - half, min(down) - half, max(across) + half, max(down) + half)
        self._shapes.append(
            lambda draw, left, top: draw.line(
                [(x * scale - left, y * scale - top) for x, y in points],
                fill=fill,
                width=max(1, round(thickness * scale)),
                joint="curve",
            )
        )

    def mask(self) -> Mask:
        """Return what was drawn."""
        width, height = self._size
        left, top = max(0, int(self._left)), max(0, int(self._top))
        right, bottom = min(width, int(self._right) + 2), min(height, int(self._bottom) + 2)
        if right <= left or bottom <= top:
            return Mask(Image.new("L", (1, 1)), 0, 0)
        scale = self._scale
        image = Image.new("L", ((right - left) * scale, (bottom - top) * scale))
        draw = ImageDraw.Draw(image)
        for shape in self._shapes:
            shape(draw, left * scale, top * scale)
        return Mask(image.reduce(scale), left, top)

    def _extend(self, left: float, top: float, right: float, bottom: float) -> None:
        self._left, self._right = min(self._left, left), max(self._right, right)
        self._top, self._bottom = min(self._top, top), max(self._bottom, bottom)


def placed(outline: Iterable[Point], at: Point, across: float, up: float) -> list[Point]:
    """Put an outline on a picture.

    Args:
        outline: Its corners; the second number rises upwards.
        at: Where its origin comes to lie, in pixels.
        across: The pixels of one unit sideways; negative to turn left into right.
        up: The pixels of one unit upwards.
    """
    return [(at[0] + x * across, at[1] - y * up) for x, y in outline]
