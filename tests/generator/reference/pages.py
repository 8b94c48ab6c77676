"""The source of a page of the reference, taken apart."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any, Final

from generator.document.view import deref
from generator.source.nodes import MapNode

_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_VOID: Final = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"))


@dataclass(frozen=True)
class Page:
    """A page of Markdown."""

    source: str

    @property
    def text(self) -> str:
        """The page without the backslashes before punctuation and with HTML's escapes undone."""
        return plain(self.source)

    def field(self, anchor: str) -> str:
        """Return what the page says of one field, the fields inside of it left out."""
        _, _, rest = self.source.partition(f'<div class="field" id="{anchor}">')
        assert rest, anchor
        return plain(re.split(r'<div class="field"|<details class="inside"', rest, maxsplit=1)[0])

    def blocks(self, language: str) -> list[str]:
        """Return the blocks of code in a language."""
        found = re.findall(rf"^(`{{3,}}){language}\n(.*?)\n\1$", self.source, flags=re.DOTALL | re.MULTILINE)
        return [block for _, block in found]

    def form(self, title: str) -> str:
        """Return the request in one of its forms; empty where there is none."""
        _, _, rest = self.source.partition(f'data-title="{title}">')
        match = re.search(r"^(`{3,})\w+\n(.*?)\n\1$", rest, flags=re.DOTALL | re.MULTILINE)
        return match[2] if match else ""


def plain(source: str) -> str:
    """Return Markdown as a reader sees it, spans of code and HTML's elements as they are written."""
    return html.unescape(_ESCAPE.sub(r"\1", source))


def fields_of(document: MapNode, schema: Any, anchor: str) -> list[tuple[str, str, Any]]:
    """Return anchor, name and schema of every field of a request, those in objects and lists included."""
    target = deref(document, schema)
    found: list[tuple[str, str, Any]] = []
    if not isinstance(target, MapNode):
        return found
    for name, entry in (target.get("properties") or {}).items():
        words = re.findall(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z0-9]+|[A-Z]+", name)
        own = f"{anchor}-{'-'.join(words).lower()}"
        found += [(own, name, entry), *fields_of(document, entry, own)]
    return found or fields_of(document, target.get("items"), anchor)


@dataclass
class Element:
    """An element of a page of HTML."""

    tag: str
    attributes: dict[str, str]
    text: str = ""


class Site(HTMLParser):
    """The elements of a page of HTML, and the text that a reader sees."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self._seen: list[str] = []
        self.feed(source)
        self.close()

    @property
    def text(self) -> str:
        """What a reader sees, on one line."""
        return " ".join("".join(self._seen).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        """Note that an element ends."""
        if any(element.tag == tag for element in self._open):
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Note text."""
        if self._open:
            self._open[-1].text += data
        if not any(element.tag in ("script", "style") for element in self._open):
            self._seen.append(data)


def as_json(value: object) -> str:
    """Return a value as the reference shows it."""
    return json.dumps(value, ensure_ascii=False)
