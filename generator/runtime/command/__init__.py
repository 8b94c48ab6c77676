"""The command line. It needs the extra `cli`, and without it says so."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from typing import Final, NoReturn

from ..product import PACKAGE

NAME: Final = PACKAGE.replace("_", "-")
"""What the command is called."""

_NEEDED: Final = ("typer", "rich", "platformdirs")
_USAGE: Final = 2


def main() -> NoReturn:
    """Run the command with the arguments of this process, and end the process with its exit code."""
    if not all(find_spec(name) for name in _NEEDED):
        sys.stderr.write(
            f"The command {NAME} needs more than the package itself: pip install '{NAME}[cli]'\n"
        )
        sys.exit(_USAGE)
    from .app import run

    sys.exit(run())
