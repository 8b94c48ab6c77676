"""From the operations of a document to the methods of a client."""

from __future__ import annotations

from typing import Any, Final

from generator.document.extensions import Envelope, OperationProvenance, read_extension
from generator.document.view import (
    OperationView,
    deref,
    json_content,
    parameters_of,
)
from generator.ir.answers import AnswerSchemas
from generator.ir.model import Argument, Callback, Operation, Place, Provenance, Roles
from generator.ir.notes import default_of, note_of
from generator.ir.roles import Names, RoleReader
from generator.ir.schemas import SchemaReader
from generator.ir.types import ANY, Named, Type
from generator.ir.words import one_line, rule_in_words
from generator.naming import argument_name, module_name, pascal_case, snake_case
from generator.source.complaint import Complaint, Location
from generator.source.nodes import MapNode

RESERVED_ARGUMENTS: Final = frozenset({"self", "timeout", "max_retries", "extra_headers", "extra_body"})
RESERVED_METHODS: Final = frozenset({"with_raw_response"})
DEFAULT_TAG: Final = "default"
_PLACES: Final[dict[str, Place]] = {"path": "path", "query": "query", "header": "header"}


def method_name(operation_id: str) -> str:
    """Return the method for an operation; never a name that the classes of methods need themselves."""
    name = snake_case(operation_id)
    return f"{name}_" if name in RESERVED_METHODS else name


def tag_of(view: OperationView) -> str:
    """Return the tag that an operation belongs to."""
    tags = view.node.get("tags")
    return str(tags[0]) if tags else DEFAULT_TAG


def module_of(view: OperationView) -> str:
    """Return the module of an operation's models."""
    return module_name(tag_of(view))


