"""Where in a document an argument, a class or an operation of the client comes from."""

from __future__ import annotations

from generator.diff.pairing import spot_of
from generator.diff.spots import Spot
from generator.document.view import OperationView
from generator.ir.model import Argument
from generator.naming import class_name
from generator.source.nodes import MapNode


def argument_spot(document: MapNode, view: OperationView, argument: Argument | None) -> Spot:
    """Return where an argument is described; the operation where nothing describes it."""
    operation = spot_of(document, view)
    if argument is None:
        return operation
    if argument.place == "body":
        return _body_field(operation, argument.wire_name)
    item = Spot(operation.document, operation.steps[:-1], view.item)
    for holder in (operation, item):
        for spot in holder.child("parameters").items():
            target = spot.target()
            if (target.child("in").value, target.child("name").value) == (argument.place, argument.wire_name):
                return target
    return operation


def _body_field(operation: Spot, name: str) -> Spot:
    body = operation.child("requestBody")
    for _, media in body.target().child("content").entries():
        properties = media.child("schema").target().child("properties")
        if properties.has(name):
            return properties.child(name)
    return body if body.value is not None else operation


def class_spot(document: MapNode, name: str) -> Spot | None:
    """Return the component schema that a class is made of; None where it is made of something else."""
    schemas = Spot(document, (), document).child("components").child("schemas")
    names = (name, name.removesuffix("Input"))
    return next((spot for key, spot in schemas.entries() if class_name(key) in names), None)
