"""Everything that can be wrong with a document, found in one run."""

from generator.lint.linter import RuleSet, lint

__all__ = ["RuleSet", "lint"]
