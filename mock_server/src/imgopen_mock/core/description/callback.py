"""Callbacks as the bundle describes them: whom the service calls when a task ends, with what, and how often."""

from __future__ import annotations

from dataclasses import dataclass, field

from imgopen_mock.core.description.answer import branch, verdict
from imgopen_mock.core.description.document import JsonObject, Node
from imgopen_mock.core.description.expressions import Template
from imgopen_mock.core.description.extensions import Delivery, Envelope, TaskPart
from imgopen_mock.core.description.forms import Form
from imgopen_mock.core.description.media import is_json
from imgopen_mock.core.description.schemas import clone

_ONCE = Delivery("", (), (0.0,))


@dataclass(frozen=True)
class Callback:
    """A request that the service makes to the caller when a task ends.

    Attributes:
        url: Where to; it is read from the request that submitted the task.
        delivery: When it is tried; without `x-delivery` once, and any success by HTTP status will do.
        media_type: The type of the body.
        body: The documented example of the body, which is made true for the task.
        form: Which fields of the body mean something.
    """

    name: str
    url: Template
    method: str
    delivery: Delivery
    media_type: str
    body: JsonObject = field(repr=False)
    form: Form = field(repr=False)

    @classmethod
    def read(cls, name: str, url: str, method: str, operation: Node, envelope: Envelope) -> Callback:
        """Read one operation of an OpenAPI callback object."""
        try:
            template = Template.parse(url)
        except ValueError as error:
            raise operation.error(str(error)) from error
        delivery = operation.get("x-delivery")
        media_type, body, form = _body(operation, envelope)
        return cls(
            name=name,
            url=template,
            method=method.upper(),
            delivery=_ONCE if delivery is None else Delivery.read(delivery),
            media_type=media_type,
            body=body,
            form=form,
        )


def missing_room(part: TaskPart, example: JsonObject) -> str:
    """Say why a body made from `example` has no room for what `x-task` has written into it; empty if it has."""
    for name, expression in part.written:
        try:
            expression.write({"response": {"body": clone(example)}}, "")
        except ValueError as error:
            return f"x-task/{name}: {error}"
    return ""


def _body(operation: Node, envelope: Envelope) -> tuple[str, JsonObject, Form]:
    """Read type, example and form of the body; a callback without a described one gets the bare frame."""
    described = operation.get("requestBody")
    content = None if described is None else described.need("content")
    media_type = None if content is None else next(filter(is_json, content.object()), None)
    if content is None or media_type is None:
        return "application/json", {envelope.code: envelope.success, envelope.message: ""}, Form()
    media = content.need(media_type)
    schema = media.need("schema")
    body = verdict(media, schema, envelope, envelope.success)
    return media_type, body, Form.read(media.document, branch(schema, envelope, envelope.success), body)
