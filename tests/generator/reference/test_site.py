"""The site of a hostile document: its text stays text, and nothing comes from elsewhere."""

from __future__ import annotations

import functools
import json
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

import pytest

from generator.output import MARK
from tests.generator.reference.pages import Site
from tests.support.command import run
from tests.support.small_spec import write_spec

SCRIPT: Final = "<script>alert(1)</script><img src=x onerror=alert(1)>"
ATTRIBUTE: Final = '"\' onmouseover=alert(1) x="><iframe src=//evil.example>'
MARKUP: Final = (
    "[a](javascript:alert(1)) ![b](http://evil.example/b.png) {raw} html </div></article> --> & &lt;"
)
TEMPLATE: Final = "{{ 7*7 }} {% include 'conf.py' %} {doc}x $$y$$ |z| ::: % + 1. # *a* _b_ ~c~"
TEXT: Final = f"{SCRIPT} {ATTRIBUTE} {MARKUP} {TEMPLATE}"
TICKS: Final = "`` ` ``` ```` `"
LINES: Final = f"- {TEXT}\n\n# heading\n\n```{{raw}} html\n{SCRIPT}\n```\n\n~~~\n</code></pre>{SCRIPT}"

_ASSETS: Final = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "audio": "src",
    "object": "data",
}
_LINKED: Final = ("stylesheet", "icon", "preload", "prefetch", "modulepreload", "dns-prefetch", "preconnect")


def _document() -> dict[str, object]:
    """Return a small document with hostile text wherever there can be text."""
    note = {"status": "inferred", "note": LINES}
    text = {"type": "string", "description": LINES, "example": SCRIPT, "x-provenance": note}
    choice = {"type": "string", "enum": [TEXT, TICKS], "default": TEXT, "description": TEXT}
    inside = {"type": "object", "description": LINES, "properties": {"deep": text, f"x{SCRIPT}": choice}}
    body = {
        "type": "object",
        "description": LINES,
        "required": ["pot"],
        "properties": {
            "pot": text,
            "glaze": choice,
            "kiln": inside,
            "pattern": {"type": "string", "pattern": "^`<b>|```$"},
        },
    }
    answer = {"type": "object", "properties": {"id": text, "inside": inside}}
    example = {"pot": LINES, "glaze": TEXT, "kiln": {"deep": LINES}}
    callback = {
        "post": {
            "summary": TEXT,
            "description": LINES,
            "x-delivery": {
                "acknowledgement": {"property": TEXT, "values": [TEXT]},
                "intervals": [1, 2],
                "retries": 3,
                "note": LINES,
            },
            "requestBody": {"content": {"application/json": {"schema": answer, "example": {"id": LINES}}}},
            "responses": {"200": {"description": LINES}},
        }
    }
    operation = {
        "operationId": "firePot",
        "tags": ["kiln"],
        "summary": TEXT,
        "description": LINES,
        "x-provenance": {"status": "partial", "pages": [TEXT], "note": LINES},
        "parameters": [
            {
                "name": "pot",
                "in": "path",
                "required": True,
                "description": LINES,
                "schema": {"type": "string"},
                "example": SCRIPT,
            },
            {
                "name": "heat",
                "in": "query",
                "description": LINES,
                "schema": {"type": "string", "default": TEXT},
            },
        ],
        "requestBody": {
            "content": {
                "application/json": {
                    "schema": body,
                    "examples": {
                        "one": {"summary": TEXT, "value": example},
                        SCRIPT: {"summary": TEXT, "value": example},
                    },
                }
            }
        },
        "responses": {
            "200": {
                "description": LINES,
                "content": {"application/json": {"schema": answer, "example": {"id": LINES}}},
            },
            "404": {"description": LINES},
        },
        "callbacks": {"done": {"{$request.body#/pot}": callback}},
    }
    key = {
        "type": "apiKey",
        "in": "header",
        "name": "X-Key",
        "description": LINES,
        "x-provenance": note,
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": f"Clay {TEXT}", "summary": TEXT, "description": LINES, "version": f"1 {SCRIPT}"},
        "servers": [{"url": "https://clay.example"}],
        "security": [{"key": []}],
        "tags": [{"name": "kiln", "description": LINES}],
        "components": {"securitySchemes": {"key": key}},
        "paths": {"/pots/{pot}": {"post": operation}},
    }


