"""Versions as semver.org has them, and which one a change calls for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from generator.diff.verdicts import Bump

_VERSION: Final = re.compile(
    r"(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?"
)


@dataclass(frozen=True, order=True)
class Version:
    """A version in numbers; one with a suffix (`1.0.0-rc.1`) comes before the one without."""

    major: int
    minor: int
    patch: int
    is_final: bool = True

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"

    def raised(self, bump: Bump) -> Version:
        """Return the least version that `bump` calls for; before 1.0.0 what breaks raises the second number."""
        if bump is Bump.none:
            return self
        if bump is Bump.major and self.major:
            return Version(self.major + 1, 0, 0)
        if bump in (Bump.major, Bump.minor):
            return Version(self.major, self.minor + 1, 0)
        return Version(self.major, self.minor, self.patch + 1)


def parse_version(text: str) -> Version | None:
    """Return a version, or None where `text` is none that semver.org knows."""
    match = _VERSION.fullmatch(text.strip())
    if match is None:
        return None
    return Version(int(match[1]), int(match[2]), int(match[3]), is_final=match[4] is None)
