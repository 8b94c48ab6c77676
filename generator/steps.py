"""The steps from a spec to a package, one after another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from generator.bundle import Bundle, bundle_spec
from generator.lint import RuleSet, lint
from generator.source.complaint import SpecError


class Http(str, Enum):
    """The HTTP library that a package is made for."""

    httpx = "httpx"
    httpx2 = "httpx2"
    """Continues httpx, from Python 3.11 on."""


@dataclass(frozen=True)
class Package:
    """A package as text, and what a person wants to know of it."""

    files: dict[str, str]
    operations: int
    models: int


def load(spec: Path, rules: RuleSet) -> Bundle:
    """Return the spec as one document that keeps the rules.

    Raises:
        SpecError: it does not.
    """
    bundle = bundle_spec(spec)
    complaints = lint(bundle, rules)
    if complaints:
        raise SpecError(complaints)
    return bundle


def build(spec: Path, package: str, rules: RuleSet, http: Http = Http.httpx) -> Package:
    """Return the package for a spec.

    Raises:
        SpecError: the spec breaks a rule, or asks for something that the generator does not support.
    """
    from generator.ir import build_api
    from generator.render import render_package
    from generator.render.http import LIBRARIES

    bundle = load(spec, rules)
    api = build_api(bundle, package)
    files = render_package(api, bundle, LIBRARIES[http.value])
    return Package(files, sum(len(group.operations) for group in api.groups), len(api.models))
