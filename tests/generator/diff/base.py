"""A small document that has everything, to be changed in one place at a time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from generator.diff import Diff, Source, compare_documents
from generator.source.complaint import Location
from generator.source.nodes import MapNode, SeqNode

Json = dict[str, Any]
Edit = Callable[["Draft"], object]


def _fields() -> Json:
    return {
        "label": {
            "type": "string",
            "title": "Label",
            "description": "Words on it.",
            "minLength": 2,
            "maxLength": 20,
            "pattern": "^[a-z]+$",
            "format": "slug",
            "default": "pot",
            "examples": ["jug"],
            "x-meaning": "title",
            "x-provenance": {"status": "inferred", "note": "A guess."},
            "xml": {"name": "l"},
            "contentEncoding": "base64",
            "$comment": "None.",
        },
        "free": {"description": "Whatever."},
        "note": {"type": "string"},
        "filled": {"type": "integer", "default": 3},
        "heat": {"type": "integer", "minimum": 100, "maximum": 1200, "multipleOf": 50},
        "width": {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 10, "format": "float"},
        "open": {"type": "boolean"},
        "size": {"type": ["integer", "string"]},
        "color": {"type": "string", "enum": ["blue", "ash"]},
        "maybe": {"type": ["string", "null"]},
        "marks": {
            "type": "array",
            "minItems": 2,
            "maxItems": 5,
            "uniqueItems": True,
            "items": {"type": "string"},
        },
        "loose": {"type": "array"},
        "limits": {
            "type": "object",
            "minProperties": 2,
            "maxProperties": 3,
            "additionalProperties": False,
            "properties": {"low": {"type": "integer"}},
        },
        "counts": {"type": "object", "additionalProperties": {"type": "integer"}},
        "shape": {"oneOf": [{"$ref": "#/components/schemas/Round"}, {"$ref": "#/components/schemas/Square"}]},
        "kind": {
            "oneOf": [{"$ref": "#/components/schemas/Round"}, {"$ref": "#/components/schemas/Square"}],
            "discriminator": {
                "propertyName": "form",
                "mapping": {
                    "round": "#/components/schemas/Round",
                    "square": "#/components/schemas/Square",
                },
            },
        },
        "both": {"allOf": [{"$ref": "#/components/schemas/Round"}, {"$ref": "#/components/schemas/Square"}]},
        "glaze": {"$ref": "#/components/schemas/Glaze"},
        "alias": {"$ref": "#/components/schemas/Word"},
        "own": {"type": "object", "properties": {"a": {"type": "string"}}},
        "hidden": {"type": "string", "readOnly": True},
        "secret": {"type": "string", "writeOnly": True},
        "by": {"type": "object", "patternProperties": {"^a": {"type": "string"}}},
        "ruled": {"type": "string", "not": {"const": "x"}},
        "never": False,
        "any": True,
    }


def _object(**more: Any) -> Json:
    return {"type": "object", "properties": _fields(), "required": ["heat", "label", "maybe"], **more}


def _few() -> Json:
    names = ("label", "note", "heat", "open", "color", "maybe")
    fields = _fields()
    return _object(properties={name: fields[name] for name in names})


def _json(schema: Any) -> Json:
    return {"application/json": {"schema": schema}}


def _ref(section: str, name: str) -> Json:
    return {"$ref": f"#/components/{section}/{name}"}


def _fire() -> Json:
    return {
        "operationId": "firePot",
        "tags": ["kiln", "hot"],
        "summary": "Fire a pot",
        "description": "Puts it into the kiln.",
        "externalDocs": {"url": "https://clay.example/fire"},
        "x-provenance": {"status": "partial", "pages": ["P 1"], "note": "Half."},
        "x-task": {
            "role": "submit",
            "results": ["pictures", "caption"],
            "id": "$request.body#/label",
            "state": "$response.body#/heat",
            "states": {"pending": [1, 2], "succeeded": [3]},
        },
        "parameters": [
            {"name": "dry", "in": "query", "schema": {"type": "boolean"}, "description": "Only try."},
            {"name": "fast", "in": "query", "required": True, "schema": {"type": "boolean"}},
            {"name": "tags", "in": "query", "schema": {"type": "array"}, "style": "form", "explode": True},
            {"name": "X-Trace", "in": "header", "schema": {"type": "string", "maxLength": 9}},
            {"name": "visitor", "in": "cookie", "schema": {"type": "string"}},
            _ref("parameters", "Page"),
        ],
        "requestBody": {
            "required": True,
            "description": "What to fire.",
            "content": {
                **_json(_ref("schemas", "Fire")),
                "multipart/form-data": {
                    "schema": _ref("schemas", "Form"),
                    "encoding": {"file": {"contentType": "image/png"}},
                },
            },
        },
        "responses": {
            "200": {
                "description": "Fired.",
                "headers": {
                    "X-Left": {"required": True, "schema": {"type": "integer", "maximum": 9}},
                    "X-Note": {"schema": {"type": "string"}},
                },
                "content": {**_json(_ref("schemas", "Fired")), "text/plain": {"schema": {"type": "string"}}},
                "links": {
                    "pot": {
                        "operationId": "getPot",
                        "parameters": {"potId": "$response.body#/label"},
                        "description": "The pot.",
                    }
                },
            },
            "202": {"description": "Later."},
            "400": _ref("responses", "Refused"),
        },
        "callbacks": {"finished": _ref("callbacks", "Finished")},
    }


def _finished() -> Json:
    return {
        "{$request.body#/note}": {
            "post": {
                "summary": "It is fired",
                "x-delivery": {
                    "acknowledgement": {"property": "code", "values": ["ok", 1]},
                    "intervals": [3, 60, 600],
                    "retries": 4,
                    "note": "As told.",
                },
                "requestBody": {"required": True, "content": _json(_ref("schemas", "News"))},
                "responses": {
                    "200": {"description": "Taken.", "content": _json(_ref("schemas", "Thanks"))},
                    "201": {"description": "Taken, too."},
                },
            }
        }
    }


def base() -> Json:
    """Return the document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Clay Works",
            "version": "1.2.3",
            "description": "Pots.",
            "contact": {"name": "Ann"},
        },
        "servers": [
            {"url": "https://clay.example", "description": "The kiln.", "variables": {"v": {"default": "1"}}},
            {"url": "https://spare.example"},
            {"url": "https://third.example"},
        ],
        "security": [{"kilnKey": []}, {"login": ["fire", "look"]}],
        "tags": [{"name": "kiln", "description": "Fire."}, {"name": "shop"}, {"name": "hot"}],
        "x-envelope": {"code": "code", "message": "msg", "data": "data", "success": "ok", "refusal": "no"},
        "x-team": {"name": "clay"},
        "paths": {
            "/pots/{potId}": {
                "summary": "A pot",
                "parameters": [
                    {
                        "name": "potId",
                        "in": "path",
                        "required": True,
                        "schema": {"type": "string"},
                        "x-allow-reserved": True,
                    }
                ],
                "post": _fire(),
                "get": {
                    "operationId": "getPot",
                    "tags": ["shop"],
                    "security": [{"kilnKey": []}],
                    "servers": [{"url": "https://pots.example"}],
                    "x-task": {"role": "query", "id": "$request.body#/id"},
                    "responses": {"200": {"description": "It.", "content": _json({"type": "object"})}},
                },
            },
            "/pots": {
                "get": {
                    "operationId": "listPots",
                    "tags": ["shop"],
                    "parameters": [_ref("parameters", "Page")],
                    "x-pagination": {
                        "collection": "pots",
                        "page": "$request.body#/page",
                        "size": "$request.body#/size",
                        "first": 1,
                        "items": "$response.body#/rows",
                        "total": "$response.body#/total",
                    },
                    "responses": {"200": {"description": "All."}, "400": _ref("responses", "Refused")},
                }
            },
        },
        "webhooks": {
            "sold": {"post": {"requestBody": {"content": _json({"type": "object"})}, "responses": {}}},
        },
        "components": {
            "schemas": {
                "Fire": _object(),
                "Fired": _object(),
                "News": _few(),
                "Thanks": _few(),
                "Form": {"type": "object", "properties": {"file": {"type": "string", "format": "binary"}}},
                "Round": {"type": "object", "title": "R", "properties": {"form": {"type": "string"}}},
                "Square": {"type": "object", "title": "S", "properties": {"form": {"type": "string"}}},
                "Glaze": {"type": "object", "properties": {"tone": {"type": "string"}}},
                "Word": {"type": "string"},
                "Text": {"type": "string"},
                "Refusal": {"type": "object", "required": ["msg"], "properties": {"msg": {"type": "string"}}},
                "Spare": {"type": "object", "properties": {"old": {"type": "integer", "maximum": 5}}},
            },
            "parameters": {
                "Page": {"name": "page", "in": "query", "schema": {"type": "integer", "minimum": 1}}
            },
            "responses": {"Refused": {"description": "No.", "content": _json(_ref("schemas", "Refusal"))}},
            "callbacks": {"Finished": _finished()},
            "examples": {"Spare": {"value": 1}},
            "securitySchemes": {
                "kilnKey": {
                    "type": "apiKey",
                    "in": "header",
                    "name": "X-Kiln-Key",
                    "description": "The key.",
                },
                "login": {
                    "type": "oauth2",
                    "flows": {
                        "clientCredentials": {
                            "tokenUrl": "https://clay.example/token",
                            "scopes": {"fire": "Fire.", "look": "Look."},
                        }
                    },
                },
                "badge": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
            },
        },
    }


