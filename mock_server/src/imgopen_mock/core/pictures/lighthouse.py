"""A lighthouse on a rock."""

from __future__ import annotations

from imgopen_mock.core.pictures.ground import SNOW, below, ridge
from imgopen_mock.core.pictures.palette import Colour, mix
from imgopen_mock.core.pictures.stencil import Point, placed
from imgopen_mock.core.pictures.texture import curve, slopes, smoothstep
from imgopen_mock.core.pictures.theme import Hour, Season
from imgopen_mock.core.pictures.view import View

_ROCK: Colour = (104, 98, 96)
_WHITE: Colour = (250, 246, 238)
_RED: Colour = (190, 62, 54)
_IRON: Colour = (70, 50, 60)
_LAMP: Colour = (255, 240, 190)

# Heights of the tower upwards, half widths of its foot sideways.
_TAPER = 0.38
_TOWER = ((-1, 0), (-1 + _TAPER, 1), (1 - _TAPER, 1), (1, 0))
_GALLERY = ((-0.85, 1), (-0.85, 1.02), (0.85, 1.02), (0.85, 1))
_LANTERN = ((-0.42, 1.02), (-0.42, 1.11), (0.42, 1.11), (0.42, 1.02))
_CAP = ((-0.6, 1.105), (0, 1.2), (0.6, 1.105))


def paint_lighthouse(view: View) -> None:
    """Stand a lighthouse on a rock, away from the sun; its beam is seen when it is dark."""
    unit, palette = view.unit, view.palette
    rough = slopes(view.luck("rock"), 7 / unit, 5, 0.6)
    length = min(view.width * 0.5, unit * 0.62)

    def crest(x: float) -> float:
        inland = max(0.0, 1 - abs(x - view.far_edge) / length)
        rise = 0.43 * smoothstep(0, 0.7)(inland) + (0.028 * rough(x) if inland > 0 else 0)
        return view.height + unit * (0.03 - rise)

    rock = view.stencil()
    rock.polygon(below(view, ridge(view, crest, 260)))
    wide = unit * 0.032
    x = view.far_edge + view.sunward * unit * 0.15
    foot = (x, max(crest(x - wide), crest(x + wide)) + unit * 0.01)
    _tower(view, foot, wide, unit * 0.3)
    body = palette.dark(SNOW if view.theme.season is Season.WINTER else _ROCK)
    top, bottom = mix(body, palette.bright(_ROCK), 0.35), mix(body, (8, 10, 22), 0.55)
    view.lay(rock.mask(), top, bottom, top=view.height - unit * 0.42)


def _tower(view: View, foot: Point, wide: float, tall: float) -> None:
    palette = view.palette
    tower, bands, turned, iron, lamp = (view.stencil() for _ in range(5))
    tower.polygon(placed(_TOWER, foot, wide, tall))
    for start in (0.12, 0.46, 0.8):
        end = start + 0.16
        low, high = 1 - _TAPER * start, 1 - _TAPER * end
        bands.polygon(placed(((-low, start), (-high, end), (high, end), (low, start)), foot, wide, tall))
    turned.polygon(placed(((0, 0), (0, 1), (1 - _TAPER, 1), (1, 0)), foot, -view.sunward * wide, tall))
    iron.polygon(placed(_GALLERY, foot, wide, tall))
    iron.polygon(placed(_CAP, foot, wide, tall))
    lamp.polygon(placed(_LANTERN, foot, wide, tall))
    view.lay(tower.mask(), palette.bright(_WHITE))
    view.lay(bands.mask(), palette.bright(_RED))
    view.lay(turned.mask().toned(curve(lambda tone: tone * 0.45)), palette.dark((90, 90, 120)))
    view.lay(iron.mask(), palette.dark(_IRON))
    view.lay(lamp.mask(), _LAMP)
    if view.theme.hour in (Hour.NIGHT, Hour.MIST):
        _beam(view, (foot[0], foot[1] - tall * 1.065))


def _beam(view: View, light: Point) -> None:
    """Send the light of a lamp across the sky."""
    unit, far = view.unit, view.sunward * view.width * 1.1
    cone = view.stencil()
    cone.polygon([light, *placed(((1, 0.24), (1, 0.02)), light, far, unit)], 60)
    view.lay(cone.mask().blurred(unit * 0.006), _LAMP)
    view.shine(light, (unit * 0.11, unit * 0.11), _LAMP, 0.8, 2.2)
