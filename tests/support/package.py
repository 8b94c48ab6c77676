"""A package generated from a small spec, imported for one test."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from tests.support.command import run
from tests.support.small_spec import write_spec

Changes = Mapping[str, str | tuple[str, str]]


def generate(folder: Path, changes: Changes, package: str = "clay") -> Path:
    """Generate a package from the changed small spec; return its folder."""
    spec, out = write_spec(folder / "spec", changes), folder / "out"
    result = run("generate", "--spec", spec, "--out", out, "--package", package)
    assert result.exit_code == 0, result.stderr
    return out


@contextmanager
def imported(out: Path, package: str = "clay") -> Iterator[Any]:
    """Import a generated package until the block ends."""
    sys.path.insert(0, str(out / "src"))
    try:
        yield importlib.import_module(package)
    finally:
        sys.path.remove(str(out / "src"))
        for name in [name for name in sys.modules if name.partition(".")[0] == package]:
            del sys.modules[name]


def answering(content: object, seen: list[httpx.Request] | None = None) -> httpx.Client:
    """Return an HTTP client that always gets the same JSON; the requests are appended to `seen`."""

    def answer(request: httpx.Request) -> httpx.Response:
        if seen is not None:
            seen.append(request)
        return httpx.Response(200, json=content)

    return httpx.Client(transport=httpx.MockTransport(answer))
