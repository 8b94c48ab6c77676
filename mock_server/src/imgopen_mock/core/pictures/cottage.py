"""A cottage with smoke above its chimney."""

from __future__ import annotations

from imgopen_mock.core.pictures.ground import SNOW
from imgopen_mock.core.pictures.palette import Colour
from imgopen_mock.core.pictures.stencil import Point, placed
from imgopen_mock.core.pictures.texture import curve
from imgopen_mock.core.pictures.theme import Hour, Season
from imgopen_mock.core.pictures.view import View

_PLASTER: Colour = (246, 236, 220)
_TILES: Colour = (176, 84, 62)
_LAMP: Colour = (255, 216, 130)

_WALL = ((-1, 0), (-1, 0.62), (-0.55, 1.2), (-0.1, 0.62), (1, 0.62), (1, 0))
_ROOF = ((-0.58, 1.24), (0.62, 1.24), (1.12, 0.56), (-0.06, 0.56))
_GABLE = ((-1.1, 0.52), (-0.56, 1.26), (-0.02, 0.52), (-0.09, 0.5), (-0.56, 1.14), (-1.04, 0.47))
_CHIMNEY = ((0.5, 1.5), (0.66, 1.5), (0.66, 1.1), (0.5, 1.1))
_DOOR = ((-0.64, 0.42), (-0.44, 0.42), (-0.44, 0), (-0.64, 0))
_WINDOWS = ((0.12, 0.2), (0.42, 0.2), (0.72, 0.2), (-0.63, 0.66))


def paint_cottage(view: View, foot: Point, size: float) -> None:
    """Put a cottage on the ground; `size` is half its length in pixels. In the dark its windows are lit."""
    palette, (x, y) = view.palette, foot
    wall, roof, door, window = (view.stencil() for _ in range(4))
    wall.polygon(placed(_WALL, foot, size, size))
    for part in (_ROOF, _GABLE):
        roof.polygon(placed(part, foot, size, size))
    for part in (_CHIMNEY, _DOOR):
        door.polygon(placed(part, foot, size, size))
    for left, sill in _WINDOWS:
        window.box(x + size * left, y - size * (sill + 0.22), x + size * (left + 0.16), y - size * sill)
    tiles = SNOW if view.theme.season is Season.WINTER else _TILES
    bright, dark = palette.bright(_PLASTER, 0.12), palette.dark(_PLASTER, 0.1)
    view.lay(wall.mask(), bright, dark, top=y - size, bottom=y + size * 0.5)
    view.lay(door.mask(), palette.dark(_TILES))
    view.lay(roof.mask(), palette.bright(tiles, 0.1), palette.dark(tiles, 0.1), top=y - size * 1.4, bottom=y)
    if view.theme.hour is Hour.DAY:
        view.lay(window.mask(), palette.dark((90, 100, 130)))
    else:
        view.lay(window.mask(), _LAMP)
        view.shine((x + size * 0.3, y - size * 0.3), (size * 1.1, size * 0.8), _LAMP, 0.4, 2.0)
    _smoke(view, foot, size)


def _smoke(view: View, foot: Point, size: float) -> None:
    smoke = view.stencil()
    for puff in range(9):
        radius = size * (0.06 + 0.03 * puff)
        drift = -view.sunward * 0.02 * puff * puff
        x, y = foot[0] + size * (0.58 + drift), foot[1] - size * (1.55 + 0.17 * puff)
        smoke.ellipse(x, y, radius, radius * 0.8, 150 - 14 * puff)
    mask = smoke.mask().blurred(size * 0.06).toned(curve(lambda tone: tone * 0.8))
    view.lay(mask, view.palette.bright(SNOW, 0.3))
