"""Packages made from the documents of this folder, each once in a run, and calls of them."""

from __future__ import annotations

import functools
import importlib
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import httpx

from generator.ir import Api, build_api
from generator.lint import RuleSet
from generator.output import write_package
from generator.steps import build, load

SPECS: Final = Path(__file__).parent / "specs"
NAMES: Final = tuple(sorted(file.stem for file in SPECS.glob("*.yaml")))
PREFIX: Final = "made_"
_FOLDER: Final = tempfile.TemporaryDirectory(prefix="documents")


@dataclass(frozen=True)
class Package:
    """A package on the path."""

    name: str
    out: Path
    notices: tuple[str, ...]

    @property
    def module(self) -> Any:
        """The package itself, imported."""
        return importlib.import_module(self.name)

    def part(self, name: str) -> Any:
        """Return a module of the package."""
        return importlib.import_module(f"{self.name}.{name}")


@dataclass
class Stand:
    """A client of a package, and the service that it calls."""

    package: Package
    client: Any
    sent: list[httpx.Request] = field(default_factory=list)
    answers: list[httpx.Response] = field(default_factory=list)

    @property
    def last(self) -> httpx.Request:
        """The request that came last."""
        return self.sent[-1]

    @property
    def target(self) -> str:
        """Path and query of the last request as they were sent."""
        return self.last.url.raw_path.decode("ascii")

    def answer(self, status: int = 200, **content: Any) -> None:
        """Let the service answer so, from now on."""
        self.answers = [httpx.Response(status, **content)]

    def handle(self, request: httpx.Request) -> httpx.Response:
        """Keep a request, and answer it."""
        request.read()
        self.sent.append(request)
        found = self.answers[-1] if self.answers else httpx.Response(204)
        return httpx.Response(found.status_code, headers=found.headers, content=found.content)


@functools.cache
def package(name: str) -> Package:
    """Return the package of a document of this folder."""
    return made(SPECS / f"{name}.yaml")


def made(spec: Path) -> Package:
    """Generate a package from a document, and put it on the path."""
    name = f"{PREFIX}{spec.stem}"
    out = Path(_FOLDER.name) / name
    built = build(spec, name, RuleSet.openapi)
    write_package(built.files, out)
    if str(out / "src") not in sys.path:
        sys.path.append(str(out / "src"))
    importlib.invalidate_caches()
    return Package(name, out, tuple(str(notice) for notice in built.notices))


@functools.cache
def api(name: str) -> Api:
    """Return what the package of a document consists of."""
    return build_api(load(SPECS / f"{name}.yaml", RuleSet.openapi), f"{PREFIX}{name}", is_strict=False)


def stand(name: str, **settings: Any) -> Stand:
    """Return a client of the package of a document."""
    found = Stand(package(name), None)
    make = getattr(found.package.module, api(name).class_name)
    found.client = make(http_client=httpx.Client(transport=httpx.MockTransport(found.handle)), **settings)
    return found
