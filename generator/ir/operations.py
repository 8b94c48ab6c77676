"""From the operations of a document to the methods of a client."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from generator.document.extensions import Envelope, OperationProvenance, read_extension
from generator.document.view import OperationView, deref, json_content
from generator.ir.answers import AnswerSchemas
from generator.ir.bodies import Body, BodyReader
from generator.ir.method_names import MethodName
from generator.ir.model import Argument, Callback, Operation, Provenance, Roles
from generator.ir.parameters import ParameterReader
from generator.ir.replies import Replies, ReplyReader
from generator.ir.roles import Names, RoleReader
from generator.ir.schemas import SchemaReader
from generator.ir.scope import Scope
from generator.ir.security import SecurityReader
from generator.ir.servers import own_server
from generator.ir.types import ANY, Named
from generator.ir.words import one_line
from generator.naming import argument_name, pascal_case
from generator.source.complaint import Complaint, Location
from generator.source.nodes import MapNode

RESERVED_ARGUMENTS: Final = frozenset({"self", "timeout", "max_retries", "extra_headers", "extra_body"})


class OperationReader:
    """Reads operations one by one.

    `complaints` tell what makes an operation unusable, `notices` what of it the client does not do.
    """

    def __init__(
        self,
        document: MapNode,
        schemas: SchemaReader,
        envelope: Envelope | None,
        roles: RoleReader,
        security: SecurityReader,
        names: dict[int, MethodName],
        base_url: str,
    ) -> None:
        self._document = document
        self._schemas = schemas
        self._envelope = envelope
        self._roles = roles
        self._security = security
        self._names = names
        self._base_url = base_url
        self._answers = AnswerSchemas(document, envelope)
        self._parameters = ParameterReader(document, schemas)
        self._bodies = BodyReader(document, schemas)
        self._replies = ReplyReader(document, schemas)
        self._paths: Names = {}
        self.complaints: list[Complaint] = []

    @property
    def notices(self) -> list[Complaint]:
        """What of the operations the client does not do."""
        return [*self._parameters.complaints, *self._bodies.complaints, *self._replies.complaints]

    def note_uses(self, view: OperationView) -> None:
        """Tell the schema reader what this operation uses, before any is read."""
        registry, module = self._schemas.registry, self._name(view).group
        for schema in (*self._parameters.schemas_of(view), *self._bodies.schemas_of(view)):
            registry.note_use(schema, "request", module)
        for schema in (*self._answer_schemas(view), *self._answers.of_callbacks(view)):
            registry.note_use(schema, "response", module)

    def read(self, view: OperationView, paths: Names) -> Operation:
        """Return the method for an operation; `paths` is what operations are called, by their titles."""
        node, name = view.node, self._name(view)
        provenance = read_extension(node, "x-provenance", OperationProvenance)
        parameters = self._parameters.read(view, name.group, name.class_base)
        body = self._bodies.read(view, name.group, name.class_base)
        replies = self._read_replies(view, name)
        for schema in self._answers.of_callbacks(view):
            self._schemas.read(schema, "response", name.group, f"{name.class_base}Callback")
        arguments = _named((*parameters.arguments, *body.arguments))
        return Operation(
            name=view.title,
            method=name.method,
            http_method=view.method.upper(),
            path=view.path,
            summary=one_line(node.get("summary")) or view.title,
            description=one_line(node.get("description")),
            provenance=_provenance(provenance),
            arguments=tuple(sorted(arguments, key=lambda argument: not argument.is_required)),
            body=body.model,
            parameters=parameters.model,
            answer=replies.answer,
            result=replies.result,
            result_description=replies.description,
            roles=self._read_roles(view, name, paths),
            example=self._example(view, body),
            replies=replies.replies,
            accept=replies.accept,
            content=body.content,
            body_field=body.whole,
            is_body_optional=body.is_optional,
            nulls=body.nulls,
            styles=parameters.styles,
            security=self._security.of(view),
            server=own_server(view, self._base_url),
            is_deprecated=node.get("deprecated") is True,
        )

    def _name(self, view: OperationView) -> MethodName:
        return self._names[id(view.node)]

    def _answer_schemas(self, view: OperationView) -> list[Any]:
        if self._envelope is not None:
            return [self._answers.of_operation(view)]
        return self._replies.schemas_of(view)

    def _read_replies(self, view: OperationView, name: MethodName) -> Replies:
        """Return what the caller gets; where all answers come in an envelope, what it holds."""
        if self._envelope is None:
            return self._replies.read(view, name.group, name.class_base)
        schema = self._answers.of_operation(view)
        kind = self._schemas.read(schema, "response", name.group, f"{name.class_base}Answer").type
        if not isinstance(kind, Named):
            self._complain(
                view.location, view.title, "the successful answer must be a JSON object with properties"
            )
            return Replies(ANY, "", Named("", "", is_model=True), (), None)
        target = deref(self._document, schema)
        data = (
            (target.get("properties") or {}).get(self._envelope.data) if isinstance(target, MapNode) else None
        )
        if data is None:
            what = f"the successful answer has no {self._envelope.data}, which x-envelope names"
            self._complain(view.node.at("responses"), view.title, what)
            return Replies(ANY, "", kind, (), None)
        described = deref(self._document, data)
        description = one_line(described.get("description")) if isinstance(described, MapNode) else ""
        return Replies(self._schemas.field_type(kind, self._envelope.data), description, kind, (), None)

    def _read_roles(self, view: OperationView, name: MethodName, paths: Names) -> Roles:
        pagination = self._roles.pagination(view)
        item = None
        if pagination is not None:
            wish = f"{pascal_case(view.title)}Item"
            item = self._schemas.read(self._roles.items_schema(view), "response", name.group, wish).type
        return Roles(
            submission=self._roles.submission(view, paths),
            report=self._roles.report(view),
            pagination=pagination,
            callback=self._callback(view, name),
            collection=self._roles.collection(view) or "" if pagination is not None else "",
            item=item,
        )

    def _callback(self, view: OperationView, name: MethodName) -> Callback | None:
        found = self._roles.callback(view)
        if found is None:
            return None
        url, schema, report, acknowledgement = found
        answer = self._schemas.read(schema, "response", name.group, f"{name.class_base}Callback").type
        return Callback(url, answer, report, acknowledgement) if isinstance(answer, Named) else None

    def _example(self, view: OperationView, body: Body) -> dict[str, Any] | None:
        media = json_content(deref(self._document, view.node.get("requestBody")))
        if media is None or body.whole is not None:
            return None
        candidates = [media.get("example")]
        examples = media.get("examples")
        for entry in examples.values() if isinstance(examples, MapNode) else ():
            example = deref(self._document, entry)
            candidates.append(example.get("value") if isinstance(example, MapNode) else None)
        return next((candidate for candidate in candidates if isinstance(candidate, dict)), None)

    def _complain(self, location: Location, where: str, what: str) -> None:
        self.complaints.append(Complaint(location, where, what))


def _named(arguments: tuple[Argument, ...]) -> list[Argument]:
    """Return the arguments with names of their own: a second one of a name tells its place too."""
    names = Scope()
    found = []
    for argument in arguments:
        name = argument_name(argument.wire_name, RESERVED_ARGUMENTS)
        found.append(replace(argument, name=names.give(name, f"{name.rstrip('_')}_in_{argument.place}")))
    return found


def _provenance(extension: OperationProvenance | None) -> Provenance:
    if extension is None:
        return Provenance()
    return Provenance(extension.status, tuple(extension.pages), one_line(extension.note))
