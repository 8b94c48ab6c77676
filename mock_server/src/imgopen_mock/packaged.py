"""What lies on disk: the bundle that comes with the package, or another, and the catalogue beside it."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from imgopen_mock.core.clocks import Clock
from imgopen_mock.core.description.bundle import Bundle, BundleError
from imgopen_mock.core.settings import Settings
from imgopen_mock.core.simulator import Simulator
from imgopen_mock.core.tasks.catalogue import Catalogue

_PACKAGED = "openapi.json"
_CATALOGUE = "catalogue.json"


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


def load_catalogue() -> Catalogue:
    """Read the rows and words that come with the package."""
    return Catalogue.parse(files("imgopen_mock").joinpath(_CATALOGUE).read_bytes())


def load_simulator(
    bundle: Path | str | None = None, clock: Clock | None = None, settings: Settings | None = None
) -> Simulator:
    """Make a simulator of a bundle, or of the one that comes with the package, with rows and words.

    Args:
        bundle: A JSON file.
        clock: Tells the time; without one, time stands still until `advance`.
        settings: How to behave where the API leaves that open.

    Raises:
        BundleError: There is no such file, or it is not a bundle that can be simulated.
    """
    return Simulator(load_bundle(bundle), clock, load_catalogue(), settings)
