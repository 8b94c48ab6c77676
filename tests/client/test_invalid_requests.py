"""A request that breaks a rule of the spec never leaves, and the error names field, value and rule."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import imgopen
import pytest

from tests.client.conftest import Service, success
from tests.support.operations import OperationCase, api, cases


@dataclass(frozen=True)
class Rule:
    """A rule of a top-level field, a value that breaks it, and words of the message."""

    case: OperationCase
    argument: str
    value: Any
    says: str

    @property
    def id(self) -> str:
        """What the test is called."""
        return f"{self.case.id} / {self.argument} / {self.value!r} refused"


def rules() -> Iterator[Rule]:
    """Yield the rules of numbers and choices of every body, with the nearest value outside."""
    for case in cases():
        (model,) = [model for model in api().models if model.ref == case.operation.body]
        names = {argument.wire_name: argument.name for argument in case.operation.arguments}
        for wire_name, schema in model.schema["properties"].items():
            for value, says in outside(schema):
                yield Rule(case, names[wire_name], value, says)


def outside(schema: dict[str, Any]) -> Iterator[tuple[Any, str]]:
    """Yield values just outside of a schema, and what the message must say."""
    step = schema.get("multipleOf", 1 if schema.get("type") == "integer" else 0.5)
    if "minimum" in schema:
        yield _plain(Fraction(schema["minimum"]) - Fraction(str(step))), f"minimum of {schema['minimum']}"
    if "maximum" in schema:
        yield _plain(Fraction(schema["maximum"]) + Fraction(str(step))), f"maximum of {schema['maximum']}"
    if "multipleOf" in schema:
        inside = schema.get("minimum", 0)
        half = Fraction(str(step)) / 2
        yield _plain(Fraction(str(inside)) + half), f"not a multiple of {step}"
    if "enum" in schema:
        yield "no such value" if isinstance(schema["enum"][0], str) else 424242, "is not one of"
    if schema.get("type") in ("integer", "number"):
        yield "5", "is not "
        yield True, "is not "
        yield math.nan, "is not "
    if schema.get("type") == "string":
        yield 5, "is not"
    if "minItems" in schema:
        yield ["x"] * (schema["minItems"] - 1), f"minimum of {schema['minItems']}"
    if "maxItems" in schema:
        yield ["x"] * (schema["maxItems"] + 1), f"maximum of {schema['maxItems']}"


def _plain(value: Fraction) -> float | int:
    return int(value) if value.denominator == 1 else float(value)


@pytest.mark.parametrize("rule", list(rules()), ids=lambda rule: rule.id)
def test_the_value_just_outside_is_refused(rule: Rule, service: Service) -> None:
    service.answers = [success({})]
    with pytest.raises(imgopen.InvalidRequestError) as caught:
        rule.case.call(service.client(), **{rule.argument: rule.value})
    assert not service.requests
    (error,) = caught.value.errors
    assert error.field == rule.argument
    assert error.value is rule.value
    assert rule.says in str(caught.value)
    assert f"{rule.case.group.attribute}.{rule.case.operation.method}: {rule.argument}=" in str(caught.value)


def test_all_broken_rules_are_named_at_once(
    call: Callable[..., Any], case: OperationCase, service: Service
) -> None:
    service.answers = [success({})]
    optional = [
        argument for argument in case.operation.arguments if argument.type.__class__.__name__ == "Scalar"
    ]
    changes = {argument.name: object() for argument in optional}
    with pytest.raises(imgopen.InvalidRequestError) as caught:
        call(**changes)
    assert {error.field for error in caught.value.errors} == set(changes)
    assert not service.requests


def test_a_free_form_value_must_have_a_form_in_json(call: Callable[..., Any], service: Service) -> None:
    service.answers = [success({})]
    for value in (object(), math.nan, math.inf, "\ud800", {1, object()}):
        with pytest.raises(imgopen.InvalidRequestError, match="form in JSON"):
            call(extra_body={"more": value})
    assert not service.requests


def test_the_words_nan_and_infinity_are_only_words(call: Callable[..., Any], service: Service) -> None:
    service.answers = [success({}), success({})]
    with pytest.raises(imgopen.InvalidResponseError):
        call(extra_body={"more": "NaN and Infinity"})
    assert b"NaN and Infinity" in service.requests[0].content


def test_the_error_is_a_value_error(call: Callable[..., Any], case: OperationCase) -> None:
    broken = next(rule for rule in rules() if rule.case.id == case.id)
    with pytest.raises(ValueError, match=broken.argument):
        call(**{broken.argument: broken.value})
