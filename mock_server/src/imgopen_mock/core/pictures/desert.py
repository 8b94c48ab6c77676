"""A desert: table mountains far away, dunes in long curves, and cacti."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from PIL import Image

from imgopen_mock.core.pictures.cacti import paint_cacti
from imgopen_mock.core.pictures.ground import SNOW, below, ridge
from imgopen_mock.core.pictures.palette import Colour, mix
from imgopen_mock.core.pictures.stencil import Mask, Point
from imgopen_mock.core.pictures.texture import curve, noise, receding, slopes, smoothstep
from imgopen_mock.core.pictures.theme import Hour, Season
from imgopen_mock.core.pictures.view import View

_SAND: Colour = (232, 170, 106)
_STONE: Colour = (178, 98, 72)

_DUNES = (
    # where the crest lies and how far it swings, in units below the horizon; haze
    (-0.015, 0.030, 0.55),
    (0.055, 0.050, 0.36),
    (0.145, 0.075, 0.18),
    (0.270, 0.090, 0.0),
)


def paint_desert(view: View) -> None:
    """Paint table mountains, four dunes one before the other, and cacti on the nearest."""
    for number, (rise, distance) in enumerate(((0.17, 0.68), (0.11, 0.5))):
        _mesas(view, f"mesas {number}", rise, distance)
    horizon = view.horizon
    view.wash(view.palette.haze, [(horizon - view.unit * 0.1, 0), (horizon, 0.6), (horizon + 2, 0.6)])
    crests = [_dune(view, number, *dune) for number, dune in enumerate(_DUNES)]
    paint_cacti(view, crests)


def _mesas(view: View, name: str, rise: float, distance: float) -> None:
    """Paint table mountains with their layers of stone."""
    luck, unit, palette = view.luck(name), view.unit, view.palette
    rough, layer = slopes(luck, 16 / unit, 3, 0.6), slopes(luck, 2 / unit, 2)
    mesas = [_mesa(luck, view, rise) for _ in range(round(2.2 * view.width / unit))]

    def crest(x: float) -> float:
        highest = max((mesa.at(x) for mesa in mesas), default=0.0)
        return view.horizon - max(unit * 0.015, highest) + unit * 0.006 * rough(x)

    rock = view.stencil()
    rock.polygon(below(view, ridge(view, crest, 420)))
    mask = rock.mask()
    top, far = view.horizon - unit * rise, min(1.0, distance + 0.2)
    view.lay(
        mask, palette.bright(_STONE, distance), palette.bright(_STONE, far), top=top, bottom=view.horizon
    )
    bands = view.stencil()
    wavy = ridge(view, lambda x: unit * 0.006 * layer(x), 60)
    for step in range(5):
        level = view.horizon - unit * rise * (0.25 + 0.17 * step)
        band = [(x, level + y) for x, y in wavy]
        bands.line(band, unit * luck.uniform(0.004, 0.012), round(luck.uniform(60, 140)))
    view.lay(bands.mask() & mask, palette.dark(_STONE, distance))


@dataclass(frozen=True)
class _Mesa:
    """A table mountain, in pixels: its middle, half its width at the top, its height, and its foot's width."""

    x: float
    half: float
    height: float
    foot: float

    def at(self, x: float) -> float:
        """Return how high it is somewhere: flat on top, a cliff, and a slope of rubble below."""
        outside = (abs(x - self.x) - self.half) / self.foot
        if outside <= 0:
            return self.height
        return self.height * max(0.0, 1 - 4.6 * outside if outside < 0.12 else 0.42 - 0.38 * outside)


def _mesa(luck: Random, view: View, rise: float) -> _Mesa:
    unit = view.unit
    x, half = luck.uniform(-0.05, 1.05) * view.width, unit * luck.uniform(0.04, 0.14)
    return _Mesa(x, half, unit * rise * luck.uniform(0.5, 1.0), unit * 0.07)


def _dune(view: View, number: int, depth: float, swing: float, distance: float) -> Callable[[float], float]:
    """Paint a dune whose windward side is lit, and return its crest."""
    luck, unit = view.luck(f"dune {number}"), view.unit
    wave = slopes(luck, luck.uniform(0.9, 1.3) / unit, 2, 0.35)
    middle = view.horizon + unit * depth

    def crest(x: float) -> float:
        return middle - unit * swing * wave(x)

    line = ridge(view, crest, 200)
    body, shade = view.stencil(), view.stencil()
    body.polygon(below(view, line))
    thick = unit * (0.12 + 0.1 * number)
    for summit in _summits(line):
        shade.polygon(_lee(luck, view, crest, summit, thick))
    bright, dark = _sand(view, distance)
    mask, top = body.mask(), middle - unit * swing
    lee = shade.mask().blurred(unit * (0.006 + 0.006 * number)) & mask
    view.lay(
        mask, bright, mix(bright, dark, 0.35), mix(bright, dark, 0.6), top=top, bottom=middle + thick * 2
    )
    view.lay(lee, dark, mix(dark, bright, 0.5), top=top, bottom=middle + thick)
    if number >= 2:
        view.lay(_ripples(luck, mask, number), mix(dark, bright, 0.35))
    return crest


def _sand(view: View, distance: float) -> tuple[Colour, Colour]:
    """Return the colours of sand in the sun and in the shade; sand may have snow on it."""
    palette = view.palette
    snowy = view.theme.season is Season.WINTER and view.mentions("snow snowy 雪")
    sand = mix(_SAND, SNOW, 0.7) if snowy else _SAND
    bright = palette.bright(sand, distance)
    dark = mix(palette.dark(sand, distance), bright, 0.2)
    if view.theme.hour is Hour.NIGHT:
        return mix(bright, palette.sky[3], 0.4), mix(dark, palette.sky[2], 0.5)
    return bright, dark


def _ripples(luck: Random, dune: Mask, number: int) -> Mask:
    """Find the ripples that the wind leaves on a dune."""
    plane = receding(noise(luck, (256, 384), (5, 70 - 8 * number), 2)).transpose(
        Image.Transpose.FLIP_TOP_BOTTOM
    )
    crest = smoothstep(0.5, 0.7)
    tones = plane.resize(dune.tones.size).point(curve(lambda tone: 0.3 * crest(tone)))
    return Mask(tones, dune.left, dune.top) & dune


def _summits(line: list[Point]) -> list[float]:
    """Find where a crest is higher than to both sides."""
    return [
        here[0]
        for before, here, after in zip(line, line[1:], line[2:], strict=False)
        if here[1] <= before[1] and here[1] < after[1]
    ]


def _lee(
    luck: Random, view: View, crest: Callable[[float], float], summit: float, thick: float
) -> list[Point]:
    """Outline the side of a dune that lies in its own shade: a sickle below the crest, from the summit on."""
    reach = -view.sunward * view.unit * luck.uniform(0.55, 0.95)
    deep = thick * luck.uniform(0.45, 0.7)
    above: list[Point] = []
    edge: list[Point] = []
    for i in range(41):
        share = i / 40
        x = summit + reach * share
        above.append((x, crest(x) - 1))
        x = summit + reach * (share - 0.09 * math.sin(2 * math.pi * share))
        edge.append((x, crest(x) + deep * math.sin(math.pi * share**0.75) ** 1.25))
    return [*above, *reversed(edge)]
