"""Files of pictures, with what they were made from in their metadata."""

from __future__ import annotations

import io

from PIL import Image, PngImagePlugin

from imgopen_mock.core.pictures.drawing import Drawing
from imgopen_mock.core.pictures.letters import integer

KEY = "parameters"
"""The keyword of the text in a PNG file."""

_EXIF_IFD = 0x8769
_USER_COMMENT = 0x9286
_UNICODE = b"UNICODE\0"
_ENCODING = "utf-16-be"
# An EXIF block is one segment of a JPEG file, which has at most 65,533 bytes.
_EXIF_BYTES = 64_000


def encode(picture: Image.Image, drawing: Drawing) -> bytes:
    """Write a picture into a file of the drawing's format."""
    file = io.BytesIO()
    if drawing.media_type == "image/jpeg":
        exif = Image.Exif()
        exif.get_ifd(_EXIF_IFD)[_USER_COMMENT] = _UNICODE + _exif_text(drawing)
        picture.save(file, "JPEG", quality=90, subsampling=0, exif=exif)
    else:
        info = PngImagePlugin.PngInfo()
        info.add_text(KEY, description(drawing))
        # Grain hardly shrinks: the higher levels take several times as long for a tenth of the size.
        picture.save(file, "PNG", pnginfo=info, compress_level=1)
    return file.getvalue()


def description(drawing: Drawing) -> str:
    """Describe a drawing as generators of pictures do: the prompt, and a line of settings below it."""
    settings = [
        f"Seed: {integer(drawing.seed)}",
        f"Size: {drawing.width}x{drawing.height}",
        f"Task: {drawing.task_id}",
    ]
    if drawing.number > 0:
        settings.append(f"Picture: {integer(drawing.number + 1)}")
    if not drawing.is_finished:
        settings.append(f"Percentage: {integer(drawing.percentage)}")
    return _encodable(f"{drawing.prompt}\n{', '.join(settings)}")


def _exif_text(drawing: Drawing) -> bytes:
    """Describe a drawing in what room there is: the middle of a text that is too long is left out."""
    text = description(drawing).encode(_ENCODING)
    if len(text) <= _EXIF_BYTES:
        return text
    start, end = text[: _EXIF_BYTES * 3 // 4], text[-_EXIF_BYTES // 5 :]
    # Either cut may go through a letter of four bytes.
    return "…".join(part.decode(_ENCODING, "ignore") for part in (start, end)).encode(_ENCODING)


def _encodable(text: str) -> str:
    """Join halves of letters that belong together, and replace the others, which no file can hold."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
