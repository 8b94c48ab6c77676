"""Every document of this folder gives a package whose every operation can be called as the document has it."""

from __future__ import annotations

import pkgutil
from typing import Any

import pytest
from pydantic import BaseModel

from tests.documents.calls import Caller
from tests.documents.described import Document
from tests.generator.documents.packages import NAMES, SPECS, api, package


@pytest.mark.parametrize("name", NAMES)
def test_every_operation_is_called_sync_and_async(name: str) -> None:
    package(name)
    failures = list(Caller(api(name), Document(SPECS / f"{name}.yaml")).failures())
    assert len(failures) == sum(len(group.operations) for group in api(name).groups)
    assert [failure for failure in failures if failure is not None] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_module_is_imported_and_every_model_built(name: str) -> None:
    made = package(name)
    names = [
        found.name.removeprefix(f"{made.name}.")
        for found in pkgutil.walk_packages(made.module.__path__, f"{made.name}.")
        if "._runtime" not in found.name and not found.name.endswith("__main__")
    ]
    models: list[Any] = [
        value
        for each in map(made.part, names)
        for value in vars(each).values()
        if isinstance(value, type) and issubclass(value, BaseModel)
    ]
    assert {model.__name__ for model in models} >= {model.ref.name for model in api(name).models}
    assert all(model.model_rebuild(force=True) for model in models)
