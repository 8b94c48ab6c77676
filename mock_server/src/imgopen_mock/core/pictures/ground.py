"""The ground: ridges, what colour it has, and the mist that lies on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from imgopen_mock.core.pictures.palette import Colour, mix
from imgopen_mock.core.pictures.stencil import Point
from imgopen_mock.core.pictures.theme import Season
from imgopen_mock.core.pictures.view import View

SOIL: dict[Season, Colour] = {
    Season.SUMMER: (122, 160, 78),
    Season.AUTUMN: (196, 148, 74),
    Season.WINTER: (236, 241, 248),
}
NEEDLES: dict[Season, Colour] = {
    Season.SUMMER: (44, 92, 66),
    Season.AUTUMN: (72, 84, 56),
    Season.WINTER: (62, 92, 106),
}
LEAVES: dict[Season, tuple[Colour, ...]] = {
    Season.SUMMER: ((76, 128, 62), (98, 146, 66), (60, 112, 70)),
    Season.AUTUMN: ((206, 98, 40), (228, 156, 52), (176, 64, 44)),
    Season.WINTER: ((176, 184, 200), (150, 160, 182), (198, 204, 216)),
}
SNOW: Colour = (246, 249, 255)


def ridge(view: View, height: Callable[[float], float], points: int = 240) -> list[Point]:
    """Trace a line across the canvas; `height` goes from x to y, both in pixels."""
    margin = view.width * 0.02
    step = (view.width + 2 * margin) / points
    return [(x, height(x)) for x in (-margin + step * i for i in range(points + 1))]


def below(view: View, line: Sequence[Point]) -> list[Point]:
    """Close the area between a line and the lower edge of the canvas."""
    return [*line, (line[-1][0], view.height + 1), (line[0][0], view.height + 1)]


def near_ground(view: View) -> tuple[Colour, Colour]:
    """Return the colours of the ground at the viewer's feet: where it begins, and at the lower edge."""
    soil, palette = SOIL[view.theme.season], view.palette
    bright = 0.65 if view.theme.season is Season.WINTER else 0.3
    start = mix(palette.dark(soil), palette.bright(soil), bright)
    return start, mix(mix(palette.dark(soil), start, 0.3), (6, 12, 24), 0.3)
