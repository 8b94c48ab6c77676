"""Whatever is wrong in one place of a spec, it is a complaint or a package, and never another exception."""

from __future__ import annotations

import copy
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.lint import RuleSet
from generator.render import package
from generator.source.complaint import SpecError
from generator.steps import build
from tests.support.small_spec import FILES

REMOVED, RENAMED = object(), object()
VALUES: list[Any] = [
    None,
    [],
    {},
    "x",
    "",
    5,
    True,
    -1,
    [None],
    [5],
    {"a": None},
    {"$ref": "#/nowhere"},
    {"$ref": 5},
    'é"""\\',
]
MORE: dict[str, Any] = {
    "parameters": [{"name": "q", "in": "query", "schema": {"type": "string"}}],
    "x-task": {"role": "submit", "results": ["pictures"], "id": "$request.body#/potId"},
    "x-pagination": {
        "collection": "pots",
        "page": "$request.body#/heat",
        "size": "$request.body#/heat",
        "first": 1,
        "items": "$response.body#/data",
        "total": "$response.body#/code",
    },
    "callbacks": {
        "done": {
            "{$request.body#/potId}": {
                "post": {
                    "requestBody": {"content": {"application/json": {"schema": {"type": "object"}}}},
                    "responses": {"200": {"description": "x"}},
                    "x-delivery": {
                        "acknowledgement": {"property": "code", "values": ["200"]},
                        "intervals": [1],
                        "retries": 1,
                    },
                }
            }
        }
    },
}


def _documents() -> dict[str, Any]:
    documents = {name: yaml.safe_load(text) for name, text in FILES.items()}
    documents["openapi.yaml"]["x-envelope"]["refusal"] = "no"
    documents["schemas/FirePotRequest.yaml"]["properties"]["heat"]["x-meaning"] = "steps"
    documents["schemas/FiredAnswer.yaml"]["properties"]["data"]["properties"]["potId"]["x-meaning"] = (
        "picture"
    )
    operation = documents["paths/fire.yaml"]["post"]
    operation.update(MORE)
    operation["responses"]["200"]["links"] = {
        "next": {"operationId": "firePot", "requestBody": {"potId": "$response.body#/data/potId"}}
    }
    return documents


def _places(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [path] * bool(path) + [place for key, child in children for place in _places(child, (*path, key))]


PLACES = [(name, place) for name, document in _documents().items() for place in _places(document)]


@pytest.fixture(autouse=True)
def _only_parse(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parse what is generated instead of formatting it, which takes most of the time."""

    def parse(files: dict[str, str], *_: object) -> dict[str, str]:
        for name, text in files.items():
            compile(text, name, "exec")
        return files

    monkeypatch.setattr(package, "format_python", parse)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("defects")


@given(
    place=st.sampled_from(PLACES),
    value=st.sampled_from([*VALUES, REMOVED, RENAMED]),
    rules=st.sampled_from(RuleSet),
)
def test_one_defect_gives_complaints_or_a_package(
    place: tuple[str, tuple[Any, ...]], value: Any, rules: RuleSet, folder: Path
) -> None:
    documents = copy.deepcopy(_documents())
    name, path = place
    holder = documents[name]
    for step in path[:-1]:
        holder = holder[step]
    if value is REMOVED:
        del holder[path[-1]]
    elif value is RENAMED and isinstance(holder, dict):
        holder["renamed"] = holder.pop(path[-1])
    else:
        holder[path[-1]] = None if value is RENAMED else value
    for file, document in documents.items():
        target = folder / file
        target.parent.mkdir(exist_ok=True)
        target.write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
    with suppress(SpecError):
        build(folder / "openapi.yaml", "clay", rules)
