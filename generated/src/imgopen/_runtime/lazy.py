"""Names of a package that are imported when they are first used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def lazy_exports(
    package: str, homes: Mapping[str, str]
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Return `__getattr__` and `__dir__` for a package (PEP 562).

    Args:
        package: the package's full name.
        homes: for each exported name, the full name of the module that defines it.
    """
    module_globals = vars(import_module(package))

    def get_attribute(name: str) -> Any:
        home = homes.get(name)
        if home is None:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(home), name)
        module_globals[name] = value
        return value

    def list_names() -> list[str]:
        return sorted([*homes, *(name for name in module_globals if name.startswith("__"))])

    return get_attribute, list_names