@dataclass(frozen=True)
class Built:
    """A site on disk."""

    folder: Path

    @functools.cached_property
    def pages(self) -> dict[str, Site]:
        """Its pages of HTML, by path."""
        return {
            path.relative_to(self.folder).as_posix(): Site(path.read_text(encoding="utf-8"))
            for path in sorted(self.folder.rglob("*.html"))
        }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site of the hostile document, with a guide and a changelog."""
    folder = tmp_path_factory.mktemp("site")
    spec = folder / "openapi.json"
    spec.write_text(json.dumps(_document()), encoding="utf-8")
    guides = folder / "guides"
    guides.mkdir()
    (guides / "index.md").write_text(
        "# Start\n\nSee [the guide](guide.md).\n\n![A dot](dot.png)\n", encoding="utf-8"
    )
    (guides / "guide.md").write_text(
        "# Guide\n\nBack to [the other](other.md).\n\n![A dot](dot.png)\n", encoding="utf-8"
    )
    (guides / "other.md").write_text("# Other\n\nText.\n", encoding="utf-8")
    (guides / "dot.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "CHANGELOG.md").write_text("# Changelog\n\n- Words [there](docs/there.md).\n", encoding="utf-8")
    result = run(
        *("docs", "--spec", spec, "--rules", "openapi", "--package", "clay", "--out", folder / "docs"),
        *("--guides", guides, "--changelog", folder / "CHANGELOG.md"),
    )
    assert result.exit_code == 0, result.output
    assert f"Open {(folder / 'docs' / 'index.html').as_uri()}" in result.output
    return Built(folder / "docs")


def _folded(text: str) -> str:
    return " ".join(text.replace("`", "").split())


def test_hostile_text_is_there_as_text(site: Built) -> None:
    page = site.pages["operations/kiln/fire_pot.html"]
    shown = _folded(page.text)
    assert json.dumps(TICKS) in page.text
    assert shown.count(_folded(LINES)) >= 8
    assert shown.count(_folded(TEXT)) >= shown.count(_folded(LINES)) + 4
    for name in ("index.html", "operations.html", "operations/kiln.html", "callbacks.html", "unsaid.html"):
        assert _folded(TEXT) in _folded(site.pages[name].text), name
    assert _folded(LINES) in _folded(site.pages["models/kiln.html"].text)


def test_hostile_text_makes_no_element(site: Built) -> None:
    for name, page in site.pages.items():
        for element in page.elements:
            assert not [key for key in element.attributes if key.startswith("on")], (name, element)
            assert element.tag != "iframe", name
            if element.tag == "script":
                assert "alert(1)" not in element.text + element.attributes.get("src", ""), (name, element)
            for key in ("href", "src", "action", "formaction"):
                assert (
                    not element.attributes.get(key, "")
                    .strip()
                    .lower()
                    .startswith(("javascript:", "data:", "//"))
                )
        pictures = [element.attributes["src"] for element in page.elements if element.tag == "img"]
        assert all(posixpath.basename(source) == "dot.png" for source in pictures), (name, pictures)


def test_no_page_needs_anything_from_elsewhere(site: Built) -> None:
    for name, page in site.pages.items():
        for element in page.elements:
            source = element.attributes.get(_ASSETS.get(element.tag, ""), "")
            if element.tag == "link" and set(element.attributes.get("rel", "").split()) & set(_LINKED):
                source = element.attributes["href"]
            assert not urlsplit(source).netloc, (name, source)
            assert not urlsplit(source).scheme, (name, source)
    for path in site.folder.rglob("*.css"):
        assert not re.search(r"url\(\s*[\"']?(https?:)?//|@import", path.read_text(encoding="utf-8")), path


def test_every_link_within_the_site_leads_somewhere(site: Built) -> None:
    pages = site.pages
    anchors = {
        name: {element.attributes["id"] for element in page.elements if "id" in element.attributes}
        for name, page in pages.items()
    }
    followed = 0
    for name, page in pages.items():
        for link in _links(page):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (
                posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))
                if parts.path
                else name
            )
            assert (site.folder / target).is_file(), (name, link)
            if parts.fragment and target in anchors:
                assert unquote(parts.fragment) in anchors[target], (name, link)
            followed += 1
    assert followed > len(pages)


def _links(page: Site) -> Iterator[str]:
    for element in page.elements:
        if element.tag == "a" and element.attributes.get("href"):
            yield element.attributes["href"]


def test_the_search_finds_pages_without_a_server(site: Built) -> None:
    index = (site.folder / "searchindex.js").read_text(encoding="utf-8")
    assert index.startswith("Search.setIndex(")
    assert "operations/kiln/fire_pot" in index
    scripts = [element.attributes.get("src", "") for element in site.pages["search.html"].elements]
    assert "searchindex.js" in {urlsplit(source).path for source in scripts}


def test_guides_and_their_pictures_are_part_of_it(site: Built) -> None:
    pages = site.pages
    assert "guides/guide.html" in list(_links(pages["index.html"]))
    assert "other.html" in list(_links(pages["guides/guide.html"]))
    assert "Words there." in pages["changelog.html"].text


def test_it_leaves_nothing_but_the_site(site: Built) -> None:
    assert (site.folder / MARK).is_file()
    assert not (site.folder / ".doctrees").exists()
    assert {path.name for path in site.folder.parent.iterdir()} == {
        "CHANGELOG.md",
        "docs",
        "guides",
        "openapi.json",
    }


def test_a_site_that_cannot_be_built_leaves_the_old_one(site: Built, tmp_path: Path) -> None:
    (tmp_path / "guide.md").write_text("# Guide\n\n[nowhere](nowhere.md)\n", encoding="utf-8")
    before = (site.folder / "index.html").read_bytes()
    spec = write_spec(tmp_path / "spec")
    result = run("docs", "--spec", spec, "--package", "clay", "--out", site.folder, "--guides", tmp_path)
    assert result.exit_code == 3
    assert "guides/guide.md:3" in result.output
    assert (site.folder / "index.html").read_bytes() == before
