"""From a drawing to a file: the scene, the noise over it, the caption, the encoding."""

from __future__ import annotations

from imgopen_mock.core.pictures.caption import write_caption
from imgopen_mock.core.pictures.chance import chance
from imgopen_mock.core.pictures.drawing import Drawing
from imgopen_mock.core.pictures.files import encode
from imgopen_mock.core.pictures.scene import paint_scene
from imgopen_mock.core.pictures.unfinished import unfinished


def paint(drawing: Drawing) -> bytes:
    """Make the file of a drawing."""
    picture = paint_scene(drawing.prompt, drawing.seed, (drawing.width, drawing.height))
    if not drawing.is_finished:
        picture = unfinished(picture, drawing.percentage / 100, chance("noise", format(drawing.seed, "x")))
    write_caption(picture, drawing)
    return encode(picture, drawing)
