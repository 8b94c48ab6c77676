"""A city on the water: rows of towers, lit windows when it is dark."""

from __future__ import annotations

from random import Random

from imgopen_mock.core.pictures.ground import SNOW, below, ridge
from imgopen_mock.core.pictures.palette import Colour, mix
from imgopen_mock.core.pictures.stencil import Stencil
from imgopen_mock.core.pictures.texture import slopes
from imgopen_mock.core.pictures.theme import Hour, Season
from imgopen_mock.core.pictures.view import View
from imgopen_mock.core.pictures.water import paint_water

_WALL: Colour = (112, 120, 146)
_LAMP: Colour = (255, 214, 130)
_NEON = ((255, 96, 170), (96, 226, 255), (255, 190, 90), (170, 130, 255))

_ROWS = (
    # height of the tallest, width of one, in units; haze
    (0.34, 0.035, 0.74),
    (0.42, 0.055, 0.5),
    (0.30, 0.075, 0.24),
)


def paint_city(view: View) -> None:
    """Paint hills far away, three rows of buildings, the quay, and the water that mirrors them."""
    unit, horizon = view.unit, view.horizon
    wave = slopes(view.luck("hills"), 1.4 / unit, 3)
    hills = view.stencil()
    hills.polygon(below(view, ridge(view, lambda x: horizon - unit * (0.12 + 0.05 * wave(x)), 80)))
    view.lay(hills.mask(), view.palette.dark(_WALL, 0.8))
    for number, row in enumerate(_ROWS):
        _row(view, number, *row)
        veil = 0.5 - 0.15 * number
        view.wash(view.palette.haze, [(horizon - unit * 0.2, 0), (horizon, veil), (horizon + 2, veil)])
    quay = view.stencil()
    quay.box(0, horizon - unit * 0.012, view.width, horizon + unit * 0.01)
    view.lay(quay.mask(), mix(view.palette.dark(_WALL), (8, 10, 24), 0.4))
    if _is_dark(view):
        _street_lamps(view)
    paint_water(view, horizon, 0.4)


def _is_dark(view: View) -> bool:
    return view.theme.hour in (Hour.NIGHT, Hour.DUSK) or view.mentions("neon cyberpunk")


def _row(view: View, number: int, tallest: float, wide: float, distance: float) -> None:
    """Paint one row of buildings, highest around the sun's opposite."""
    luck, unit, palette = view.luck(f"row {number}"), view.unit, view.palette
    base = view.horizon
    walls, sides, roofs = view.stencil(), view.stencil(), view.stencil()
    windows = [view.stencil() for _ in range(3)]
    centre = view.width - view.sun[0]
    x = -unit * wide * luck.random()
    while x < view.width:
        width = unit * wide * luck.uniform(0.6, 1.35)
        hump = max(0.0, 1 - abs(x + width / 2 - centre) / (0.75 * view.width)) ** 1.5
        tall = unit * tallest * (0.2 + 0.75 * hump) * luck.uniform(0.45, 1.05)
        top = base - tall
        walls.box(x, top, x + width, base + 1)
        dark_half = x if view.sunward > 0 else x + width * 0.55
        sides.box(dark_half, top, dark_half + width * 0.45, base + 1)
        _roof(luck, walls, x, top, width, hump)
        if view.theme.season is Season.WINTER:
            roofs.box(x, top - unit * 0.003, x + width, top + unit * 0.003)
        if number > 0:
            _windows(luck, windows, (x, top, width, tall), unit, _is_dark(view))
        x += width * luck.uniform(0.92, 1.18)
    top = base - unit * tallest
    bright, dark = palette.bright(_WALL, distance), palette.dark(_WALL, distance)
    if _is_dark(view):
        bright, dark = mix(dark, bright, 0.2), mix(dark, palette.sky[0], 0.3)
    view.lay(walls.mask(), bright, mix(bright, palette.haze, 0.2), top=top, bottom=base)
    view.lay(sides.mask(), dark, mix(dark, palette.haze, 0.2), top=top, bottom=base)
    view.lay(roofs.mask(), palette.bright(SNOW, distance))
    neon = view.mentions("neon cyberpunk tokyo futuristic")
    for shade, stencil in enumerate(windows):
        colour = mix(_LAMP, ((255, 170, 90), (255, 240, 205), (190, 214, 255))[shade], 0.6)
        if neon:
            colour = _NEON[(shade + number) % len(_NEON)]
        if not _is_dark(view):
            colour = mix(dark, palette.sky[1 if shade else 3], 0.3)
        mask = stencil.mask()
        if _is_dark(view) and shade == 0:
            view.lay(mask.blurred(unit * 0.008), colour)
        view.lay(mask, mix(colour, palette.haze, distance * 0.5))


def _roof(luck: Random, walls: Stencil, x: float, top: float, width: float, hump: float) -> None:
    """Crown a building: with a step, a spire, a slanted roof, or nothing."""
    kind = luck.random()
    middle = x + width / 2
    if kind < 0.28:
        walls.box(x + width * 0.2, top - width * 0.28, x + width * 0.8, top)
        walls.box(x + width * 0.36, top - width * 0.5, x + width * 0.64, top)
    elif kind < 0.28 + 0.3 * hump:
        walls.polygon([(x + width * 0.1, top), (middle, top - width * 0.9), (x + width * 0.9, top)])
        walls.box(middle - width * 0.025, top - width * 1.7, middle + width * 0.025, top - width * 0.5)
    elif kind < 0.68:
        walls.polygon([(x, top), (x, top - width * luck.uniform(0.1, 0.4)), (x + width, top)])
    elif kind < 0.8:
        walls.box(middle - width * 0.02, top - width * 0.6, middle + width * 0.02, top)


def _windows(
    luck: Random, windows: list[Stencil], house: tuple[float, float, float, float], unit: float, dark: bool
) -> None:
    """Put windows into a building, each in one of the stencils; in the dark only some are lit."""
    x, top, width, tall = house
    columns = max(2, round(width / (unit * 0.013)))
    rows = max(2, round(tall / (unit * 0.018)))
    across, down = width / (columns + 0.6), tall / (rows + 0.8)
    share = luck.uniform(0.25, 0.6) if dark else 0.85
    for row in range(rows):
        y = top + down * (row + 0.6)
        for column in range(columns):
            if luck.random() < share:
                left = x + across * (column + 0.5)
                windows[luck.randrange(3)].box(left, y, left + across * 0.6, y + down * 0.5)


def _street_lamps(view: View) -> None:
    unit, luck = view.unit, view.luck("lamps")
    lamps = view.stencil()
    gap = unit * 0.06
    for i in range(round(view.width / gap) + 1):
        x = gap * (i + luck.uniform(0.3, 0.7))
        lamps.ellipse(x, view.horizon - unit * 0.016, unit * 0.004, unit * 0.004)
    mask = lamps.mask()
    view.lay(mask.blurred(unit * 0.01).toned([min(255, tone * 3) for tone in range(256)]), _LAMP)
    view.lay(mask, mix(_LAMP, (255, 255, 255), 0.5))
