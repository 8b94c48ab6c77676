"""The bodies of requests: which of the media types is sent, and what a caller gives for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from generator.document.view import OperationView, deref
from generator.ir.flat import UNIONS
from generator.ir.media import is_json
from generator.ir.model import Argument, Field
from generator.ir.notes import note_of
from generator.ir.schemas import SchemaReader
from generator.ir.sent import JSON, Sent, file_in, has_fields, sent_by
from generator.ir.types import Named, may_be_null, without_none
from generator.ir.words import one_line
from generator.runtime.shapes import Content, Style
from generator.source.complaint import Complaint
from generator.source.nodes import MapNode, SeqNode

WHOLE: Final = "body"
"""The argument for a body that is not an object with properties."""


@dataclass(frozen=True)
class Body:
    """What a caller gives for the body of a request, and how it is written."""

    arguments: tuple[Argument, ...] = ()
    model: Named | None = None
    content: Content | None = field(default=None, hash=False)
    whole: str | None = None
    is_optional: bool = False
    nulls: tuple[str, ...] = ()


class BodyReader:
    """Reads the bodies of operations."""

    def __init__(self, document: MapNode, schemas: SchemaReader) -> None:
        self._document = document
        self._schemas = schemas
        self.complaints: list[Complaint] = []

    def schemas_of(self, view: OperationView) -> list[Any]:
        """Return the schemas of an operation's body: of the media type that is sent."""
        media = sent_by(self._document, self._schemas.flattener, view)
        return [media.node.get("schema")] if media is not None else []

    def read(self, view: OperationView, module: str, class_base: str) -> Body:
        """Return the body of an operation."""
        media = sent_by(self._document, self._schemas.flattener, view)
        if media is None:
            return Body()
        holder = deref(self._document, view.node.get("requestBody"))
        is_required = holder.get("required") is True
        self._tell_of_others(holder, media, view)
        target = self._schemas.flattener.target(media.node.get("schema"))
        if media.encoding in ("text", "bytes") or not has_fields(target):
            return self._whole(view, media, module, class_base, is_required=is_required)
        return self._fields(view, media, target, module, class_base, is_required=is_required)

    def _fields(
        self,
        view: OperationView,
        media: Sent,
        target: MapNode,
        module: str,
        class_base: str,
        *,
        is_required: bool,
    ) -> Body:
        schema: Any = media.node.get("schema")
        files: set[str] = set()
        if media.encoding != "json":
            schema = target = self._with_files(target, media, files)
        read = self._schemas.read(schema, "request", module, f"{class_base}Request")
        read_type = without_none(read.type)
        if not isinstance(read_type, Named) or not read_type.is_model:
            return self._whole(view, media, module, class_base, is_required=is_required)
        model = self._schemas.model(read_type)
        fields = model.fields if model is not None else ()
        content = self._content(media, target, fields, files)
        nulls = tuple(entry.name for entry in fields if entry.is_required and may_be_null(entry.type))
        arguments = tuple(self._argument(target["properties"][entry.wire_name], entry) for entry in fields)
        return Body(arguments, read_type, content, None, not is_required and not _needs(arguments), nulls)

    def _whole(
        self, view: OperationView, media: Sent, module: str, class_base: str, *, is_required: bool
    ) -> Body:
        """Return a body that is one value: a list, a union, text, bytes."""
        inner = self._whole_schema(media)
        wrapper = MapNode(view.location)
        properties = MapNode(view.location)
        properties.put(WHOLE, inner, media.node.location)
        required = SeqNode(view.location)
        if is_required:
            required.push(WHOLE, view.location)
        for key, value in (
            ("type", "object"),
            ("description", f"The body of {view.title}."),
            ("properties", properties),
            ("required", required),
            ("additionalProperties", False),
        ):
            wrapper.put(key, value, view.location)
        read = self._schemas.read(wrapper, "request", module, f"{class_base}Request")
        model = self._schemas.model(read.type) if isinstance(read.type, Named) else None
        if not isinstance(read.type, Named) or model is None:
            return Body()
        files = frozenset({WHOLE} if media.encoding == "bytes" else ())
        is_plain = media.encoding == "json" and media.name == JSON
        content = None if is_plain else Content(media.name, media.encoding, files)
        holder = deref(self._document, view.node.get("requestBody"))
        arguments = tuple(self._argument(inner, entry, holder) for entry in model.fields)
        whole = model.fields[0].name if model.fields else None
        nulls = (whole,) if whole and is_required and may_be_null(model.fields[0].type) else ()
        return Body(arguments, read.type, content, whole, not is_required, nulls)

    def _whole_schema(self, media: Sent) -> MapNode:
        schema = media.node.get("schema")
        if media.encoding not in ("text", "bytes") and isinstance(schema, MapNode):
            return schema
        inner = MapNode(media.node.location)
        if media.encoding == "bytes":
            self._schemas.note_file(inner)
        elif media.encoding == "text":
            inner.put("type", "string", media.node.location)
        return inner

    def _argument(self, schema: Any, entry: Field, holder: Any = None) -> Argument:
        target = self._schemas.flattener.target(schema)
        described = schema if isinstance(schema, MapNode) and "description" in schema else target
        description = one_line(described.get("description")) if isinstance(described, MapNode) else ""
        if not description and isinstance(holder, MapNode):
            description = one_line(holder.get("description"))
        return Argument(
            name=entry.name,
            wire_name=entry.wire_name,
            place="body",
            type=entry.type if entry.is_required else without_none(entry.type),
            is_required=entry.is_required,
            description=description,
            rule=self._schemas.rule_of(schema),
            note=note_of(schema) if isinstance(schema, MapNode) else "",
            default=entry.default,
            is_filled=entry.is_filled,
            field=entry.name,
        )

    def _with_files(self, target: MapNode, media: Sent, files: set[str]) -> MapNode:
        """Return the fields of a form, with those that are files told to the reader of schemas."""
        copy = target.without()
        properties = MapNode(target.location)
        for name, entry in target["properties"].items():
            properties.put(name, self._file_or(entry, media, name, files), target["properties"].at(name))
        copy.put("properties", properties, target.at("properties"))
        return copy

    def _file_or(self, entry: Any, media: Sent, name: str, files: set[str]) -> Any:
        if media.encoding == "form" or file_in(self._schemas.flattener, entry) is None:
            return entry
        files.add(name)
        return self._with_file(entry)

    def _with_file(self, schema: Any) -> MapNode:
        """Return a schema whose values are files or lists of files; of a union only the members that are."""
        target: MapNode = self._schemas.flattener.target(schema)
        found = file_in(self._schemas.flattener, target)
        if found is target:
            return self._file(target)
        copy = MapNode(target.location)
        for key, value in target.items():
            copy.put(key, self._file(found) if key == "items" and found else value, target.at(key))
        for key in (key for key in UNIONS if isinstance(target.get(key), SeqNode)):
            members = SeqNode(target[key].location)
            for index, member in enumerate(target[key]):
                if file_in(self._schemas.flattener, member) is not None:
                    members.push(self._with_file(member), target[key].at(index))
            copy.put(key, members, target.at(key))
        return copy

    def _file(self, schema: MapNode) -> MapNode:
        copy = MapNode(schema.location)
        for key in ("description", "title"):
            if key in schema:
                copy.put(key, schema[key], schema.at(key))
        self._schemas.note_file(copy)
        return copy

    def _content(
        self, media: Sent, target: MapNode, fields: tuple[Field, ...], files: set[str]
    ) -> Content | None:
        if media.encoding == "json" and media.name == JSON:
            return None
        encoding = media.node.get("encoding")
        parts: dict[str, str] = {}
        styles: dict[str, Style] = {}
        for name, entry in encoding.items() if isinstance(encoding, MapNode) else ():
            if not isinstance(entry, MapNode) or name not in target["properties"]:
                continue
            kind = entry.get("contentType")
            if isinstance(kind, str) and "," not in kind and "*" not in kind:
                parts[name] = kind
            style = entry.get("style")
            if style in ("form", "spaceDelimited", "pipeDelimited", "deepObject"):
                explode = entry.get("explode")
                styles[name] = Style(style, explode if isinstance(explode, bool) else style == "form")
            elif entry.get("explode") is False:
                styles[name] = Style("form", explode=False)
        names = frozenset(entry.name for entry in fields if entry.wire_name in files)
        if media.encoding == "form":
            parts = {}
        return Content(media.name, media.encoding, names, parts, styles)

    def _tell_of_others(self, holder: MapNode, media: Sent, view: OperationView) -> None:
        others = [name for name in holder["content"] if name != media.name]
        if media.encoding == "json-or-multipart":
            others = [name for name in others if not is_json(name)]
        if others:
            sent = (
                f"{JSON}, or {media.name} with files" if media.encoding == "json-or-multipart" else media.name
            )
            what = f"the client sends {sent}, not {', '.join(others)}"
            self.complaints.append(Complaint(holder.at("content"), view.title, what))


def _needs(arguments: tuple[Argument, ...]) -> bool:
    return any(argument.is_required for argument in arguments)
