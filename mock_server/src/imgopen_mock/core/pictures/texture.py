"""Gradients and noise: images without edges."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from random import Random

from PIL import Image

from imgopen_mock.core.pictures.palette import Colour


def gradient(size: tuple[int, int], stops: Sequence[tuple[float, Colour]]) -> Image.Image:
    """Change colour from top to bottom; a stop is a height, from 0 (top) to 1, and the colour there."""
    height = size[1]
    ramp = Image.linear_gradient("L").crop((0, 0, 1, 256))
    column = Image.new("RGB", (1, height), stops[0][1])
    for (start, colour), (end, next_colour) in pairwise(stops):
        top, bottom = round(start * height), round(end * height)
        if bottom > top:
            strip = Image.new("RGB", (1, bottom - top), colour)
            strip.paste(next_colour, (0, 0), ramp.resize(strip.size, Image.Resampling.BILINEAR))
            column.paste(strip, (0, top))
        column.paste(next_colour, (0, max(0, bottom), 1, max(0, bottom, height)))
    return column.resize(size, Image.Resampling.NEAREST)


def fade(size: tuple[int, int], stops: Sequence[tuple[float, float]]) -> Image.Image:
    """Make a mask whose strength, from 0 to 1, changes from top to bottom; heights as in `gradient`."""
    greys = [(height, round(strength * 255)) for height, strength in stops]
    return gradient(size, [(height, (grey, grey, grey)) for height, grey in greys]).getchannel(0)


def glow(size: tuple[int, int], falloff: float, box: tuple[float, float, float, float]) -> Image.Image:
    """Show a part of a round light, which is full in the middle and fades to its rim.

    Args:
        size: The size of what is shown, in pixels.
        falloff: The higher, the faster it fades.
        box: Left, top, right and bottom of what is shown, from 0 to 1 across the light.
    """
    left, top, right, bottom = (256 * share for share in box)
    return _disc(falloff).resize(size, Image.Resampling.BILINEAR, box=(left, top, right, bottom))


@lru_cache(maxsize=32)
def _disc(falloff: float) -> Image.Image:
    # Pillow's gradient is full only in the corners, at sqrt(2) times the radius of the disc that fits in.
    return Image.radial_gradient("L").point(
        curve(lambda far: math.pow(max(0.0, 1 - far * math.sqrt(2)), falloff))
    )


def curve(tone: Callable[[float], float]) -> list[int]:
    """Make the table of a change of tone; tones are from 0 (black) to 1 (white)."""
    return [min(255, max(0, round(tone(step / 255) * 255))) for step in range(256)]


def smoothstep(start: float, end: float) -> Callable[[float], float]:
    """Return the tone change that is 0 before `start`, 1 after `end`, and smooth between them."""

    def tone(value: float) -> float:
        share = min(1.0, max(0.0, (value - start) / (end - start)))
        return share * share * (3 - 2 * share)

    return tone


def noise(luck: Random, size: tuple[int, int], cells: tuple[float, float], octaves: int) -> Image.Image:
    """Make soft noise of many scales around middle grey; `cells` is how many of its largest blots fit in."""
    total = _blots(luck, size, cells)
    weight, whole = 1.0, 1.0
    for octave in range(1, octaves):
        weight *= 0.55
        whole += weight
        finer = _blots(luck, size, (cells[0] * 2**octave, cells[1] * 2**octave))
        total = Image.blend(total, finer, weight / whole)
    return total


def receding(plane: Image.Image) -> Image.Image:
    """Tilt a flat pattern, so that it is seen from the side: its lower edge is far away, the upper one near."""
    width, height = plane.size
    near, shrink = 0.4, 0.6
    coefficients = (near, -shrink * width / 2 / height, shrink * width / 2, 0, near, 0, 0, -shrink / height)
    return plane.transform(plane.size, Image.Transform.PERSPECTIVE, coefficients, Image.Resampling.BILINEAR)


def grain(luck: Random, size: tuple[int, int], strength: int) -> Image.Image:
    """Make fine even noise, from 0 to twice `strength`, from one tile that is laid many times."""
    side = min(512, max(size))
    table = [value * (2 * strength + 1) // 256 for value in range(256)]
    tile = Image.frombytes("L", (side, side), luck.randbytes(side * side)).point(table)
    paper = Image.new("L", size)
    for x in range(0, size[0], side):
        for y in range(0, size[1], side):
            paper.paste(tile, (x, y))
    return paper


def slopes(luck: Random, frequency: float, octaves: int, gain: float = 0.5) -> Callable[[float], float]:
    """Return a wavy line: a function of x whose values lie around 0, mostly between -1 and 1."""
    knots = [[luck.uniform(-1, 1) for _ in range(64)] for _ in range(octaves)]
    weights = [gain**octave for octave in range(octaves)]
    whole = math.sqrt(sum(weight * weight for weight in weights))

    def height(x: float) -> float:
        total = 0.0
        for octave, (weight, row) in enumerate(zip(weights, knots, strict=True)):
            at = x * frequency * 2**octave
            left = math.floor(at)
            share = at - left
            share = share * share * (3 - 2 * share)
            total += weight * (row[left % 64] * (1 - share) + row[(left + 1) % 64] * share)
        return 1.6 * total / whole

    return height


def _blots(luck: Random, size: tuple[int, int], cells: tuple[float, float]) -> Image.Image:
    across, down = (max(2, math.ceil(number) + 1) for number in cells)
    small = Image.frombytes("L", (across, down), luck.randbytes(across * down))
    return small.resize(size, Image.Resampling.BICUBIC, box=(0, 0, max(1.0, cells[0]), max(1.0, cells[1])))
