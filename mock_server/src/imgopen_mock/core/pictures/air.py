"""What moves through the air: birds, snowflakes and leaves."""

from __future__ import annotations

import math

from imgopen_mock.core.pictures.ground import LEAVES, SNOW
from imgopen_mock.core.pictures.palette import mix
from imgopen_mock.core.pictures.stencil import placed
from imgopen_mock.core.pictures.theme import Hour, Place, Season
from imgopen_mock.core.pictures.view import View

_LANDS = frozenset({Place.MOUNTAINS, Place.FOREST, Place.MEADOW, Place.CITY})
_WOODED = frozenset({Place.FOREST, Place.MEADOW})


def paint_air(view: View) -> None:
    """Let it snow in winter, leaves fall in autumn, and birds fly by day, each where it fits and not always."""
    luck, season = view.luck("air"), view.theme.season
    asked = view.mentions("snow snowy snowfall blizzard 雪")
    if season is Season.WINTER and view.theme.place in _LANDS and (asked or luck.random() < 0.3):
        _snowfall(view)
    elif season is Season.AUTUMN and view.theme.place in _WOODED:
        _leaves(view)
    birds = view.theme.hour in (Hour.DAWN, Hour.DAY, Hour.DUSK) and view.theme.place is not Place.SPACE
    if birds and luck.random() < 0.6:
        _birds(view)


def _snowfall(view: View) -> None:
    """Let it snow: many flakes far away, and a few so near that they are blurred."""
    luck, unit = view.luck("snowfall"), view.unit
    spread = min(6.0, view.width * view.height / unit**2)
    white = mix(SNOW, view.palette.light, 0.3)
    flakes = view.stencil()
    for count, size, strength in ((220, 0.0016, 150), (70, 0.0032, 190)):
        for _ in range(round(count * spread)):
            radius = unit * size * luck.uniform(0.7, 1.4)
            flakes.ellipse(
                luck.uniform(0, view.width), luck.uniform(0, view.height), radius, radius, strength
            )
    view.lay(flakes.mask(), white)
    for _ in range(round(14 * spread)):
        at, radius = (
            (luck.uniform(0, view.width), luck.uniform(0, view.height)),
            unit * luck.uniform(0.012, 0.024),
        )
        view.shine(at, (radius, radius), white, 0.55, 1.0)


def _leaves(view: View) -> None:
    luck, unit = view.luck("leaves"), view.unit
    for _ in range(min(120, round(26 * view.width / unit))):
        at = (luck.uniform(0, view.width), luck.uniform(0.15, 0.95) * view.height)
        turn, size, narrow = (
            luck.uniform(0, math.pi),
            unit * luck.uniform(0.004, 0.009),
            luck.uniform(0.2, 0.55),
        )
        along, aside = (math.cos(turn), math.sin(turn)), (-math.sin(turn) * narrow, math.cos(turn) * narrow)
        leaf = view.stencil()
        leaf.polygon(placed((along, aside, (-along[0], -along[1]), (-aside[0], -aside[1])), at, size, size))
        colour = luck.choice(LEAVES[Season.AUTUMN])
        view.lay(leaf.mask(), mix(view.palette.bright(colour), colour, 0.3))


def _birds(view: View) -> None:
    luck, unit = view.luck("birds"), view.unit
    birds = view.stencil()
    middle_x = view.width * (0.5 - view.sunward * luck.uniform(0.0, 0.2))
    middle_y = view.horizon * luck.uniform(0.3, 0.5)
    for _ in range(luck.randint(4, 9)):
        x, y = middle_x + luck.gauss(0, 0.11) * unit, middle_y + luck.gauss(0, 0.05) * unit
        span, lift = unit * luck.uniform(0.009, 0.018), luck.uniform(0.15, 0.5)
        for side in (-1, 1):
            elbow, tip = (x + side * span * 0.5, y - span * lift), (x + side * span, y - span * lift * 0.4)
            birds.polygon(
                [(x, y), elbow, tip, (x + side * span * 0.5, y - span * (lift - 0.14)), (x, y + span * 0.14)]
            )
    view.lay(birds.mask(), mix(view.palette.dark((70, 70, 90)), view.palette.sky[1], 0.15))
