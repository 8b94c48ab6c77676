"""Colours of a scene: the sky, its light, and what distance does to a colour."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass
from random import Random
from typing import TypeAlias

from imgopen_mock.core.pictures.theme import Hour

Colour: TypeAlias = tuple[int, int, int]


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """Blend two colours; `share`, from 0 to 1, is the second one's."""
    share = min(1.0, max(0.0, share))
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def lit(colour: Colour, light: Colour) -> Colour:
    """Show a colour in a coloured light."""
    red, green, blue = (a * b // 255 for a, b in zip(colour, light, strict=True))
    return red, green, blue


@dataclass(frozen=True)
class Palette:
    """The colours of a scene.

    Attributes:
        sky: From the zenith to the horizon.
        sun: The disc of sun or moon.
        glow: The air around it.
        light: A white sheet that faces the sun.
        shade: A white sheet turned away from it.
    """

    sky: tuple[Colour, ...]
    sun: Colour
    glow: Colour
    light: Colour
    shade: Colour

    @property
    def haze(self) -> Colour:
        """The colour that everything far away fades to."""
        return self.sky[-1]

    def bright(self, colour: Colour, distance: float = 0.0) -> Colour:
        """Show a colour in the light, from 0 (near) to 1 (lost in the haze)."""
        return mix(lit(colour, self.light), self.haze, distance)

    def dark(self, colour: Colour, distance: float = 0.0) -> Colour:
        """Show a colour in the shade, from 0 (near) to 1 (lost in the haze)."""
        return mix(lit(colour, self.shade), self.haze, distance)


_PALETTES = {
    Hour.DAWN: (
        Palette(
            ((104, 136, 186), (170, 176, 208), (240, 196, 186), (255, 224, 184)),
            sun=(255, 250, 226),
            glow=(255, 226, 170),
            light=(255, 222, 196),
            shade=(126, 122, 164),
        ),
        Palette(
            ((122, 118, 178), (190, 158, 196), (248, 188, 180), (255, 222, 190)),
            sun=(255, 246, 224),
            glow=(255, 210, 172),
            light=(255, 214, 200),
            shade=(128, 112, 160),
        ),
        Palette(
            ((96, 150, 178), (164, 196, 202), (238, 216, 190), (255, 232, 196)),
            sun=(255, 252, 234),
            glow=(255, 236, 184),
            light=(255, 230, 200),
            shade=(112, 134, 160),
        ),
    ),
    Hour.DAY: (
        Palette(
            ((44, 108, 178), (92, 154, 210), (158, 202, 230), (220, 236, 240)),
            sun=(255, 255, 246),
            glow=(255, 252, 226),
            light=(255, 252, 240),
            shade=(128, 146, 180),
        ),
        Palette(
            ((38, 122, 158), (96, 170, 188), (172, 212, 210), (236, 240, 222)),
            sun=(255, 255, 240),
            glow=(255, 250, 214),
            light=(255, 250, 228),
            shade=(120, 148, 166),
        ),
        Palette(
            ((66, 118, 190), (128, 168, 216), (190, 208, 230), (246, 234, 222)),
            sun=(255, 254, 240),
            glow=(255, 246, 216),
            light=(255, 246, 230),
            shade=(134, 142, 182),
        ),
    ),
    Hour.DUSK: (
        Palette(
            ((42, 40, 92), (116, 62, 126), (222, 96, 96), (255, 178, 100)),
            sun=(255, 240, 190),
            glow=(255, 196, 110),
            light=(236, 150, 118),
            shade=(74, 54, 98),
        ),
        Palette(
            ((34, 56, 104), (92, 92, 144), (214, 134, 116), (255, 202, 130)),
            sun=(255, 242, 204),
            glow=(255, 206, 130),
            light=(238, 170, 130),
            shade=(66, 66, 104),
        ),
        Palette(
            ((62, 28, 82), (146, 46, 104), (236, 100, 86), (255, 186, 112)),
            sun=(255, 236, 190),
            glow=(255, 190, 104),
            light=(240, 144, 120),
            shade=(80, 46, 92),
        ),
    ),
    Hour.NIGHT: (
        Palette(
            ((7, 11, 34), (15, 28, 64), (34, 58, 104), (72, 102, 142)),
            sun=(246, 244, 226),
            glow=(150, 176, 216),
            light=(116, 138, 184),
            shade=(38, 50, 88),
        ),
        Palette(
            ((5, 15, 32), (10, 38, 62), (24, 76, 96), (82, 132, 138)),
            sun=(244, 248, 230),
            glow=(140, 196, 200),
            light=(104, 150, 168),
            shade=(30, 56, 80),
        ),
        Palette(
            ((14, 10, 38), (36, 26, 78), (76, 56, 118), (132, 104, 150)),
            sun=(252, 242, 228),
            glow=(190, 160, 210),
            light=(132, 126, 184),
            shade=(48, 42, 90),
        ),
    ),
    Hour.MIST: (
        Palette(
            ((134, 150, 164), (164, 178, 188), (196, 206, 208), (222, 226, 222)),
            sun=(250, 250, 242),
            glow=(240, 240, 230),
            light=(206, 212, 214),
            shade=(112, 126, 140),
        ),
        Palette(
            ((110, 134, 140), (146, 168, 168), (186, 200, 194), (218, 222, 208)),
            sun=(250, 248, 232),
            glow=(240, 238, 214),
            light=(204, 212, 200),
            shade=(98, 120, 126),
        ),
        Palette(
            ((138, 140, 164), (172, 172, 190), (206, 202, 210), (232, 226, 222)),
            sun=(252, 248, 242),
            glow=(244, 236, 228),
            light=(214, 210, 214),
            shade=(116, 120, 146),
        ),
    ),
}


def palette_of(hour: Hour, luck: Random) -> Palette:
    """Choose the colours of an hour, each time a little different."""
    chosen = luck.choice(_PALETTES[hour])
    turn = luck.uniform(-0.014, 0.014)
    return Palette(
        tuple(_turned(colour, turn) for colour in chosen.sky),
        chosen.sun,
        _turned(chosen.glow, turn),
        _turned(chosen.light, turn),
        _turned(chosen.shade, turn),
    )


def _turned(colour: Colour, turn: float) -> Colour:
    """Move a colour along the colour circle, by a share of it."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in colour))
    red, green, blue = colorsys.hls_to_rgb((hue + turn) % 1.0, lightness, saturation)
    return round(red * 255), round(green * 255), round(blue * 255)
