"""The cases themselves: each rule of the document has some on both sides, and each breaks its own rule alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from imgopen_contract.cases import Case, cases_for
from imgopen_contract.document import Operation
from imgopen_contract.document.expressions import NOTHING
from imgopen_contract.rules import BODY, Constraint, constraints_of

from tests.contract.suite import document, every_case, operations

RULES = tuple(rule for operation in operations() for rule in constraints_of(operation))
ANNOTATIONS = frozenset(
    {
        *("$ref", "description", "default", "examples", "title", "deprecated", "readOnly", "writeOnly"),
        *("properties", "items", "x-meaning", "x-provenance"),
    }
)
"""What stands in a schema without being a rule of its own: it leads on to rules, or says what people want to know."""

EVERY_OPERATION = pytest.mark.parametrize("operation", operations(), ids=lambda operation: operation.label)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.label)
def test_every_rule_has_an_accepting_and_a_refusing_case(rule: Constraint) -> None:
    found = Counter(case.accepted for case in cases_for(rule))
    assert found[True] > 0
    assert (found[False] > 0) is not rule.is_permission


@EVERY_OPERATION
def test_every_keyword_of_every_schema_of_a_request_is_a_rule(operation: Operation) -> None:
    """Counted by another walk than that which finds the rules: over the JSON, with a list of what is no rule."""
    known = Counter(
        (rule.keyword, rule.field) for rule in constraints_of(operation) if rule.keyword != "security"
    )
    assert known == Counter(found_in(operation))
    assert max(known.values()) == 1


def found_in(operation: Operation) -> Iterator[tuple[str, str]]:
    """Find what restricts a request, with the place that it is about."""
    for parameter in operation.parameters:
        if parameter.required and parameter.place != "path":
            yield "required", parameter.name
        yield from keywords(parameter.schema, parameter.name)
    body: Any = document().resolve(operation.node.get("requestBody"))
    if body is not None:
        if body.get("required"):
            yield "required", BODY
        yield from keywords(operation.body_schema, "")


def keywords(schema: Any, place: str) -> Iterator[tuple[str, str]]:
    schema = document().resolve(schema)
    for keyword, value in schema.items():
        if keyword == "required":
            yield from ((keyword, f"{place}.{name}".lstrip(".")) for name in value)
        elif keyword not in ANNOTATIONS:
            yield keyword, place or BODY
    for name, inner in schema.get("properties", {}).items():
        yield from keywords(inner, f"{place}.{name}".lstrip("."))
    if "items" in schema:
        yield from keywords(schema["items"], f"{place}[0]")


@EVERY_OPERATION
def test_a_case_breaks_its_own_rule_and_no_other(operation: Operation) -> None:
    """Judged on the whole body, whereas the cases are made from the schema of one value."""
    validator = document().validator(operation.body_schema)
    cases = [
        case for case in every_case() if case.call.operation is operation and case.call.body is not NOTHING
    ]
    assert cases
    for case in cases:
        errors = list(validator.iter_errors(case.call.body))
        broken = {(error.validator, field_of(error)) for error in errors}
        if case.accepted or case.rule.place != BODY:
            assert not broken, case.id
        elif case.rule.keyword == "type":
            assert ("type", case.rule.way) in broken, case.id
            assert {way for _, way in broken} == {case.rule.way}, case.id
        else:
            assert broken == {(case.rule.keyword, owner_of(case))}, case.id


def field_of(error: jsonschema.ValidationError) -> tuple[Any, ...]:
    return tuple(error.absolute_path)


def owner_of(case: Case) -> tuple[Any, ...]:
    """Return the place that an error is about: of a missing field, the object that lacks it."""
    return case.rule.way[:-1] if case.rule.keyword == "required" else case.rule.way


def test_no_two_cases_are_called_the_same() -> None:
    names = Counter(case.id for case in every_case())
    assert [name for name, count in names.items() if count > 1] == []


def test_every_case_is_a_request_that_can_be_sent() -> None:
    keys = {credential.header: "any" for credential in document().credentials}
    for case in every_case():
        request = case.call.http(keys)
        assert request.path.startswith("/")
        assert request.path.isascii()
        assert "{" not in request.path


@pytest.mark.parametrize(
    ("value", "kept"), [(0.3, True), (-2042.6, True), (1e-7, False), (0.35, False), (3, True)]
)
def test_the_judge_divides_decimal_fractions_exactly(value: float, kept: bool) -> None:
    assert document().keeps(value, {"type": "number", "multipleOf": 0.1}) is kept
