"""Mountains above a lake."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

from imgopen_mock.core.pictures.ground import NEEDLES, SNOW, below, near_ground, ridge
from imgopen_mock.core.pictures.grove import paint_firs
from imgopen_mock.core.pictures.palette import Colour, mix
from imgopen_mock.core.pictures.stencil import Point, Stencil
from imgopen_mock.core.pictures.texture import slopes
from imgopen_mock.core.pictures.theme import Season
from imgopen_mock.core.pictures.trees import conifer
from imgopen_mock.core.pictures.view import View
from imgopen_mock.core.pictures.water import paint_water

_ROCK: Colour = (112, 112, 132)


def paint_mountains(view: View) -> None:
    """Paint two ranges one behind the other, forested foothills, a lake and a bank with firs."""
    unit, horizon = view.unit, view.horizon
    _range(view, "far range", 0.26, 0.72)
    view.wash(view.palette.haze, [(horizon - unit * 0.25, 0), (horizon, 0.7), (horizon + 1, 0.7)])
    _range(view, "main range", 0.40, 0.38)
    view.wash(view.palette.haze, [(horizon - unit * 0.22, 0), (horizon, 0.75), (horizon + 2, 0.75)])
    _foothills(view, "far hills", 0.085, 0.5, 0.028)
    view.wash(view.palette.haze, [(horizon - unit * 0.08, 0), (horizon, 0.5), (horizon + 2, 0.5)])
    _foothills(view, "near hills", 0.04, 0.25, 0.04)
    paint_water(view, horizon, 0.25)
    view.wash(view.palette.haze, [(horizon - unit * 0.02, 0), (horizon, 0.55), (horizon + unit * 0.03, 0)])
    _bank(view)


def _range(view: View, name: str, rise: float, distance: float) -> None:
    """Paint one range; `rise` is the height of its highest peak above the horizon, as a share of the unit."""
    luck, unit, base = view.luck(name), view.unit, view.horizon + view.unit * 0.02
    peaks = _peaks(luck, view, base, rise)
    rough = slopes(luck, 9 / unit, 5, 0.55)

    def crest(x: float) -> float:
        return min(base - unit * 0.03, *(peak.at(x) for peak in peaks)) + rough(x) * unit * 0.011

    rock, shade, snow = view.stencil(), view.stencil(), view.stencil()
    rock.polygon(below(view, ridge(view, crest, 320)))
    for peak in peaks:
        if peak.top < crest(peak.x) + unit * 0.03:
            _shade(luck, shade, peak, base, -view.sunward, unit * 0.01)
    level = base - unit * rise * (0.3 if view.theme.season is Season.WINTER else 0.56)
    tongues = slopes(luck, 24 / unit, 3, 0.7)
    edge = ridge(view, lambda x: level + tongues(x) * unit * rise * 0.11, 400)
    snow.polygon([*edge, (edge[-1][0], 0), (edge[0][0], 0)])
    mountain, white = rock.mask(), snow.mask()
    shaded = shade.mask() & mountain
    palette, top = view.palette, base - unit * rise
    far = min(1.0, distance + 0.25)
    cold = mix(palette.dark(SNOW), palette.bright(SNOW), 0.25)
    view.lay(mountain, palette.bright(_ROCK, distance), palette.bright(_ROCK, far), top=top, bottom=base)
    view.lay(shaded, palette.dark(_ROCK, distance), palette.dark(_ROCK, far), top=top, bottom=base)
    view.lay(
        mountain & white,
        palette.bright(SNOW, distance * 0.3),
        palette.bright(SNOW, far),
        top=top,
        bottom=base,
    )
    view.lay(
        shaded & white,
        mix(cold, palette.haze, distance * 0.7),
        mix(cold, palette.haze, far),
        top=top,
        bottom=base,
    )


@dataclass(frozen=True)
class _Peak:
    """A peak: its summit in pixels, and how far its sides fall for each pixel sideways."""

    x: float
    top: float
    steepness: float

    def at(self, x: float) -> float:
        """Return how high the peak's sides reach, as a position in pixels from the top."""
        return self.top + self.steepness * math.pow(abs(x - self.x), 0.95)


