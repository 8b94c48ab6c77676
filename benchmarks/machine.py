"""Where and with what the numbers were taken."""

from __future__ import annotations

import json
import os
import platform
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final

from benchmarks.contestants import PRISM, PRISM_PACKAGE

_DISTRIBUTIONS: Final = (
    *("imgopen", "httpx", "pydantic", "openapi-python-client"),
    *("datamodel-code-generator", "black", "isort", "ruff", "openapi-spec-validator"),
    *("imgopen-mock", "fastapi", "starlette", "uvicorn", "h11"),
)
_OPTIONAL: Final = ("httptools", "uvloop", "sniffio")
"""What makes servers faster where it is installed."""


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


def list_versions() -> dict[str, str | None]:
    """Return the versions of both sides and of what they stand on; None for what is not installed."""
    prism = PRISM_PACKAGE / "package.json"
    return {
        **{name: version(name) for name in _DISTRIBUTIONS},
        **{name: _version(name) for name in _OPTIONAL},
        PRISM: json.loads(prism.read_text(encoding="utf-8"))["version"] if prism.exists() else None,
    }


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
