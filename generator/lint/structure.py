"""The document is OpenAPI at all: openapi-spec-validator's verdict, with file and line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from typing import Any, Final

from openapi_schema_validator import OAS30Validator, oas30_format_checker, oas31_format_checker
from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator
from openapi_spec_validator.validation import keywords
from openapi_spec_validator.validation.exceptions import OpenAPIValidationError
from openapi_spec_validator.validation.registries import KeywordValidatorRegistry

from generator.bundle import Bundle
from generator.lint.values import format_checker, value_checker
from generator.memory import FORGETFUL, Memory
from generator.source.complaint import Complaint
from generator.source.nodes import MapNode, locate

VERSIONS: Final = ("3.0.", "3.1.")
NO_PLACE: Final = "document"
"""What a complaint is about where openapi-spec-validator does not say."""
_FORMATS_30: Final = format_checker(oas30_format_checker)
_FORMATS_31: Final = format_checker(oas31_format_checker)


def check_structure(bundle: Bundle, memory: Memory = FORGETFUL) -> Iterator[Complaint]:
    """Yield what openapi-spec-validator says of the document."""
    document = bundle.document
    version = document.get("openapi")
    if not isinstance(version, str) or not version.startswith(VERSIONS):
        yield Complaint(document.at("openapi"), "openapi", "must be 3.0.x or 3.1.x")
        return
    try:
        errors = list(_errors(document, version, memory))
    except Exception as failure:
        yield Complaint(document.location, "openapi", f"cannot be validated: {failure}")
        return
    for error in errors:
        yield _complaint(document, error)


def is_readable(document: MapNode) -> bool:
    """Say whether a document has what nothing can be made without: a version, a title, and maps where maps belong."""
    info = document.get("info")
    version = document.get("openapi")
    if not isinstance(version, str) or not version.startswith(VERSIONS) or not isinstance(info, MapNode):
        return False
    return (
        {"title", "version"} <= info.keys()
        and all(isinstance(document.get(key, info), MapNode) for key in ("paths", "components"))
        and any(key in document for key in ("paths", "components", "webhooks"))
    )


def _errors(document: MapNode, version: str, memory: Memory) -> Iterator[OpenAPIValidationError]:
    """Yield what the validator's own `iter_errors` does, which keeps each document as long as the process lives."""
    is_31 = version.startswith("3.1.")
    validator = OpenAPIV31SpecValidator(document) if is_31 else OpenAPIV30SpecValidator(document)
    registry = validator.keyword_validators_registry
    registry["schema"] = (_Schema31 if is_31 else _Schema30)(registry, document, memory)
    registry["default"] = value_checker(registry, document, is_31=is_31)
    found = chain(
        validator.schema_validator.iter_errors(document), validator.root_validator(validator.schema_path)
    )
    for error in found:
        yield (
            error if isinstance(error, OpenAPIValidationError) else OpenAPIValidationError.create_from(error)
        )


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


class _Sound(keywords.SchemaValidator):
    """Checks each schema against the meta-schema only where its text is not known to be sound."""

    def __init__(self, registry: KeywordValidatorRegistry, document: MapNode, memory: Memory) -> None:
        super().__init__(registry)
        self.visited_schema_ids, self.meta_checked_schema_ids = _SeenIds(), _SeenIds()
        self._memory = memory
        self._collected: dict[int, set[str]] = {}
        self._rules = (document["openapi"], str(document.get("jsonSchemaDialect")))

    def _collect_properties(self, schema: Any) -> set[str]:
        """Return the names of all properties of a schema: looked for once, where the library does so for each use."""
        key = id(schema.read_value())
        if key not in self._collected:
            self._collected[key] = set()
            self._collected[key] = super()._collect_properties(schema)
        return self._collected[key]

    def _validate_schema_meta(self, schema: Any, schema_value: Any) -> OpenAPIValidationError | None:
        def check() -> None:
            error = super(_Sound, self)._validate_schema_meta(schema, schema_value)
            if error is not None:
                raise _UnsoundError(error)

        try:
            self._memory.recall("meta-schema", (*self._rules, json.dumps(schema_value)), check)
        except _UnsoundError as found:
            return found.error
        return None


class _UnsoundError(Exception):
    def __init__(self, error: OpenAPIValidationError) -> None:
        super().__init__(str(error))
        self.error = error


class _Schema30(_Sound, keywords.OpenAPIV30SchemaValidator):
    def _get_schema_checker(self, schema: Any, schema_value: Any) -> Callable[[Any], None]:
        del schema, schema_value
        return partial(OAS30Validator.check_schema, format_checker=_FORMATS_30)


class _Schema31(_Sound, keywords.OpenAPIV31SchemaValidator):
    schema_validator_format_checker = _FORMATS_31