def _peaks(luck: Random, view: View, base: float, rise: float) -> list[_Peak]:
    """Place one high peak opposite the sun and lower ones around it."""
    unit = view.unit
    main = view.width - view.sun[0] + luck.uniform(-0.06, 0.06) * view.width
    peaks = [_Peak(main, base - unit * rise, luck.uniform(1.1, 1.4))]
    count = round(5 * view.width / unit)
    for i in range(count):
        x = (i + luck.uniform(0.1, 0.9)) / count * 1.2 * view.width - 0.1 * view.width
        height = unit * rise * luck.uniform(0.42, 0.84)
        peaks.append(_Peak(x, base - height, luck.uniform(1.0, 1.6)))
    return peaks


def _shade(luck: Random, shade: Stencil, peak: _Peak, base: float, away: int, lift: float) -> None:
    """Shade the side of a peak that is turned away from the sun, down from a jagged spine, and some gullies."""
    fall = base - peak.top
    reach = fall / peak.steepness * 1.25
    outline = [
        (peak.x + away * reach * share, peak.at(peak.x + reach * share) - lift)
        for share in (0, 0.05, 0.2, 0.5, 1)
    ]
    spine: list[Point] = []
    x, steps = peak.x, 12
    for step in range(1, steps + 1):
        stride = luck.uniform(0.02, 0.075) * fall * (0.5 + step / steps)
        x += away * (stride if step % 2 else -stride * 0.8)
        spine.append((x, peak.top + fall * step / steps))
    shade.polygon([*outline, *reversed(spine)])
    for _ in range(7):
        start = luck.uniform(0.08, 0.6)
        x = peak.x - away * fall / peak.steepness * start * luck.uniform(0.15, 0.9)
        y = peak.top + fall * start
        length, wide = fall * luck.uniform(0.12, 0.34), fall * luck.uniform(0.02, 0.05)
        foot = x - away * length * 0.35
        shade.polygon(
            [
                (x, y),
                (foot + wide, y + length * 0.8),
                (foot, y + length),
                (foot - wide * 0.3, y + length * 0.6),
            ]
        )


def _foothills(view: View, name: str, rise: float, distance: float, tree: float) -> None:
    """Paint a low hill that is covered with firs."""
    luck, unit = view.luck(name), view.unit
    wave = slopes(luck, 1.6 / unit, 3)
    line = ridge(view, lambda x: view.horizon - unit * rise * (0.75 + 0.6 * wave(x)), 120)
    woods = view.stencil()
    woods.polygon(below(view, line))
    for _ in range(round(view.width / unit * 4.2 / tree)):
        x, y = luck.choice(line)
        foot = (x + luck.uniform(-1, 1) * unit * 0.01, y + unit * tree * 0.3)
        conifer(luck, woods, None, foot, unit * tree * luck.uniform(0.7, 1.25))
    colour = view.palette.dark(NEEDLES[view.theme.season], distance)
    view.lay(
        woods.mask(),
        colour,
        mix(colour, view.palette.haze, 0.3),
        top=view.horizon - unit * rise,
        bottom=view.horizon,
    )


def _bank(view: View) -> None:
    """Paint the near bank with a group of firs on the side away from the sun."""
    luck, unit = view.luck("bank"), view.unit
    wave = slopes(luck, 3 / unit, 3)
    edge = view.far_edge

    def shore(x: float) -> float:
        inland = abs(x - edge) / view.width
        return view.height - unit * (0.2 - 0.16 * inland + 0.015 * wave(x))

    ground = view.stencil()
    ground.polygon(below(view, ridge(view, shore, 90)))
    view.lay(ground.mask(), *near_ground(view), top=view.height - unit * 0.2)
    firs = []
    for inward, tall in ((0.5, 0.16), (0.34, 0.24), (0.2, 0.34), (0.12, 0.45), (0.03, 0.5)):
        x = edge + view.sunward * view.width * 0.62 * inward * luck.uniform(0.85, 1.15)
        firs.append(((x, shore(x) + unit * 0.02), unit * tall * luck.uniform(0.85, 1.1)))
    paint_firs(view, luck, firs)
