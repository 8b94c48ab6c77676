"""Where pictures are saved, and how their files are called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from os import PathLike, fspath
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Final

from ..errors import ConfigurationError
from .formats import SUFFIXES

if TYPE_CHECKING:
    from .formats import PictureFormat
    from .found import Found

DEFAULT_NAME: Final = "{task_id}-{number}"

_PLACEHOLDERS: Final = ("task_id", "number", "seed")
_NEVER_IN_A_NAME: Final = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]')
_NAMELESS: Final = re.compile(r"(?:^|[/\\])\.{0,2}\Z")
_MARK: Final = "~"
_DEVICES: Final = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\..*)?", re.I | re.S
)
_LONGEST_ID: Final = 120


@dataclass(frozen=True)
class Target:
    """The place of a picture whose format is not known yet.

    Attributes:
        folder: where the file goes.
        stem: its name without suffix.
        suffix: the suffix that the caller gave; it stays if it means the format that the picture has.
    """

    folder: Path
    stem: str
    suffix: str = ""

    @property
    def shown(self) -> Path:
        """The place as the caller knows it."""
        return self.folder / f"{self.stem}{self.suffix}"

    def path_for(self, found: PictureFormat) -> Path:
        """Return the place of a picture of this format."""
        is_right = self.suffix.lower() in found.suffixes
        return self.folder / f"{self.stem}{self.suffix if is_right else found.suffix}"


def target_at(path: str | PathLike[str]) -> Target:
    """Return the place that a path means; a suffix that is none of a picture is a part of the name.

    Raises:
        ConfigurationError: the path ends in no name.
    """
    whole = Path(path)
    if not whole.name or _NAMELESS.search(fspath(path)):
        raise ConfigurationError(f"{fspath(path)!r} does not end in the name of a file")
    return Target(whole.parent, *_split(whole.name))


def targets_in(
    folder: str | PathLike[str], template: str, task_id: str, pictures: Iterable[Found]
) -> list[Target]:
    """Return a place in a folder for each picture, none twice.

    Raises:
        ConfigurationError: the template has an unknown placeholder, gives what cannot be a file's name, or gives
            the same name twice.
    """
    start, suffix = _split(template)
    _check(template)
    safe_id = safe_name(task_id)
    used: dict[str, int] = {}
    targets = []
    for picture in pictures:
        stem = _stem(template, start, safe_id, picture)
        other = used.setdefault(_folded(stem), picture.number)
        if other != picture.number:
            raise ConfigurationError(
                f"name={template!r} gives the same file for pictures {other} and {picture.number}; add {{number}}"
            )
        targets.append(Target(Path(folder), stem, suffix))
    return targets


def safe_name(text: str) -> str:
    """Return a text as it can stand in the name of a file on every system.

    Most texts stay as they are. One that has to be changed gets a mark of its own, so that different texts have
    different names.
    """
    kept = "".join(char if _is_fine(char) else "_" for char in text)
    kept = re.sub(r"^[. ]+|[. ]+$", lambda found: "_" * len(found[0]), kept)
    if _DEVICES.fullmatch(kept):
        kept = f"_{kept}"
    kept = kept.encode()[:_LONGEST_ID].decode(errors="ignore")
    if kept == text and kept:
        return kept
    digest = sha256(text.encode(errors="surrogatepass")).hexdigest()[:16]
    return f"{kept}{_MARK}{digest}"


def _is_fine(char: str) -> bool:
    return char.isprintable() and char != _MARK and not _NEVER_IN_A_NAME.match(char)


def _split(name: str) -> tuple[str, str]:
    start, dot, end = name.rpartition(".")
    return (start, f".{end}") if start and f"{dot}{end}".lower() in SUFFIXES else (name, "")


def _check(template: str) -> None:
    try:
        fields = [field for _, field, _, _ in Formatter().parse(template) if field is not None]
    except ValueError as error:
        raise ConfigurationError(f"name={template!r} is no template: {error}") from None
    for field in fields:
        if field not in _PLACEHOLDERS:
            known = ", ".join(f"{{{name}}}" for name in _PLACEHOLDERS)
            raise ConfigurationError(
                f"name={template!r} has an unknown placeholder {{{field}}}; known are {known}"
            )


def _stem(template: str, start: str, task_id: str, picture: Found) -> str:
    seed = "none" if picture.seed is None else picture.seed
    try:
        stem = start.format(task_id=task_id, number=picture.number, seed=seed)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise ConfigurationError(
            f"name={template!r} cannot be filled for picture {picture.number}: {error}"
        ) from None
    if not stem.strip() or _NEVER_IN_A_NAME.search(stem):
        raise ConfigurationError(f"name={template!r} gives {stem!r}, which cannot be the name of a file")
    return f"_{stem}" if _DEVICES.fullmatch(stem) else stem


def _folded(name: str) -> str:
    """Return what two names have in common that some file systems hold for the same."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
