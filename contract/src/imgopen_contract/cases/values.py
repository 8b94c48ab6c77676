"""Values just inside and just outside of a rule."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from imgopen_contract.cases.numbers import Numbers
from imgopen_contract.cases.samples import elements, sample
from imgopen_contract.cases.texts import matching, missing
from imgopen_contract.rules.constraint import Constraint

UNKNOWN_NAME = "no_such_field"

_ASTRAL = "\U0001d4b3"
_TEXTS = ("", "plain words", "umlauts äöü, 漢字 and \U0001f98a", 'quotes " and \\ and \n lines', "x" * 2000)


def inside(rule: Constraint) -> list[Any]:
    """Return values that a rule lets pass and that keep every other rule of the schema as well."""
    document = rule.operation.document
    return [value for value in _distinct(_inside(rule)) if document.keeps(value, rule.schema)]


def outside(rule: Constraint) -> list[Any]:
    """Return values that break a rule and no other one, unless it cannot be broken alone.

    Where the type is wrong, lists of values are broken as well.
    """
    validator = rule.operation.document.validator(rule.schema)
    broken = [(value, _keywords(validator.iter_errors(value))) for value in _distinct(_outside(rule))]
    allowed = {"type", "enum", "const"} if rule.keyword == "type" else {rule.keyword}
    alone = [value for value, keywords in broken if rule.keyword in keywords and keywords <= allowed]
    return alone or [value for value, keywords in broken if rule.keyword in keywords]


def _keywords(errors: Any) -> set[str]:
    return {error.validator for error in errors if not error.path}


def _inside(rule: Constraint) -> Iterator[Any]:
    keyword, limit, schema = rule.keyword, rule.limit, rule.schema
    document = rule.operation.document
    if keyword == "type":
        yield sample(document, schema)
        for kind in rule.types:
            yield from _of_type(rule, kind)
    elif keyword == "enum":
        yield from limit
    elif keyword == "const":
        yield limit
    elif keyword in ("minimum", "exclusiveMinimum"):
        yield from _numbers(rule).lowest()
    elif keyword in ("maximum", "exclusiveMaximum"):
        yield from _numbers(rule).highest()
    elif keyword == "multipleOf":
        yield from (*_numbers(rule).lowest(), *_numbers(rule).highest())
    elif keyword in ("minLength", "maxLength"):
        yield from ("x" * limit, _ASTRAL * limit)
    elif keyword == "pattern":
        yield from matching(limit)
        yield from (*schema.get("examples", ()), schema.get("default"))
    elif keyword in ("minItems", "maxItems"):
        yield elements(document, schema, limit)
    elif keyword == "uniqueItems":
        yield elements(document, schema, max(2, schema.get("minItems", 2)))


def _outside(rule: Constraint) -> Iterator[Any]:
    keyword, limit, schema = rule.keyword, rule.limit, rule.schema
    if keyword == "type":
        yield from _of_other_types(rule)
    elif keyword in ("enum", "const"):
        yield from _near_misses(limit if keyword == "enum" else [limit])
    elif keyword in ("minimum", "exclusiveMinimum"):
        yield from _numbers(rule).too_small()
    elif keyword in ("maximum", "exclusiveMaximum"):
        yield from _numbers(rule).too_large()
    elif keyword == "multipleOf":
        yield from _numbers(rule).off_the_grid()
    elif keyword == "minLength" and limit > 0:
        yield from ("x" * (limit - 1), _ASTRAL * (limit - 1))
    elif keyword == "maxLength":
        yield from ("x" * (limit + 1), _ASTRAL * (limit + 1))
    elif keyword == "pattern":
        yield from missing(limit)
    elif keyword == "minItems" and limit > 0:
        yield elements(rule.operation.document, schema, limit - 1)
    elif keyword == "maxItems":
        yield elements(rule.operation.document, schema, limit + 1)
    elif keyword == "uniqueItems" and limit:
        yield elements(rule.operation.document, schema, 1) * 2


def _numbers(rule: Constraint) -> Numbers:
    return Numbers.of(rule.schema, "number" not in rule.types)


def _of_type(rule: Constraint, kind: str) -> Iterator[Any]:
    if kind in ("integer", "number"):
        yield from Numbers.of(rule.schema, kind == "integer").inside()
    elif kind == "boolean":
        yield from (True, False)
    elif kind == "string":
        yield from _TEXTS
    elif kind == "null":
        yield None
    else:
        document = rule.operation.document
        yield sample(document, {**rule.schema, "type": kind})
        if kind == "array":
            least = rule.schema.get("minItems", 0)
            yield from (
                elements(document, rule.schema, least + 1),
                elements(document, rule.schema, least + 2),
            )


def _of_other_types(rule: Constraint) -> Iterator[Any]:
    """Give a value of every other type, written as alike to a right one as can be."""
    right = next(iter(inside(rule)), None)
    text = right if isinstance(right, str) else json.dumps(right)
    yield from (None, True, 1, text, "", "x", [right], {"": right})
    yield 7.5 if "integer" not in rule.types else _numbers(rule).first() + 0.5
    if "boolean" in rule.types:
        yield from (0, "false")
    elif "array" in rule.types or "object" in rule.types:
        yield from ([], {})


def _near_misses(options: list[Any]) -> Iterator[Any]:
    for option in options:
        if isinstance(option, str):
            yield from (f"{option}x", option[:-1], option.swapcase(), f" {option}", f"{option} ")
        elif isinstance(option, (int, float)) and not isinstance(option, bool):
            yield from (option + 1, option - 1)
    yield ""


def _distinct(values: Iterator[Any]) -> Iterator[Any]:
    """Leave out repetitions; 1, 1.0 and True are three values."""
    seen = set()
    for value in values:
        key = json.dumps(value, sort_keys=True)
        if key not in seen:
            seen.add(key)
            yield value
