"""A whole scene: the sky, what lies under it, and the finish."""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image, ImageChops

from imgopen_mock.core.pictures.air import paint_air
from imgopen_mock.core.pictures.chance import chance
from imgopen_mock.core.pictures.city import paint_city
from imgopen_mock.core.pictures.desert import paint_desert
from imgopen_mock.core.pictures.figure import STANDING, is_somebody_in, paint_figures
from imgopen_mock.core.pictures.forest import paint_forest
from imgopen_mock.core.pictures.meadow import paint_meadow
from imgopen_mock.core.pictures.mountains import paint_mountains
from imgopen_mock.core.pictures.palette import mix, palette_of
from imgopen_mock.core.pictures.planet import paint_planet
from imgopen_mock.core.pictures.seaside import paint_sea
from imgopen_mock.core.pictures.sky import paint_sky
from imgopen_mock.core.pictures.texture import curve, glow, grain
from imgopen_mock.core.pictures.theme import Hour, Place, theme_of
from imgopen_mock.core.pictures.view import View

_GRAIN = 2
_HORIZON = {
    Place.MOUNTAINS: 0.6,
    Place.SEA: 0.56,
    Place.FOREST: 0.62,
    Place.DESERT: 0.56,
    Place.CITY: 0.64,
    Place.MEADOW: 0.54,
    Place.SPACE: 0.72,
}
_PAINTERS: dict[Place, Callable[[View], None]] = {
    Place.MOUNTAINS: paint_mountains,
    Place.SEA: paint_sea,
    Place.FOREST: paint_forest,
    Place.DESERT: paint_desert,
    Place.CITY: paint_city,
    Place.MEADOW: paint_meadow,
    Place.SPACE: paint_planet,
}
_SUN_HEIGHT = {Hour.DAWN: 0.8, Hour.DAY: 0.3, Hour.DUSK: 0.86, Hour.NIGHT: 0.36, Hour.MIST: 0.5}


def paint_scene(prompt: str, seed: int, size: tuple[int, int]) -> Image.Image:
    """Paint the scene of a prompt and a seed; the size changes how much of it fits, not what it is."""
    words = (prompt, format(seed, "x"))
    luck = chance(*words)
    theme = theme_of(prompt, luck, _usual_places(prompt))
    palette = palette_of(theme.hour, luck)
    horizon = size[1] * (_HORIZON[theme.place] + luck.uniform(-0.02, 0.02))
    side = luck.choice((0.3, 0.7)) + luck.uniform(-0.07, 0.07)
    sun = (size[0] * side, horizon * (_SUN_HEIGHT[theme.hour] + luck.uniform(-0.06, 0.06)))
    view = View(Image.new("RGB", size), theme, palette, horizon, sun, words)
    paint_sky(view)
    _PAINTERS[theme.place](view)
    paint_figures(view)
    paint_air(view)
    return _finished(view)


def _usual_places(prompt: str) -> list[Place]:
    """List where a scene may be that no word of the prompt gives a place; those listed twice are likelier."""
    common = [Place.MOUNTAINS, Place.SEA, Place.FOREST, Place.CITY, Place.MEADOW]
    places = [*common, *common, Place.DESERT, Place.SPACE]
    return [place for place in places if place in STANDING] if is_somebody_in(prompt) else places


def _finished(view: View) -> Image.Image:
    """Darken the corners a little, and add grain, which hides the steps of the gradients."""
    corners = glow(view.canvas.size, 0.9, (0.12, 0.12, 0.88, 0.88)).point(
        curve(lambda tone: 0.2 * (1 - min(1, 2 * tone)))
    )
    view.canvas.paste(mix(view.palette.sky[0], (0, 0, 16), 0.7), (0, 0), corners)
    dust = grain(view.luck("grain"), view.canvas.size, _GRAIN)
    return ImageChops.add(view.canvas, Image.merge("RGB", (dust, dust, dust)), 1, -_GRAIN)
