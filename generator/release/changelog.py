"""Reading a changelog in the form of keepachangelog.com."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator.source.complaint import Location, fault

_HEADING: Final = re.compile(r"##\s+\[?([^\]\s]+)\]?")
_FENCE: Final = re.compile(r"\s*(```|~~~)")
UNRELEASED: Final = "unreleased"


@dataclass(frozen=True)
class Section:
    """What a changelog says of one version."""

    name: str
    """The version, or `Unreleased`."""
    location: Location
    text: str

    def names(self, word: str) -> bool:
        """Say whether the section has a name as a word of its own."""
        return re.search(rf"(?<![\w]){re.escape(word)}(?![\w])", self.text) is not None


def read_changelog(file: Path) -> list[Section]:
    """Return the sections of a changelog in their order.

    Raises:
        SpecError: the file cannot be read.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        what = f"cannot be read: {error.strerror or error}"
        raise fault(Location(file, 1), file.name, what) from None
    except UnicodeDecodeError:
        raise fault(Location(file, 1), file.name, "is not UTF-8") from None
    starts = list(_headings(lines))
    ends = [number for number, _ in starts[1:]] + [len(lines)]
    return [
        Section(name, Location(file, number + 1), "\n".join(lines[number + 1 : end]))
        for (number, name), end in zip(starts, ends, strict=True)
    ]


def section_for(sections: list[Section], version: str) -> Section | None:
    """Return the section of a version, or else that of what is not released yet."""
    return _by_name(sections).get(version.lower()) or unreleased(sections)


def unreleased(sections: list[Section]) -> Section | None:
    """Return the section of what is not released yet."""
    return _by_name(sections).get(UNRELEASED)


def _by_name(sections: list[Section]) -> dict[str, Section]:
    return {section.name.lower().removeprefix("v"): section for section in reversed(sections)}


def _headings(lines: list[str]) -> list[tuple[int, str]]:
    found = []
    is_code = False
    for number, line in enumerate(lines):
        if _FENCE.match(line):
            is_code = not is_code
        match = None if is_code else _HEADING.match(line)
        if match is not None:
            found.append((number, match[1]))
    return found
