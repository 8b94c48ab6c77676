"""Sailing boats."""

from __future__ import annotations

from random import Random

from imgopen_mock.core.pictures.palette import Colour, mix
from imgopen_mock.core.pictures.stencil import Point, Stencil, placed
from imgopen_mock.core.pictures.theme import Hour
from imgopen_mock.core.pictures.view import View

_HULL: Colour = (96, 70, 62)
_SAIL: Colour = (255, 250, 240)

_HULL_OUTLINE = ((-0.5, 0.1), (0.58, 0.13), (0.4, -0.03), (-0.4, -0.03))
_MAST_OUTLINE = ((-0.012, 0.1), (-0.008, 1.2), (0.008, 1.2), (0.012, 0.1))
_MAIN_SAIL = ((-0.04, 1.14), (-0.13, 0.74), (-0.26, 0.44), (-0.45, 0.2), (-0.04, 0.2))
_FORE_SAIL = ((0.04, 1.02), (0.2, 0.64), (0.34, 0.4), (0.5, 0.2), (0.05, 0.24))


def paint_boats(view: View) -> None:
    """Sail some boats near the light, the nearer the larger, each with its broken reflection."""
    luck, unit, palette = view.luck("boats"), view.unit, view.palette
    hulls, sails, mirrored = view.stencil(), view.stencil(), view.stencil()
    for nearness in sorted(luck.uniform(0.03, 0.5) for _ in range(luck.choice((2, 3, 4)))):
        size = unit * (0.02 + 0.17 * nearness)
        x = view.sun[0] - view.sunward * luck.uniform(-0.12, 0.4) * view.width
        y = view.horizon + (view.height * 0.82 - view.horizon) * nearness
        _boat(luck, hulls, sails, mirrored, (x, y), size)
    sail = palette.bright(_SAIL)
    if view.theme.hour is Hour.DUSK:
        sail = palette.dark(_HULL, 0.1)
    elif view.theme.hour is Hour.MIST:
        sail = mix(sail, palette.dark(_SAIL), 0.45)
    view.lay(mirrored.mask(), mix(palette.dark(_HULL), palette.bright(_SAIL), 0.3))
    view.lay(sails.mask(), sail)
    view.lay(hulls.mask(), mix(palette.dark(_HULL), (10, 12, 30), 0.3))


def _boat(luck: Random, hulls: Stencil, sails: Stencil, mirrored: Stencil, at: Point, size: float) -> None:
    way = luck.choice((-1, 1)) * size
    hulls.polygon(placed(_HULL_OUTLINE, at, way, size))
    hulls.polygon(placed(_MAST_OUTLINE, at, way, size))
    sails.polygon(placed(_MAIN_SAIL, at, way, size))
    sails.polygon(placed(_FORE_SAIL, at, way, size))
    for step in range(9):
        half = size * (0.46 - 0.045 * step) * luck.uniform(0.6, 1.1)
        x, y = at[0] + size * luck.uniform(-0.06, 0.06), at[1] + size * (0.05 + 0.085 * step)
        mirrored.ellipse(x, y, half, size * 0.022, round(190 - 18 * step))
