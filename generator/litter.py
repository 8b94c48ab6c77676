"""Files that are nobody's work: what editors and systems put beside the file that is edited."""

from __future__ import annotations

from typing import Final

_ENDINGS: Final = (
    "~",
    ".swp",
    ".swo",
    ".swx",
    ".swpx",
    ".tmp",
    ".temp",
    ".bak",
    ".orig",
    ".part",
    ".crswap",
    ".pyc",
)
_BEGINNINGS: Final = (".#", ".~", "~$", ".goutputstream-")
_PIECES: Final = ("___jb_tmp___", "___jb_old___")
_PROBE: Final = "4913"
"""What Vim writes to see whether it may write."""
_FOLDERS: Final = frozenset({"__pycache__", "node_modules"})


def is_litter(name: str) -> bool:
    """Return whether a file or folder of this name is a lock, a backup, a swap or a temporary file of a tool."""
    return (
        name.endswith(_ENDINGS)
        or name.startswith(_BEGINNINGS)
        or any(piece in name for piece in _PIECES)
        or (len(name) > 1 and name.startswith("#") and name.endswith("#"))
        or name == _PROBE
        or name in _FOLDERS
    )
