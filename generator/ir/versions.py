"""The version of the package, which Python's own rules decide on (PEP 440)."""

from __future__ import annotations

import re
from typing import Final

_VERSION: Final = re.compile(
    r"v?([0-9]+!)?[0-9]+(\.[0-9]+)*"
    r"([-_.]?(a|b|c|rc|alpha|beta|pre|preview)[-_.]?[0-9]*)?"
    r"(-[0-9]+|[-_.]?(post|rev|r)[-_.]?[0-9]*)?"
    r"([-_.]?dev[-_.]?[0-9]*)?"
    r"(\+[a-z0-9]+([-_.][a-z0-9]+)*)?",
    re.IGNORECASE | re.ASCII,
)
_NUMBERS: Final = re.compile(r"[0-9]+")
_LONGEST: Final = 60
_PARTS: Final = 3
_NONE: Final = "0"


def version_of(text: str) -> str:
    """Return the version of a document as that of a package.

    It is the same where it is a version to Python; else the first numbers in it, `2022.11.28` for `2022-11-28`, and
    `0` where there are none. It goes into a header of every call, and no installer would take another.
    """
    if len(text) <= _LONGEST and _VERSION.fullmatch(text):
        return text
    return ".".join(_NUMBERS.findall(text[:_LONGEST])[:_PARTS]) or _NONE
