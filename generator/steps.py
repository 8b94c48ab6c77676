"""The steps from a spec to a package, one after another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from generator.bundle import Bundle, bundle_spec
from generator.lint import RuleSet, is_readable, lint
from generator.memory import FORGETFUL, Memory
from generator.source.complaint import Complaint, SpecError


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
    notices: tuple[Complaint, ...] = ()
    """What the document asks for and the client does not do."""


def load(spec: Path, rules: RuleSet, memory: Memory = FORGETFUL) -> Bundle:
    """Return the spec as one document that keeps the rules.

    Of a document of others, what is wrong with it as OpenAPI is told in `faults`: most of it, such as a default that
    its schema refuses, is no reason to have no client.

    Raises:
        SpecError: it does not keep the rules, or it is no OpenAPI document at all.
    """
    is_strict = rules is RuleSet.house
    bundle = bundle_spec(spec, memory, is_strict=is_strict)
    complaints = lint(bundle, rules, memory)
    if complaints and (is_strict or not is_readable(bundle.document)):
        raise SpecError(complaints)
    return replace(bundle, faults=tuple(complaints))


def checked(bundle: Bundle) -> Bundle:
    """Return a document that has no faults.

    Raises:
        SpecError: it has.
    """
    if bundle.faults:
        raise SpecError(bundle.faults)
    return bundle


@contextmanager
def blaming(bundle: Bundle) -> Iterator[None]:
    """Make an error that the faults of a document lead to one that tells of them.

    Raises:
        SpecError: something went wrong, and the document has faults.
    """
    try:
        yield
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError):
        if not bundle.faults:
            raise
        raise SpecError(bundle.faults) from None


def build(
    spec: Path,
    package: str,
    rules: RuleSet,
    http: Http = Http.httpx,
    *,
    templates: Path | None = None,
    memory: Memory = FORGETFUL,
) -> Package:
    """Return the package for a spec.

    Args:
        spec: its root file.
        package: the name of the Python package.
        rules: what is asked of the spec.
        http: the library that carries the calls.
        templates: a folder of a maintainer's own templates.
        memory: what is known of earlier runs; it changes how long this one takes, and nothing else.

    Raises:
        SpecError: the spec breaks a rule, or asks for something that the generator does not support; or there is
            something wrong with the templates.
    """
    from generator.ir import build_api
    from generator.render import render_package
    from generator.render.http import LIBRARIES
    from generator.render.templates import read_templates

    own = read_templates(templates) if templates else None
    bundle = load(spec, rules, memory)
    with blaming(bundle):
        api = build_api(bundle, package, is_strict=rules is RuleSet.house)
        files = render_package(api, bundle, LIBRARIES[http.value], templates=own, memory=memory)
    operations = sum(len(group.operations) for group in api.groups)
    return Package(files, operations, len(api.models), (*bundle.faults, *api.notices))
