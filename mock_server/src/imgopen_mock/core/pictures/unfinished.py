"""Pictures that are not finished: the scene, blurred, under noise that clears up."""

from __future__ import annotations

from random import Random

from PIL import Image, ImageFilter

_COARSE = 72
_FINE = 230


def unfinished(picture: Image.Image, share: float, luck: Random) -> Image.Image:
    """Show a picture as far as it is drawn; `share` goes from 0 (hardly more than noise) to 1 (all of it)."""
    left = min(1.0, max(0.0, 1 - share))
    noise = Image.blend(_cells(picture.size, _COARSE, luck), _cells(picture.size, _FINE, luck), 0.45)
    return Image.blend(_blurred(picture, left), noise, min(0.96, left**1.7))


def _blurred(picture: Image.Image, left: float) -> Image.Image:
    radius = min(picture.size) * 0.05 * left**1.2
    factor = max(1, round(radius / 2))
    small = picture.reduce(factor).filter(ImageFilter.GaussianBlur(radius / factor))
    return small.resize(picture.size, Image.Resampling.BICUBIC)


def _cells(size: tuple[int, int], number: int, luck: Random) -> Image.Image:
    """Make coloured noise; the number is how many cells the longer side has."""
    across, down = (max(1, min(side, round(number * side / max(size)))) for side in size)
    cells = Image.frombytes("RGB", (across, down), luck.randbytes(3 * across * down))
    return cells.resize(size, Image.Resampling.BICUBIC)
