"""Rolling meadows with round trees, a cottage and flowers in the grass."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from imgopen_mock.core.pictures.cottage import paint_cottage
from imgopen_mock.core.pictures.ground import LEAVES, SOIL, below, near_ground, ridge
from imgopen_mock.core.pictures.grove import Grove
from imgopen_mock.core.pictures.palette import Colour, mix
from imgopen_mock.core.pictures.texture import slopes
from imgopen_mock.core.pictures.theme import Season
from imgopen_mock.core.pictures.trees import grass
from imgopen_mock.core.pictures.view import View

_HILLS = (
    # where the crest lies and how far it swings, in units below the horizon; haze; height of its trees
    (-0.085, 0.050, 0.76, 0.022),
    (-0.035, 0.045, 0.58, 0.034),
    (0.030, 0.045, 0.38, 0.060),
    (0.115, 0.050, 0.18, 0.110),
)
_FLOWERS: tuple[Colour, ...] = ((250, 240, 190), (246, 150, 150), (250, 200, 90))


def paint_meadow(view: View) -> None:
    """Paint hills one before the other, trees on each, a cottage, and grass with flowers in front."""
    crests = [_hill(view, number, *hill) for number, hill in enumerate(_HILLS)]
    _front(view)
    _cottage(view, crests[2])
    _big_tree(view)


def _hill(
    view: View, number: int, depth: float, swing: float, distance: float, tall: float
) -> Callable[[float], float]:
    luck, unit, season, palette = view.luck(f"hill {number}"), view.unit, view.theme.season, view.palette
    wave = slopes(luck, luck.uniform(1.1, 1.5) / unit, 2, 0.35)
    middle = view.horizon + unit * depth

    def crest(x: float) -> float:
        return middle - unit * swing * wave(x)

    body = view.stencil()
    body.polygon(below(view, ridge(view, crest, 160)))
    mask = body.mask()
    soil = mix(SOIL[season], LEAVES[season][number % 3], 0.22 if season is not Season.WINTER else 0.08)
    bright, dark = palette.bright(soil, distance), palette.dark(soil, distance)
    if season is Season.WINTER:
        bright = mix(bright, dark, 0.16)
    top = middle - unit * swing
    view.lay(
        mask, bright, mix(bright, dark, 0.55), mix(bright, dark, 0.75), top=top, bottom=middle + unit * 0.2
    )
    if number >= 1:
        _furrows(view, luck, number, crest, mix(dark, bright, 0.3))
    _grove(view, luck, crest, tall, distance)
    veil = 0.55 * distance
    view.wash(
        palette.haze, [(middle - unit * 0.02, 0), (middle + unit * 0.07, veil), (middle + unit * 0.16, 0)]
    )
    return crest


def _furrows(view: View, luck: Random, number: int, crest: Callable[[float], float], colour: Colour) -> None:
    """Draw the rows of a field, which run over the hill towards one point behind it."""
    unit = view.unit
    field = view.stencil()
    middle = luck.uniform(0.1, 0.9) * view.width
    wide = unit * luck.uniform(0.22, 0.34)
    for i in range(13):
        offset = (i / 12 - 0.5) * wide
        x = middle + offset
        foot = middle + offset * 2.6 + unit * 0.05
        top, bottom = crest(x), crest(foot) + unit * 0.16
        bent = (x + (foot - x) * 0.35, top + (bottom - top) * 0.5)
        field.line([(x, top + unit * 0.004), bent, (foot, bottom)], unit * 0.0025 * (1 + number))
    fading = view.veil([(view.horizon - unit * 0.2, 0.55), (view.horizon + unit * 0.3, 0.3)])
    view.lay(field.mask() & fading, colour)


def _grove(view: View, luck: Random, crest: Callable[[float], float], tall: float, distance: float) -> None:
    """Scatter trees along a crest, in groups."""
    unit, palette = view.unit, view.palette
    grove = Grove(view)
    for _ in range(max(2, round(view.width / unit * luck.uniform(2.0, 3.5)))):
        middle = luck.uniform(0, 1) * view.width
        for _ in range(luck.choice((1, 2, 3, 5))):
            x = middle + luck.gauss(0, 0.9) * unit * tall
            base = crest(x) + unit * tall * luck.uniform(0.05, 0.5)
            grove.plant(luck, (x, base), unit * tall * luck.uniform(0.7, 1.2))
    season = view.theme.season
    grove.lay(luck.choice(LEAVES[season]), distance, palette.dark(SOIL[season], distance))


def _front(view: View) -> None:
    """Paint the ground at the front with flowers and grass."""
    luck, unit, season, palette = view.luck("front"), view.unit, view.theme.season, view.palette
    wave = slopes(luck, 1.2 / unit, 2)
    start = view.horizon + unit * 0.21

    def crest(x: float) -> float:
        return start - unit * 0.04 * wave(x)

    ground = view.stencil()
    ground.polygon(below(view, ridge(view, crest, 120)))
    first, last = near_ground(view)
    view.lay(
        ground.mask(), mix(first, palette.bright(SOIL[season]), 0.35), first, last, top=start - unit * 0.04
    )
    if season is not Season.WINTER:
        for colour in _FLOWERS:
            blossoms = view.stencil()
            for _ in range(round(70 * view.width / unit)):
                x = luck.uniform(0, view.width)
                y = crest(x) + (view.height - crest(x)) * luck.random() ** 0.8
                size = unit * (0.0015 + 0.005 * max(0.0, y - start) / max(1.0, view.height - start))
                blossoms.ellipse(x, y, size, size * 0.8)
            view.lay(blossoms.mask(), palette.bright(colour))
        blades = view.stencil()
        for _ in range(round(110 * view.width / unit)):
            foot = (luck.uniform(0, view.width), view.height + 1)
            grass(luck, blades, foot, unit * luck.uniform(0.03, 0.12))
        view.lay(blades.mask(), mix(last, (6, 12, 20), 0.35))


def _cottage(view: View, crest: Callable[[float], float]) -> None:
    """Put a cottage on a hill, a little away from the sun."""
    x = view.width * (0.5 - view.sunward * view.luck("cottage").uniform(0.0, 0.1))
    paint_cottage(view, (x, crest(x) + view.unit * 0.05), view.unit * 0.075)


def _big_tree(view: View) -> None:
    """Let a large tree frame the scene, on the side away from the sun."""
    luck, unit, season = view.luck("big tree"), view.unit, view.theme.season
    x = view.far_edge + view.sunward * unit * luck.uniform(0.12, 0.18)
    tree = Grove(view)
    tree.plant(luck, (x, view.height - unit * 0.14), unit * luck.uniform(0.52, 0.6))
    tree.lay(luck.choice(LEAVES[season]), 0.0, mix(view.palette.dark(SOIL[season]), (8, 14, 26), 0.5))
