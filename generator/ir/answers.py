"""Which schema an answer has when all went well."""

from __future__ import annotations

from typing import Any

from generator.document.extensions import Envelope
from generator.document.view import OperationView, branches_of, callback_operations_of, deref, json_content
from generator.source.nodes import MapNode


class AnswerSchemas:
    """Finds the schemas of successful answers; where the spec has an envelope, its code tells success from refusal."""

    def __init__(self, document: MapNode, envelope: Envelope | None) -> None:
        self._document = document
        self._envelope = envelope

    def of_operation(self, view: OperationView) -> Any:
        """Return the schema of an operation's successful answer, or None where it has none."""
        responses = view.node.get("responses") or {}
        for code in responses:
            if code.startswith("2"):
                media = json_content(deref(self._document, responses[code]))
                return self.successful_branch(media.get("schema")) if media is not None else None
        return None

    def successful_branch(self, schema: Any) -> Any:
        """Return the alternative of a schema that says success, or the schema itself."""
        target = deref(self._document, schema)
        members = target.get("oneOf") or target.get("anyOf") if isinstance(target, MapNode) else None
        return next((member for member in members or () if self._is_success(member)), schema)

    def _is_success(self, schema: Any) -> bool:
        if self._envelope is None:
            return True
        for branch in branches_of(self._document, schema):
            code = deref(self._document, (branch.get("properties") or {}).get(self._envelope.code))
            if isinstance(code, MapNode) and self._envelope.success in (
                [code["const"]] if "const" in code else code.get("enum") or ()
            ):
                return True
        return False

    def of_callbacks(self, view: OperationView) -> list[Any]:
        """Return the schemas of what an operation's callbacks post."""
        bodies = (
            json_content(deref(self._document, callback.node.get("requestBody")))
            for callback in callback_operations_of(self._document, view)
        )
        return [self.successful_branch(media.get("schema")) for media in bodies if media is not None]
