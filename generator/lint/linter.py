"""Runs the rules over a bundle."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum
from typing import Final

from generator.bundle import Bundle
from generator.lint.examples import check_examples
from generator.lint.extensions import check_extensions
from generator.lint.links import check_links
from generator.lint.meanings import check_meanings
from generator.lint.names import check_names
from generator.lint.operations import check_operations
from generator.lint.structure import NO_PLACE, check_structure
from generator.lint.unused import check_unused
from generator.memory import FORGETFUL, Memory
from generator.source.complaint import Complaint

Rule = Callable[[Bundle], Iterable[Complaint]]


class RuleSet(str, Enum):
    """How much is asked of a document."""

    house = "house"
    """Everything: what this project asks of its own spec."""
    openapi = "openapi"
    """Only what a client cannot be made without: for documents that others wrote."""


_OPENAPI: Final[tuple[Rule, ...]] = ()
_HOUSE: Final[tuple[Rule, ...]] = (
    check_names,
    check_links,
    check_operations,
    check_extensions,
    check_meanings,
    check_examples,
    check_unused,
)


def lint(bundle: Bundle, rules: RuleSet = RuleSet.house, memory: Memory = FORGETFUL) -> list[Complaint]:
    """Return all complaints about a bundle, in file and line order.

    openapi-spec-validator reports some faults without a place, which rules of ours report with one: such a
    complaint stays only where nothing else was found.
    """
    chosen = _OPENAPI + _HOUSE if rules is RuleSet.house else _OPENAPI
    general = set(check_structure(bundle, memory))
    complaints = {complaint for rule in chosen for complaint in _apply(rule, bundle, is_sound=not general)}
    placed = {complaint for complaint in general if complaint.where != NO_PLACE}
    return sorted(complaints | placed or general)


def _apply(rule: Rule, bundle: Bundle, *, is_sound: bool) -> list[Complaint]:
    """Return the complaints of a rule; none where the document is too broken for it, which is known by then."""
    complaints: list[Complaint] = []
    try:
        complaints.extend(rule(bundle))
    except (AttributeError, KeyError, TypeError, ValueError):
        if is_sound:
            raise
    return complaints
