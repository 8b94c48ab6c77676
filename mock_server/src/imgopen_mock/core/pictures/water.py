"""Water: a mirror of what is above it, broken by ripples, with the sun's glitter on it."""

from __future__ import annotations

import math

from PIL import Image, ImageChops, ImageFilter, ImageOps

from imgopen_mock.core.pictures.palette import mix
from imgopen_mock.core.pictures.texture import curve, fade, glow, gradient, noise, receding, smoothstep
from imgopen_mock.core.pictures.theme import Hour
from imgopen_mock.core.pictures.view import View

_DETAIL = (384, 512)


def paint_water(view: View, top: float, roughness: float) -> None:
    """Fill the canvas below `top`, in pixels, with water; `roughness` goes from 0 (a pond) to 1 (the sea)."""
    start = min(view.height - 1, max(1, round(top)))
    size = (view.width, view.height - start)
    palette = view.palette
    water = _mirror(view, start, size, roughness)
    deep = mix(palette.sky[0], palette.shade, 0.35)
    body = gradient(
        size,
        [
            (0, mix(deep, palette.haze, 0.75)),
            (0.25, mix(deep, palette.sky[1], 0.4)),
            (1, mix(deep, (0, 10, 24), 0.35)),
        ],
    )
    water.paste(body, (0, 0), fade(size, [(0, 0.1 + 0.25 * roughness), (1, 0.5 + 0.3 * roughness)]))
    plane = noise(view.luck("waves"), _DETAIL, (12 * min(8.0, size[0] / size[1]), 110), 3)
    waves = ImageOps.flip(receding(plane)).resize(size, Image.Resampling.BICUBIC)
    crest, trough = smoothstep(0.55, 0.75), smoothstep(0.52, 0.75)
    crests = waves.point(curve(lambda tone: crest(tone) * (0.2 + 0.3 * roughness)))
    troughs = waves.point(curve(lambda tone: trough(1 - tone) * (0.12 + 0.25 * roughness)))
    water.paste(mix(palette.sky[2], palette.haze, 0.5), (0, 0), crests)
    water.paste(mix(deep, (0, 0, 20), 0.3), (0, 0), troughs)
    _glitter(view, water, waves)
    view.canvas.paste(water, (0, start))


def _mirror(view: View, start: int, size: tuple[int, int], roughness: float) -> Image.Image:
    """Mirror what is above the water; what is soft in the end is made in half the size."""
    seen = min(start, size[1])
    mirror = ImageOps.flip(view.canvas.crop((0, start - seen, view.width, start)))
    mirror = mirror.resize((max(1, size[0] // 2), max(1, size[1] // 2)), Image.Resampling.BILINEAR)
    blur = view.unit * (0.001 + 0.003 * roughness)
    mirror = mirror.filter(ImageFilter.GaussianBlur((blur * 0.6, blur * 1.6)))
    reach = view.unit * (0.0015 + 0.005 * roughness)
    return _rippled(mirror, reach, view.luck("ripples").random()).resize(size, Image.Resampling.BICUBIC)


def _rippled(mirror: Image.Image, reach: float, phase: float) -> Image.Image:
    """Shift the rows of a mirror image sideways, near ones farther and in longer waves."""
    width, height = mirror.size
    margin = 2 * reach
    strips = []
    top = 0
    while top < height:
        depth = top / height
        bottom = min(height, top + 1 + round(height * 0.006 * (0.3 + depth)))
        swell = math.sin(2 * math.pi * (phase + 14 * depth**0.45))
        ripple = math.sin(2 * math.pi * (3 * phase + 37 * depth**0.5))
        shift = reach * (0.15 + depth) * (swell + 0.6 * ripple)
        left, right = margin + shift, width - margin + shift
        strips.append(((0, top, width, bottom), (left, top, left, bottom, right, bottom, right, top)))
        top = bottom
    return mirror.transform(mirror.size, Image.Transform.MESH, strips, Image.Resampling.BILINEAR)


def _glitter(view: View, water: Image.Image, waves: Image.Image) -> None:
    """Lay the broken reflection of sun or moon on the water."""
    if view.theme.hour is Hour.MIST:
        return
    across = view.unit * (0.34 if view.theme.hour is Hour.DAY else 0.24)
    left, right = max(0, round(view.sun[0] - across)), min(water.width, round(view.sun[0] + across))
    if right <= left:
        return
    part = ((left - view.sun[0]) / across / 2 + 0.5, 0.35, (right - view.sun[0]) / across / 2 + 0.5, 0.85)
    part = (max(0.0, part[0]), part[1], min(1.0, part[2]), part[3])
    road = glow((right - left, water.height), 1.5, part)
    spots = waves.crop((left, 0, right, water.height)).point(curve(smoothstep(0.47, 0.62)))
    path = ImageChops.multiply(road, spots).point(curve(lambda tone: tone * 1.5))
    water.paste(mix(view.palette.sun, view.palette.glow, 0.3), (left, 0), path)
