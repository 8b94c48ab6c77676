"""Another world: a ringed planet in the sky above rocks and craters."""

from __future__ import annotations

import math

from PIL import Image

from imgopen_mock.core.pictures.ground import below, ridge
from imgopen_mock.core.pictures.palette import Colour, mix
from imgopen_mock.core.pictures.stencil import Mask, Point
from imgopen_mock.core.pictures.texture import curve, glow, gradient, noise, slopes, smoothstep
from imgopen_mock.core.pictures.theme import Hour
from imgopen_mock.core.pictures.view import View

_TONES: tuple[tuple[Colour, Colour], ...] = (
    ((232, 176, 128), (160, 86, 78)),
    ((150, 190, 220), (62, 92, 160)),
    ((214, 190, 226), (118, 82, 160)),
    ((176, 220, 198), (54, 116, 128)),
)
_ROCK: Colour = (168, 128, 128)


def paint_planet(view: View) -> None:
    """Paint clouds of gas among the stars, the planet, and three ridges of rock."""
    if view.theme.hour is Hour.NIGHT:
        _nebula(view)
    _planet(view)
    unit = view.unit
    for number, (rise, distance) in enumerate(((0.13, 0.62), (0.06, 0.36), (-0.05, 0.1))):
        _rocks(view, number, rise, distance)
        foot = view.horizon - unit * rise
        view.wash(view.palette.haze, [(foot, 0), (foot + unit * 0.1, 0.5 * distance), (foot + unit * 0.2, 0)])


def _nebula(view: View) -> None:
    luck, size = view.luck("nebula"), (256, 256)
    for colour in luck.sample(((206, 84, 150), (64, 150, 200), (120, 90, 220), (230, 140, 90)), 2):
        gas = noise(luck, size, (2.2, 2.4), 6).point(curve(lambda tone: 0.55 * smoothstep(0.46, 0.8)(tone)))
        view.lay(Mask(gas.resize(view.canvas.size, Image.Resampling.BICUBIC), 0, 0), colour)


def _planet(view: View) -> None:
    """Paint the planet opposite the sun: bands, the night side, and a ring around all of it."""
    luck, unit, palette = view.luck("planet"), view.unit, view.palette
    radius = unit * luck.uniform(0.19, 0.25)
    x = view.width - view.sun[0] + luck.uniform(-0.04, 0.04) * view.width
    y = view.horizon * luck.uniform(0.42, 0.52)
    tilt = luck.uniform(-0.5, 0.5)
    light, dark = luck.choice(_TONES)
    view.shine((x, y), (radius * 1.6, radius * 1.6), light, 0.35, 1.6)
    ringed = luck.random() < 0.7
    if ringed:
        _ring(view, (x, y), radius, tilt, light, whole=True)
    disc = view.stencil()
    disc.ellipse(x, y, radius, radius)
    mask = disc.mask()
    side = max(2, math.ceil(2 * radius) + 2)
    stops = [(i / 12, mix(light, dark, luck.uniform(0, 0.75))) for i in range(13)]
    body = gradient((side, side), stops).rotate(
        -math.degrees(tilt), Image.Resampling.BILINEAR, fillcolor=stops[6][1]
    )
    spots = noise(luck, (side, side), (3, 12), 4).point(curve(lambda tone: 0.5 * smoothstep(0.5, 0.75)(tone)))
    body.paste(light, (0, 0), spots.rotate(-math.degrees(tilt), Image.Resampling.BILINEAR))
    night = _night_side(side, view.sunward)
    body.paste(mix(palette.sky[0], (0, 0, 12), 0.5), (0, 0), night)
    placed = Image.new("RGB", mask.tones.size)
    placed.paste(body, (round(x - radius) - 1 - mask.left, round(y - radius) - 1 - mask.top))
    if view.theme.hour is not Hour.NIGHT:
        placed = Image.blend(placed, Image.new("RGB", placed.size, palette.sky[1]), 0.35)
    view.canvas.paste(placed, (mask.left, mask.top), mask.tones)
    if ringed:
        _ring(view, (x, y), radius, tilt, light, whole=False)


def _night_side(side: int, sunward: int) -> Image.Image:
    """Make the mask of a ball's side that lies in the dark."""
    left, top = 0.33 - 0.12 * sunward, 0.4
    light = glow((side, side), 0.8, (left, top - 0.06, left + 0.34, top + 0.28))
    return light.point(curve(lambda tone: 0.96 * smoothstep(0.24, 0.5)(1 - tone)))


def _ring(view: View, at: Point, radius: float, tilt: float, colour: Colour, *, whole: bool) -> None:
    """Paint the whole ring, or only the half that passes in front of the planet."""
    ring = view.stencil()
    for share, strength in ((2.15, 150), (1.98, 60), (1.92, 210), (1.62, 120), (1.5, 170), (1.38, 0)):
        outline: list[Point] = []
        for step in range(97 if whole else 49):
            angle = math.pi * step / 48
            across, down = math.cos(angle) * radius * share, math.sin(angle) * radius * share * 0.24
            outline.append(
                (
                    at[0] + across * math.cos(tilt) - down * math.sin(tilt),
                    at[1] + across * math.sin(tilt) + down * math.cos(tilt),
                )
            )
        ring.polygon(outline, strength)
    view.lay(ring.mask(), mix(colour, (255, 246, 230), 0.4))


def _rocks(view: View, number: int, rise: float, distance: float) -> None:
    """Paint a jagged ridge, with craters on the nearest."""
    luck, unit, palette = view.luck(f"rocks {number}"), view.unit, view.palette
    wave = slopes(luck, (2.6 - 0.6 * number) / unit, 6, 0.5)
    middle = view.horizon - unit * rise
    body = view.stencil()
    body.polygon(below(view, ridge(view, lambda x: middle - unit * (0.07 - 0.015 * number) * wave(x), 360)))
    mask = body.mask()
    rock = mix(_ROCK, palette.sky[2], 0.35)
    bright, dark = palette.bright(rock, distance), palette.dark(rock, distance)
    view.lay(
        mask,
        mix(bright, dark, 0.2),
        dark,
        mix(dark, (6, 6, 16), 0.4),
        top=middle - unit * 0.07,
        bottom=middle + unit * 0.4,
    )
    if number < 2:
        return
    hollows, rims = view.stencil(), view.stencil()
    for _ in range(round(9 * view.width / unit)):
        x, near = luck.uniform(0, view.width), luck.uniform(0.12, 1)
        y = middle + (view.height - middle) * near
        size = unit * luck.uniform(0.012, 0.05) * (0.4 + near)
        rims.ellipse(x, y, size, size * 0.3, 170)
        hollows.ellipse(x + view.sunward * size * 0.06, y - size * 0.03, size * 0.92, size * 0.24)
    view.lay(rims.mask() & mask, mix(bright, dark, 0.3))
    view.lay(hollows.mask() & mask, mix(dark, (6, 6, 16), 0.45))
