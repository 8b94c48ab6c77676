"""What lies between the viewer and the sea: a beach, or a pier."""

from __future__ import annotations

import math

from imgopen_mock.core.pictures.ground import NEEDLES, SNOW, below, ridge
from imgopen_mock.core.pictures.palette import Colour, mix
from imgopen_mock.core.pictures.texture import slopes
from imgopen_mock.core.pictures.theme import Hour, Season
from imgopen_mock.core.pictures.trees import grass
from imgopen_mock.core.pictures.view import View

_SAND: Colour = (236, 208, 164)
_WOOD: Colour = (112, 84, 68)
_LANTERN: Colour = (255, 222, 150)


def paint_beach(view: View) -> None:
    """Let the water run out on a beach with a seam of foam, and grass on the dune."""
    luck, unit, palette = view.luck("beach"), view.unit, view.palette
    wave = slopes(luck, 2.2 / unit, 3)

    def shore(x: float) -> float:
        inland = max(0.0, 1 - abs(x - view.far_edge) / view.width)
        return view.height - unit * (0.1 + 0.22 * math.pow(inland, 2.2) + 0.014 * wave(x))

    def seam(lift: float, waves: float) -> list[tuple[float, float]]:
        return below(view, ridge(view, lambda x: shore(x) - unit * (lift - 0.004 * wave(waves * x)), 200))

    sand = palette.bright(_SAND if view.theme.season is not Season.WINTER else mix(_SAND, SNOW, 0.6))
    shaded, foam = mix(sand, palette.dark(_SAND), 0.55), palette.bright(SNOW)
    for lift, colour, strength in ((0.022, foam, 0.55), (0.012, shaded, 0.8), (0.003, foam, 0.9)):
        strip = view.stencil()
        strip.polygon(seam(lift, 3), round(255 * strength))
        view.lay(strip.mask(), colour)
    land = view.stencil()
    land.polygon(seam(0, 5))
    view.lay(land.mask(), shaded, sand, shaded, top=view.height - unit * 0.3)
    tufts = view.stencil()
    for _ in range(120):
        x = view.far_edge + view.sunward * abs(luck.gauss(0, 0.16)) * view.width
        foot = max(shore(x) + unit * 0.1, view.height - unit * 0.1 * luck.random())
        grass(luck, tufts, (x, foot), unit * luck.uniform(0.03, 0.11))
    view.lay(
        tufts.mask(), mix(palette.dark(NEEDLES[view.theme.season]), palette.bright((150, 150, 90)), 0.25)
    )


def paint_pier(view: View) -> None:
    """Lead a wooden pier from the lower edge out over the water, with posts, a rope and a lantern."""
    unit, palette = view.unit, view.palette
    end = (
        view.width / 2 - view.sunward * view.width * 0.1,
        view.horizon + (view.height - view.horizon) * 0.3,
    )
    foot = view.width / 2 - view.sunward * view.width * 0.4
    deck, gaps, posts = view.stencil(), view.stencil(), view.stencil()

    def at(share: float) -> tuple[float, float, float]:
        near = math.pow(share, 1.9)
        x, y = end[0] + (foot - end[0]) * near, end[1] + (view.height * 1.02 - end[1]) * near
        return x, y, unit * (0.028 + 0.13 * near)

    steps = [at(i / 40) for i in range(41)]
    deck.polygon([(x - half, y) for x, y, half in steps] + [(x + half, y) for x, y, half in reversed(steps)])
    for x, y, half in steps[1:]:
        gaps.line([(x - half, y), (x + half, y)], max(0.5, half * 0.03), 150)
    for side in (-1, 1):
        for x, y, half in steps[::6]:
            post, thick, tall = x + side * half, half * 0.07, half * 0.75
            posts.box(post - thick, y - tall, post + thick, y + half * 0.14)
            posts.ellipse(post, y - tall, thick, thick * 0.5)
        posts.line([(x + side * half, y - half * 0.62) for x, y, half in steps], unit * 0.004)
    x, y, half = steps[0]
    posts.box(x - half, y - 0.5, x + half, y + unit * 0.01)
    wood, dark = palette.bright(_WOOD), mix(palette.dark(_WOOD), (8, 8, 24), 0.4)
    view.lay(deck.mask(), mix(wood, palette.haze, 0.25), mix(wood, dark, 0.6), top=end[1])
    view.lay(gaps.mask(), dark)
    view.lay(posts.mask(), dark)
    if view.theme.hour is not Hour.DAY:
        view.shine((x + half, y - half), (unit * 0.07, unit * 0.07), _LANTERN, 0.95, 2.0)
