"""The document is OpenAPI at all: openapi-spec-validator's verdict, with file and line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator
from openapi_spec_validator.validation import keywords
from openapi_spec_validator.validation.exceptions import OpenAPIValidationError
from openapi_spec_validator.validation.registries import KeywordValidatorRegistry

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
    validator = _Validator31 if version.startswith("3.1.") else _Validator30
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


class _SeenIds(list[int]):
    """A list whose `in` takes the same time however long it is: with a plain one, time grows with the square."""

    def __init__(self) -> None:
        super().__init__()
        self._known: set[int] = set()

    def append(self, item: int) -> None:
        self._known.add(item)
        super().append(item)

    def __contains__(self, item: object) -> bool:
        return item in self._known


class _Schema30(keywords.OpenAPIV30SchemaValidator):
    def __init__(self, registry: KeywordValidatorRegistry) -> None:
        super().__init__(registry)
        self.visited_schema_ids, self.meta_checked_schema_ids = _SeenIds(), _SeenIds()


class _Schema31(keywords.OpenAPIV31SchemaValidator):
    def __init__(self, registry: KeywordValidatorRegistry) -> None:
        super().__init__(registry)
        self.visited_schema_ids, self.meta_checked_schema_ids = _SeenIds(), _SeenIds()


class _Validator30(OpenAPIV30SpecValidator):
    keyword_validators = {**OpenAPIV30SpecValidator.keyword_validators, "schema": _Schema30}  # noqa: RUF012


class _Validator31(OpenAPIV31SpecValidator):
    keyword_validators = {**OpenAPIV31SpecValidator.keyword_validators, "schema": _Schema31}  # noqa: RUF012
