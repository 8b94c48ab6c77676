"""A document that has text in every position where OpenAPI has any, each to be chosen."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

Text = Callable[[str], str]
"""What stands in a position, by the name of the position."""


def plain_prose(position: str) -> str:
    """Return harmless text for people."""
    return f"Tells of {position}"


def plain_name(position: str) -> str:
    """Return a harmless name that Python would not take as it is, as hostile ones are."""
    return f"{position} Name"


def document(prose: Text = plain_prose, name: Text = plain_name, value: Text = plain_prose) -> dict[str, Any]:
    """Return a document.

    Args:
        prose: text for people.
        name: what becomes a name in Python, or may.
        value: text that is sent or received as it stands.
    """
    return {
        "openapi": "3.1.0",
        "info": _info(prose, name),
        "jsonSchemaDialect": "https://spec.openapis.org/oas/3.1/dialect/base",
        "servers": [
            {
                "url": "https://{host}.example/v1",
                "description": prose("server"),
                "variables": {
                    "host": {
                        "default": "clay",
                        "description": prose("variable"),
                        "enum": ["clay", value("host")],
                    }
                },
            }
        ],
        "externalDocs": {"description": prose("docs"), "url": "https://docs.example"},
        "tags": [
            {
                "name": name("tag"),
                "description": prose("tag"),
                "externalDocs": {"url": "https://docs.example", "description": prose("tag docs")},
            }
        ],
        "security": [{name("key"): []}],
        "paths": {
            "/fire/{pot}": {
                "summary": prose("path"),
                "description": prose("path description"),
                "post": _operation(prose, name, value),
            },
            f"/{_in_path(value('path'))}": {
                "get": {
                    "operationId": name("look"),
                    "tags": [name("tag")],
                    "responses": {"200": {"description": prose("empty")}},
                }
            },
        },
        "webhooks": {name("hook"): {"post": _operation_of_callback(prose, name)}},
        "components": _components(prose, name, value),
        "x-anything": {name("extension"): value("extension")},
        "x-tags": [value("extension tags")],
    }


PARTS: Final = ("about", "calls", "requests", "answers")


def part_of(whole: dict[str, Any], part: str, name: Text) -> dict[str, Any]:
    """Return a small document with the positions of one part of a whole one; the parts together have all of them."""
    (path, item), (other, look) = whole["paths"].items()
    about = {key: value for key, value in whole.items() if key not in ("webhooks", "components")}
    schemes = {"securitySchemes": whole["components"]["securitySchemes"]}
    if part == "about":
        return {**about, "paths": {other: look}, "components": schemes}
    small = {
        "openapi": whole["openapi"],
        "info": {"title": "Clay", "version": "1"},
        "servers": [{"url": "https://clay.example"}],
    }
    operation = item["post"]
    answers, responses = ("responses", "callbacks", "x-code-samples"), {"200": {"description": "x"}}
    if part == "calls":
        kept = {key: value for key, value in operation.items() if key not in ("requestBody", *answers)}
        return {**small, "paths": {path: {**item, "post": {**kept, "responses": responses}}}}
    few = {key: operation[key] for key in ("operationId", "parameters")}
    few["parameters"] = few["parameters"][:1]
    if part == "requests":
        schemas = _only(whole, name, "Request", "Inner", "Choice")
        kept = {**few, "requestBody": operation["requestBody"], "responses": responses}
        return {**small, "paths": {path: {"post": kept}}, "components": {"schemas": schemas}}
    kept = {**few, **{key: operation[key] for key in answers}}
    schemas = _only(whole, name, "Answer", "Cat", "Dog")
    return {
        **small,
        "paths": {path: {"post": kept}},
        "webhooks": whole["webhooks"],
        "components": {"schemas": schemas},
    }


def _only(whole: dict[str, Any], name: Text, *positions: str) -> dict[str, Any]:
    schemas = whole["components"]["schemas"]
    return {name(position): schemas[name(position)] for position in positions}


def write_document(folder: Path, content: dict[str, Any]) -> Path:
    """Write a document as the only file of a spec, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "openapi.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    return file


def _info(prose: Text, name: Text) -> dict[str, Any]:
    return {
        "title": name("title"),
        "version": prose("version"),
        "summary": prose("info"),
        "description": prose("info description"),
        "termsOfService": "https://terms.example",
        "contact": {"name": prose("contact"), "url": "https://contact.example"},
        "license": {"name": prose("license"), "identifier": prose("license identifier")},
    }


