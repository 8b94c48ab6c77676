"""Text that breaks generators of code, in every position of a document at once: nothing of it comes to life."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest
import tomllib
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.generator.hostile.cage import CANARY, Cage, Case
from tests.generator.hostile.checks import harmless, package_of
from tests.generator.hostile.documents import Text, document, to_schema, write_document
from tests.generator.hostile.texts import CHARACTERS, CLOSING, MARKUP, NAMES, TEMPLATES


def _threes(texts: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return the names of texts, three by three, the first ones again where there are none left."""
    names = list(texts)
    return [
        (names[at], names[(at + 1) % len(names)], names[(at + 2) % len(names)])
        for at in range(0, len(names), 3)
    ]


_TEXTS = CLOSING | TEMPLATES | CHARACTERS
_THREES = [three for texts in (CLOSING, TEMPLATES, CHARACTERS) for three in _threes(texts)]


def _around(text: str) -> Text:
    return lambda position: f"{text}{position}{text}"


@pytest.mark.parametrize("three", _THREES, ids=", ".join)
def test_text_in_every_position_stays_text(three: tuple[str, str, str], cage: Cage, tmp_path: Path) -> None:
    prose, name, value = (_around(_TEXTS[each]) for each in three)
    outcome = package_of(
        cage, write_document(tmp_path / "spec", document(prose, name, value)), tmp_path / "out"
    )
    assert outcome.models >= 6


def test_names_that_are_code_or_paths_are_neither(cage: Cage, tmp_path: Path) -> None:
    names = [name for name in NAMES.values() if len(name) < 1_000]
    content = document()
    content["components"]["schemas"] |= {
        name: {"type": "object", "properties": {each: {"type": "string"} for each in (*names, f"{name} own")}}
        for name in names
    }
    content["paths"] = {
        f"/{index}": {
            "post": {
                "operationId": name,
                "tags": [name],
                "requestBody": {"content": {"application/json": {"schema": {"$ref": to_schema(name)}}}},
                "responses": {"200": {"description": name}},
            }
        }
        for index, name in enumerate(names)
    }
    out = tmp_path / "out"
    outcome = package_of(cage, write_document(tmp_path / "spec", content), out)
    assert outcome.models >= len(names) - 1
    files = {path.relative_to(out).as_posix() for path in out.rglob("*.py")}
    assert all(part.isascii() and part.isidentifier() for file in files for part in file[:-3].split("/"))
    assert len({file.casefold() for file in files}) == len(files)


@pytest.mark.parametrize("name", ["operationId", "tag", "property", "schema"])
def test_a_name_of_a_megabyte_is_a_short_one_or_a_complaint(name: str, cage: Cage, tmp_path: Path) -> None:
    long = NAMES["long"]
    positions = {"operationId": "fire", "tag": "tag", "property": "field", "schema": "Inner"}
    content = document(name=lambda position: long if position == positions[name] else f"{position} Name")
    outcome = harmless(
        cage, Case(write_document(tmp_path / "spec", content), tmp_path / "out", is_imported=False)
    )
    assert outcome.exit_code == (0 if name in ("operationId", "tag") else 1)


@pytest.mark.parametrize(
    "name", ["PWNED", "a b", "../x", "/x", "x.y", "Clay", "class", "", "é", "..", "a\x00b"]
)
def test_a_package_has_a_name_or_there_is_none(name: str, tmp_path: Path) -> None:
    from tests.support.command import run

    spec = write_document(tmp_path / "spec", document())
    result = run("generate", "--spec", spec, "--out", tmp_path / "out", "--package", name)
    assert result.exit_code == 2
    assert not (tmp_path / "out").exists()


def _tokens(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _tokens(token.children or ())


@pytest.mark.parametrize("three", _threes(MARKUP), ids=", ".join)
def test_markup_is_no_markup_in_the_readme(three: tuple[str, str, str], cage: Cage, tmp_path: Path) -> None:
    content = document(*(_around(MARKUP[each]) for each in three))
    out = tmp_path / "out"
    package_of(cage, write_document(tmp_path / "spec", content), out)
    readme = (out / "README.md").read_text(encoding="utf-8")
    kinds = Counter(token.type for token in _tokens(MarkdownIt("commonmark").parse(readme)))
    assert kinds["html_block"] == 1
    assert kinds["fence"] == 2
    assert kinds["heading_open"] == 2
    assert not {"html_inline", "link_open", "image", "blockquote_open", "hr", "bullet_list_open"} & set(kinds)
    assert not {"ordered_list_open", "code_block", "em_open", "strong_open"} & set(kinds)
    project = tomllib.loads((out / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["scripts"] == {"clay": "clay._runtime.command:main"}


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ("1.2.3", "1.2.3"),
        ("v1", "v1"),
        ("1.0.0-beta.2", "1.0.0-beta.2"),
        ("2022-11-28", "2022.11.28"),
        ("Version 2 (old)", "2"),
        ('1"\n[project.scripts]', "1"),
        ("1.0\r\nX-Header: y", "1.0"),
        ("latest", "0"),
        ("", "0"),
        ("é\u0661", "0"),
        ("9" * 100_000, "9" * 60),
    ],
)
def test_a_version_is_one_of_python(version: str, expected: str) -> None:
    from packaging.version import Version

    from generator.ir.versions import version_of

    assert version_of(version) == expected
    assert str(Version(expected))


def test_tags_that_differ_by_case_alone_have_a_module_each(cage: Cage, tmp_path: Path) -> None:
    content = document()
    tags = ["Pets", "pets", "PETS", "pe ts", "pets_2"]
    content["paths"] = {
        f"/p{index}": {
            "get": {"operationId": "list", "tags": [tag], "responses": {"200": {"description": "x"}}}
        }
        for index, tag in enumerate(tags)
    }
    out = tmp_path / "out"
    package_of(cage, write_document(tmp_path / "spec", content), out)
    modules = [path.stem for path in (out / "src/clay/operations").glob("*.py") if path.stem != "__init__"]
    assert len({module.casefold() for module in modules}) == len(tags)


def test_schemas_that_differ_by_case_alone_have_a_class_each(cage: Cage, tmp_path: Path) -> None:
    content = document()
    names = ["Pet", "pet", "PET", "pe-t", "Pet2", CANARY]
    properties = {f"p{index}": {"$ref": f"#/components/schemas/{name}"} for index, name in enumerate(names)}
    content["components"]["schemas"] |= {
        name: {"type": "object", "properties": {f"f{index}": {"type": "string"}}}
        for index, name in enumerate(names)
    } | {"Answer Name": {"type": "object", "properties": properties}}
    content.pop("webhooks")
    outcome = package_of(cage, write_document(tmp_path / "spec", content), tmp_path / "out")
    assert outcome.models >= len(names) + 1
