"""What all painters of one scene work on: the canvas, and the light and the luck that they share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from PIL import Image

from imgopen_mock.core.pictures.chance import chance
from imgopen_mock.core.pictures.hints import hinted_at
from imgopen_mock.core.pictures.palette import Colour, Palette
from imgopen_mock.core.pictures.stencil import Mask, Point, Stencil
from imgopen_mock.core.pictures.texture import fade, glow, gradient
from imgopen_mock.core.pictures.theme import Theme


@dataclass(frozen=True)
class View:
    """A scene in the making.

    Attributes:
        canvas: The picture, which painters change.
        theme: What it is about.
        palette: Its colours.
        horizon: Where the sky ends, in pixels from the top.
        sun: Where the middle of sun or moon is, in pixels.
        words: What the scene's luck comes from; the prompt is the first.
    """

    canvas: Image.Image
    theme: Theme
    palette: Palette
    horizon: float
    sun: tuple[float, float]
    words: tuple[str, ...]

    @property
    def width(self) -> int:
        """The width in pixels."""
        return self.canvas.width

    @property
    def height(self) -> int:
        """The height in pixels."""
        return self.canvas.height

    @property
    def unit(self) -> float:
        """The measure of all things in the scene, in pixels: the shorter side, but not of a mere strip."""
        return max(1.0, min(self.width, self.height), max(self.width, self.height) / 6)

    @property
    def sunward(self) -> int:
        """Where the sun is, seen from the middle: -1 to the left, 1 to the right."""
        return 1 if self.sun[0] > self.width / 2 else -1

    @property
    def far_edge(self) -> float:
        """The edge of the canvas that is farther from the sun, in pixels from the left."""
        return 0.0 if self.sunward > 0 else float(self.width)

    def luck(self, noun: str) -> Random:
        """Return the luck of one thing in the scene, which no other thing disturbs."""
        return chance(*self.words, noun)

    def mentions(self, words: str) -> bool:
        """Tell whether the prompt has one of some words in it, which are separated by spaces."""
        return hinted_at(self.words[0], words) is not None

    def stencil(self) -> Stencil:
        """Start a mask for this canvas."""
        return Stencil(self.canvas.size)

    def lay(self, mask: Mask, *colours: Colour, top: float = 0, bottom: float | None = None) -> None:
        """Lay colour through a mask; several colours follow each other from `top` to `bottom` in pixels."""
        place = (mask.left, mask.top)
        if len(colours) == 1:
            self.canvas.paste(colours[0], place, mask.tones)
            return
        span = (self.height if bottom is None else bottom) - top
        stops = [
            ((top + span * i / (len(colours) - 1) - mask.top) / mask.tones.height, colour)
            for i, colour in enumerate(colours)
        ]
        self.canvas.paste(gradient(mask.tones.size, stops), place, mask.tones)

    def veil(self, stops: Sequence[tuple[float, float]]) -> Mask:
        """Make a mask across the canvas; stops are heights in pixels with strengths from 0 to 1."""
        top, bottom = max(0, round(stops[0][0])), min(self.height, round(stops[-1][0]))
        if bottom <= top:
            return Mask(Image.new("L", (1, 1)), 0, 0)
        shares = [((y - top) / (bottom - top), strength) for y, strength in stops]
        return Mask(fade((self.width, bottom - top), shares), 0, top)

    def wash(self, colour: Colour, stops: Sequence[tuple[float, float]]) -> None:
        """Lay a veil of one colour."""
        self.lay(self.veil(stops), colour)

    def shine(
        self, at: Point, radii: tuple[float, float], colour: Colour, strength: float, falloff: float
    ) -> None:
        """Lay a soft light around a point; the radii, across and down, are in pixels."""
        (x, y), (across, down) = at, radii
        left, right = max(0, round(x - across)), min(self.width, round(x + across))
        top, bottom = max(0, round(y - down)), min(self.height, round(y + down))
        if right <= left or bottom <= top:
            return
        part = (
            max(0.0, (left - x) / across / 2 + 0.5),
            max(0.0, (top - y) / down / 2 + 0.5),
            min(1.0, (right - x) / across / 2 + 0.5),
            min(1.0, (bottom - y) / down / 2 + 0.5),
        )
        light = glow((right - left, bottom - top), falloff, part)
        self.canvas.paste(colour, (left, top), light.point([round(tone * strength) for tone in range(256)]))
