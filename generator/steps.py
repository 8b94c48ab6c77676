"""The steps from a spec to a package, one after another."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.bundle import Bundle, bundle_spec
from generator.lint import RuleSet, lint
from generator.source.complaint import SpecError


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


def build(spec: Path, package: str, rules: RuleSet) -> Package:
    """Return the package for a spec.

    Raises:
        SpecError: the spec breaks a rule, or asks for something that the generator does not support.
    """
    from generator.ir import build_api
    from generator.render import render_package

    bundle = load(spec, rules)
    api = build_api(bundle, package)
    files = render_package(api, bundle)
    return Package(files, sum(len(group.operations) for group in api.groups), len(api.models))
