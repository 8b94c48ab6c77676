"""Nothing is read from outside the folder of the spec, nothing from the network, nothing written outside the output."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any, Final

import pytest

from tests.generator.hostile.cage import Cage, Case
from tests.generator.hostile.checks import harmless, package_of, refusal_of
from tests.generator.hostile.documents import document, write_document

SECRET: Final = "type: object\nproperties: {secret: {type: string}}\n"
OUTSIDE: Final = {
    "above": "../secret.yaml",
    "far above": "../../../../../../../../../../etc/passwd",
    "percent-encoded": "%2e%2e/secret.yaml",
    "percent-encoded slash": "..%2fsecret.yaml",
    "percent-encoded twice": "%252e%252e/secret.yaml",
    "through a folder": "inside/../../secret.yaml",
    "absolute": "/etc/passwd",
    "absolute, to the secret": "{folder}/secret.yaml",
    "file URL": "file:///etc/passwd",
    "file URL without slashes": "file:/etc/passwd",
    "file URL of the secret": "file://{folder}/secret.yaml",
    "symbolic link": "link.yaml",
    "below a symbolic link": "folder/secret.yaml",
    "backslashes": "..\\secret.yaml",
    "NUL": "secret.yaml\x00.json",
    "percent-encoded NUL": "%00",
    "a folder": ".",
    "home": "~/secret.yaml",
    "variable": "$HOME/secret.yaml",
    "too long": "x" * 5_000,
    "a device": "/dev/zero",
    "network": "http://127.0.0.1:{port}/x.yaml",
    "network without a scheme": "//127.0.0.1:{port}/x.yaml",
    "network in capitals": "HTTP://127.0.0.1:{port}/x.yaml",
    "network with a fragment": "http://127.0.0.1:{port}/x.yaml#/a",
    "another scheme": "ftp://127.0.0.1:{port}/x.yaml",
    "urn": "urn:uuid:127",
    "jar": "jar:file:///x!/y",
    "data": "data:application/yaml,type:%20string",
}


def _spec(folder: Path, reference: str, place: str = "schema") -> Path:
    content = document()
    item = content["paths"]["/fire/{pot}"]
    holders: dict[str, Any] = {
        "schema": content["components"]["schemas"]["Request Name"]["properties"],
        "pathItem": content["paths"],
        "response": item["post"]["responses"],
        "extension": content,
        "example": item["post"]["requestBody"]["content"]["application/json"]["examples"],
        "link": item["post"]["responses"]["200"]["links"],
        "callback": item["post"]["callbacks"],
    }
    names = {"pathItem": "/evil", "response": "400", "extension": "x-evil"}
    holders[place][names.get(place, "evil")] = {"$ref": reference}
    (folder / "secret.yaml").write_text(SECRET, encoding="utf-8")
    spec = write_document(folder / "spec", content)
    (spec.parent / "inside").mkdir()
    (spec.parent / "link.yaml").symlink_to(folder / "secret.yaml")
    (spec.parent / "folder").symlink_to(folder, target_is_directory=True)
    return spec


@pytest.mark.parametrize("name", sorted(OUTSIDE))
def test_a_reference_that_leads_out_is_a_complaint(name: str, cage: Cage, tmp_path: Path) -> None:
    folder = tmp_path / "case"
    folder.mkdir()
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.settimeout(0)
        reference = OUTSIDE[name].format(folder=folder, port=listening.getsockname()[1])
        spec = _spec(folder, reference)
        outcome = cage.run(Case(spec, folder / "out"))
        with pytest.raises(BlockingIOError):
            listening.accept()
    assert outcome.exit_code == 1, outcome.exception
    assert not outcome.exception
    assert not outcome.deeds
    assert outcome.opened == [str(spec.resolve())]
    assert str(spec) in outcome.stderr


@pytest.mark.parametrize("place", ["pathItem", "response", "extension", "example", "link", "callback"])
def test_no_kind_of_reference_leads_out(place: str, cage: Cage, tmp_path: Path) -> None:
    folder = tmp_path / "case"
    folder.mkdir()
    spec = _spec(folder, "../secret.yaml", place)
    outcome = cage.run(Case(spec, folder / "out", is_imported=False))
    assert outcome.exit_code == 1, outcome.exception
    assert "lies outside the spec's folder" in outcome.stderr
    assert outcome.opened == [str(spec.resolve())]


_SECTIONS: Final = {
    "responses": "400",
    "callbacks": "evil",
    "parameters": "",
    "requestBodies": "",
    "links": "evil",
}


def _circles() -> dict[str, dict[str, Any]]:
    """Return documents in each of which something is made of itself."""
    schemas: dict[str, dict[str, Any]] = {
        "itself": {"Evil": {"$ref": "#/components/schemas/Evil"}},
        "one another": {
            "Evil": {"$ref": "#/components/schemas/B"},
            "B": {"$ref": "#/components/schemas/Evil"},
        },
        "allOf": {"Evil": {"allOf": [{"$ref": "#/components/schemas/Evil"}, {"type": "object"}]}},
        "allOf of one another": {
            "Evil": {"allOf": [{"$ref": "#/components/schemas/B"}], "properties": {"a": {"type": "string"}}},
            "B": {"allOf": [{"$ref": "#/components/schemas/Evil"}], "properties": {"b": {"type": "string"}}},
        },
        "oneOf": {"Evil": {"oneOf": [{"$ref": "#/components/schemas/Evil"}, {"type": "string"}]}},
        "anyOf of one another": {
            "Evil": {"anyOf": [{"$ref": "#/components/schemas/B"}, {"type": "string"}]},
            "B": {"anyOf": [{"$ref": "#/components/schemas/Evil"}, {"type": "integer"}]},
        },
        "items": {"Evil": {"type": "array", "items": {"$ref": "#/components/schemas/Evil"}}},
        "additionalProperties": {
            "Evil": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Evil"}}
        },
        "not": {"Evil": {"not": {"$ref": "#/components/schemas/Evil"}}},
        "discriminator": {
            "Evil": {
                "oneOf": [{"$ref": "#/components/schemas/Evil"}, {"$ref": "#/components/schemas/B"}],
                "discriminator": {
                    "propertyName": "k",
                    "mapping": {"a": "#/components/schemas/Evil", "b": "Evil", "c": "../x"},
                },
            },
            "B": {
                "type": "object",
                "properties": {"k": {"const": "b"}, "evil": {"$ref": "#/components/schemas/Evil"}},
            },
        },
        "properties": {
            "Evil": {
                "type": "object",
                "required": ["e"],
                "properties": {"e": {"$ref": "#/components/schemas/Evil"}},
            }
        },
        "root": {"Evil": {"$ref": "#"}},
    }
    found = {}
    for name, added in schemas.items():
        content = document()
        content["components"]["schemas"] |= added
        content["components"]["schemas"]["Request Name"]["properties"]["evil"] = {
            "$ref": "#/components/schemas/Evil"
        }
        content["components"]["schemas"]["Answer Name"]["properties"]["evil"] = {
            "$ref": "#/components/schemas/Evil"
        }
        found[name] = content
    sections = {
        "responses": "400",
        "callbacks": "evil",
        "parameters": "",
        "requestBodies": "",
        "links": "evil",
    }
    for section, key in sections.items():
        content = document()
        reference = {"$ref": f"#/components/{section}/Evil"}
        content["components"][section] = {"Evil": reference}
        post = content["paths"]["/fire/{pot}"]["post"]
        if section == "parameters":
            post["parameters"].append(reference)
        elif section == "requestBodies":
            post["requestBody"] = reference
        elif section == "links":
            post["responses"]["200"]["links"][key] = reference
        else:
            post[section][key] = reference
        found[section] = content
    content = document()
    content["paths"]["/evil"] = {"$ref": "#/paths/~1evil"}
    found["pathItem"] = content
    content = document()
    content["paths"]["/fire/{pot}"]["post"]["callbacks"]["evil"] = {
        "{$url}": {"$ref": "#/paths/~1fire~1{pot}"}
    }
    found["callback of its own path"] = content
    return found


@pytest.mark.parametrize("name", sorted(_circles()))
def test_a_circle_is_a_package_or_a_complaint(name: str, cage: Cage, tmp_path: Path) -> None:
    spec = write_document(tmp_path / "spec", _circles()[name])
    harmless(cage, Case(spec, tmp_path / "out", is_imported=name not in _SECTIONS))


@pytest.mark.parametrize("name", [".", "src", "README.md", "src/clay"])
def test_what_is_linked_to_from_the_output_stays_as_it_is(name: str, cage: Cage, tmp_path: Path) -> None:
    spec, out, elsewhere = (
        write_document(tmp_path / "spec", document()),
        tmp_path / "out",
        tmp_path / "elsewhere",
    )
    elsewhere.mkdir()
    (elsewhere / "precious").write_text("gold", encoding="utf-8")
    (elsewhere / "pyproject.toml").write_text("gold", encoding="utf-8")
    place = out / name
    if name != ".":
        place.parent.mkdir(parents=True)
        (out / ".written-by-generator").write_text("", encoding="utf-8")
    is_file = name == "README.md"
    place.symlink_to(elsewhere / "precious" if is_file else elsewhere, target_is_directory=not is_file)
    outcome = cage.run(Case(spec, out, is_imported=False))
    assert not outcome.exception
    assert outcome.exit_code == (3 if name == "." else 0)
    assert {path.name: path.read_text(encoding="utf-8") for path in elsewhere.iterdir()} == {
        "precious": "gold",
        "pyproject.toml": "gold",
    }
    assert not (out / name).is_symlink() or name == "."


def test_a_folder_that_others_filled_is_not_replaced(cage: Cage, tmp_path: Path) -> None:
    spec, out = write_document(tmp_path / "spec", document()), tmp_path / "out"
    out.mkdir()
    (out / "precious").write_text("gold", encoding="utf-8")
    assert cage.run(Case(spec, out, is_imported=False)).exit_code == 3
    assert (out / "precious").read_text(encoding="utf-8") == "gold"


def test_a_plain_document_leaves_nothing_but_its_package(cage: Cage, tmp_path: Path) -> None:
    spec = write_document(tmp_path / "one/spec", document())
    assert package_of(cage, spec, tmp_path / "one/out").opened == [str(spec)]
    assert refusal_of(cage, write_document(tmp_path / "two/spec", {"openapi": "2"}), tmp_path / "two/out")
