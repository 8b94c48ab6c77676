"""Pages that were written by hand, and the pictures in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator.output import OutputError
from generator.reference.places import GUIDES, PICTURES

START: Final = "index.md"
"""The guide that becomes part of the start page."""
_PICTURE: Final = re.compile(r"(!\[[^\]]*\]\()([^)\s]+)(\))")
_LINK: Final = re.compile(r"(?<!!)(\[[^\]]*\]\()([\w-]+\.md)((?:#[\w-]+)?\))")
_LOCAL: Final = re.compile(r"(?<!!)\[([^\]]*)\]\((?!https?:)[^)]*\)")
_TITLE: Final = re.compile(r"^# +(.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Guides:
    """Hand-written pages.

    Attributes:
        start: what stands on the start page, without its heading.
        pages: the text of the others, by their place in the reference.
        pictures: the files of the pictures, by their place in the reference.
    """

    start: str
    pages: dict[str, str]
    pictures: dict[str, Path]


NONE: Final = Guides("", {}, {})


def read_guides(folder: Path) -> Guides:
    """Return the guides in a folder, in the order in which the start page links to them.

    Raises:
        OutputError: the folder or a picture cannot be read.
    """
    try:
        texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))}
        if not texts:
            raise OutputError(f"{folder}: has no guides")
    except (OSError, UnicodeError) as error:
        raise OutputError(f"{folder}: cannot be read: {error}") from error
    pictures = {
        f"{PICTURES}/{path.name}": path for text in texts.values() for path in _pictures(folder, text)
    }
    first = texts.get(START, "")
    ordered = sorted(texts, key=lambda name: (first.find(f"({name})") % (len(first) + 1), name))
    start = _TITLE.sub("", _placed(texts.pop(START, ""), PICTURES, f"{GUIDES}/"), count=1).strip()
    pages = {
        f"{GUIDES}/{name}": _placed(text, f"../{PICTURES}", "")
        for name in ordered
        if (text := texts.get(name))
    }
    return Guides(start, pages, pictures)


def read_changelog(path: Path) -> str:
    """Return a changelog; its links into the repository become plain text, since that is not part of a site.

    Raises:
        OutputError: it cannot be read.
    """
    try:
        return _LOCAL.sub(lambda match: match[1], path.read_text(encoding="utf-8"))
    except (OSError, UnicodeError) as error:
        raise OutputError(f"{path}: cannot be read: {error}") from error


def _pictures(folder: Path, text: str) -> Iterator[Path]:
    for match in _PICTURE.finditer(text):
        path = folder / match[2]
        if not path.is_file():
            raise OutputError(f"{folder}: names the picture {match[2]}, which is not there")
        yield path


def _placed(text: str, pictures: str, guides: str) -> str:
    """Return a text whose pictures and links lead to where those are in the reference."""
    text = _PICTURE.sub(lambda match: f"{match[1]}{pictures}/{Path(match[2]).name}{match[3]}", text)
    return _LINK.sub(lambda match: f"{match[1]}{guides}{match[2]}{match[3]}", text)
