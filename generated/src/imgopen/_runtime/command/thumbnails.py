"""Small pictures in the terminal: by a protocol that it knows for them, or else as coloured half blocks."""

from __future__ import annotations

import base64
import io
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from rich.console import Console

Way = Literal["kitty", "iterm", "blocks"]
"""How pictures are shown."""

_PIXELS: Final = 480
_COLUMNS: Final = 40
_ROWS: Final = 20
_CHUNK: Final = 4096
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_LARGEST: Final = 32 * 1024 * 1024
_KITTY_TERMS: Final = ("xterm-kitty", "xterm-ghostty")
_KITTY_PROGRAMS: Final = ("ghostty", "WezTerm")
_ITERM_PROGRAMS: Final = ("iTerm.app", "vscode", "mintty")


def way_of(console: Console, environment: Mapping[str, str]) -> Way | None:
    """Return how a console can show pictures, or None if it cannot, as when it is no terminal."""
    if not console.is_terminal or console.is_dumb_terminal or "NO_COLOR" in environment:
        return None
    program, term = environment.get("TERM_PROGRAM", ""), environment.get("TERM", "")
    is_inside = "TMUX" in environment or term.startswith(("screen", "tmux"))
    if not is_inside:
        if "KITTY_WINDOW_ID" in environment or term in _KITTY_TERMS or program in _KITTY_PROGRAMS:
            return "kitty"
        if program in _ITERM_PROGRAMS:
            return "iterm"
    has_colours = console.color_system in ("truecolor", "256")
    return "blocks" if has_colours and _has_pillow() else None


def show_thumbnail(console: Console, path: Path, way: Way) -> bool:
    """Show the picture of a file, and say whether that went well; a file that cannot be shown is passed over."""
    try:
        content = path.read_bytes() if path.stat().st_size <= _LARGEST else b""
    except OSError:
        return False
    if way == "blocks":
        return _blocks(console, content)
    small = _shrunk(content)
    if way == "kitty":
        small = small or (content if content.startswith(_PNG) else None)
        return small is not None and _send(console, _kitty(small))
    return _send(console, _iterm(small or content)) if content else False


def _send(console: Console, sequences: Iterator[str]) -> bool:
    console.file.writelines(sequences)
    console.file.write("\n")
    console.file.flush()
    return True


def _kitty(content: bytes) -> Iterator[str]:
    text = base64.standard_b64encode(content).decode("ascii")
    chunks = [text[start : start + _CHUNK] for start in range(0, len(text), _CHUNK)]
    for number, chunk in enumerate(chunks, 1):
        what = f"a=T,f=100,q=2,c={_COLUMNS}," if number == 1 else ""
        yield f"\x1b_G{what}m={int(number < len(chunks))};{chunk}\x1b\\"


def _iterm(content: bytes) -> Iterator[str]:
    text = base64.standard_b64encode(content).decode("ascii")
    yield (f"\x1b]1337;File=inline=1;size={len(content)};width={_COLUMNS};preserveAspectRatio=1:{text}\x07")


def _shrunk(content: bytes) -> bytes | None:
    """Return the picture as a small PNG, or None where that cannot be made."""

    def save(image: Any) -> bytes:
        image.thumbnail((_PIXELS, _PIXELS))
        buffer = io.BytesIO()
        image.save(buffer, "PNG")
        return buffer.getvalue()

    found = _opened(content, save)
    return found if isinstance(found, bytes) else None


def _blocks(console: Console, content: bytes) -> bool:
    columns = min(_COLUMNS, console.width)

    def pixels(image: Any) -> Any:
        image.thumbnail((columns, 2 * _ROWS))
        return image

    image = _opened(content, pixels)
    if image is None:
        return False
    from rich.color import Color
    from rich.segment import Segment, Segments
    from rich.style import Style

    def colour(x: int, y: int) -> Color | None:
        return Color.from_rgb(*image.getpixel((x, y))) if y < image.height else None

    segments = []
    for y in range(0, image.height, 2):
        for x in range(image.width):
            segments.append(Segment("▀", Style(color=colour(x, y), bgcolor=colour(x, y + 1))))
        segments.append(Segment.line())
    console.print(Segments(segments), end="", soft_wrap=True)
    return True


def _opened(content: bytes, use: Callable[[Any], Any]) -> Any:
    """Return what `use` makes of the picture in RGB; None where it is broken, huge, or Pillow is not there."""
    if not _has_pillow():
        return None
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content)) as image:
                image.draft("RGB", (_PIXELS, _PIXELS))
                return use(image.convert("RGB"))
    except (OSError, ValueError, SyntaxError, ArithmeticError, Warning, Image.DecompressionBombError):
        return None


def _has_pillow() -> bool:
    return "PIL" in sys.modules or find_spec("PIL") is not None