def _operation(prose: Text, name: Text, value: Text) -> dict[str, Any]:
    return {
        "operationId": name("fire"),
        "tags": [name("tag")],
        "summary": prose("operation"),
        "description": prose("operation description"),
        "externalDocs": {"url": "https://docs.example", "description": prose("operation docs")},
        "x-provenance": {"status": "partial", "pages": [prose("page")], "note": prose("note")},
        "parameters": [
            {
                "name": "pot",
                "in": "path",
                "required": True,
                "description": prose("pot"),
                "schema": {"type": "string"},
            },
            _parameter("query", prose, name, value),
            _parameter("header", prose, name, value),
            _parameter("cookie", prose, name, value),
        ],
        "requestBody": {
            "description": prose("body"),
            "content": {
                "application/json": {
                    "schema": {"$ref": to_schema(name("Request"))},
                    "examples": {
                        name("example"): {
                            "summary": prose("example"),
                            "value": {name("field"): value("example")},
                        }
                    },
                }
            },
        },
        "responses": {
            "200": {
                "description": prose("answer"),
                "headers": {
                    name("answer header"): {
                        "description": prose("answer header"),
                        "schema": {"type": "string"},
                    }
                },
                "content": {"application/json": {"schema": {"$ref": to_schema(name("Answer"))}}},
                "links": {
                    name("link"): {
                        "operationId": name("look"),
                        "description": prose("link"),
                        "parameters": {name("link parameter"): value("link")},
                    }
                },
            },
            "4XX": {"description": prose("refusal")},
        },
        "callbacks": {
            name("callback"): {"{$request.body#/url}": {"post": _operation_of_callback(prose, name)}}
        },
        "x-code-samples": [{"lang": value("sample"), "source": prose("sample")}],
    }


def _operation_of_callback(prose: Text, name: Text) -> dict[str, Any]:
    return {
        "summary": prose("callback"),
        "requestBody": {
            "description": prose("callback body"),
            "content": {"application/json": {"schema": {"$ref": to_schema(name("Answer"))}}},
        },
        "responses": {"200": {"description": prose("callback answer")}},
    }


def _parameter(place: str, prose: Text, name: Text, value: Text) -> dict[str, Any]:
    return {
        "name": name(place),
        "in": place,
        "description": prose(place),
        "example": value(f"{place} example"),
        "schema": {"type": "string", "default": value(f"{place} default"), "title": prose(f"{place} title")},
    }


def _components(prose: Text, name: Text, value: Text) -> dict[str, Any]:
    return {
        "securitySchemes": {
            name("key"): {"type": "apiKey", "in": "header", "name": "X-Key", "description": prose("key")}
        },
        "schemas": {
            name("Request"): {
                "type": "object",
                "title": prose("request title"),
                "description": prose("request"),
                "additionalProperties": False,
                "required": [name("needed")],
                "properties": {
                    name("field"): _texts(prose, value),
                    name("needed"): {
                        "type": "integer",
                        "description": prose("needed"),
                        "minimum": 1,
                        "$comment": prose("comment"),
                    },
                    name("choice"): {
                        "enum": [value("first choice"), value("second choice")],
                        "description": prose("choice"),
                    },
                    name("constant"): {"const": value("constant")},
                    name("inner"): {"type": "array", "items": {"$ref": to_schema(name("Inner"))}},
                    name("either"): {"oneOf": [{"$ref": to_schema(name("Inner"))}, {"type": "string"}]},
                },
            },
            name("Inner"): {
                "type": "object",
                "description": prose("inner"),
                "properties": {name("inner field"): {"$ref": to_schema(name("Choice"))}},
            },
            name("Choice"): {
                "type": "string",
                "enum": [value("named choice"), value("other choice")],
                "description": prose("named choice"),
            },
            name("Answer"): {
                "type": "object",
                "description": prose("answer model"),
                "properties": {
                    name("answer field"): {
                        "type": "string",
                        "description": prose("answer field"),
                        "example": value("answer"),
                    },
                    name("pets"): {
                        "oneOf": [
                            {"$ref": to_schema(name("Cat"))},
                            {"$ref": to_schema(name("Dog"))},
                        ],
                        "discriminator": {
                            "propertyName": name("kind"),
                            "mapping": {
                                value("cat"): to_schema(name("Cat")),
                                value("dog"): to_schema(name("Dog")),
                            },
                        },
                    },
                },
            },
            **{
                name(pet): {
                    "type": "object",
                    "required": [name("kind")],
                    "properties": {
                        name("kind"): {"type": "string"},
                        name(f"{pet} field"): {"type": "integer"},
                    },
                }
                for pet in ("Cat", "Dog")
            },
        },
    }


def _texts(prose: Text, value: Text) -> dict[str, Any]:
    return {
        "type": "string",
        "title": prose("field title"),
        "description": prose("field"),
        "default": value("default"),
        "examples": [value("schema example")],
        "pattern": value("pattern"),
        "format": value("format"),
        "contentMediaType": value("media type"),
        "maxLength": 1_000_000,
    }


def to_schema(name: str) -> str:
    """Return the reference to a schema."""
    return f"#/components/schemas/{name.replace('~', '~0').replace('/', '~1').replace('%', '%25')}"


def _in_path(text: str) -> str:
    return text.replace("{", "(").replace("}", ")").replace("?", "").replace("#", "")
