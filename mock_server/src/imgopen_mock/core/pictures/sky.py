"""The sky: its gradient, sun or moon, stars and clouds."""

from __future__ import annotations

from PIL import Image, ImageChops

from imgopen_mock.core.pictures.palette import mix
from imgopen_mock.core.pictures.stencil import Mask
from imgopen_mock.core.pictures.texture import curve, fade, gradient, noise, receding, smoothstep
from imgopen_mock.core.pictures.theme import Hour
from imgopen_mock.core.pictures.view import View

_CLOUD_DETAIL = 384
# Where the colours of the sky are, from the zenith (0) to the horizon (1).
_HEIGHTS = (0.0, 0.42, 0.78, 1.0)
_SUN = {Hour.DAWN: 0.052, Hour.DAY: 0.036, Hour.DUSK: 0.075, Hour.NIGHT: 0.046, Hour.MIST: 0.05}
_COVER = {Hour.DAWN: 0.55, Hour.DAY: 0.52, Hour.DUSK: 0.56, Hour.NIGHT: 0.62, Hour.MIST: 0.50}


def paint_sky(view: View) -> None:
    """Paint the whole canvas as sky."""
    share = view.horizon / view.height
    stops = [(share * height, colour) for height, colour in zip(_HEIGHTS, view.palette.sky, strict=True)]
    view.canvas.paste(gradient(view.canvas.size, stops))
    if view.theme.hour is Hour.NIGHT:
        _stars(view)
    _sun(view)
    _clouds(view)


def _sun(view: View) -> None:
    """Paint sun or moon and the air that shines around it."""
    hour, unit, palette = view.theme.hour, view.unit, view.palette
    night = hour is Hour.NIGHT
    wide = unit * (0.55 if night else 0.95)
    view.shine(view.sun, (wide * 1.25, wide * 0.8), palette.glow, 0.45 if night else 0.75, 2.0)
    view.shine(view.sun, (wide * 0.4, wide * 0.4), palette.glow, 0.55, 1.8)
    radius = unit * _SUN[hour]
    stencil = view.stencil()
    stencil.ellipse(*view.sun, radius, radius)
    disc = stencil.mask()
    if hour is Hour.MIST:
        disc = disc.blurred(radius * 0.08).toned(curve(lambda tone: tone * 0.75))
    view.lay(disc, palette.sun)
    if night:
        view.lay(_lunar_seas(view, radius) & disc, palette.sky[-2])


def _lunar_seas(view: View, radius: float) -> Mask:
    side, dark = max(1, round(2 * radius)), smoothstep(0.5, 0.72)
    spots = noise(view.luck("moon"), (96, 96), (3, 3), 3).point(curve(lambda tone: 0.3 * dark(tone)))
    left, top = round(view.sun[0] - radius), round(view.sun[1] - radius)
    return Mask(spots.resize((side, side), Image.Resampling.BICUBIC), left, top)


def _stars(view: View) -> None:
    luck, unit = view.luck("stars"), view.unit
    band = noise(luck, (384, 384), (7, 14), 5).point(curve(smoothstep(0.42, 0.8)))
    band = ImageChops.multiply(band, fade(band.size, [(0.25, 0), (0.5, 0.5), (0.75, 0)]))
    band = band.rotate(luck.uniform(-30, 30), Image.Resampling.BILINEAR).crop((64, 64, 320, 320))
    tones = band.resize((view.width, max(1, round(view.horizon))), Image.Resampling.BICUBIC)
    view.lay(Mask(tones, 0, 0), mix(view.palette.glow, view.palette.sky[2], 0.4))
    sky = view.stencil()
    for _ in range(min(900, round(260 * view.width * view.horizon / unit**2))):
        x, y = luck.uniform(0, view.width), view.horizon * luck.random() ** 1.25
        size = unit * 0.0009 * (1 + 2.2 * luck.random() ** 6)
        brightness = luck.uniform(0.25, 1.0) * (1 - 0.75 * y / view.horizon)
        sky.ellipse(x, y, size, size, round(255 * brightness))
    view.lay(sky.mask(), (250, 248, 240))


def _clouds(view: View) -> None:
    luck, hour, palette = view.luck("clouds"), view.theme.hour, view.palette
    place = (view.width, max(1, round(view.horizon)))
    aspect = min(8.0, place[0] / place[1])
    streaked = hour in (Hour.DUSK, Hour.DAWN, Hour.NIGHT)
    cells = (3.0 * aspect, 9.0) if streaked else (4.0 * aspect, 6.0)
    deck = receding(noise(luck, (_CLOUD_DETAIL, _CLOUD_DETAIL), cells, 5))
    cover = _COVER[hour] + luck.uniform(-0.05, 0.03)
    solid = deck.point(curve(smoothstep(cover - 0.05, cover + 0.2)))
    solid = ImageChops.multiply(solid, fade(solid.size, [(0, 0.7), (0.5, 1), (0.82, 0.85), (1, 0)]))
    lights = _lit_side(deck, -view.sunward)
    bright, dim = mix(palette.glow, (255, 255, 255), 0.35), mix(palette.sky[1], palette.sky[3], 0.35)
    if hour is Hour.NIGHT:
        bright, dim = mix(palette.sky[3], palette.glow, 0.2), mix(palette.sky[1], palette.sky[2], 0.5)
    elif hour is Hour.DUSK:
        dim = mix(palette.sky[1], palette.sky[2], 0.3)
    colours = Image.new("RGB", place, dim)
    colours.paste(bright, (0, 0), lights.resize(place, Image.Resampling.BICUBIC))
    strength = 0.5 if hour is Hour.NIGHT else 0.9
    mask = solid.point(curve(lambda tone: tone * strength)).resize(place, Image.Resampling.BICUBIC)
    view.canvas.paste(colours, (0, 0), mask)


def _lit_side(relief: Image.Image, toward: int) -> Image.Image:
    """Find where a relief faces the sun, which is to the left (1) or to the right (-1) of its middle."""
    step = max(1, relief.width // 50)
    moved = relief.copy()
    moved.paste(relief, (toward * step, step))
    return ImageChops.subtract(relief, moved, scale=0.35, offset=90)
