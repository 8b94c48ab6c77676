"""The bundle on disk: the one that comes with the package, or another."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from imgopen_mock.core.bundle import Bundle, BundleError

_PACKAGED = "openapi.json"


def load_bundle(path: Path | str | None = None) -> Bundle:
    """Read an OpenAPI bundle from a JSON file, or the one that comes with the package.

    Raises:
        BundleError: There is no such file, or it is not a bundle that can be simulated.
    """
    source = files("imgopen_mock").joinpath(_PACKAGED) if path is None else Path(path)
    try:
        text = source.read_bytes()
    except OSError as error:
        raise BundleError(f"{source}: cannot be read: {error.strerror or error}") from error
    try:
        return Bundle.parse(text)
    except BundleError as error:
        raise BundleError(f"{source}: {error}") from error
