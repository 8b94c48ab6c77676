"""A clearing in a forest of firs, each row of trees paler than the one before it."""

from __future__ import annotations

from imgopen_mock.core.pictures.ground import LEAVES, NEEDLES, SNOW, SOIL, below, near_ground, ridge
from imgopen_mock.core.pictures.grove import paint_firs
from imgopen_mock.core.pictures.palette import mix
from imgopen_mock.core.pictures.stencil import Point
from imgopen_mock.core.pictures.texture import slopes
from imgopen_mock.core.pictures.theme import Hour, Season
from imgopen_mock.core.pictures.trees import broadleaf, conifer, grass
from imgopen_mock.core.pictures.view import View

_ROWS = (
    # height of the trees, distance between them and depth of the ground, in units; haze
    (0.14, 0.018, -0.02, 0.78),
    (0.22, 0.028, 0.02, 0.6),
    (0.32, 0.05, 0.06, 0.42),
    (0.45, 0.095, 0.12, 0.24),
)


def paint_forest(view: View) -> None:
    """Paint rows of firs that open towards the sun, a path between them, and tall firs at both sides."""
    for number, row in enumerate(_ROWS):
        _row(view, f"row {number}", *row)
    _floor(view)
    if view.theme.hour in (Hour.DAWN, Hour.DUSK, Hour.MIST):
        _rays(view)
    _frame(view)


def _row(view: View, name: str, tall: float, gap: float, depth: float, distance: float) -> None:
    luck, unit, season, palette = view.luck(name), view.unit, view.theme.season, view.palette
    wave = slopes(luck, 1.2 / unit, 2)
    floor = view.horizon + unit * depth
    ground, firs, snow = view.stencil(), view.stencil(), view.stencil()
    line = ridge(view, lambda x: floor + unit * 0.012 * wave(x), 60)
    ground.polygon(below(view, line))
    leafy, leaves = view.stencil(), view.stencil()
    count = max(2, round(view.width / unit / gap))
    opening = unit * (0.06 + depth * 0.9)
    for i in range(count):
        x = (i + luck.uniform(0.1, 0.9)) / count * 1.1 * view.width - 0.05 * view.width
        nearness = min(1.0, abs(x - view.sun[0]) / (3 * opening))
        height = unit * tall * luck.uniform(0.62, 1.12) * (0.55 + 0.45 * nearness)
        if nearness < 0.3:
            continue
        if season is Season.AUTUMN and luck.random() < 0.45:
            broadleaf(luck, leafy, leaves, view.sunward, (x, floor + unit * 0.012), height * 0.8)
        else:
            conifer(luck, firs, snow if season is Season.WINTER else None, (x, floor + unit * 0.015), height)
    soil = mix(palette.dark(SOIL[season]), palette.bright(SOIL[season]), 0.7)
    view.lay(ground.mask(), mix(soil, palette.haze, distance))
    needles, leaf = palette.dark(NEEDLES[season], distance), luck.choice(LEAVES[season])
    top = floor - unit * tall
    view.lay(firs.mask(), needles, mix(needles, palette.haze, 0.3), top=top, bottom=floor)
    view.lay(snow.mask(), mix(palette.bright(SNOW, distance), needles, 0.12))
    view.lay(leafy.mask(), palette.dark(leaf, distance))
    view.lay(leaves.mask(), palette.bright(leaf, distance))
    veil = 0.75 * distance if view.theme.hour is not Hour.MIST else 0.95 * distance
    view.wash(palette.haze, [(floor - unit * tall * 0.6, 0), (floor, veil), (floor + unit * 0.05, 0)])


def _floor(view: View) -> None:
    """Paint the ground at the front and the path that leads into the light."""
    unit, season, palette = view.unit, view.theme.season, view.palette
    wave = slopes(view.luck("floor"), 1.5 / unit, 3)
    start = view.horizon + unit * 0.14
    ground = view.stencil()
    ground.polygon(below(view, ridge(view, lambda x: start + unit * 0.015 * wave(x), 60)))
    view.lay(ground.mask(), *near_ground(view), top=start)
    path = view.stencil()
    path.polygon(_path(view))
    colour = mix(palette.bright(SOIL[season]), palette.glow, 0.35)
    if season is Season.WINTER:
        colour = mix(palette.dark(SNOW), palette.shade, 0.35)
    emerging = view.veil([(view.horizon, 0), (view.horizon + unit * 0.16, 1), (view.height, 1)])
    mask = path.mask().blurred(unit * 0.004) & emerging
    view.lay(mask, mix(colour, palette.haze, 0.5), colour, near_ground(view)[1], top=view.horizon)


def _path(view: View) -> list[Point]:
    luck = view.luck("path")
    swing = luck.uniform(0.05, 0.1) * view.unit * luck.choice((-1, 1))
    foot = view.width * 0.5 - (view.sun[0] - view.width * 0.5) * 0.4
    start = view.horizon + view.unit * 0.03
    left: list[Point] = []
    right: list[Point] = []
    for step in range(31):
        near = (step / 30) ** 1.5
        y = start + (view.height - start) * near
        bend = 4 * near * (1 - near)
        middle = view.sun[0] + (foot - view.sun[0]) * near + swing * bend
        half = view.unit * (0.006 + 0.13 * near**1.25)
        left.append((middle - half, y))
        right.append((middle + half, y))
    return left + right[::-1]


def _rays(view: View) -> None:
    """Let the light fall through the trees in slanting beams that end on the ground."""
    luck, unit = view.luck("rays"), view.unit
    beams = view.stencil()
    length = view.height - view.sun[1]
    for _ in range(7):
        foot = view.sun[0] + luck.uniform(-0.85, 0.85) * length
        wide = luck.uniform(0.03, 0.08) * unit
        beams.polygon([view.sun, (foot - wide, view.height), (foot + wide, view.height)])
    fading = view.veil([(view.sun[1], 0.3), (view.horizon, 0.22), (view.horizon + unit * 0.24, 0)])
    mask = beams.mask().blurred(unit * 0.012) & fading
    view.lay(mask, mix(view.palette.glow, (255, 255, 255), 0.3))


def _frame(view: View) -> None:
    """Close the scene with tall dark firs at both sides, more of them away from the sun."""
    luck, unit, palette = view.luck("frame"), view.unit, view.palette
    far, near, inward = view.far_edge, view.width - view.far_edge, view.sunward
    spots = [(far, 0.235, 0.42), (far, 0.16, 0.62), (far, 0.02, 0.95), (near, -0.1, 0.4), (near, -0.02, 0.8)]
    firs = []
    for edge, along, tall in spots:
        x = edge + inward * along * luck.uniform(0.8, 1.15) * unit
        base = view.height * 0.93 + unit * (luck.uniform(-0.03, 0.02) - (0.06 if tall < 0.5 else 0))
        firs.append(((x, base), unit * tall * luck.uniform(0.92, 1.08)))
    paint_firs(view, luck, firs)
    if view.theme.season is Season.WINTER:
        return
    blades = view.stencil()
    for _ in range(round(90 * view.width / unit)):
        x = luck.uniform(0, view.width)
        height = unit * luck.uniform(0.04, 0.13) * (0.35 + abs(x / view.width - 0.5) * 1.5)
        grass(luck, blades, (x, view.height + 1), height)
    view.lay(blades.mask(), mix(palette.dark(NEEDLES[view.theme.season]), (6, 10, 22), 0.45))
