"""Cacti with raised arms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from imgopen_mock.core.pictures.palette import Colour, mix
from imgopen_mock.core.pictures.stencil import Point, Stencil
from imgopen_mock.core.pictures.theme import Hour
from imgopen_mock.core.pictures.view import View

_CACTUS: Colour = (70, 104, 74)

_SPOTS = (
    # share of the width from the edge away from the sun; height in units; on which dune from the front
    (0.12, 0.34, 1),
    (0.3, 0.13, 2),
    (0.02, 0.2, 1),
    (0.82, 0.1, 2),
    (0.6, 0.05, 3),
)


def paint_cacti(view: View, crests: Sequence[Callable[[float], float]]) -> None:
    """Put cacti on dunes, whose crests are given from far to near."""
    luck, unit, palette = view.luck("cacti"), view.unit, view.palette
    plants, sides = view.stencil(), view.stencil()
    for along, tall, row in _SPOTS:
        x = view.far_edge + view.sunward * view.width * (along + luck.uniform(-0.04, 0.04))
        base = crests[-row](x) + unit * (0.06 if row == 1 else 0.01)
        _saguaro(luck, plants, sides, (x, base), unit * tall, view.sunward)
    dark = mix(palette.dark(_CACTUS), (10, 12, 28), 0.3)
    view.lay(plants.mask(), dark)
    glow = palette.bright(_CACTUS) if view.theme.hour is not Hour.NIGHT else palette.dark(_CACTUS)
    view.lay(sides.mask(), mix(glow, dark, 0.25))


def _saguaro(luck: Random, plants: Stencil, sides: Stencil, at: Point, tall: float, sunward: int) -> None:
    """Draw a cactus with raised arms, and its lit edge into a stencil of its own."""
    x, base = at
    thick = tall * 0.11
    limbs: list[tuple[list[Point], float]] = [([(x, base), (x, base - tall)], thick)]
    for side in (-1, 1):
        start, reach, rise = luck.uniform(0.36, 0.56), luck.uniform(0.17, 0.23), luck.uniform(0.2, 0.34)
        y = base - tall * start
        out = x + side * tall * reach
        bent = [
            (x, y),
            (out - side * tall * 0.05, y),
            (out - side * tall * 0.012, y - tall * 0.015),
            (out, y - tall * 0.06),
        ]
        limbs.append(([*bent, (out, y - tall * rise)], thick * 0.72))
    for points, wide in limbs:
        plants.line(points, wide)
        plants.ellipse(*points[-1], wide / 2, wide / 2)
        lit = [(px + sunward * wide * 0.3, py) for px, py in points[-2:]]
        sides.line(lit, wide * 0.22)
