"""Edits of operations, security and the document as a whole, with what each means."""

from __future__ import annotations

from tests.generator.diff.base import Draft, Json
from tests.generator.diff.message_rows import Row, parameter, rename_path, rename_path_parameter


def _move_method(draft: Draft) -> None:
    item = draft.at("paths", "/pots/{potId}")
    item["put"] = item.pop("post")


def _rename_schema(draft: Draft) -> None:
    draft.schemas["Enamel"] = draft.schemas.pop("Glaze")
    for name in ("Fire", "Fired"):
        draft.schemas[name]["properties"]["glaze"] = {"$ref": "#/components/schemas/Enamel"}


def _add_schema(draft: Draft) -> None:
    draft.schemas["Fresh"] = {"type": "object", "properties": {"a": {"type": "string"}}}
    draft.schemas["Fire"]["properties"]["fresh"] = {"$ref": "#/components/schemas/Fresh"}


def _rename_scheme(draft: Draft) -> None:
    schemes = draft.at("components", "securitySchemes")
    schemes["pass"] = schemes.pop("badge")


def _scopes(draft: Draft) -> Json:
    found: Json = draft.at("components", "securitySchemes", "login", "flows", "clientCredentials", "scopes")
    return found


def _scheme(draft: Draft, name: str = "kilnKey") -> Json:
    found: Json = draft.at("components", "securitySchemes", name)
    return found


OPERATION_ROWS = (
    Row(
        "operation-added",
        lambda d: d.at("paths").update({"/new": {"get": {"operationId": "new", "responses": {}}}}),
        "N",
    ),
    Row(
        "operation-removed",
        lambda d: d.at("paths", "/pots").pop("get"),
        "B",
        also=frozenset({"other-change"}),
    ),
    Row("operation-id-changed", lambda d: d.listing.update(operationId="allPots"), "B"),
    Row("operation-id-respelled", lambda d: d.listing.update(operationId="ListPots"), "F"),
    Row("path-changed", lambda d: rename_path(d, "/v2/pots/{potId}"), "R"),
    Row("path-respelled", rename_path_parameter, "F", also=frozenset({"parameter-renamed"})),
    Row("http-method-changed", _move_method, "R"),
    Row("tag-changed", lambda d: d.fire.update(tags=["hot", "kiln"]), "B"),
    Row("other-tags-changed", lambda d: d.fire.update(tags=["kiln"]), "F"),
    Row("status-became-inferred", lambda d: d.fire["x-provenance"].update(status="inferred"), "R"),
    Row("status-changed", lambda d: d.fire["x-provenance"].update(status="documented"), "F"),
    Row(
        "provenance-changed",
        lambda d: d.fire["x-provenance"].update(pages=["P 2"]),
        "F",
        "none",
        "of an operation",
    ),
    Row("task-no-longer-stated", lambda d: d.fire.pop("x-task"), "B"),
    Row("task-role-changed", lambda d: d.fire["x-task"].update(role="immediate"), "B"),
    Row("task-place-changed", lambda d: d.fire["x-task"].update(id="$request.body#/note"), "R"),
    Row("task-states-changed", lambda d: d.fire["x-task"]["states"].update(pending=[1]), "R"),
    Row("task-result-added", lambda d: d.fire["x-task"]["results"].append("faces"), "N"),
    Row("task-result-removed", lambda d: d.fire["x-task"]["results"].remove("caption"), "B"),
    Row("reordered", lambda d: d.fire["x-task"]["results"].reverse(), "F"),
    Row("pagination-no-longer-stated", lambda d: d.listing.pop("x-pagination"), "B"),
    Row("collection-renamed", lambda d: d.listing["x-pagination"].update(collection="jugs"), "B"),
    Row("pagination-changed", lambda d: d.listing["x-pagination"].update(first=0), "R"),
    Row("deprecated", lambda d: d.fire.update(deprecated=True), "N", "none", "operation"),
    Row("summary-changed", lambda d: d.fire.update(summary="Fire it"), "F"),
    Row("description-changed", lambda d: d.fire.update(description="In it goes."), "F"),
    Row("documentation-changed", lambda d: d.fire["externalDocs"].update(url="https://a.example"), "F"),
    Row("extension-changed", lambda d: d.fire.update({"x-cost": 3}), "R"),
    Row("other-change", lambda d: d.fire.update(odd=1), "R"),
    Row(
        "server-url-changed",
        lambda d: d.get["servers"][0].update(url="https://b.example"),
        "R",
        "none",
        "of an operation",
    ),
    Row(
        "summary-changed",
        lambda d: d.at("paths", "/pots/{potId}").update(summary="One pot"),
        "F",
        "none",
        "of a path",
    ),
)