class OperationReader:
    """Reads operations one by one."""

    def __init__(
        self,
        document: MapNode,
        schemas: SchemaReader,
        envelope: Envelope | None,
        roles: RoleReader,
        names: Names,
    ) -> None:
        self._document = document
        self._schemas = schemas
        self._envelope = envelope
        self._roles = roles
        self._names = names
        self._answers = AnswerSchemas(document, envelope)
        self.complaints: list[Complaint] = []

    def note_uses(self, view: OperationView) -> None:
        """Tell the schema reader what this operation uses, before any is read."""
        module = module_of(view)
        for parameter in parameters_of(self._document, view):
            self._schemas.note_use(parameter.get("schema"), "request", module)
        body = json_content(deref(self._document, view.node.get("requestBody")))
        if body is not None:
            self._schemas.note_use(body.get("schema"), "request", module)
        for schema in (self._answers.of_operation(view), *self._answers.of_callbacks(view)):
            self._schemas.note_use(schema, "response", module)

    def read(self, view: OperationView) -> Operation:
        """Return the method for an operation."""
        node = view.node
        name = str(node["operationId"])
        provenance = read_extension(node, "x-provenance", OperationProvenance)
        parameters, parameters_model = self._parameters(view)
        body, body_model = self._body(view)
        answer = self._answers.of_operation(view)
        module = module_of(view)
        read_answer = self._schemas.read(answer, "response", module, f"{pascal_case(name)}Answer")
        result, result_description = self._result(view, read_answer.type, answer)
        for schema in self._answers.of_callbacks(view):
            self._schemas.read(schema, "response", module, f"{pascal_case(name)}Callback")
        if not isinstance(read_answer.type, Named):
            self._complain(view.location, name, "the successful answer must be a JSON object with properties")
        return Operation(
            name=name,
            method=method_name(name),
            http_method=view.method.upper(),
            path=view.path,
            summary=one_line(node.get("summary")) or name,
            description=one_line(node.get("description")),
            provenance=_provenance(provenance),
            arguments=tuple(sorted((*parameters, *body), key=lambda argument: not argument.is_required)),
            body=body_model,
            parameters=parameters_model,
            answer=read_answer.type if isinstance(read_answer.type, Named) else Named("", "", is_model=True),
            result=result,
            result_description=result_description,
            roles=self._read_roles(view, module),
            example=self._example(view),
        )

    def _read_roles(self, view: OperationView, module: str) -> Roles:
        pagination = self._roles.pagination(view)
        item = None
        if pagination is not None:
            name = f"{pascal_case(view.title)}Item"
            item = self._schemas.read(self._roles.items_schema(view), "response", module, name).type
        return Roles(
            submission=self._roles.submission(view, self._names),
            report=self._roles.report(view),
            pagination=pagination,
            callback=self._callback(view, module),
            collection=self._roles.collection(view) or "" if pagination is not None else "",
            item=item,
        )

    def _callback(self, view: OperationView, module: str) -> Callback | None:
        found = self._roles.callback(view)
        if found is None:
            return None
        url, schema, report, acknowledgement = found
        answer = self._schemas.read(schema, "response", module, f"{pascal_case(view.title)}Callback").type
        return Callback(url, answer, report, acknowledgement) if isinstance(answer, Named) else None

    def _parameters(self, view: OperationView) -> tuple[list[Argument], Named | None]:
        nodes = parameters_of(self._document, view)
        if not nodes:
            return [], None
        model = MapNode(view.location)
        properties = MapNode(view.location)
        required: list[str] = []
        places: dict[str, tuple[Place, bool]] = {}
        for node in nodes:
            name = str(node.get("name"))
            place = _PLACES.get(str(node.get("in")))
            schema = node.get("schema")
            if place is None or not isinstance(schema, MapNode) or not _is_scalar(self._document, schema):
                self._complain(
                    node.location, name, f"a {node.get('in')} parameter of this form is not supported"
                )
                continue
            places[name] = (place, node.get("x-allow-reserved") is True)
            properties.put(name, _described(schema, node), node.location)
            if node.get("required"):
                required.append(name)
        model.put("type", "object", view.location)
        model.put("properties", properties, view.location)
        model.put("required", required, view.location)
        model.put("additionalProperties", False, view.location)
        model.put("description", f"Parameters of {view.title}.", view.location)
        read = self._schemas.read(model, "request", module_of(view), f"{pascal_case(view.title)}Parameters")
        arguments = [self._argument(model, name, view, *places[name]) for name in properties]
        return arguments, read.type if isinstance(read.type, Named) else None

    def _body(self, view: OperationView) -> tuple[list[Argument], Named | None]:
        holder = deref(self._document, view.node.get("requestBody"))
        if not isinstance(holder, MapNode):
            return [], None
        media = json_content(holder)
        schema = media.get("schema") if media is not None else None
        target = deref(self._document, schema)
        name = f"{pascal_case(view.title)}Request"
        if isinstance(target, MapNode) and not target.get("properties") and target.get("type") == "object":
            target = None
        read = self._schemas.read(schema, "request", module_of(view), name)
        if not isinstance(target, MapNode) or not isinstance(read.type, Named) or not read.type.is_model:
            what = "only a JSON object with properties is supported as a request body"
            self._complain(view.node.at("requestBody"), view.title, what)
            return [], None
        return [self._argument(target, name, view, "body", False) for name in target["properties"]], read.type

    def _argument(
        self, model: MapNode, wire_name: str, view: OperationView, place: Place, keeps_slashes: bool
    ) -> Argument:
        schema: Any = model["properties"][wire_name]
        name = f"{pascal_case(view.title)}{'Parameters' if place != 'body' else 'Request'}"
        owner = f"{name}{pascal_case(wire_name)}"
        target = deref(self._document, schema)
        described = schema if isinstance(schema, MapNode) and "description" in schema else target
        default = default_of(self._document, schema)
        is_filled = place == "body" and self._schemas.is_filled(model, wire_name)
        return Argument(
            name=argument_name(wire_name, RESERVED_ARGUMENTS),
            wire_name=wire_name,
            place=place,
            type=self._schemas.read(schema, "request", module_of(view), owner).type,
            is_required=wire_name in (model.get("required") or ()) and default is None and not is_filled,
            is_filled=is_filled,
            description=one_line(described.get("description")) if isinstance(described, MapNode) else "",
            rule=rule_in_words(target) if isinstance(target, MapNode) else "",
            note=note_of(schema) if isinstance(schema, MapNode) else "",
            default=default,
            keeps_slashes=keeps_slashes,
        )

    def _result(self, view: OperationView, answer: Type, schema: Any) -> tuple[Type, str]:
        target = deref(self._document, schema)
        data: Any = target
        result = answer
        if self._envelope is not None and isinstance(target, MapNode):
            data = (target.get("properties") or {}).get(self._envelope.data)
            if data is None:
                what = f"the successful answer has no {self._envelope.data}, which x-envelope names"
                self._complain(view.node.at("responses"), view.title, what)
                return ANY, ""
            if isinstance(answer, Named):
                result = self._schemas.field_type(answer, self._envelope.data)
        described = deref(self._document, data)
        return result, one_line(described.get("description")) if isinstance(described, MapNode) else ""

    def _example(self, view: OperationView) -> dict[str, Any] | None:
        media = json_content(deref(self._document, view.node.get("requestBody")))
        if media is None:
            return None
        candidates = [media.get("example")]
        for entry in (media.get("examples") or {}).values():
            example = deref(self._document, entry)
            candidates.append(example.get("value") if isinstance(example, MapNode) else None)
        return next((candidate for candidate in candidates if isinstance(candidate, dict)), None)

    def _complain(self, location: Location, where: str, what: str) -> None:
        self.complaints.append(Complaint(location, where, what))


def _is_scalar(document: MapNode, schema: MapNode) -> bool:
    target = deref(document, schema)
    kinds = target.get("type") if isinstance(target, MapNode) else None
    return "enum" in (target or {}) or (isinstance(kinds, str) and kinds not in ("array", "object", "null"))


def _provenance(extension: OperationProvenance | None) -> Provenance:
    if extension is None:
        return Provenance()
    return Provenance(extension.status, tuple(extension.pages), one_line(extension.note))


def _described(schema: MapNode, parameter: MapNode) -> MapNode:
    copy = MapNode(schema.location)
    for key, value in schema.items():
        copy.put(key, value, schema.at(key))
    for key in ("description", "x-provenance"):
        if key in parameter and key not in copy:
            copy.put(key, parameter[key], parameter.at(key))
    return copy
