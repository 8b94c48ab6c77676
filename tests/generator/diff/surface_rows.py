"""Edits of a document that change its client in other places than those that were edited, with what each means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from generator.diff import Impact

Json = dict[str, Any]


def _json(schema: Json) -> Json:
    return {"application/json": {"schema": schema}}


def ref(name: str) -> Json:
    """Return a reference to a schema."""
    return {"$ref": f"#/components/schemas/{name}"}


def _object(*required: str, **properties: Json) -> Json:
    return {"type": "object", "required": list(required), "properties": properties}


TEXT: Json = {"type": "string"}
NUMBER: Json = {"type": "integer"}
FILE: Json = {"type": "string", "format": "binary"}


def document() -> Json:
    """Return a small document of which a client is made in both ways."""
    made = {
        "operationId": "makePot",
        "tags": ["pots"],
        "requestBody": {"required": True, "content": _json(ref("Wish"))},
        "responses": {"200": {"description": "Made.", "content": _json(ref("Made"))}},
    }
    painted = {
        "operationId": "paintPot",
        "tags": ["pots"],
        "parameters": [{"name": "coat", "in": "query", "schema": ref("Glaze")}],
        "requestBody": {
            "required": True,
            "content": {
                "multipart/form-data": {"schema": _object("photo", photo=dict(FILE), note=dict(TEXT))}
            },
        },
        "responses": {"200": {"description": "Painted.", "content": _json(ref("Made"))}},
    }
    either = {
        "operationId": "either",
        "tags": ["pots"],
        "requestBody": {"required": True, "content": _json({"oneOf": [ref("Glaze"), ref("Clay")]})},
        "responses": {"204": {"description": "Done."}},
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Clay Works", "version": "1.2.3"},
        "servers": [{"url": "https://clay.example"}],
        "paths": {
            "/pots": {"post": made},
            "/pots/paint": {"post": painted},
            "/pots/either": {"post": either},
        },
        "components": {
            "schemas": {
                "Wish": _object(
                    "heat",
                    heat=dict(NUMBER),
                    label=dict(TEXT, default="pot"),
                    glazes={"type": "array", "items": ref("Glaze")},
                ),
                "Made": _object("id", id=dict(NUMBER), clay=ref("Soil")),
                "Glaze": _object(tone=dict(TEXT), base=ref("Coat")),
                "Coat": _object(Layer=dict(NUMBER)),
                "Clay": _object("form", form=dict(TEXT)),
                "Soil": _object(place=dict(TEXT)),
            }
        },
    }


@dataclass(frozen=True)
class SurfaceRow:
    """One edit, and the changes that break: kind and the Python names that are told."""

    title: str
    edit: Callable[[Json], object]
    breaking: tuple[str, ...]
    names: tuple[str, ...] = ()
    before: Callable[[Json], object] = lambda draft: None
    """What is edited in both documents."""


@dataclass(frozen=True)
class DefaultRow:
    """One edit of a default: what it is where the client sends it, and where it is left to the service."""

    edit: Callable[[Json], object]
    of_client: str
    of_service: str
    impact: Impact


def operation(draft: Json, path: str) -> Json:
    """Return the operation of a path."""
    found: Json = draft["paths"][path]["post"]
    return found


def schemas(draft: Json) -> Json:
    """Return the component schemas."""
    found: Json = draft["components"]["schemas"]
    return found


def _form(draft: Json) -> Json:
    content = operation(draft, "/pots/paint")["requestBody"]["content"]["multipart/form-data"]
    found: Json = content["schema"]["properties"]
    return found


def _add_parameter(draft: Json, **more: Any) -> None:
    node = {"name": "label", "in": "query", "schema": dict(TEXT), **more}
    operation(draft, "/pots").setdefault("parameters", []).append(node)


def _answer_with(draft: Json, status: str, **more: Any) -> None:
    operation(draft, "/pots")["responses"][status] = {"description": "More.", **more}


def _twin(draft: Json, name: str) -> None:
    schemas(draft)["Twin"] = schemas(draft)[name]


def _glaze_is_twin(draft: Json) -> None:
    _twin(draft, "Glaze")
    schemas(draft)["Wish"]["properties"]["glazes"]["items"] = ref("Twin")


def _made_is_twin(draft: Json) -> None:
    _twin(draft, "Made")
    operation(draft, "/pots")["responses"]["200"]["content"] = _json(ref("Twin"))


def _as_json(draft: Json) -> None:
    schema = _object(mark=dict(TEXT))
    operation(draft, "/pots/paint")["requestBody"]["content"].update(_json(schema))


def _as_json_with_more(draft: Json) -> None:
    schema = _object("mark", photo=dict(FILE), note=dict(TEXT), mark=dict(TEXT))
    operation(draft, "/pots/paint")["requestBody"]["content"].update(_json(schema))


def _without_tags(draft: Json) -> None:
    for path in draft["paths"]:
        operation(draft, path).pop("tags")


def _moved(draft: Json) -> None:
    _without_tags(draft)
    for path in list(draft["paths"]):
        draft["paths"][path.replace("/pots", "/jars")] = draft["paths"].pop(path)


def _one_moved(draft: Json) -> None:
    draft["paths"]["/jars"] = draft["paths"].pop("/pots")


def _clashing_field(draft: Json) -> None:
    fields = schemas(draft)["Coat"]["properties"]
    schemas(draft)["Coat"]["properties"] = {"layer": dict(TEXT), **fields}


def _used_by_answer(draft: Json) -> None:
    schemas(draft)["Made"]["properties"]["coat"] = ref("Coat")


def _renamed_schema(draft: Json) -> None:
    known = schemas(draft)
    known["Enamel"] = known.pop("Glaze")
    known["Wish"]["properties"]["glazes"]["items"] = ref("Enamel")
    operation(draft, "/pots/paint")["parameters"][0]["schema"] = ref("Enamel")
    content = operation(draft, "/pots/either")["requestBody"]["content"]
    content["application/json"]["schema"]["oneOf"][0] = ref("Enamel")


def _with_object(draft: Json) -> None:
    _form(draft)["frame"] = _object(wood=dict(TEXT))


def _renamed_field(draft: Json) -> None:
    wish = schemas(draft)["Wish"]
    wish["properties"] = {"heats": wish["properties"].pop("heat"), **wish["properties"]}
    wish["required"] = ["heats"]


SURFACE_ROWS = (
    SurfaceRow(
        "a query parameter takes the name of a field",
        _add_parameter,
        ("request-argument-renamed",),
        ("client.pots.make_pot(label=...)", "client.pots.make_pot(label_in_body=...)"),
    ),
    SurfaceRow(
        "an answer uses a nested schema that is sent",
        _used_by_answer,
        ("request-class-replaced",),
        ("clay.models.Coat", "clay.models.CoatInput"),
    ),
    SurfaceRow(
        "another class of the same shape is sent",
        _glaze_is_twin,
        ("request-class-replaced",),
        ("clay.models.Glaze", "clay.models.Twin"),
    ),
    SurfaceRow(
        "another class of the same shape is returned",
        _made_is_twin,
        ("response-class-replaced",),
        ("clay.models.Made", "clay.models.Twin"),
    ),
    SurfaceRow(
        "a file becomes text",
        lambda draft: _form(draft)["photo"].pop("format"),
        ("request-argument-type-changed",),
        ("client.pots.paint_pot(photo=...)",),
    ),
    SurfaceRow(
        "text becomes a file",
        lambda draft: _form(draft)["note"].update(format="binary"),
        ("request-argument-type-changed",),
        ("client.pots.paint_pot(note=...)",),
    ),
    SurfaceRow(
        "a further success without a body",
        lambda draft: _answer_with(draft, "204"),
        ("response-return-type-changed",),
        ("client.pots.make_pot",),
    ),
    SurfaceRow(
        "a further success with another body",
        lambda draft: _answer_with(draft, "201", content=_json(ref("Soil"))),
        ("response-return-type-changed",),
        ("client.pots.make_pot",),
    ),
    SurfaceRow(
        "a further success with the same body",
        lambda d: _answer_with(d, "201", content=_json(ref("Made"))),
        (),
    ),
    SurfaceRow(
        "another content type is preferred, without a field",
        _as_json,
        ("request-argument-removed", "request-argument-removed"),
    ),
    SurfaceRow(
        "another content type is preferred, with one more that is required",
        _as_json_with_more,
        ("request-argument-made-required", "request-argument-type-changed"),
    ),
    SurfaceRow("no tags, and the paths give the same groups", _without_tags, ()),
    SurfaceRow("no tags, and the paths give other groups", _moved, ("tag-changed",) * 3),
    SurfaceRow(
        "a new field takes the attribute of another",
        _clashing_field,
        ("request-attribute-renamed",),
        ("clay.models.Coat.layer", "clay.models.Coat.layer_2"),
    ),
    SurfaceRow("a schema has another name everywhere", _renamed_schema, ("schema-renamed",)),
    SurfaceRow("a required field has another name", _renamed_field, ("request-property-renamed",)),
    SurfaceRow(
        "an operation has another name, and its classes with it",
        lambda draft: operation(draft, "/pots/paint").update(operationId="coverPot"),
        ("operation-id-changed",),
        before=_with_object,
    ),
    SurfaceRow(
        "no tags in both, and another path",
        _one_moved,
        ("method-renamed",),
        ("client.pots.make_pot", "client.jars.make_pot"),
        _without_tags,
    ),
)


def _label(draft: Json) -> Json:
    found: Json = schemas(draft)["Wish"]["properties"]["label"]
    return found


def _require(draft: Json, name: str, **described: Any) -> None:
    wish = schemas(draft)["Wish"]
    wish["properties"].setdefault(name, described)
    wish["required"].append(name)


DEFAULT_ROWS = (
    DefaultRow(
        lambda draft: _require(draft, "label"),
        "property-with-default-made-required",
        "property-made-required",
        Impact.breaking,
    ),
    DefaultRow(
        lambda draft: _require(draft, "size", type="string", default="m"),
        "required-property-with-default-added",
        "required-property-added",
        Impact.breaking,
    ),
    DefaultRow(
        lambda draft: _add_parameter(
            draft, name="day", required=True, schema={"type": "integer", "default": 1}
        ),
        "required-parameter-with-default-added",
        "required-parameter-added",
        Impact.breaking,
    ),
    DefaultRow(
        lambda draft: _label(draft).update(default="jug"),
        "default-changed",
        "service-default-changed",
        Impact.safe,
    ),
    DefaultRow(
        lambda draft: _label(draft).pop("default"),
        "default-removed",
        "service-default-removed",
        Impact.safe,
    ),
    DefaultRow(
        lambda draft: schemas(draft)["Wish"]["properties"]["heat"].update(default=900),
        "default-added",
        "service-default-added",
        Impact.safe,
    ),
)
