"""Where each page of the reference stands, and how one leads to another."""

from __future__ import annotations

import posixpath
from typing import Final

from generator.ir.model import Group, Operation
from generator.ir.types import Named

START: Final = "index"
OPERATIONS: Final = "operations"
MODELS: Final = "models"
ERRORS: Final = "errors"
CALLBACKS: Final = "callbacks"
UNSAID: Final = "unsaid"
NOTICES: Final = "notices"
CHANGELOG: Final = "changelog"
GUIDES: Final = "guides"
PICTURES: Final = "pictures"


def group_page(group: Group) -> str:
    """Return the page of a group of operations."""
    return f"{OPERATIONS}/{group.attribute}"


def operation_page(group: Group, operation: Operation) -> str:
    """Return the page of an operation."""
    return f"{OPERATIONS}/{group.attribute}/{operation.method}"


def module_page(module: str) -> str:
    """Return the page of a module of models."""
    return f"{MODELS}/{module}"


def to_page(page: str, other: str) -> str:
    """Return the way from a page to another one, as the source is written."""
    return f"{_between(page, other)}.md"


def to_model(page: str, ref: Named) -> str:
    """Return the way from a page to a class of the models, as a browser follows it."""
    return f"{_between(page, module_page(ref.module))}.html#{ref.name}"


def _between(page: str, other: str) -> str:
    return posixpath.relpath(other, posixpath.dirname(page) or ".")
