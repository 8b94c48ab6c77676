"""The kinds of change of operations, security, servers and the document as a whole."""

from __future__ import annotations

from typing import Final

from generator.diff.kinds.kind import anywhere, of_api
from generator.diff.verdicts import BREAKS, FIX, NEW, RISKY, SILENT

_OPERATIONS: Final = (
    of_api("operation-added", NEW, "new operation, {method} {path}", "added"),
    of_api("operation-removed", BREAKS, "operation removed", "removed"),
    of_api("operation-id-changed", BREAKS, "operation renamed to {new}"),
    of_api("operation-id-respelled", FIX, "operationId is spelled {new} now; its name in Python stays"),
    of_api("path-changed", RISKY, "path changed from {old} to {new}; older packages still call the old one"),
    of_api("path-respelled", FIX, "the parts of the path have other names: {new}"),
    of_api(
        "http-method-changed",
        RISKY,
        "HTTP method changed from {old} to {new}; older packages still use the old one",
    ),
    of_api("tag-changed", BREAKS, "moved from client.{old} to client.{new}"),
    of_api("other-tags-changed", FIX, "tags changed from {old} to {new}; its place in the client stays"),
    of_api("status-became-inferred", RISKY, "was {old}, is inferred now: calling it warns"),
    of_api(
        "status-no-longer-inferred", FIX, "was inferred, is {new} now: calling it no longer warns", "fixed"
    ),
    of_api("status-changed", FIX, "x-provenance changed from {old} to {new}"),
)

_TASKS: Final = (
    of_api("task-stated", BREAKS, "its method returns a task now (x-task)"),
    of_api("task-no-longer-stated", BREAKS, "its method no longer returns a task (x-task)"),
    of_api("task-role-changed", BREAKS, "its part in a task changed from {old} to {new} (x-task)"),
    of_api("task-place-changed", RISKY, "{keyword} of the task is found at {new} now, was at {old}"),
    of_api("task-states-changed", RISKY, "task states that mean {keyword}: {new}, were {old}"),
    of_api("task-result-added", NEW, "a finished task gives {value}, too", "added"),
    of_api("task-result-removed", BREAKS, "a finished task no longer gives {value}", "removed"),
    of_api("pagination-stated", NEW, "can be read page by page now, as client.{new} (x-pagination)", "added"),
    of_api("pagination-no-longer-stated", BREAKS, "client.{old} is gone (x-pagination)", "removed"),
    of_api("collection-renamed", BREAKS, "client.{old} is called client.{new} now (x-pagination)"),
    of_api("pagination-changed", RISKY, "x-pagination: {keyword} changed from {old} to {new}"),
)

_SECURITY: Final = (
    of_api("security-stated", BREAKS, "needs credentials now: {new}"),
    of_api("security-no-longer-stated", FIX, "needs no credentials any more, was {old}"),
    of_api("security-alternative-added", NEW, "can be called with {value}, too", "added"),
    of_api("security-alternative-removed", BREAKS, "can no longer be called with {value}", "removed"),
    of_api("security-scope-added", BREAKS, "{name}: scope {value} is needed now"),
    of_api("security-scope-removed", FIX, "{name}: scope {value} is no longer needed"),
    of_api("security-reordered", FIX, "its credentials stand in another order"),
    of_api("scheme-added", NEW, "security scheme added", "added"),
    of_api("scheme-removed", BREAKS, "security scheme removed", "removed"),
    of_api("scheme-renamed", BREAKS, "security scheme renamed to {new}"),
    of_api("scheme-type-changed", BREAKS, "security scheme changed from {old} to {new}"),
    of_api(
        "scheme-place-changed",
        RISKY,
        "{keyword} of the credential changed from {old} to {new}; older packages still use the old one",
    ),
    of_api("scheme-detail-changed", RISKY, "{keyword} of the credential changed from {old} to {new}"),
    of_api("scope-added", NEW, "scope {name} added", "added"),
    of_api("scope-removed", BREAKS, "scope {name} removed", "removed"),
)

_DOCUMENT: Final = (
    of_api("schema-added", NEW, "new schema {name}", "added"),
    of_api("schema-removed", BREAKS, "schema {name} removed, and its class", "removed"),
    of_api("schema-renamed", BREAKS, "schema {name} renamed to {new}, and its class"),
    of_api("unused-component-added", FIX, "{name} is new in {section}; nothing uses it"),
    of_api("unused-component-removed", FIX, "{name} removed from {section}; nothing used it"),
    of_api("unused-component-changed", FIX, "{name} changed in {section}; nothing uses it"),
    of_api("component-replaced", FIX, "is described by {new} now, was by {old}"),
    of_api(
        "server-url-changed",
        RISKY,
        "the client's address changed from {old} to {new}; older packages still call the old one",
    ),
    of_api("server-added", FIX, "server {new} added", "added"),
    of_api("server-removed", RISKY, "server {old} removed", "removed"),
    of_api("server-variable-changed", RISKY, "variable {name} changed from {old} to {new}"),
    of_api("servers-reordered", FIX, "further servers stand in another order"),
    of_api("title-renamed-client", BREAKS, "the class of the client is called {new} now, was {old}"),
    of_api("version-changed", SILENT, "version changed from {old} to {new}"),
    of_api("openapi-version-changed", FIX, "the document is OpenAPI {new} now, was {old}"),
    of_api("terms-changed", FIX, "{keyword} changed from {old} to {new}"),
    of_api("tag-added", FIX, "tag {name} described", "added"),
    of_api("tag-removed", FIX, "tag {name} no longer described"),
    of_api("tags-reordered", FIX, "the tags stand in another order"),
    of_api("envelope-stated", BREAKS, "answers have an envelope now (x-envelope)"),
    of_api("envelope-no-longer-stated", BREAKS, "answers have no envelope any more (x-envelope)"),
    of_api("envelope-field-changed", BREAKS, "the envelope's {keyword} is {new} now, was {old}"),
    of_api("envelope-code-changed", RISKY, "{keyword} is told by {new} now, was {old}"),
)

_TEXTS: Final = (
    anywhere("deprecated", NEW, "deprecated", "deprecated"),
    anywhere("no-longer-deprecated", FIX, "no longer deprecated"),
    anywhere("title-changed", FIX, "title changed"),
    anywhere("summary-changed", FIX, "summary changed"),
    anywhere("description-changed", FIX, "description changed"),
    anywhere("example-changed", FIX, "example changed"),
    anywhere("documentation-changed", FIX, "{keyword} changed"),
    anywhere("confirmed", FIX, "documented now: it was {old} before", "fixed"),
    anywhere("doubted", RISKY, "{new} now: it was documented before"),
    anywhere("provenance-changed", FIX, "{keyword} of its provenance {how}"),
    anywhere("reordered", FIX, "{keyword} stands in another order"),
    anywhere("extension-changed", RISKY, "{keyword} changed from {old} to {new}"),
    anywhere("other-change", RISKY, "{keyword} changed from {old} to {new}"),
)

API_KINDS: Final = (*_OPERATIONS, *_TASKS, *_SECURITY, *_DOCUMENT, *_TEXTS)
