"""How pictures come into a terminal, and that no file whatever ends the command."""

from __future__ import annotations

import base64
import io
import re
import warnings
from pathlib import Path
from typing import Any

import pytest
from imgopen._runtime.command import thumbnails
from imgopen._runtime.command.thumbnails import show_thumbnail, way_of
from PIL import Image
from rich.console import Console

COLOURS: Any = {"truecolor": "truecolor", "256": "256", "standard": "standard"}


def _console(colours: str = "truecolor", *, is_terminal: bool = True) -> Console:
    return Console(
        file=io.StringIO(),
        force_terminal=is_terminal,
        color_system=COLOURS[colours],
        width=100,
        _environ={"TERM": "xterm"},
    )


@pytest.mark.parametrize(
    ("environment", "way"),
    [
        ({"KITTY_WINDOW_ID": "1"}, "kitty"),
        ({"TERM": "xterm-kitty"}, "kitty"),
        ({"TERM": "xterm-ghostty"}, "kitty"),
        ({"TERM_PROGRAM": "WezTerm"}, "kitty"),
        ({"TERM_PROGRAM": "iTerm.app"}, "iterm"),
        ({"TERM_PROGRAM": "vscode"}, "iterm"),
        ({"TERM_PROGRAM": "iTerm.app", "TMUX": "/tmp/x"}, "blocks"),
        ({"KITTY_WINDOW_ID": "1", "TERM": "screen-256color"}, "blocks"),
        ({"TERM": "xterm"}, "blocks"),
        ({"KITTY_WINDOW_ID": "1", "NO_COLOR": "1"}, None),
    ],
)
def test_the_surroundings_tell_the_way(environment: dict[str, str], way: str | None) -> None:
    assert way_of(_console(), environment) == way
    assert way_of(_console(is_terminal=False), environment) is None


def test_blocks_need_many_colours_and_the_imaging_library(monkeypatch: pytest.MonkeyPatch) -> None:
    assert way_of(_console("256"), {}) == "blocks"
    assert way_of(_console("standard"), {}) is None
    monkeypatch.setattr(thumbnails, "_has_pillow", lambda: False)
    assert way_of(_console(), {}) is None
    assert way_of(_console(), {"KITTY_WINDOW_ID": "1"}) == "kitty"


def _picture(folder: Path, size: tuple[int, int], form: str = "JPEG") -> Path:
    path = folder / f"x.{form.lower()}"
    Image.new("RGB", size, (200, 30, 30)).save(path, form)
    return path


@pytest.mark.parametrize("size", [(1, 1), (640, 480), (480, 641), (3, 2000)])
def test_blocks_keep_within_their_columns_and_rows(tmp_path: Path, size: tuple[int, int]) -> None:
    console = _console()
    assert show_thumbnail(console, _picture(tmp_path, size), "blocks")
    written = console.file.getvalue()  # type: ignore[attr-defined]
    lines = re.sub(r"\x1b\[[0-9;]*m", "", written).splitlines()
    assert 1 <= len(lines) <= 20
    assert len({len(line) for line in lines}) == 1
    assert 1 <= len(lines[0]) <= 40
    assert re.search(r"38;2;(19|20)\d;(2|3)\d;(2|3)\d", written)


@pytest.mark.parametrize(
    ("way", "pattern"), [("kitty", r"\x1b_G[^;]*;([^\x1b]*)"), ("iterm", r":([^\x07]*)\x07")]
)
def test_protocols_carry_a_small_picture(tmp_path: Path, way: Any, pattern: str) -> None:
    console = _console()
    assert show_thumbnail(console, _picture(tmp_path, (2000, 1000)), way)
    content = base64.b64decode("".join(re.findall(pattern, console.file.getvalue())))  # type: ignore[attr-defined]
    with Image.open(io.BytesIO(content)) as image:
        assert (image.format, image.size) == ("PNG", (480, 240))


def test_without_the_imaging_library_a_picture_goes_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thumbnails, "_has_pillow", lambda: False)
    console = _console()
    jpeg, png = _picture(tmp_path, (9, 9)), _picture(tmp_path, (9, 9), "PNG")
    assert not show_thumbnail(console, jpeg, "kitty")
    assert console.file.getvalue() == ""  # type: ignore[attr-defined]
    assert show_thumbnail(console, png, "kitty")
    assert show_thumbnail(console, jpeg, "iterm")
    assert base64.b64encode(jpeg.read_bytes()).decode() in console.file.getvalue()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "content", [b"", b"no picture", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0" + bytes(50)]
)
def test_a_broken_file_is_passed_over(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.jpg"
    path.write_bytes(content)
    console = _console()
    assert not show_thumbnail(console, path, "blocks")
    assert not show_thumbnail(console, tmp_path / "missing", "kitty")
    assert console.file.getvalue() == ""  # type: ignore[attr-defined]


def test_a_huge_picture_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _picture(tmp_path, (40, 40))
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert not show_thumbnail(_console(), path, "blocks")
