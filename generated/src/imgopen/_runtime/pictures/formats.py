"""The formats of pictures, told apart by how their files begin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

HEAD: Final = 64
"""How many bytes of a file are enough to tell its format."""


@dataclass(frozen=True)
class PictureFormat:
    """A format of pictures.

    Attributes:
        name: what it is called.
        suffixes: the endings of file names that mean it, the usual one first.
        start: what a file begins with.
    """

    name: str
    suffixes: tuple[str, ...]
    start: re.Pattern[bytes]

    @property
    def suffix(self) -> str:
        """The usual ending of a file's name, such as `.jpg`."""
        return self.suffixes[0]


def _format(name: str, suffixes: str, start: bytes) -> PictureFormat:
    return PictureFormat(name, tuple(suffixes.split()), re.compile(start, re.DOTALL))


FORMATS: Final = (
    _format("JPEG", ".jpg .jpeg .jpe .jfif", rb"\xff\xd8\xff"),
    _format("PNG", ".png .apng", rb"\x89PNG\r\n\x1a\n"),
    _format("WebP", ".webp", rb"RIFF.{4}WEBP"),
    _format("GIF", ".gif", rb"GIF8[79]a"),
    _format("AVIF", ".avif .avifs", rb".{4}ftyp(?:.{4})*?avi[fs]"),
    _format("HEIF", ".heic .heif", rb".{4}ftyp(?:hei[cxms]|hev[cxms]|mif1|msf1)"),
    _format("BMP", ".bmp .dib", rb"BM.{4}\0\0\0\0.{4}[\x0c\x28\x34\x38\x40\x6c\x7c]\0\0\0"),
    _format("TIFF", ".tif .tiff", rb"II\*\0|MM\0\*"),
    _format("JPEG XL", ".jxl", rb"\xff\x0a|\0\0\0\x0cJXL \r\n\x87\n"),
)

SUFFIXES: Final = frozenset(suffix for known in FORMATS for suffix in known.suffixes)


def format_of(head: bytes) -> PictureFormat | None:
    """Return the format of a file that begins so, or None if it is no picture that is known."""
    return next((known for known in FORMATS if known.start.match(head)), None)
