"""Edits of parameters, bodies, answers and callbacks, with what each means."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any

from tests.generator.diff.base import Draft, Edit, Json


@dataclass(frozen=True)
class Row:
    """One edit: the id of the change that it is, its verdict (as in `SchemaRow`), and its side."""

    kind: str
    edit: Edit
    verdict: str
    side: str = "none"
    title: str = ""
    also: frozenset[str] = frozenset()
    is_twin: bool = False
    """Whether it is the edit of another row on the other side; its way back is tried there."""


def parameter(draft: Draft, index: int) -> Json:
    """Return a parameter of the operation that has everything."""
    found: Json = draft.fire["parameters"][index]
    return found


def _add_parameter(**more: Any) -> Edit:
    node = {"name": "fresh", "in": "query", "schema": {"type": "string"}, **more}
    return lambda draft: draft.fire["parameters"].append(node)


def rename_path(draft: Draft, path: str) -> None:
    """Move the operations of a path."""
    paths = draft.at("paths")
    paths[path] = paths.pop("/pots/{potId}")


def rename_path_parameter(draft: Draft) -> None:
    """Rename the parameter in a path."""
    rename_path(draft, "/pots/{id}")
    draft.at("paths", "/pots/{id}", "parameters", 0)["name"] = "id"


def _answer(draft: Draft) -> Json:
    found: Json = draft.fire["responses"]["200"]
    return found


def _rename_callback_url(draft: Draft) -> None:
    callback = draft.at("components", "callbacks", "Finished")
    callback["{$request.body#/label}"] = callback.pop("{$request.body#/note}")


def _change_callback_method(draft: Draft) -> None:
    item = draft.at("components", "callbacks", "Finished", "{$request.body#/note}")
    item["put"] = item.pop("post")


def _replace_response(draft: Draft) -> None:
    responses = draft.at("components", "responses")
    responses["Denied"] = copy.deepcopy(responses["Refused"])
    draft.listing["responses"]["400"] = {"$ref": "#/components/responses/Denied"}


def _delivery(draft: Draft) -> Json:
    found: Json = draft.posted["x-delivery"]
    return found


PARAMETER_ROWS = (
    Row("request-parameter-added", _add_parameter(), "N", "request"),
    Row("request-required-parameter-added", _add_parameter(required=True), "B", "request"),
    Row(
        "request-required-parameter-with-default-added",
        _add_parameter(required=True, schema={"type": "integer", "default": 1}),
        "R",
        "request",
    ),
    Row("request-parameter-removed", lambda d: d.fire["parameters"].pop(0), "B", "request"),
    Row("request-parameter-renamed", lambda d: parameter(d, 0).update(name="trial"), "B", "request"),
    Row(
        "request-parameter-renamed",
        rename_path_parameter,
        "B",
        "request",
        "in the path",
        frozenset({"path-respelled"}),
    ),
    Row("request-parameter-respelled", lambda d: parameter(d, 3).update(name="x-trace"), "R", "request"),
    Row("request-parameter-moved", lambda d: parameter(d, 0).update({"in": "header"}), "R", "request"),
    Row("request-parameter-made-required", lambda d: parameter(d, 0).update(required=True), "B", "request"),
    Row("request-parameter-made-optional", lambda d: parameter(d, 1).pop("required"), "N", "request"),
    Row(
        "request-parameter-style-changed",
        lambda d: parameter(d, 2).update(style="spaceDelimited"),
        "R",
        "request",
    ),
    Row(
        "request-parameter-style-changed",
        lambda d: parameter(d, 2).update(explode=False),
        "R",
        "request",
        "explode",
    ),
    Row(
        "request-slash-allowed", lambda d: parameter(d, 3).update({"x-allow-reserved": True}), "N", "request"
    ),
    Row(
        "request-slash-no-longer-allowed",
        lambda d: d.at("paths", "/pots/{potId}", "parameters", 0).pop("x-allow-reserved"),
        "B",
        "request",
    ),
    Row(
        "request-maximum-length-lowered",
        lambda d: parameter(d, 3)["schema"].update(maxLength=8),
        "B",
        "request",
    ),
    Row("request-deprecated", lambda d: parameter(d, 0).update(deprecated=True), "N", "request", "parameter"),
    Row(
        "request-minimum-raised",
        lambda d: d.at("components", "parameters", "Page", "schema").update(minimum=2),
        "B",
        "request",
        "of a shared parameter",
    ),
    Row("request-other-change", lambda d: parameter(d, 0).update(odd=True), "R", "request", "of a parameter"),
)

BODY_ROWS = (
    Row("request-body-added", lambda d: d.get.update(requestBody={"content": {}}), "N", "request"),
    Row(
        "request-required-body-added",
        lambda d: d.get.update(requestBody={"content": {}, "required": True}),
        "B",
        "request",
    ),
    Row(
        "request-body-removed",
        lambda d: d.fire.pop("requestBody"),
        "B",
        "request",
        also=frozenset({"unused"}),
    ),
    Row("request-body-made-optional", lambda d: d.fire["requestBody"].pop("required"), "N", "request"),
    Row("callback-body-made-optional", lambda d: d.posted["requestBody"].pop("required"), "B", "callback"),
    Row(
        "request-content-type-added",
        lambda d: d.fire["requestBody"]["content"].update({"text/plain": {}}),
        "N",
        "request",
    ),
    Row(
        "request-content-type-removed",
        lambda d: d.fire["requestBody"]["content"].pop("multipart/form-data"),
        "B",
        "request",
        also=frozenset({"unused"}),
    ),
    Row(
        "response-content-type-added",
        lambda d: _answer(d)["content"].update({"text/csv": {}}),
        "R",
        "response",
    ),
    Row("response-content-type-removed", lambda d: _answer(d)["content"].pop("text/plain"), "B", "response"),
    Row(
        "request-encoding-changed",
        lambda d: d.fire["requestBody"]["content"]["multipart/form-data"]["encoding"]["file"].update(
            contentType="*/*"
        ),
        "R",
        "request",
    ),
    Row(
        "request-description-changed",
        lambda d: d.fire["requestBody"].update(description="It."),
        "F",
        "request",
    ),
)

ANSWER_ROWS = (
    Row(
        "response-success-status-added",
        lambda d: d.fire["responses"].update({"204": {"description": "."}}),
        "R",
        "response",
    ),
    Row("response-success-status-removed", lambda d: d.fire["responses"].pop("202"), "B", "response"),
    Row(
        "response-error-status-added",
        lambda d: d.fire["responses"].update({"500": {"description": "."}}),
        "N",
        "response",
    ),
    Row("response-error-status-removed", lambda d: d.fire["responses"].pop("400"), "F", "response"),
    Row(
        "acknowledgement-status-to-answer-added",
        lambda d: d.posted["responses"].update({"202": {}}),
        "N",
        "acknowledgement",
    ),
    Row(
        "acknowledgement-status-to-answer-removed",
        lambda d: d.posted["responses"].pop("201"),
        "B",
        "acknowledgement",
    ),
    Row("response-header-added", lambda d: _answer(d)["headers"].update({"X-New": {}}), "N", "response"),
    Row("response-header-removed", lambda d: _answer(d)["headers"].pop("X-Note"), "B", "response"),
    Row(
        "response-header-made-required",
        lambda d: _answer(d)["headers"]["X-Note"].update(required=True),
        "F",
        "response",
    ),
    Row(
        "response-header-made-optional",
        lambda d: _answer(d)["headers"]["X-Left"].pop("required"),
        "B",
        "response",
    ),
    Row(
        "response-maximum-raised",
        lambda d: _answer(d)["headers"]["X-Left"]["schema"].update(maximum=99),
        "R",
        "response",
    ),
    Row(
        "response-link-added",
        lambda d: _answer(d)["links"].update(more={"operationId": "listPots"}),
        "N",
        "response",
    ),
    Row("response-link-removed", lambda d: _answer(d)["links"].pop("pot"), "B", "response"),
    Row(
        "response-link-target-changed",
        lambda d: _answer(d)["links"]["pot"].update(operationId="listPots"),
        "R",
        "response",
    ),
    Row(
        "response-link-arguments-changed",
        lambda d: _answer(d)["links"]["pot"].update(parameters={"potId": "1"}),
        "R",
        "response",
    ),
    Row(
        "response-link-server-changed",
        lambda d: _answer(d)["links"]["pot"].update(server={"url": "https://a.example"}),
        "R",
        "response",
    ),
    Row("response-description-changed", lambda d: _answer(d).update(description="Done."), "F", "response"),
    Row(
        "response-description-changed",
        lambda d: d.at("components", "responses", "Refused").update(description="Refused."),
        "F",
        "response",
        "of a shared answer",
    ),
    Row(
        "response-property-made-optional",
        lambda d: d.schemas["Refusal"].pop("required"),
        "B",
        "response",
        "of a shared schema",
    ),
    Row("component-replaced", _replace_response, "F", "none"),
)

CALLBACK_ROWS = (
    Row(
        "callback-added",
        lambda d: d.listing.update(callbacks={"more": {"{$url}": {"post": {}}}}),
        "N",
        "callback",
    ),
    Row("callback-removed", lambda d: d.fire.pop("callbacks"), "B", "callback", also=frozenset({"unused"})),
    Row("callback-url-changed", _rename_callback_url, "B", "callback"),
    Row("callback-method-changed", _change_callback_method, "B", "callback"),
    Row("callback-delivery-no-longer-stated", lambda d: d.posted.pop("x-delivery"), "B", "callback"),
    Row("callback-retries-raised", lambda d: _delivery(d).update(retries=5), "F", "callback"),
    Row("callback-retries-lowered", lambda d: _delivery(d).update(retries=3), "R", "callback"),
    Row("callback-retry-later", lambda d: _delivery(d).update(intervals=[3, 90, 600]), "R", "callback"),
    Row("callback-retry-sooner", lambda d: _delivery(d).update(intervals=[3, 60, 300]), "R", "callback"),
    Row(
        "callback-intervals-changed",
        lambda d: _delivery(d).update(intervals=[3, 60, 600, 600, 9]),
        "F",
        "callback",
    ),
    Row(
        "callback-acknowledgement-moved",
        lambda d: _delivery(d)["acknowledgement"].update(property="state"),
        "B",
        "callback",
    ),
    Row(
        "callback-acknowledgement-value-added",
        lambda d: _delivery(d)["acknowledgement"].update(values=["ok", 1, 2]),
        "N",
        "callback",
    ),
    Row(
        "callback-acknowledgement-value-removed",
        lambda d: _delivery(d)["acknowledgement"].update(values=["ok"]),
        "B",
        "callback",
    ),
    Row(
        "callback-acknowledgement-reordered",
        lambda d: _delivery(d)["acknowledgement"].update(values=[1, "ok"]),
        "R",
        "callback",
    ),
    Row("callback-documentation-changed", lambda d: _delivery(d).update(note="So."), "F", "callback"),
    Row("callback-summary-changed", lambda d: d.posted.update(summary="Done"), "F", "callback"),
    Row("webhook-added", lambda d: d.at("webhooks").update(broken={"post": {}}), "N"),
    Row("webhook-removed", lambda d: d.at("webhooks").pop("sold"), "B"),
    Row(
        "callback-type-changed",
        lambda d: d.at(
            "webhooks", "sold", "post", "requestBody", "content", "application/json", "schema"
        ).update(type="array"),
        "B",
        "callback",
        "of a webhook",
    ),
)

MESSAGE_ROWS = (*PARAMETER_ROWS, *BODY_ROWS, *ANSWER_ROWS, *CALLBACK_ROWS)
