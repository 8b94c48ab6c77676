"""The document is OpenAPI at all: openapi-spec-validator's verdict, with file and line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator
from openapi_spec_validator.validation.exceptions import OpenAPIValidationError

from generator.bundle import Bundle
from generator.source.complaint import Complaint
from generator.source.nodes import MapNode, locate

NO_PLACE: Final = "document"
"""What a complaint is about where openapi-spec-validator does not say."""


def check_structure(bundle: Bundle) -> Iterator[Complaint]:
    """Yield what openapi-spec-validator says of the document."""
    document = bundle.document
    version = document.get("openapi")
    if not isinstance(version, str) or not version.startswith(("3.0.", "3.1.")):
        yield Complaint(document.at("openapi"), "openapi", "must be 3.0.x or 3.1.x")
        return
    validator = OpenAPIV31SpecValidator if version.startswith("3.1.") else OpenAPIV30SpecValidator
    try:
        errors = list(validator(document).iter_errors())
    except Exception as failure:
        yield Complaint(document.location, "openapi", f"cannot be validated: {failure}")
        return
    for error in errors:
        yield _complaint(document, error)


def _complaint(document: MapNode, error: OpenAPIValidationError) -> Complaint:
    deepest = error
    while deepest.context:
        deepest = max(deepest.context, key=lambda entry: len(entry.absolute_path))
    path = list(deepest.absolute_path)
    where = "/".join(str(step) for step in path[-3:]) or NO_PLACE
    return Complaint(locate(document, path), where, deepest.message.partition("\n")[0])
