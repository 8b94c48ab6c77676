"""Where and with what the numbers were taken."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from typing import Any, Final

_DISTRIBUTIONS: Final = (
    *("imgopen", "httpx", "pydantic", "openapi-python-client"),
    *("datamodel-code-generator", "black", "isort", "ruff", "openapi-spec-validator"),
)


def describe_machine() -> dict[str, Any]:
    """Return the size of the machine, how busy it is, and its Python."""
    return {
        "cores": os.cpu_count(),
        "memory_bytes": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        "load_average": [round(load, 2) for load in os.getloadavg()],
        "machine": platform.machine(),
        "system": platform.system(),
        "python": f"{platform.python_implementation()} {platform.python_version()}",
    }


def list_versions() -> dict[str, str]:
    """Return the versions of both sides and of what they stand on."""
    return {name: version(name) for name in _DISTRIBUTIONS}
