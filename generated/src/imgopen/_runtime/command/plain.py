"""Text of others, such as the service or the spec, as it can be shown: a terminal does what control characters say."""

from __future__ import annotations

import re
from typing import Final

_CONTROL: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def plain(text: object) -> str:
    """Return text without what could move the cursor, change colours or turn the reading direction."""
    return _CONTROL.sub("\ufffd", str(text).replace("\r\n", "\n"))


def one_line(text: object) -> str:
    """Return text that can be shown in one line."""
    return plain(text).replace("\n", "\\n").replace("\t", "\\t")
