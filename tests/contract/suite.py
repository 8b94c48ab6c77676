"""The cases of the real document, found once for all tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from imgopen_contract.cases import Case, cases_of
from imgopen_contract.document import Document, Operation, load_document


@cache
def document() -> Document:
    """Return the document that everything is held to."""
    return load_document()


@cache
def made_up() -> Document:
    """Return the document of an API that nobody has."""
    return load_document(Path(__file__).parents[1] / "mock_server/simulator/bakery.json")


@cache
def every_case() -> tuple[Case, ...]:
    """Return the cases of all operations."""
    return tuple(case for operation in document().operations for case in cases_of(operation))


def operations() -> tuple[Operation, ...]:
    """Return all operations."""
    return document().operations
