"""What successful answers hold: JSON, text, bytes or nothing, by status."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from generator.document.view import OperationView, deref
from generator.ir.media import is_json, is_media_type, is_text
from generator.ir.model import Reply
from generator.ir.schemas import SchemaReader
from generator.ir.types import NONE, Named, Scalar, Type, one_of
from generator.ir.words import one_line
from generator.runtime.shapes import AnswerKind
from generator.source.complaint import Complaint
from generator.source.nodes import MapNode

_TEXT: Final = Scalar("str")
_BYTES: Final = Scalar("bytes")
_STREAM: Final = "text/event-stream"


@dataclass(frozen=True)
class Replies:
    """What the caller gets."""

    result: Type
    description: str
    answer: Named | None
    replies: tuple[Reply, ...]
    accept: str | None


class ReplyReader:
    """Reads the successful answers of operations."""

    def __init__(self, document: MapNode, schemas: SchemaReader) -> None:
        self._document = document
        self._schemas = schemas
        self.complaints: list[Complaint] = []

    def schemas_of(self, view: OperationView) -> list[Any]:
        """Return the schemas of an operation's successful answers, of the media types that are asked for."""
        return [schema for _, kind, schema, _ in self._successes(view) if kind == "json"]

    def read(self, view: OperationView, module: str, class_base: str) -> Replies:
        """Return what an operation's caller gets."""
        found = self._successes(view)
        replies: list[Reply] = []
        for index, (status, kind, schema, _) in enumerate(found):
            name = f"{class_base}Answer{status if index else ''}"
            read = self._schemas.read(schema, "response", module, name).type if kind == "json" else None
            replies.append(Reply(status, kind, read))
        types = [_given(reply) for reply in replies]
        result = one_of(types) if types else NONE
        answer = result if isinstance(result, Named) and result.is_model else None
        accept = self._accept(view, [media for _, _, _, media in found if media])
        return Replies(
            result, self._description(view), answer, () if answer is not None else tuple(replies), accept
        )

    def _successes(self, view: OperationView) -> list[tuple[str, AnswerKind, Any, str]]:
        """Return status, kind, schema and media type of each success that the document tells of."""
        responses = _responses(view)
        codes = list(responses)
        successes = [code for code in codes if code.startswith("2")]
        chosen = successes or [code for code in codes if code == "default"]
        if not chosen and any(code.startswith("3") for code in codes):
            what = "only a redirect is documented, which is not followed: the call raises HTTPStatusError"
            self.complaints.append(Complaint(view.node.at("responses"), view.title, what))
        found = []
        for code in chosen:
            response = deref(self._document, responses[code])
            if isinstance(response, MapNode):
                found.append((code.upper() if code != "default" else code, *self._content(response, view)))
        return found or [("default", "nothing", None, "")]

    def _content(self, response: MapNode, view: OperationView) -> tuple[AnswerKind, Any, str]:
        content = response.get("content")
        if not isinstance(content, MapNode) or not content or view.method.lower() == "head":
            return "nothing", None, ""
        ranked = sorted(content, key=lambda name: (not is_json(name), not is_text(name)))
        name = ranked[0]
        media = content[name]
        schema = media.get("schema") if isinstance(media, MapNode) else None
        others = [other for other in content if is_json(name) and not is_json(other) and not is_text(other)]
        if others:
            what = f"the client asks for {name}, not for {', '.join(others)}"
            self.complaints.append(Complaint(response.at("content"), view.title, what))
        if name.startswith(_STREAM):
            self.complaints.append(
                Complaint(content.at(name), view.title, "a stream of events is read whole, as text")
            )
        if is_json(name) or (name == "*/*" and self._is_structured(schema)):
            return "json", schema, name
        return ("text" if is_text(name) and not self._is_binary(schema) else "bytes"), None, name

    def _is_structured(self, schema: Any) -> bool:
        target = self._schemas.flattener.target(schema)
        return isinstance(target, MapNode) and target.get("type") != "string"

    def _is_binary(self, schema: Any) -> bool:
        target = self._schemas.flattener.target(schema)
        return isinstance(target, MapNode) and target.get("format") == "binary"

    def _accept(self, view: OperationView, chosen: list[str]) -> str | None:
        """Return what to ask for, where it is not JSON alone that can come."""
        responses = _responses(view)
        offered: dict[str, None] = {}
        for code in (code for code in responses if code.startswith("2")):
            response = deref(self._document, responses[code])
            content = response.get("content") if isinstance(response, MapNode) else None
            names = content if isinstance(content, MapNode) else ()
            offered |= dict.fromkeys(name for name in names if is_media_type(name))
        if any(is_json(name) for name in chosen):
            wanted = dict.fromkeys(name for name in chosen if is_media_type(name))
            return ", ".join(wanted) if len(offered) > 1 and wanted else None
        are_texts = {is_text(name) for name in chosen}
        return ", ".join(name for name in offered if is_text(name) in are_texts) or None

    def _description(self, view: OperationView) -> str:
        responses = _responses(view)
        for code in responses:
            if code.startswith("2"):
                response = deref(self._document, responses[code])
                return one_line(response.get("description")) if isinstance(response, MapNode) else ""
        return ""


def _responses(view: OperationView) -> MapNode:
    responses = view.node.get("responses")
    return responses if isinstance(responses, MapNode) else MapNode(view.location)


def _given(reply: Reply) -> Type:
    if reply.kind == "json" and reply.type is not None:
        return reply.type
    return {"text": _TEXT, "bytes": _BYTES}.get(reply.kind, NONE)
