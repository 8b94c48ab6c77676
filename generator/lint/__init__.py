"""Everything that can be wrong with a document, found in one run."""

from generator.lint.linter import RuleSet, lint
from generator.lint.structure import is_readable

__all__ = ["RuleSet", "is_readable", "lint"]
