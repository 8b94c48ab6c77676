"""The HTTP library under test, and both libraries by name.

The tests of the client import `httpx` from here. It is the library that the imported package was made for, so that
the same tests try a package that was generated with `--http httpx2`. A run that means to try such a package sets
`HTTP_LIBRARY`, and then no other package can slip in.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from imgopen._runtime.families import NAMES, own_family

if TYPE_CHECKING:
    import httpx as httpx
else:
    httpx = import_module(own_family().name)

LIBRARIES: Final = NAMES
VARIABLE: Final = "HTTP_LIBRARY"

_meant: Final = os.environ.get(VARIABLE, own_family().name)
assert _meant == own_family().name, (
    f"the package that is tried was made for {own_family().name}, not for {_meant}"
)


def library(name: str) -> Any:
    """Return an HTTP library by its name; both are typed as none, since their classes are not related."""
    return import_module(name)
