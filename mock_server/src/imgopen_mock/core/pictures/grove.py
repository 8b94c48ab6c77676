"""Trees that stand together: with leaves, with bare branches in winter, or firs."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

from imgopen_mock.core.pictures.ground import NEEDLES, SNOW
from imgopen_mock.core.pictures.palette import Colour, mix
from imgopen_mock.core.pictures.stencil import Point
from imgopen_mock.core.pictures.theme import Season
from imgopen_mock.core.pictures.trees import bare_tree, broadleaf, conifer
from imgopen_mock.core.pictures.view import View

_BARK: Colour = (84, 74, 78)


class Grove:
    """Trees of one kind, with their shadows on the ground."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._trees, self._lights, self._shadows = view.stencil(), view.stencil(), view.stencil()

    def plant(self, luck: Random, foot: Point, height: float) -> None:
        """Add a tree."""
        (x, base), sunward = foot, self._view.sunward
        if self._view.theme.season is Season.WINTER:
            bare_tree(luck, self._trees, foot, height)
        else:
            broadleaf(luck, self._trees, self._lights, sunward, foot, height)
            self._shadows.ellipse(x - sunward * height * 0.22, base, height * 0.36, height * 0.045, 130)

    def lay(self, leaf: Colour, distance: float, shadow: Colour) -> None:
        """Put the trees on the canvas."""
        view, palette = self._view, self._view.palette
        dark = mix(palette.dark(leaf, distance), (10, 20, 30), 0.2 * (1 - distance))
        if view.theme.season is Season.WINTER:
            dark = palette.dark(_BARK, distance * 0.7)
        view.lay(self._shadows.mask(), shadow)
        view.lay(self._trees.mask(), dark)
        view.lay(self._lights.mask(), mix(palette.bright(leaf, distance), dark, 0.15))


def paint_firs(view: View, luck: Random, firs: Iterable[tuple[Point, float]]) -> None:
    """Paint tall firs near the viewer, one before the other; each has its foot and its height in pixels."""
    season, palette = view.theme.season, view.palette
    dark = mix(palette.dark(NEEDLES[season]), (6, 10, 22), 0.42)
    white = mix(palette.dark(SNOW), palette.bright(SNOW), 0.5)
    for foot, height in firs:
        fir, snow = view.stencil(), view.stencil()
        conifer(luck, fir, snow if season is Season.WINTER else None, foot, height)
        view.lay(fir.mask(), mix(dark, palette.shade, 0.12), dark, top=foot[1] - height, bottom=foot[1])
        view.lay(snow.mask(), white)
