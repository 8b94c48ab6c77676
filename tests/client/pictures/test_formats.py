"""The format of a picture is told by its content, as another library writes it."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imgopen._runtime.pictures.formats import FORMATS, HEAD, format_of
from PIL import Image, features

WRITTEN = {
    "JPEG": ".jpg",
    "PNG": ".png",
    "GIF": ".gif",
    "BMP": ".bmp",
    "TIFF": ".tif",
    "WEBP": ".webp",
    "AVIF": ".avif",
}
CAN_WRITE = [name for name in WRITTEN if name not in ("WEBP", "AVIF") or features.check(name.lower())]


def written(name: str) -> bytes:
    """Return a small picture in a format."""
    file = BytesIO()
    Image.new("RGB", (3, 2), "red").save(file, name)
    return file.getvalue()


@pytest.mark.parametrize("name", CAN_WRITE)
def test_a_written_picture_is_known(name: str) -> None:
    found = format_of(written(name)[:HEAD])
    assert found is not None
    assert found.suffix == WRITTEN[name]


@pytest.mark.parametrize(
    ("head", "suffix"),
    [
        (b"II*\x00", ".tif"),
        (b"MM\x00*", ".tif"),
        (b"GIF87a", ".gif"),
        (b"\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00mif1avifmiaf", ".avif"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", ".heic"),
        (b"\xff\x0a\xfa\x7f", ".jxl"),
        (b"\x00\x00\x00\x0cJXL \r\n\x87\n", ".jxl"),
    ],
)
def test_rarer_beginnings_are_known(head: bytes, suffix: str) -> None:
    found = format_of(head)
    assert found is not None
    assert found.suffix == suffix


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xd8",
        b"BM",
        b"II is how this one begins",
        b"MM, too",
        b"BM is how this text begins, and it goes on for a while",
        b"GIF",
        b"RIFF....WAVE",
        b"{}",
    ],
)
def test_what_is_no_picture_is_not_taken_for_one(content: bytes) -> None:
    assert format_of(content) is None


@given(st.text(st.characters(min_codepoint=9, max_codepoint=126), max_size=HEAD))
def test_no_plain_text_is_a_picture_unless_it_begins_with_its_mark(text: str) -> None:
    found = format_of(text.encode())
    assert found is None or text.startswith(("GIF8", "RIFF")) or text[4:8] == "ftyp"


def test_no_suffix_means_two_formats() -> None:
    suffixes = [suffix for known in FORMATS for suffix in known.suffixes]
    assert len(suffixes) == len(set(suffixes))
