"""The caption of a picture: a band at the lower edge with the prompt, the seed and the task."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PIL import Image, ImageFilter

from imgopen_mock.core.pictures.drawing import Drawing
from imgopen_mock.core.pictures.letters import integer, spelled
from imgopen_mock.core.pictures.palette import Colour
from imgopen_mock.core.pictures.typeface import Typeface

_PROMPT: Colour = (252, 252, 250)
_FACTS: Colour = (206, 214, 226)
_BAND: Colour = (9, 12, 20)
_PROGRESS: Colour = (255, 206, 120)
_BETWEEN = " · "
_LONGEST_PROMPT = 2000
_LONGEST_FACT = 64


@dataclass(frozen=True)
class _Layout:
    """Text that was set into lines, in two sizes."""

    prompt: Sequence[str]
    facts: Sequence[str]
    large: Typeface
    small: Typeface
    margin: int

    @property
    def height(self) -> int:
        """The height of the band in pixels."""
        gap = self.margin // 2 if self.prompt else 0
        lines = len(self.prompt) * self.large.line_height + len(self.facts) * self.small.line_height
        return lines + gap + 2 * self.margin


def write_caption(picture: Image.Image, drawing: Drawing) -> None:
    """Put the caption on a picture; on a tiny one, where no text can be read, there is none."""
    layout = _fitting(drawing)
    if layout is None:
        return
    top = drawing.height - layout.height
    _band(picture, top)
    if not drawing.is_finished:
        done = round(drawing.width * max(0, drawing.percentage) / 100)
        thick = max(1, round(min(drawing.width, drawing.height) * 0.006))
        picture.paste(_PROGRESS, (0, top - thick, done, top))
    y = top + layout.margin
    for line in layout.prompt:
        picture.paste(_PROMPT, (layout.margin, y), layout.large.mask(line))
        y += layout.large.line_height
    if layout.prompt:
        y += layout.margin // 2
    for line in layout.facts:
        picture.paste(_FACTS, (layout.margin, y), layout.small.mask(line))
        y += layout.small.line_height


def _fitting(drawing: Drawing) -> _Layout | None:
    """Find the largest text that leaves half of the picture free, or at least a quarter of it."""
    for share in (0.5, 0.75):
        for layout in _layouts(drawing):
            if layout.height <= drawing.height * share:
                return layout
    return None


def _layouts(drawing: Drawing) -> Iterator[_Layout]:
    """Set the text, smaller and smaller, down to what can just be read, and with fewer lines of the prompt."""
    unit = min(drawing.width, drawing.height)
    prompt = spelled(drawing.prompt[:_LONGEST_PROMPT])
    facts = _facts(drawing)
    sizes = [(max(11, round(unit * 0.033)), max(10, round(unit * 0.022))), (10, 9), (9, 8), (8, 7), (7, 7)]
    for large_size, small_size in sizes:
        margin = max(2, round(large_size * 0.55))
        room = drawing.width - 2 * margin - 2
        large, small = Typeface(large_size), Typeface(small_size)
        lines = _joined(facts, small, room)
        for most in (3, 2, 1):
            layout = _Layout(large.wrap(prompt, room, most), lines, large, small, margin)
            roomy = len(lines) <= 2 or large_size < 10
            if (
                roomy
                and all(large.width(line) <= room for line in layout.prompt)
                and small.width("0000") < room
            ):
                yield layout


def _facts(drawing: Drawing) -> list[str]:
    facts = [
        f"seed {_shortened(integer(drawing.seed))}",
        f"task {_shortened(spelled(drawing.task_id[:_LONGEST_PROMPT]))}",
        f"{drawing.width} x {drawing.height}",
    ]
    if drawing.number > 0:
        facts.append(f"picture {_shortened(integer(drawing.number + 1))}")
    if not drawing.is_finished:
        facts.append(f"drawing, {max(0, drawing.percentage)} %")
    return facts


def _joined(facts: Sequence[str], face: Typeface, width: float) -> list[str]:
    """Put as many facts on each line as fit; one that is too long for a line is broken."""
    lines: list[str] = []
    for fact in facts:
        if lines and face.width(lines[-1] + _BETWEEN + fact) <= width:
            lines[-1] += _BETWEEN + fact
        else:
            lines += face.wrap(fact, width, most=len(fact))
    return lines


def _shortened(text: str) -> str:
    """Leave the middle out of what is too long to be read anyway."""
    if len(text) <= _LONGEST_FACT:
        return text
    return f"{text[: _LONGEST_FACT // 2]}…{text[-_LONGEST_FACT // 2 :]}"


def _band(picture: Image.Image, top: int) -> None:
    """Frost the lower edge of a picture, from `top` in pixels, and darken it."""
    box = (0, top, picture.width, picture.height)
    behind = picture.crop(box)
    size = behind.size
    factor = max(1, min(size) // 40)
    frosted = (
        behind.reduce(factor).filter(ImageFilter.GaussianBlur(3)).resize(size, Image.Resampling.BILINEAR)
    )
    picture.paste(Image.blend(frosted, Image.new("RGB", size, _BAND), 0.58), box)
    edge = picture.crop((0, top, picture.width, top + 1))
    picture.paste(Image.blend(edge, Image.new("RGB", edge.size, (255, 255, 255)), 0.14), (0, top))
