"""The page of an operation as its template sees it: every decision made."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.document.view import OperationView, deref, parameters_of
from generator.ir.model import Api, Argument, Group, Operation
from generator.ir.types import Scalar
from generator.reference.answers import AnswerView, answers_of
from generator.reference.curl import keys_of
from generator.reference.examples import Form, forms_of
from generator.reference.fields import FieldReader, FieldView
from generator.reference.places import operation_page
from generator.reference.samples import Sample, media_of, request_of, samples_of
from generator.reference.shapes import Property
from generator.reference.tasks import (
    CallbackView,
    LinkView,
    PaginationView,
    TaskView,
    callbacks_of,
    links_from,
    pagination_of,
    task_of,
)
from generator.reference.unsaid import Unsaid, has_provenance, unsaid_about
from generator.render.methods import method_view, submits
from generator.render.types import Imports, accepted
from generator.runtime.roles import Way
from generator.source.nodes import MapNode

_FILLED = "Made by the client if left out."
_SIGNED = "Where the client was given callbacks, a signed one if left out."


@dataclass(frozen=True)
class Posted:
    """A callback, and the fields of what it posts."""

    view: CallbackView
    fields: tuple[FieldView, ...]


@dataclass(frozen=True)
class Answered:
    """An answer, and its fields."""

    view: AnswerView
    fields: tuple[FieldView, ...]


@dataclass(frozen=True)
class OperationPage:
    """All that the page of an operation shows."""

    page: str
    group: Group
    operation: Operation
    forms: tuple[Form, ...]
    is_documented: bool
    """Whether the spec shows the request, or it was made from the schema."""
    keys: tuple[str, ...]
    """The variables of the environment that hold the keys."""
    samples: tuple[Sample, ...]
    """The documented requests besides the one that the forms show."""
    content_types: tuple[str, ...]
    parameters: tuple[FieldView, ...]
    body: tuple[FieldView, ...]
    answers: tuple[Answered, ...]
    returns: str
    submits: bool
    task: TaskView | None
    links: tuple[LinkView, ...]
    callbacks: tuple[Posted, ...]
    pagination: PaginationView | None
    unsaid: tuple[Unsaid, ...]

    @property
    def has_objects(self) -> bool:
        """Whether the body holds objects that have classes of their own."""
        return any(field.models and field.children for field in self.body)


class OperationPages:
    """Makes the pages of operations, one by one."""

    def __init__(self, api: Api, reader: FieldReader) -> None:
        self._api = api
        self._reader = reader
        self._document = reader.document
        self._has_provenance = has_provenance(reader.document)

    def of(self, group: Group, operation: Operation, view: OperationView) -> OperationPage:
        """Return the page of an operation."""
        holder = deref(self._document, view.node.get("requestBody"))
        preferred = operation.content.media_type if operation.content is not None else ""
        _, media = media_of(holder, preferred)
        content = holder.get("content") if isinstance(holder, dict) else None
        request = request_of(self._reader.sides, self._document, view, preferred)
        parameters = tuple(self._parameters(operation, view))
        body = self._body(operation, media)
        answers = tuple(self._answered(operation, each) for each in answers_of(self._document, view))
        callbacks = tuple(self._posted(operation, each) for each in callbacks_of(self._document, view))
        return OperationPage(
            page=operation_page(group, operation),
            group=group,
            operation=operation,
            forms=tuple(forms_of(self._api, group, operation, request)),
            is_documented=request.is_documented or media is None,
            keys=tuple(key.variable for key in keys_of(self._api, operation)),
            samples=tuple(samples_of(self._document, media)[1:]) if media is not None else (),
            content_types=tuple(content) if isinstance(content, dict) else (),
            parameters=parameters,
            body=body,
            answers=answers,
            returns=method_view(self._api, operation, Imports(self._api.package), is_async=False).returns,
            submits=submits(operation),
            task=task_of(view),
            links=tuple(links_from(self._document, view)),
            callbacks=callbacks,
            pagination=pagination_of(view),
            unsaid=tuple(unsaid_about(self._document, view)) if self._has_provenance else (),
        )

    def _parameters(self, operation: Operation, view: OperationView) -> Iterator[FieldView]:
        for node in parameters_of(self._document, view):
            argument = _argument(operation, str(node.get("in")), str(node.get("name")))
            field = self._reader.of_parameter(node, argument, f"{node.get('in')}")
            yield self._as_argument(field, operation, argument)

    def _body(self, operation: Operation, media: MapNode | None) -> tuple[FieldView, ...]:
        if media is None:
            return ()
        schema = media.get("schema")
        if operation.body_field is not None:
            return tuple(self._whole(operation, schema))
        submission = operation.roles.submission
        made = submission.key if submission is not None and submission.makes_id else ()
        return tuple(
            _filled(self._as_argument(field, operation, _argument(operation, "body", field.wire_name)), made)
            for field in self._reader.of_schema(schema, operation.body, "request")
        )

    def _whole(self, operation: Operation, schema: Any) -> Iterator[FieldView]:
        """Yield the one field of a body that is a single value."""
        for argument in operation.arguments:
            if argument.place == "body" and argument.field == operation.body_field:
                entry = Property(argument.wire_name, schema, argument.is_required)
                field = self._reader.of_property(entry, argument.type, "request")
                yield self._as_argument(field, operation, argument)

    def _as_argument(self, field: FieldView, operation: Operation, argument: Argument | None) -> FieldView:
        """Return a field with what is known of it as an argument of the method."""
        if argument is None:
            return field
        callback = operation.roles.callback
        is_url = callback is not None and callback.url == (argument.name,)
        return dataclasses.replace(
            field, name=argument.name, python=self._python(argument), remark=_SIGNED if is_url else ""
        )

    def _python(self, argument: Argument) -> str:
        """Return the type that an argument accepts; empty where JSON's word for it says as much."""
        if isinstance(argument.type, Scalar):
            return ""
        return accepted(argument.type, Imports(self._api.package))

    def _answered(self, operation: Operation, answer: AnswerView) -> Answered:
        """Return an answer with its fields; those of a failure are not shown, since the client raises an error."""
        if not answer.is_success:
            return Answered(answer, ())
        return Answered(answer, self._reader.of_schema(answer.schema, operation.answer, "answer", "response"))

    def _posted(self, operation: Operation, callback: CallbackView) -> Posted:
        role = operation.roles.callback
        schema = callback.schema
        return Posted(
            callback,
            self._reader.of_schema(schema, role.answer if role is not None else None, "callback", "response"),
        )


def _argument(operation: Operation, place: str, wire_name: str) -> Argument | None:
    for argument in operation.arguments:
        if (argument.place, argument.wire_name) == (place, wire_name):
            return argument
    return None


def _filled(field: FieldView, way: Way) -> FieldView:
    """Return a field in which the one at the end of a way is marked as filled by the client."""
    if not way or field.wire_name != way[0]:
        return field
    if len(way) == 1:
        return dataclasses.replace(field, remark=_FILLED)
    return dataclasses.replace(field, children=tuple(_filled(child, way[1:]) for child in field.children))
