"""The typeface of captions: Pillow's built-in one, so that every machine draws the same."""

from __future__ import annotations

import math
from collections.abc import Iterator

from PIL import Image, ImageDraw, ImageFont, features

_BITMAP_HEIGHT = 11
_SMALL = 18
_ASCII = str.maketrans(
    {
        "\N{HORIZONTAL ELLIPSIS}": "...",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}": "<",
        "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}": ">",
        "\N{FRACTION SLASH}": "/",
        "\N{TRADE MARK SIGN}": "(TM)",
    }
)


class Typeface:
    """Letters of one size. Where Pillow lacks FreeType its small bitmap letters are enlarged instead."""

    def __init__(self, size: int) -> None:
        """Choose the letters.

        Args:
            size: The height of a letter with its ascender, about, in pixels from 1.
        """
        self.line_height = math.ceil(size * 1.28)
        self._scalable = bool(features.check("freetype2"))
        if self._scalable:
            # Small letters lose their shape when they are fitted to the pixels, so they are drawn large.
            times = 4 if size <= _SMALL else 1
            self._font, self._scale = ImageFont.load_default(size * times), 1 / times
        else:
            self._font, self._scale = ImageFont.load_default_imagefont(), size / _BITMAP_HEIGHT

    def width(self, text: str) -> float:
        """Measure a text of one line, in pixels."""
        return self._font.getlength(self._known(text)) * self._scale

    def mask(self, text: str) -> Image.Image:
        """Draw a text of one line in white on black; the image is `line_height` high."""
        known = self._known(text)
        width, height = math.ceil(self.width(text)) + 2, self.line_height
        image = Image.new("L", (math.ceil(width / self._scale), math.ceil(height / self._scale)))
        ImageDraw.Draw(image).text((0, 0), known, fill=255, font=self._font)
        return image if self._scale == 1 else image.resize((width, height), Image.Resampling.BICUBIC)

    def wrap(self, text: str, width: float, most: int) -> list[str]:
        """Break a text into lines of a width in pixels; more than `most` lines end in an ellipsis."""
        lines: list[str] = []
        for line in self._lines(text, width):
            if len(lines) == most:
                return [*lines[:-1], self._shortened(lines[-1] + " " + line, width)] if lines else []
            lines.append(line)
        return lines

    def _lines(self, text: str, width: float) -> Iterator[str]:
        line = ""
        for word in text.split():
            longer = f"{line} {word}" if line else word
            if self.width(longer) <= width:
                line = longer
                continue
            if line:
                yield line
            line = word
            while len(line) > 1 and self.width(line) > width:
                fitting = self._fitting(line, width)
                yield line[:fitting]
                line = line[fitting:]
        if line:
            yield line

    def _fitting(self, text: str, width: float) -> int:
        """Find how many of the first letters fit into a width; at least one."""
        count = min(len(text), max(1, int(width)))
        while count > 1 and self.width(text[:count]) > width:
            count -= 1
        return count

    def _shortened(self, text: str, width: float) -> str:
        fitting = self._fitting(text, width)
        while fitting > 1 and self.width(text[:fitting].rstrip(" ,.;:") + "…") > width:
            fitting -= 1
        return text[:fitting].rstrip(" ,.;:") + "…"

    def _known(self, text: str) -> str:
        return text if self._scalable else text.translate(_ASCII)
