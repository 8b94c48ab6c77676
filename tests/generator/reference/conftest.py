"""The reference of the real spec, made once."""

from __future__ import annotations

import pytest

from generator.lint import RuleSet
from generator.reference import reference_files
from generator.steps import load
from tests.generator.reference.pages import Page
from tests.support.command import SPEC
from tests.support.operations import OperationCase, api


@pytest.fixture(scope="session")
def files() -> dict[str, str]:
    """The source of the reference, by path."""
    return reference_files(api(), load(SPEC, RuleSet.house))


@pytest.fixture
def page(files: dict[str, str], case: OperationCase) -> Page:
    """The page of the operation that a test is about."""
    return Page(files[f"operations/{case.group.attribute}/{case.operation.method}.md"])