SECURITY_ROWS = (
    Row("security-no-longer-stated", lambda d: d.listing.update(security=[]), "F"),
    Row(
        "security-no-longer-stated",
        lambda d: d.get.update(security=[{}]),
        "F",
        "none",
        "by an empty alternative",
    ),
    Row("security-alternative-added", lambda d: d.root["security"].append({"badge": []}), "N"),
    Row("security-alternative-removed", lambda d: d.root["security"].pop(0), "B"),
    Row("security-scope-added", lambda d: d.root["security"][1]["login"].append("burn"), "B"),
    Row("security-scope-removed", lambda d: d.root["security"][1]["login"].remove("look"), "F"),
    Row("security-reordered", lambda d: d.root["security"].reverse(), "F"),
    Row(
        "security-alternative-added",
        lambda d: d.get["security"].append({"badge": []}),
        "N",
        "none",
        "of an operation",
    ),
    Row(
        "scheme-added",
        lambda d: d.at("components", "securitySchemes").update(seal={"type": "mutualTLS"}),
        "N",
    ),
    Row("scheme-removed", lambda d: d.at("components", "securitySchemes").pop("badge"), "B"),
    Row("scheme-renamed", _rename_scheme, "B"),
    Row("scheme-type-changed", lambda d: _scheme(d).update(type="http"), "B"),
    Row("scheme-place-changed", lambda d: _scheme(d).update(name="X-Key"), "R"),
    Row("scheme-place-changed", lambda d: _scheme(d).update({"in": "query"}), "R", "none", "place"),
    Row("scheme-detail-changed", lambda d: _scheme(d, "badge").update(bearerFormat="opaque"), "R"),
    Row("scope-added", lambda d: _scopes(d).update(burn="Burn."), "N"),
    Row("scope-removed", lambda d: _scopes(d).pop("look"), "B"),
    Row("documentation-changed", lambda d: _scopes(d).update(look="See."), "F", "none", "of a scope"),
    Row("description-changed", lambda d: _scheme(d).update(description="A key."), "F", "none", "of a scheme"),
)

DOCUMENT_ROWS = (
    Row("schema-added", _add_schema, "N", also=frozenset({"property-added"})),
    Row("schema-renamed", _rename_schema, "B"),
    Row("unused-component-added", lambda d: d.schemas.update(More={"type": "string"}), "F"),
    Row("unused-component-removed", lambda d: d.schemas.pop("Spare"), "F"),
    Row("unused-component-changed", lambda d: d.at("components", "examples", "Spare").update(value=2), "F"),
    Row("unused-maximum-lowered", lambda d: d.schemas["Spare"]["properties"]["old"].update(maximum=4), "F"),
    Row("server-url-changed", lambda d: d.root["servers"][0].update(url="https://new.example"), "R"),
    Row("server-added", lambda d: d.root["servers"].append({"url": "https://four.example"}), "F"),
    Row("server-removed", lambda d: d.root["servers"].pop(), "R"),
    Row("server-variable-changed", lambda d: d.root["servers"][0]["variables"]["v"].update(default="2"), "R"),
    Row("servers-reordered", lambda d: d.root["servers"].append(d.root["servers"].pop(1)), "F"),
    Row("title-renamed-client", lambda d: d.root["info"].update(title="Pot Works"), "B"),
    Row("title-changed", lambda d: d.root["info"].update(title="Clay  Works"), "F"),
    Row("version-changed", lambda d: d.root["info"].update(version="1.3.0"), "S"),
    Row("terms-changed", lambda d: d.root["info"]["contact"].update(name="Bo"), "F"),
    Row(
        "description-changed", lambda d: d.root["info"].update(description="Jugs."), "F", "none", "of the API"
    ),
    Row("openapi-version-changed", lambda d: d.root.update(openapi="3.1.1"), "F"),
    Row("tag-added", lambda d: d.root["tags"].append({"name": "cold"}), "F"),
    Row("tag-removed", lambda d: d.root["tags"].pop(), "F"),
    Row("tags-reordered", lambda d: d.root["tags"].reverse(), "F"),
    Row(
        "description-changed",
        lambda d: d.root["tags"][0].update(description="Heat."),
        "F",
        "none",
        "of a tag",
    ),
    Row("envelope-no-longer-stated", lambda d: d.root.pop("x-envelope"), "B"),
    Row("envelope-field-changed", lambda d: d.root["x-envelope"].update(data="result"), "B"),
    Row("envelope-code-changed", lambda d: d.root["x-envelope"].update(success="yes"), "R"),
    Row("extension-changed", lambda d: d.root["x-team"].update(name="fire"), "R", "none", "of the document"),
    Row(
        "other-change",
        lambda d: d.root.update(jsonSchemaDialect="https://a.example"),
        "R",
        "none",
        "of the document",
    ),
)

INVERSE_ROWS = (
    Row("schema-removed", _add_schema, "B", also=frozenset({"property-removed"})),
    Row("request-no-longer-deprecated", lambda d: parameter(d, 0).update(deprecated=True), "F", "request"),
    Row("no-longer-deprecated", lambda d: d.fire.update(deprecated=True), "F"),
    Row("request-body-made-required", lambda d: d.fire["requestBody"].pop("required"), "B", "request"),
    Row("callback-body-made-required", lambda d: d.posted["requestBody"].pop("required"), "F", "callback"),
    Row("callback-delivery-stated", lambda d: d.posted.pop("x-delivery"), "N", "callback"),
    Row("status-no-longer-inferred", lambda d: d.fire["x-provenance"].update(status="inferred"), "F"),
    Row("task-stated", lambda d: d.fire.pop("x-task"), "B"),
    Row("pagination-stated", lambda d: d.listing.pop("x-pagination"), "N"),
    Row("security-stated", lambda d: d.listing.update(security=[]), "B"),
    Row("envelope-stated", lambda d: d.root.pop("x-envelope"), "B"),
)
"""Edits whose way back is the change that is meant."""

API_ROWS = (*OPERATION_ROWS, *SECURITY_ROWS, *DOCUMENT_ROWS)
