"""A document as its file has it: what a request of each operation has to look like, read without the generator."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

import yaml

Json = dict[str, Any]
METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_VERSION: Final = re.compile(r"""^openapi\s*:|"openapi"\s*:\s*"3""", re.MULTILINE)
SUFFIXES: Final = frozenset({".json", ".yaml", ".yml"})
_IGNORED_HEADERS: Final = frozenset({"accept", "content-type", "authorization"})
_STYLES: Final = {"path": "simple", "query": "form", "header": "simple", "cookie": "form"}


class _Loader(yaml.CSafeLoader):
    """Reads dates as the text that they are in JSON."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True)
class Parameter:
    """A parameter of an operation; `style` is `json` where its content is JSON."""

    name: str
    place: str
    is_required: bool
    schema: Any
    style: str
    explode: bool

    @property
    def key(self) -> tuple[str, str]:
        """What it is known by: place and name."""
        return self.place, self.name


@dataclass(frozen=True)
class Answer:
    """A success that an operation tells of: its status, and its schemas by media type."""

    status: int
    content: Json


@dataclass(frozen=True)
class Described:
    """An operation of a document."""

    method: str
    path: str
    parameters: tuple[Parameter, ...]
    content: Json
    """What the body can be: media types, and their objects."""
    is_body_required: bool
    answers: tuple[Answer, ...]
    security: list[Json] | None

    @property
    def key(self) -> tuple[str, str]:
        """What it is known by: method and path."""
        return self.method, self.path


class Document:
    """A document and look-ups in it."""

    def __init__(self, file: Path) -> None:
        text = file.read_text(encoding="utf-8")
        self.root: Json = json.loads(text) if file.suffix == ".json" else yaml.load(text, _Loader)
        self.size = len(text.encode())

    @property
    def title(self) -> str:
        """Its title and its version."""
        info = self.root["info"]
        return f"{info['title']} {info['version']}"

    @property
    def is_old(self) -> bool:
        """Whether it is of OpenAPI 3.0, whose schemas are no JSON Schema."""
        return str(self.root["openapi"]).startswith("3.0")

    @property
    def schemes(self) -> Json:
        """The security schemes, by name."""
        schemes = (self.root.get("components") or {}).get("securitySchemes") or {}
        return {name: self.deref(scheme) for name, scheme in schemes.items()}

    def deref(self, node: Any) -> Any:
        """Return what a reference finally names, or the node itself."""
        while isinstance(node, dict) and isinstance(node.get("$ref"), str):
            node = self.at(node["$ref"])
        return node

    def at(self, reference: str) -> Any:
        """Return what stands at a local reference."""
        node: Any = self.root
        for step in reference.removeprefix("#").split("/")[1:]:
            name = unquote(step).replace("~1", "/").replace("~0", "~")
            node = node[int(name)] if isinstance(node, list) else node[name]
        return node

    @cached_property
    def operations(self) -> dict[tuple[str, str], Described]:
        """The operations, by method and path."""
        return {described.key: described for described in self._operations()}

    def _operations(self) -> Iterator[Described]:
        for path, entry in (self.root.get("paths") or {}).items():
            item = self.deref(entry)
            for method in METHODS:
                if isinstance(item, dict) and isinstance(item.get(method), dict):
                    yield self._described(method, path, item, item[method])

    def _described(self, method: str, path: str, item: Json, node: Json) -> Described:
        body = self.deref(node.get("requestBody")) or {}
        return Described(
            method.upper(),
            path,
            tuple(self._parameters(path, item, node)),
            body.get("content") or {},
            body.get("required") is True,
            tuple(self._answers(node.get("responses") or {})),
            node.get("security", self.root.get("security")),
        )

    def _parameters(self, path: str, item: Json, node: Json) -> Iterator[Parameter]:
        entries = [self.deref(entry) for source in (item, node) for entry in source.get("parameters") or ()]
        found = {(entry["in"], entry["name"]): entry for entry in entries if isinstance(entry, dict)}
        for (place, name), entry in found.items():
            is_lost = place == "path" and f"{{{name}}}" not in path
            if not is_lost and not (place == "header" and name.lower() in _IGNORED_HEADERS):
                yield self._parameter(place, name, entry)

    def _parameter(self, place: str, name: str, entry: Json) -> Parameter:
        required = entry.get("required") is True or place == "path"
        for media_type, media in (entry.get("content") or {}).items():
            style = "json" if "json" in media_type else _STYLES[place]
            return Parameter(name, place, required, (media or {}).get("schema", {}), style, explode=False)
        style = entry.get("style", _STYLES[place])
        explode = entry.get("explode", style == "form")
        return Parameter(name, place, required, entry.get("schema", {}), style, bool(explode))

    def _answers(self, responses: Json) -> Iterator[Answer]:
        codes = [str(code) for code in responses]
        chosen = [code for code in codes if code.startswith("2")] or [
            code for code in codes if code == "default"
        ]
        by_text = {str(code): response for code, response in responses.items()}
        for code in chosen:
            status = int(code.upper().replace("X", "0")) if code != "default" else 200
            yield Answer(status, (self.deref(by_text[code]) or {}).get("content") or {})


def documents_in(folder: Path) -> list[Path]:
    """Return the files of a folder, or below it, that are OpenAPI documents, by size; or the one file itself."""
    files = [folder] if folder.is_file() else sorted(folder.rglob("*"))
    found = [file for file in files if file.suffix in SUFFIXES and file.is_file() and _is_document(file)]
    return sorted(found, key=lambda file: file.stat().st_size)


def _is_document(file: Path) -> bool:
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return False
    return _VERSION.search(text) is not None
