"""The sea, with headlands, sailing boats, and a lighthouse, a beach or a pier in front."""

from __future__ import annotations

from imgopen_mock.core.pictures.boats import paint_boats
from imgopen_mock.core.pictures.ground import NEEDLES, SNOW, below, ridge
from imgopen_mock.core.pictures.lighthouse import paint_lighthouse
from imgopen_mock.core.pictures.palette import Colour, mix
from imgopen_mock.core.pictures.shore import paint_beach, paint_pier
from imgopen_mock.core.pictures.texture import slopes, smoothstep
from imgopen_mock.core.pictures.theme import Season
from imgopen_mock.core.pictures.view import View
from imgopen_mock.core.pictures.water import paint_water

_CLIFF: Colour = (104, 98, 96)

_HEADLANDS = (
    # height in units, how far across the canvas it reaches, haze
    (0.10, 0.85, 0.8),
    (0.13, 0.6, 0.62),
    (0.15, 0.36, 0.42),
)


def paint_sea(view: View) -> None:
    """Paint headlands on the side away from the sun, the sea, boats on it, and what stands in front."""
    unit, haze, horizon = view.unit, view.palette.haze, view.horizon
    for number, headland in enumerate(_HEADLANDS):
        _headland(view, number, *headland)
    view.wash(haze, [(horizon - unit * 0.07, 0), (horizon, 0.6), (horizon + 2, 0.6)])
    paint_water(view, horizon, 0.6)
    view.wash(haze, [(horizon - unit * 0.01, 0), (horizon, 0.4), (horizon + unit * 0.05, 0)])
    paint_boats(view)
    _front(view)


def _front(view: View) -> None:
    if view.mentions("lighthouse cliff island 灯塔 岛"):
        paint_lighthouse(view)
    elif view.mentions("beach sand surfer 沙"):
        paint_beach(view)
    elif view.mentions("harbour harbor pier port dock 港"):
        paint_pier(view)
    else:
        view.luck("front").choice((paint_lighthouse, paint_beach, paint_pier))(view)


def _headland(view: View, number: int, rise: float, reach: float, distance: float) -> None:
    """Paint a hill that runs out into the sea."""
    luck, unit = view.luck(f"headland {number}"), view.unit
    wave = slopes(luck, 3 / unit, 4)
    length = view.width * reach * luck.uniform(0.85, 1.1)
    edge = smoothstep(0, 0.45)

    def crest(x: float) -> float:
        inland = max(0.0, 1 - abs(x - view.far_edge) / length)
        shape = edge(inland) * (0.55 + 0.45 * inland)
        return view.horizon + 1 - unit * rise * shape * (1 + 0.28 * wave(x))

    land = view.stencil()
    land.polygon(below(view, ridge(view, crest, 160)))
    cover = SNOW if view.theme.season is Season.WINTER else mix(NEEDLES[view.theme.season], _CLIFF, 0.4)
    foot = view.palette.dark(cover, distance)
    top = mix(foot, view.palette.bright(cover, distance), 0.5)
    view.lay(land.mask(), top, foot, top=view.horizon - unit * rise, bottom=view.horizon)