class Draft:
    """A copy of the document, with short ways to what is changed most."""

    def __init__(self) -> None:
        self.root = base()

    @property
    def fire(self) -> Json:
        """The operation that has everything."""
        found: Json = self.at("paths", "/pots/{potId}", "post")
        return found

    @property
    def get(self) -> Json:
        """The operation with security and servers of its own."""
        found: Json = self.at("paths", "/pots/{potId}", "get")
        return found

    @property
    def listing(self) -> Json:
        """The operation that lists."""
        found: Json = self.at("paths", "/pots", "get")
        return found

    @property
    def posted(self) -> Json:
        """The operation of the callback."""
        found: Json = self.at("components", "callbacks", "Finished", "{$request.body#/note}", "post")
        return found

    @property
    def schemas(self) -> Json:
        """The component schemas."""
        found: Json = self.at("components", "schemas")
        return found

    def at(self, *steps: str | int) -> Any:
        """Return what stands at a place."""
        node: Any = self.root
        for step in steps:
            node = node[step]
        return node


def as_nodes(value: Any, file: Path = Path("openapi.json")) -> Any:
    """Return a value as nodes, in which every entry has a line of its own."""
    return _Numbered(file).node(value)


class _Numbered:
    def __init__(self, file: Path) -> None:
        self._file = file
        self._line = 0

    def node(self, value: Any) -> Any:
        if isinstance(value, dict):
            mapping = MapNode(self._here())
            for key, entry in value.items():
                location = self._next()
                mapping.put(key, self.node(entry), location)
            return mapping
        if isinstance(value, list):
            sequence = SeqNode(self._here())
            for entry in value:
                location = self._next()
                sequence.push(self.node(entry), location)
            return sequence
        return value

    def _here(self) -> Location:
        return Location(self._file, max(self._line, 1))

    def _next(self) -> Location:
        self._line += 1
        return self._here()


def source(document: Json, name: str) -> Source:
    """Return a document as one of the two of a comparison."""
    return Source(name, as_nodes(document, Path(f"{name}.json")), lambda file: file.as_posix())


def changed(edit: Edit) -> Json:
    """Return the document with one edit."""
    draft = Draft()
    edit(draft)
    return draft.root


_OLD = source(base(), "old")
_NEW = source(base(), "new")


def diff_of(old: Json | None, new: Json | None) -> Diff:
    """Return the difference of two documents; None is the one that nothing was changed in."""
    before = _OLD if old is None else source(old, "old")
    return compare_documents(before, _NEW if new is None else source(new, "new"), "clay")
