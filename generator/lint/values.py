"""What openapi-spec-validator leaves to regular expressions: judged in time that grows with the document, no faster."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from jsonschema import FormatChecker  # type: ignore[import-untyped]
from jsonschema.exceptions import ValidationError  # type: ignore[import-untyped]
from jsonschema.validators import extend  # type: ignore[import-untyped]
from openapi_schema_validator import OAS30Validator, OAS31Validator
from openapi_spec_validator.validation import keywords
from openapi_spec_validator.validation.registries import KeywordValidatorRegistry

from generator.source.nodes import MapNode

_DIALECT: Final = "$schema"
_LONGEST_PATTERN: Final = 10_000


def value_checker(registry: KeywordValidatorRegistry, document: MapNode, *, is_31: bool) -> Any:
    """Return what takes the place of openapi-spec-validator's check of defaults.

    That one leaves patterns to Python's own engine, which some of them keep busy without end. A schema that names
    its dialect would be judged by the library's validator for that dialect, so that where a document has one, no
    default of it is judged.
    """
    if _mentions(document, _DIALECT):
        return _unjudged
    return (_Value31 if is_31 else _Value30)(registry)


def _unjudged(schema: Any, value: Any) -> Iterator[ValidationError]:
    del schema, value
    return iter(())


def _mentions(node: Any, key: str) -> bool:
    if isinstance(node, dict):
        return key in node or any(_mentions(value, key) for value in node.values())
    return isinstance(node, list) and any(_mentions(value, key) for value in node)


def _pattern(validator: Any, pattern: Any, value: Any, schema: Any) -> Iterator[ValidationError]:
    """Yield a complaint where a text does not match, if pydantic's engine, whose time is linear, knows the pattern."""
    del validator, schema
    if isinstance(value, str) and not _may_match(pattern, value):
        yield ValidationError(f"{value!r} does not match {pattern!r}")


def _may_match(pattern: Any, text: str) -> bool:
    from pydantic_core import SchemaError, SchemaValidator, core_schema
    from pydantic_core import ValidationError as Mismatch

    if not isinstance(pattern, str) or len(pattern) > _LONGEST_PATTERN:
        return True
    try:
        SchemaValidator(core_schema.str_schema(pattern=pattern)).validate_python(text)
    except SchemaError:
        return True
    except Mismatch:
        return False
    return True


def _anything(validator: Any, rule: Any, value: Any, schema: Any) -> None:
    del validator, rule, value, schema


_LINEAR: Final[dict[str, Any]] = {
    "pattern": _pattern,
    **dict.fromkeys(("patternProperties", "additionalProperties", "unevaluatedProperties"), _anything),
}


def format_checker(original: FormatChecker) -> FormatChecker:
    """Return a checker of formats that passes patterns which are too long, or too deep, for Python to make ready."""
    is_regex, _ = original.checkers["regex"]

    def is_short_regex(pattern: object) -> bool:
        return (isinstance(pattern, str) and len(pattern) > _LONGEST_PATTERN) or is_regex(pattern)

    changed = FormatChecker(())
    changed.checkers = {**original.checkers, "regex": (is_short_regex, ())}
    return changed


class _Value30(keywords.OpenAPIV30ValueValidator):
    value_validator_cls = extend(OAS30Validator, _LINEAR)


class _Value31(keywords.OpenAPIV31ValueValidator):
    value_validator_cls = extend(OAS31Validator, _LINEAR)
