"""What the generator of models would obey, were it in the document: none of it gets there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any, Final

import pytest

from generator.bundle import bundle_spec
from generator.ir import build_api
from generator.runtime import shapes
from tests.generator.hostile.cage import CANARY, Cage
from tests.generator.hostile.checks import package_of
from tests.generator.hostile.documents import document, to_schema, write_document
from tests.generator.hostile.texts import CALL

_KEYS: Final = re.compile(r'"(x-[A-Za-z-]+|custom[A-Z][A-Za-z]+)"')
_KEYWORDS_OF_ITS_OWN: Final = ("x-tags",)
"""What the generator itself tells the generator of models."""
PAYLOADS: Final[Mapping[str, Any]] = {
    "customTypePath": f"os.{CANARY}",
    "customBasePath": f"os.{CANARY}",
    "x-python-import": {"module": "os", "name": f"system; {CALL}"},
    "x-python-type": f"os.{CANARY}",
    "x-enum-varnames": [f"A = {CALL}", "__class__"],
    "x-enum-descriptions": [f'"""{CALL}'],
    "x-propertyNames": {"pattern": CALL},
    "x-tags": [CALL, CANARY],
    "title": f"Evil{CANARY}",
    "format": "uuid",
    "$id": f"http://127.0.0.1:9/{CANARY}.json",
    "$anchor": CANARY,
    "$dynamicRef": f"http://127.0.0.1:9/{CANARY}.json",
    "$recursiveRef": "#",
    "$schema": f"http://127.0.0.1:9/{CANARY}.json",
    "$vocabulary": {"http://127.0.0.1:9/": True},
    "contentMediaType": f"application/{CANARY}",
    "typeName": CANARY,
    "tsType": CANARY,
}


def keys_of_the_model_generator() -> set[str]:
    """Return the keys in the source of datamodel-code-generator that no standard knows."""
    found: set[str] = set()
    waiting = [resources.files("datamodel_code_generator")]
    while waiting:
        folder = waiting.pop()
        for entry in folder.iterdir():
            if entry.is_dir():
                waiting.append(entry)
            elif entry.name.endswith(".py"):
                found |= set(_KEYS.findall(entry.read_text(encoding="utf-8")))
    return found


def _poisoned() -> dict[str, Any]:
    """Return a document in which every object of it has all keys that would be obeyed."""
    payload = {**dict.fromkeys(sorted(keys_of_the_model_generator()), f"os.{CANARY}"), **PAYLOADS}
    content = document()
    for schema in _objects(content["components"]["schemas"]):
        for key, value in payload.items():
            if "$ref" not in schema or key.startswith("x-"):
                schema.setdefault(key, value)
    for holder in (content, content["info"], content["components"], content["paths"]):
        holder.update({key: value for key, value in payload.items() if key.startswith("x-")})
    return content


def _objects(schemas: Mapping[str, Any]) -> list[dict[str, Any]]:
    found = []
    waiting: list[Any] = list(schemas.values())
    while waiting:
        schema = waiting.pop()
        found.append(schema)
        waiting += [*schema.get("properties", {}).values(), *schema.get("oneOf", [])]
        waiting += [schema["items"]] if "items" in schema else []
    return found


def test_what_the_model_generator_obeys_is_known() -> None:
    assert {
        "x-python-import",
        "x-python-type",
        "x-enum-varnames",
        "customTypePath",
    } <= keys_of_the_model_generator()


def test_nothing_that_the_model_generator_obeys_comes_to_it(tmp_path: Path) -> None:
    bundle = bundle_spec(write_document(tmp_path, _poisoned()), is_strict=False)
    api = build_api(bundle, "clay", is_strict=False)
    keys = {key for model in api.models for key in _keys_of(model.schema)}
    assert api.models
    assert not keys & (({*keys_of_the_model_generator(), *PAYLOADS} - {"title"}) - set(_KEYWORDS_OF_ITS_OWN))
    assert keys <= {
        *("type", "properties", "required", "additionalProperties", "description", "default", "$ref", "enum"),
        *("items", "anyOf", "pattern", "minLength", "maxLength", "minimum", *_KEYWORDS_OF_ITS_OWN),
    }


def _keys_of(schema: Any) -> set[str]:
    """Return the keywords of a schema and of those in it; names of properties are no keywords."""
    if not isinstance(schema, dict):
        return {key for entry in schema for key in _keys_of(entry)} if isinstance(schema, list) else set()
    found = set(schema)
    for key, value in schema.items():
        if key == "properties":
            found |= {inner for entry in value.values() for inner in _keys_of(entry)}
        elif key in ("items", "anyOf", "additionalProperties"):
            found |= _keys_of(value)
    return found


def test_a_document_full_of_such_keys_gives_a_package(cage: Cage, tmp_path: Path) -> None:
    out = tmp_path / "out"
    package_of(cage, write_document(tmp_path / "spec", _poisoned()), out)
    models = "".join(path.read_text(encoding="utf-8") for path in (out / "src/clay/models").glob("*.py"))
    assert "import os" not in models
    assert "from os" not in models


@pytest.mark.parametrize(
    "name", ["import", "os", "typing.Any", "builtins", "clay", "BaseModel", "__future__"]
)
def test_a_schema_called_like_a_module_is_a_class(name: str, tmp_path: Path) -> None:
    content = document()
    content["components"]["schemas"][name] = {"type": "object", "properties": {name: {"type": "string"}}}
    content["components"]["schemas"]["Answer Name"]["properties"]["more"] = {"$ref": to_schema(name)}
    bundle = bundle_spec(write_document(tmp_path, content), is_strict=False)
    names = {model.ref.name for model in build_api(bundle, "clay", is_strict=False).models}
    assert all(each.isidentifier() for each in names)


def test_a_schema_may_be_called_like_what_generated_modules_import(cage: Cage, tmp_path: Path) -> None:
    content = document()
    names = [shape for shape in vars(shapes) if shape[0].isupper()] + ["FileContent", "Options", "None"]
    for name in names:
        schema = {"type": "object", "properties": {name: {"type": "string"}}}
        content["components"]["schemas"][name] = schema
        reply = {"description": "x", "content": {"application/json": {"schema": {"$ref": to_schema(name)}}}}
        content["paths"][f"/{name}"] = {
            "get": {"operationId": f"get {name}", "responses": {"200": reply, "204": {"description": "x"}}}
        }
    package_of(cage, write_document(tmp_path / "spec", content), tmp_path / "out")
