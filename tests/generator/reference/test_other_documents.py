"""The reference of documents that have none of this project's extensions."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from generator.ir import build_api
from generator.lint import RuleSet
from generator.reference import reference_files
from generator.reference.pages import _MOST_IN_SIDEBAR
from generator.steps import load
from tests.generator.reference.pages import Page
from tests.support.command import SPEC, run
from tests.support.operations import api
from tests.support.small_spec import write_spec

PET = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "name": {"type": "string", "minLength": 2, "maxLength": 40},
        "age": {"type": "integer", "format": "int32", "minimum": 0, "exclusiveMaximum": 60},
        "kind": {"type": "string", "enum": ["cat", "dog"]},
        "tags": {"type": "array", "items": {"type": "string"}, "maxItems": 9},
        "home": {"type": "object", "properties": {"street": {"type": "string"}}},
    },
}
PARENT = {
    "type": "object",
    "properties": {"id": {"type": "integer"}, "child": {"$ref": "#/components/schemas/Parent"}},
}


ANSWER = {
    "type": "object",
    "properties": {"id": {"type": "integer"}, "parent": {"$ref": "#/components/schemas/Parent"}},
}


def _in_json(name: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}


def _operation(name: str, **more: Any) -> dict[str, Any]:
    answers = {"200": {"description": "A pet.", "content": _in_json("Answer")}}
    return {"operationId": name, "tags": ["pets"], "responses": answers, **more}


def _petstore(count: int = 0) -> dict[str, Any]:
    body = {"required": True, "content": _in_json("Pet")}
    number = {"name": "petId", "in": "path", "required": True, "schema": {"type": "integer"}}
    few = {"type": "integer", "default": 20, "maximum": 100}
    limit = {"name": "limit", "in": "query", "description": "How many.", "schema": few}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Pet Store", "version": "1.0.0"},
        "servers": [{"url": "https://pets.example"}],
        "components": {"schemas": {"Pet": PET, "Parent": PARENT, "Answer": ANSWER}},
        "paths": {
            "/pets/{petId}": {
                "parameters": [number],
                "get": _operation("getPet", parameters=[limit]),
                "put": _operation("putPet", summary="Change a pet", requestBody=body),
            },
            **{f"/x{index}": {"get": _operation(f"get{index}")} for index in range(count)},
        },
    }


def _files(folder: Path, document: dict[str, Any]) -> dict[str, str]:
    spec = folder / "openapi.json"
    spec.write_text(json.dumps(document), encoding="utf-8")
    bundle = load(spec, RuleSet.openapi)
    return reference_files(build_api(bundle, "pets", is_strict=False), bundle)


def test_it_shows_what_there_is(tmp_path: Path) -> None:
    files = _files(tmp_path, _petstore())
    assert not {"unsaid.md", "callbacks.md", "changelog.md"} & files.keys()
    page = Page(files["operations/pets/put_pet.md"])
    assert page.source.startswith("# Change a pet\n")
    assert "2 to 40 characters." in page.field("request-name")
    assert "At least 0 and less than 60." in page.field("request-age")
    assert "integer (int32)" in page.field("request-age")
    assert "array of strings" in page.field("request-tags")
    assert "street" in page.field("request-home-street")
    assert "in the path" in page.field("path-pet-id")
    assert "x-" not in page.text.lower().replace("x-www", "")
    page = Page(files["operations/pets/get_pet.md"])
    assert "Default `20`" in page.field("query-limit")
    assert "At most 100." in page.field("query-limit")


def test_a_request_that_is_not_documented_is_made_and_called_so(tmp_path: Path) -> None:
    page = Page(_files(tmp_path, _petstore())["operations/pets/put_pet.md"])
    assert '{\n  "name": "..."\n}' in page.form("curl")
    assert page.form("curl").startswith("curl -X PUT https://pets.example/pets/1 ")
    assert "client.pets.put_pet(" in page.form("Python")
    assert "The document shows no request" in page.text


def test_what_an_example_has_beyond_the_schema_is_sent_as_well(tmp_path: Path) -> None:
    document = _petstore()
    media = document["paths"]["/pets/{petId}"]["put"]["requestBody"]["content"]["application/json"]
    media["example"] = {"name": "Rex", "collar": "red"}
    page = Page(_files(tmp_path, document)["operations/pets/put_pet.md"])
    assert 'name="Rex",\n        extra_body={"collar": "red"},' in page.form("Python")
    assert page.form("Shell") == ""
    assert "The document shows no request" not in page.text


def test_json_is_shown_before_other_content_types(tmp_path: Path) -> None:
    document = _petstore()
    body = document["paths"]["/pets/{petId}"]["put"]["requestBody"]
    body["content"] = {"application/a": {"schema": {"type": "string"}}, **body["content"]}
    page = Page(_files(tmp_path, document)["operations/pets/put_pet.md"])
    assert "Content-Type: application/json" in page.form("curl")
    assert "The body may be sent as `application/a`, `application/json`." in page.text


def test_a_schema_that_holds_itself_ends(tmp_path: Path) -> None:
    page = Page(_files(tmp_path, _petstore())["operations/pets/get_pet.md"])
    assert "It has fields of its own" in page.field("answer-parent-child")


def test_the_sidebar_of_a_large_document_names_groups_alone(tmp_path: Path) -> None:
    few = _files(tmp_path, _petstore())
    assert "orphan" not in few["operations/pets/get_pet.md"]
    assert "/operations/pets/get_pet\n" in few["operations/pets.md"]
    many = _files(tmp_path, _petstore(_MOST_IN_SIDEBAR))
    assert many["operations/pets/get_pet.md"].startswith("---\norphan: true\n---\n")
    assert "toctree" not in many["operations/pets.md"]


def test_the_same_spec_gives_the_same_bytes(files: dict[str, str], tmp_path: Path) -> None:
    assert reference_files(api(), load(SPEC, RuleSet.house)) == files
    spec = write_spec(tmp_path / "spec")
    for name in ("one", "two"):
        result = run("docs", "--spec", spec, "--package", "clay", "--source-only", "--out", tmp_path / name)
        assert result.exit_code == 0, result.output
    one, two = (_bytes_below(tmp_path / name) for name in ("one", "two"))
    assert one == two
    assert "operations/kiln/fire_pot.md" in one


def _bytes_below(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_a_folder_of_other_files_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    spec = write_spec(tmp_path.parent / f"{tmp_path.name}-spec")
    result = run("docs", "--spec", spec, "--package", "clay", "--source-only", "--out", tmp_path)
    assert result.exit_code == 3
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("option", ["--guides", "--changelog"])
def test_a_file_that_is_not_there_is_named(option: str, tmp_path: Path) -> None:
    missing = tmp_path / "missing"
    spec = write_spec(tmp_path / "spec")
    result = run("docs", "--source-only", "--spec", spec, "--out", tmp_path / "out", option, missing)
    assert result.exit_code == 3
    assert str(missing) in result.output
    assert not (tmp_path / "out").exists()


def _upload() -> dict[str, Any]:
    """Return a document with other ways to prove who calls, and other bodies than JSON objects."""
    schemes = {
        "token": {"type": "http", "scheme": "bearer"},
        "login": {"type": "http", "scheme": "basic"},
        "mark": {"type": "apiKey", "in": "query", "name": "key mark"},
        "crumb": {"type": "apiKey", "in": "cookie", "name": "crumb"},
    }
    picture = {"type": "object", "required": ["file", "title"], "properties": {"file": {}, "title": {}}}
    picture["properties"] = {"file": {"type": "string", "format": "binary"}, "title": {"type": "string"}}
    bodies: dict[str, Any] = {
        "token": {"multipart/form-data": {"schema": picture}},
        "login": {"application/x-www-form-urlencoded": {"schema": PET, "example": {"name": "Rex & Co"}}},
        "mark": {
            "application/json": {"schema": {"type": "array", "items": {"type": "integer"}}, "example": [1, 2]}
        },
        "crumb": {"image/png": {"schema": {"type": "string", "format": "binary"}}},
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Pictures", "version": "1"},
        "servers": [{"url": "https://pictures.example"}],
        "components": {"securitySchemes": schemes},
        "paths": {
            f"/{name}": {
                "post": {
                    "operationId": f"send_{name}",
                    "tags": ["pictures"],
                    "security": [{name: []}],
                    "requestBody": {"required": True, "content": content},
                    "responses": {"204": {"description": "Taken."}},
                }
            }
            for name, content in bodies.items()
        },
    }


def _sent(files: dict[str, str], name: str) -> tuple[list[str], str]:
    page = Page(files[f"operations/pictures/send_{name}.md"])
    return shlex.split(page.form("curl").replace("\\\n", " ")), page.form("Python")


def test_other_keys_and_other_bodies_are_shown_as_they_are_sent(tmp_path: Path) -> None:
    files = _files(tmp_path, _upload())
    words, python = _sent(files, "token")
    assert words[:4] == ["curl", "-X", "POST", "https://pictures.example/token"]
    assert words[4:] == ["-H", "Authorization: Bearer $PETS_TOKEN", "-F", "file=@FILE", "-F", "title=..."]
    assert 'file=b"..."' in python
    words, python = _sent(files, "login")
    assert words[4] == "-u"
    assert re.fullmatch(r"\$PETS_\w+:\$PETS_\w+", words[5])
    assert words[6:] == ["--data-urlencode", "name=Rex & Co"]
    words, python = _sent(files, "mark")
    assert words[3] == "https://pictures.example/mark?key%20mark=$PETS_MARK"
    assert json.loads(words[words.index("-d") + 1]) == [1, 2]
    assert "=[1, 2]" in python
    words, python = _sent(files, "crumb")
    assert words[4:6] == ["-b", "crumb=$PETS_CRUMB"]
    assert words[6:] == ["-H", "Content-Type: image/png", "--data-binary", "@FILE"]
    for name in ("token", "login", "mark", "crumb"):
        compile(_sent(files, name)[1], name, "exec")
