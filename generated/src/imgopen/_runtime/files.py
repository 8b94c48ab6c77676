"""Files as the caller may give them."""

from __future__ import annotations

import os
from typing import BinaryIO, TypeAlias

FileContent: TypeAlias = (
    bytes
    | bytearray
    | os.PathLike[str]
    | BinaryIO
    | tuple[str, bytes | BinaryIO]
    | tuple[str, bytes | BinaryIO, str]
)
"""A file to send: its bytes, its path, an open binary file, or `(name, content)` with a content type as the third.

A text is none, since it could be a path as well as the content: give `Path(text)` or `text.encode()`.
"""
